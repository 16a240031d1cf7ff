// An account's database by the browser's own means: opened as it is, never created or upgraded, before the store's library is there.
import { SCHEMA_VERSION, STEPS_A_VERSION } from './tables.ts';

/** Whether this version of the app wrote it last. */
export const isOfToday = (db: IDBDatabase): boolean =>
  db.version >= SCHEMA_VERSION * STEPS_A_VERSION && db.version < (SCHEMA_VERSION + 1) * STEPS_A_VERSION;

/** Null when there is none, or the browser refuses: the whole store then says what is wrong. */
export function openAsItIs(name: string, factory: IDBFactory | undefined): Promise<IDBDatabase | null> {
  return new Promise<IDBDatabase | null>((resolve) => {
    if (!factory) return resolve(null);
    const request = factory.open(name);
    // Nothing is kept under this name: what opening it would create is taken back.
    request.onupgradeneeded = () => request.transaction?.abort();
    request.onerror = (event) => {
      event.preventDefault();
      resolve(null);
    };
    request.onsuccess = () => {
      const db = request.result;
      db.onversionchange = () => db.close();
      resolve(db);
    };
  }).catch(() => null);
}

export const answer = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

/** Resolves when it is on the disk. */
export const ended = (transaction: IDBTransaction): Promise<void> =>
  new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error);
    transaction.onerror = () => reject(transaction.error);
  });

/** A browser that does not answer at all is asked again by the store, which knows what to say about it. */
export const PATIENCE_MS = 2000;

export async function withPatience<T>(reading: Promise<T>): Promise<T | null> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tooLong = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), PATIENCE_MS);
  });
  return Promise.race([reading.catch(() => null), tooLong]).finally(() => clearTimeout(timer));
}
