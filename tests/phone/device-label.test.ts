// What the desk reads of a phone: its model, system and browser.
import { expect, test } from 'vitest';
import { deviceLabel } from '../../src/phone/screens/state/device-label.ts';

test.each([
  [
    'Mozilla/5.0 (Linux; Android 11; M2006C3LC Build/RP1A.200720.011; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/87.0.4280.141 Mobile Safari/537.36',
    'M2006C3LC · Android 11 · Chrome 87',
  ],
  [
    'Mozilla/5.0 (Linux; Android 12; JAD-AL50) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/99.0.4844.88 HuaweiBrowser/13.0.4.301 Mobile Safari/537.36',
    'JAD-AL50 · Android 12 · 华为浏览器 13',
  ],
  ['Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/118.0.0.0 Mobile Safari/537.36', 'Android 10 · Chrome 118'],
  ['Something else entirely', 'Something else entirely'],
])('%s', (userAgent, label) => expect(deviceLabel(userAgent)).toBe(label));
