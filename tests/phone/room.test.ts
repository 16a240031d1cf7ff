// The room the browser gives: it is asked to let the work stay, and nobody waits for its answer.
import { afterEach, expect, test, vi } from 'vitest';
import { askToStay } from '../../src/phone/store/room.ts';

afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

const browserThatSays = (persist: () => Promise<boolean>): void => {
  vi.stubGlobal('navigator', { storage: { persisted: () => Promise.resolve(false), persist } });
};

test('a browser that puts the question to the person, who overlooks it, keeps nobody from working', async () => {
  vi.useFakeTimers();
  browserThatSays(() => new Promise(() => undefined));
  const asked = askToStay();
  await vi.advanceTimersByTimeAsync(2000);
  expect(await asked).toBe('unknown');
});

test('what the browser says at once is taken', async () => {
  browserThatSays(() => Promise.resolve(true));
  expect(await askToStay()).toBe('granted');
  browserThatSays(() => Promise.resolve(false));
  expect(await askToStay()).toBe('refused');
  browserThatSays(() => Promise.reject(new TypeError('not here')));
  expect(await askToStay()).toBe('unknown');
});
