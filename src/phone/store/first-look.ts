// Reads what a cold start shows by the browser's own means, before the store's library is there. It only reads: nothing is created, upgraded or written.
import type { Shelter } from './database.ts';
import { linesOf } from './household-line.ts';
import { concernsTheList, openingOf } from './opening.ts';
import type { HouseholdLine, Opening } from './phone-store.ts';
import { SCHEMA_VERSION, STEPS_A_VERSION } from './tables.ts';

/** Each answers null where the whole store has to decide: nothing is kept yet, it was written by another version, or the reading failed or takes too long. */
export interface FirstLook {
  opening(): Promise<Opening | null>;
  householdLines(): Promise<HouseholdLine[] | null>;
  /** Lets go of the database. */
  close(): void;
}

/** A browser that does not answer at all is asked again by the store, which knows what to say about it. */
const PATIENCE_MS = 2000;

const known = (version: number): boolean => version >= SCHEMA_VERSION * STEPS_A_VERSION && version < (SCHEMA_VERSION + 1) * STEPS_A_VERSION;

function openAsItIs(name: string, factory: IDBFactory): Promise<IDBDatabase | null> {
  return new Promise((resolve) => {
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
      if (known(db.version)) return resolve(db);
      db.close();
      resolve(null);
    };
  });
}

const answer = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

/** All in one transaction: what is shown is of one moment. */
async function readOpening(db: IDBDatabase): Promise<Opening> {
  const within = db.transaction(['meta', 'tasks', 'drafts', 'handIns', 'standings'], 'readonly');
  const table = (name: string): IDBObjectStore => within.objectStore(name);
  const [standings, session, contact, settings, order, tasks, drafts] = await Promise.all([
    answer(table('standings').getAll()),
    answer(table('meta').get('session')),
    answer(table('meta').get('contact')),
    answer(table('meta').get('settings')),
    answer(table('meta').get('order')),
    answer(table('tasks').getAll()),
    answer(table('drafts').getAll()),
  ]);
  const unsent = standings.filter(concernsTheList);
  const handIns = unsent.length === 0 ? [] : await Promise.all(unsent.map((standing) => answer(table('handIns').get(standing.id))));
  return openingOf({ session, contact, settings, order, tasks, drafts, handIns: handIns.filter((record) => record !== undefined), standings });
}

const readLines = async (db: IDBDatabase): Promise<HouseholdLine[]> =>
  linesOf(await answer(db.transaction('lines', 'readonly').objectStore('lines').getAll()));

/** Begins to open the database at once. */
export function lookFirst(name: string, shelter: Shelter = {}): FirstLook {
  const factory = shelter.indexedDB ?? globalThis.indexedDB;
  const opened = (async () => (factory ? openAsItIs(name, factory) : null))().catch(() => null);
  const look = async <T>(read: (db: IDBDatabase) => Promise<T>): Promise<T | null> => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const tooLong = new Promise<null>((resolve) => {
      timer = setTimeout(() => resolve(null), PATIENCE_MS);
    });
    const reading = opened.then((db) => (db ? read(db) : null)).catch(() => null);
    return Promise.race([reading, tooLong]).finally(() => clearTimeout(timer));
  };
  return {
    opening: () => look(readOpening),
    householdLines: () => look(readLines),
    close: () => void opened.then((db) => db?.close()),
  };
}
