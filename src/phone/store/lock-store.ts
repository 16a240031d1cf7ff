// Puts a lock on an account's store: the first PIN seals it, with whatever an earlier version kept; a forgotten or changed one only wraps its key anew.
import { openDatabase, type PhoneDatabase, type Shelter } from './database.ts';
import { replaceLock } from './door.ts';
import { type Lock, lockWith, newStoreKey, type StoreKey } from './lock.ts';
import { sealWith } from './seal.ts';
import { sealWhatWasClear } from './seal-what-was-clear.ts';
import { databaseName } from './tables.ts';

export interface Locking {
  shelter?: Shelter;
  /** Rounds of PBKDF2; measured on this phone unless given. */
  iterations?: number;
  /** While what was kept in the clear is sealed: how many pieces are left. */
  onStep?: (left: number) => void;
}

/**
 * Sets the first PIN. The lock is on the disk before anything is sealed; who ends the app in between finds it locked, and the rest is sealed after unlocking (`finishSealing`).
 * The key is to be handed to the account (`atServer`) as soon as there is a network. Rejects with a StoreFailure. Null: there is a lock already, another tab was quicker.
 */
export async function lockStore(accountId: string, pin: string, { shelter = {}, iterations, onStep }: Locking = {}): Promise<StoreKey | null> {
  const store = await newStoreKey();
  const lock = await lockWith(pin, store, { atServer: 'no', sealing: 'begun' }, iterations);
  const db = await openDatabase(databaseName(accountId), shelter);
  try {
    const first = await db.transaction('rw', db.meta, async () => {
      if (await db.read<Lock>('lock')) return false;
      await db.write('lock', lock);
      return true;
    });
    if (!first) return null;
    await finish(db, store.key, onStep);
    return store;
  } finally {
    db.close();
  }
}

/** After unlocking: what was still in the clear when the app was ended in the middle of sealing. */
export async function finishSealing(accountId: string, key: CryptoKey, { shelter = {}, onStep }: Locking = {}): Promise<void> {
  const db = await openDatabase(databaseName(accountId), shelter);
  try {
    await finish(db, key, onStep);
  } finally {
    db.close();
  }
}

async function finish(db: PhoneDatabase, key: CryptoKey, onStep?: (left: number) => void): Promise<void> {
  await sealWhatWasClear(db, sealWith(key), onStep);
  await db.transaction('rw', db.meta, async () => {
    const lock = await db.read<Lock>('lock');
    if (lock) await db.write('lock', { ...lock, sealing: 'done' } satisfies Lock);
  });
}

/** Another PIN for the same key: the old one was given, or the account gave the key back. */
export async function setPin(
  accountId: string,
  { atServer, sealing }: Lock,
  store: StoreKey,
  pin: string,
  { shelter = {}, iterations }: Locking = {},
): Promise<void> {
  await replaceLock(accountId, await lockWith(pin, store, { atServer, sealing }, iterations), shelter);
}

/** Opens the database and lets go of it: brings it up to date, or rejects with a StoreFailure that says why it can't be opened. */
export const openOnce = async (accountId: string, shelter: Shelter = {}): Promise<void> =>
  (await openDatabase(databaseName(accountId), shelter)).close();
