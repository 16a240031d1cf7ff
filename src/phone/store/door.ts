// Before an account's store stands its lock: what is behind it, a PIN tried, wrong ones counted and slowed down. Needs no library.
import type { Shelter } from './database.ts';
import { type Lock, openLock, type StoreKey } from './lock.ts';
import { answer, ended, isOfToday, openAsItIs, withPatience } from './raw-database.ts';
import { databaseName } from './tables.ts';

/**
 * `nothing` of this account is here. `clear`: what an app before sealing kept; it is sealed when the first PIN is set. `sealed`, with its lock.
 * `unknown`: the browser did not answer, or a newer app wrote it; the whole store says which.
 */
export type Behind = { kind: 'nothing' | 'clear' | 'unknown' } | { kind: 'sealed'; lock: Lock; unsent: number; deviceId: string | null };

interface MetaRow<T> {
  value: T;
}

/** What can be told without opening anything: the lock, and how many records wait. */
export async function lookBehind(accountId: string, shelter: Shelter = {}): Promise<Behind> {
  const factory = shelter.indexedDB ?? globalThis.indexedDB;
  return (await withPatience(openAsItIs(databaseName(accountId), factory).then(standing))) ?? { kind: 'unknown' };
}

async function standing(db: IDBDatabase | null): Promise<Behind> {
  if (!db) return { kind: 'nothing' };
  try {
    const within = db.transaction(['meta', 'standings'], 'readonly');
    const meta = within.objectStore('meta');
    const [lock, session, device, states] = await Promise.all([
      answer<MetaRow<Lock> | undefined>(meta.get('lock')),
      answer<MetaRow<unknown> | undefined>(meta.get('session')),
      answer<MetaRow<string> | undefined>(meta.get('deviceId')),
      answer<{ state: string }[]>(within.objectStore('standings').getAll()),
    ]);
    if (!lock && isOlder(db)) return { kind: session ? 'clear' : 'nothing' };
    if (!isOfToday(db)) return { kind: 'unknown' };
    if (!lock) return { kind: session ? 'clear' : 'nothing' };
    const unsent = states.filter(({ state }) => state === 'waiting').length;
    return { kind: 'sealed', lock: lock.value, unsent, deviceId: device?.value ?? null };
  } finally {
    db.close();
  }
}

const isOlder = (db: IDBDatabase): boolean => !isOfToday(db) && !db.objectStoreNames.contains('vault');

/** Reads the lock, and writes what `change` makes of it; durable before it resolves. Null where there is none (any more). */
async function changeLock(accountId: string, shelter: Shelter, change: (lock: Lock) => Lock): Promise<Lock | null> {
  const db = await openAsItIs(databaseName(accountId), shelter.indexedDB ?? globalThis.indexedDB);
  if (!db) return null;
  try {
    const within = (db.transaction as (stores: string, mode: IDBTransactionMode, how?: { durability: string }) => IDBTransaction).call(
      db,
      'meta',
      'readwrite',
      {
        durability: 'strict',
      },
    );
    const done = ended(within);
    const meta = within.objectStore('meta');
    const kept = await answer<MetaRow<Lock> | undefined>(meta.get('lock'));
    const next = kept ? change(kept.value) : null;
    if (next && next !== kept?.value) meta.put({ key: 'lock', value: next });
    await done;
    return next;
  } finally {
    db.close();
  }
}

/** So many wrong PINs are forgiven without a wait; then each brings one; with the last the PIN opens nothing any more and the account has to. */
const FREE = 4;
const LAST = 10;
const WAITS_MS = [30_000, 60_000, 120_000, 300_000, 600_000];

/** A PIN that can't be replaced by the account (the key never reached the server) is only slowed down: locked for good, the work would be lost. */
export const isClosed = (lock: Lock): boolean => lock.wrong >= LAST && lock.atServer === 'yes';

const waitAfter = (wrong: number): number => (wrong <= FREE ? 0 : (WAITS_MS[Math.min(wrong - FREE, WAITS_MS.length) - 1] ?? 0));

export type Tried =
  | { outcome: 'open'; store: StoreKey; lock: Lock }
  /** `left`: tries until only the account opens; null where it can't. */
  | { outcome: 'wrong'; left: number | null; waitMs: number }
  | { outcome: 'wait'; waitMs: number }
  | { outcome: 'closed' | 'gone' };

/**
 * Tries a PIN. It is counted as wrong, on the disk, before it is tried: whoever ends the app in between has used it up.
 */
export async function tryPin(accountId: string, pin: string, shelter: Shelter = {}): Promise<Tried> {
  let before: Lock | null = null;
  const lock = await changeLock(accountId, shelter, (kept) => {
    before = kept;
    if (isClosed(kept) || kept.waitMs > 0) return kept;
    return { ...kept, wrong: kept.wrong + 1, waitMs: waitAfter(kept.wrong + 1) };
  });
  if (!lock || !before) return { outcome: 'gone' };
  if (isClosed(before)) return { outcome: 'closed' };
  if ((before as Lock).waitMs > 0) return { outcome: 'wait', waitMs: lock.waitMs };
  const store = await openLock(lock, pin);
  if (store) {
    await changeLock(accountId, shelter, (kept) => ({ ...kept, wrong: 0, waitMs: 0 }));
    return { outcome: 'open', store, lock: { ...lock, wrong: 0, waitMs: 0 } };
  }
  if (isClosed(lock)) return { outcome: 'closed' };
  return { outcome: 'wrong', left: lock.atServer === 'yes' ? LAST - lock.wrong : null, waitMs: lock.waitMs };
}

/**
 * So much of a wait has been sat out with the app open; says how much is left. The device's clock has no part in it: set forward it shortens nothing, set back it prolongs nothing.
 */
export async function sitOut(accountId: string, satMs: number, shelter: Shelter = {}): Promise<number> {
  const lock = await changeLock(accountId, shelter, (kept) => ({ ...kept, waitMs: Math.max(0, kept.waitMs - Math.max(0, satMs)) }));
  return lock?.waitMs ?? 0;
}

/** Another PIN, or the news that the account can give the key back. Tries begin anew with a new PIN. */
export const replaceLock = (accountId: string, change: Partial<Lock>, shelter: Shelter = {}): Promise<Lock | null> =>
  changeLock(accountId, shelter, (kept) => ({ ...kept, ...change }));
