// What was chosen last from a long list stands first the next time, on this device.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { recentOf, rememberChosen } from '../../src/phone/screens/state/recent.ts';

const storage = (held: Map<string, string>, full = false) => ({
  getItem: (key: string) => held.get(key) ?? null,
  setItem: (key: string, value: string) => {
    if (full) throw new Error('QuotaExceededError');
    held.set(key, value);
  },
});

describe('recently chosen', () => {
  const held = new Map<string, string>();
  beforeEach(() => vi.stubGlobal('localStorage', storage(held)));
  afterEach(() => {
    held.clear();
    vi.unstubAllGlobals();
  });

  it('the newest first, each list for itself', () => {
    for (const place of ['320500', '140826', '320500']) rememberChosen('places', place);
    rememberChosen('trades', 'picking');
    expect(recentOf('places')).toEqual(['320500', '140826']);
    expect(recentOf('trades')).toEqual(['picking']);
    expect(recentOf('ethnicGroups')).toEqual([]);
  });
  it('what is not what was written is nothing', () => {
    for (const odd of ['{', '[]', 'null', '{"places":7}', '{"places":[7]}']) {
      held.set('ruhu-recent', odd);
      expect(recentOf('places')).toEqual([]);
    }
  });
  it('a full or absent storage forgets, and nothing else happens', () => {
    vi.stubGlobal('localStorage', storage(held, true));
    rememberChosen('places', '320500');
    expect(recentOf('places')).toEqual([]);
    vi.stubGlobal('localStorage', undefined);
    expect(recentOf('places')).toEqual([]);
  });
});
