// The few ways in which the phone's storage can fail, told apart so that a screen can say what to do.

/**
 * `full`: the disk has no room. `blocked`: another tab holds an older or newer version open. `newer`: this database was written by a newer version of the app.
 * `unavailable`: the browser offers no IndexedDB here (private mode, some in-app browsers). `broken`: it was lost and opening it again did not help.
 */
export type StoreFailureKind = 'full' | 'blocked' | 'newer' | 'unavailable' | 'broken';

/** Rejects a write or read of the store. What was typed is still in the form: nothing may be thrown away on it. */
export class StoreFailure extends Error {
  readonly kind: StoreFailureKind;
  constructor(kind: StoreFailureKind, cause?: unknown) {
    super(`phone store: ${kind}`, { cause });
    this.name = 'StoreFailure';
    this.kind = kind;
  }
}

interface Named {
  name?: string;
  inner?: unknown;
}

/** Names of an error and of what caused it: Dexie wraps the browser's own, sometimes twice. */
function namesOf(error: unknown): string[] {
  const names: string[] = [];
  for (let at = error as Named | undefined; at && names.length < 4; at = at.inner as Named | undefined) names.push(at.name ?? '');
  return names;
}

/** What a failed operation means, or null when it is no matter of storage but a bug. */
export function failureOf(error: unknown): StoreFailure | null {
  if (error instanceof StoreFailure) return error;
  const names = namesOf(error);
  const is = (...wanted: string[]): boolean => names.some((name) => wanted.includes(name));
  if (is('QuotaExceededError')) return new StoreFailure('full', error);
  if (is('VersionError')) return new StoreFailure('newer', error);
  if (is('MissingAPIError', 'SecurityError')) return new StoreFailure('unavailable', error);
  if (is('DatabaseClosedError', 'DatabaseClosed', 'InvalidStateError', 'UnknownError', 'OpenFailedError', 'NotFoundError', 'TimeoutError')) {
    return new StoreFailure('broken', error);
  }
  return null;
}
