// Slows down who guesses passwords without locking out an office that shares one address: only failures count.

const WINDOW = 15 * 60_000;
/** Failures within the window, after which the next try waits. */
const LIMITS = { pair: 8, login: 40, address: 100 };
/** Entries kept at most; the oldest go first. */
const CAPACITY = 50_000;

interface Tally {
  failures: number;
  since: number;
}

export class SignInGuard {
  readonly #tallies = new Map<string, Tally>();

  /** Milliseconds to wait before this login may be tried from this address; 0 when it may be tried now. */
  wait(login: string, address: string, now: number): number {
    const waits = keysOf(login, address).map(([key, limit]) => {
      const tally = this.#current(key, now);
      return tally && tally.failures >= limit ? tally.since + WINDOW - now : 0;
    });
    return Math.max(...waits);
  }

  failed(login: string, address: string, now: number): void {
    for (const [key] of keysOf(login, address)) {
      const tally = this.#current(key, now) ?? { failures: 0, since: now };
      tally.failures++;
      this.#tallies.delete(key);
      this.#tallies.set(key, tally);
    }
    for (const key of this.#tallies.keys()) {
      if (this.#tallies.size <= CAPACITY) break;
      this.#tallies.delete(key);
    }
  }

  /** The right password clears this person's slips at this address, not the guesses of others. */
  succeeded(login: string, address: string): void {
    this.#tallies.delete(pairKey(login, address));
  }

  #current(key: string, now: number): Tally | undefined {
    const tally = this.#tallies.get(key);
    if (tally && now - tally.since >= WINDOW) {
      this.#tallies.delete(key);
      return undefined;
    }
    return tally;
  }
}

const pairKey = (login: string, address: string): string => `p|${login}|${address}`;
const keysOf = (login: string, address: string): [string, number][] => [
  [pairKey(login, address), LIMITS.pair],
  [`l|${login}`, LIMITS.login],
  [`a|${address}`, LIMITS.address],
];
