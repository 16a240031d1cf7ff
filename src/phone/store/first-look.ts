// Reads what a cold start shows by the browser's own means, before the store's library is there. It only reads: nothing is created, upgraded or written.
import type { Task } from '../../domain/task.ts';
import type { DraftRow, Shelter, StandingRow } from './database.ts';
import { concernsTheList, type OpeningRows, openOpening } from './opening.ts';
import { EMPTY_BOOK, type Opened, openPacks, type PackBook, type PackRow } from './packs.ts';
import type { HouseholdLine, Opening } from './phone-store.ts';
import { answer, isOfToday, openAsItIs, withPatience } from './raw-database.ts';
import type { Seal } from './seal.ts';

/** Each answers null where the whole store has to decide: nothing is kept yet, it was written by another version, or the reading failed or takes too long. */
export interface FirstLook {
  opening(seal: Seal): Promise<Opening | null>;
  householdLines(seal: Seal): Promise<HouseholdLine[] | null>;
  /** What has been opened so far: the whole store need not open it again. */
  seen(): { tasks: Opened<Task> | null; lines: Opened<HouseholdLine> | null };
  /** Lets go of the database. */
  close(): void;
}

interface PackRows {
  book: PackBook;
  rows: PackRow[];
}

async function readPacks(within: IDBTransaction, table: string): Promise<PackRows> {
  const [book, rows] = await Promise.all([
    answer<{ value: PackBook } | undefined>(within.objectStore('meta').get(table)),
    answer<PackRow[]>(within.objectStore(table).getAll()),
  ]);
  return { book: book?.value ?? EMPTY_BOOK, rows };
}

/** All in one transaction: what is shown is of one moment. */
async function readRows(db: IDBDatabase): Promise<OpeningRows & { tasks: PackRows }> {
  const within = db.transaction(['meta', 'vault', 'taskPacks', 'sealedDrafts', 'sealedHandIns', 'standings'], 'readonly');
  const table = (name: string): IDBObjectStore => within.objectStore(name);
  const [standings, session, settings, contact, order, tasks, drafts] = await Promise.all([
    answer<StandingRow[]>(table('standings').getAll()),
    answer(table('vault').get('session')),
    answer(table('vault').get('settings')),
    answer(table('meta').get('contact')),
    answer(table('meta').get('order')),
    readPacks(within, 'taskPacks'),
    answer<DraftRow[]>(table('sealedDrafts').getAll()),
  ]);
  const unsent = standings.filter(concernsTheList);
  const found = unsent.length === 0 ? [] : await Promise.all(unsent.map(({ id }) => answer(table('sealedHandIns').get(id))));
  return { session, settings, contact, order, tasks, drafts, handIns: found.filter((row) => row !== undefined), standings };
}

/** Begins to open the database at once, and to read what the first screen needs: it lies ready, sealed, while the PIN is typed. */
export function lookFirst(name: string, shelter: Shelter = {}): FirstLook {
  const opened = openAsItIs(name, shelter.indexedDB ?? globalThis.indexedDB).then((db) => {
    if (!db || isOfToday(db)) return db;
    db.close();
    return null;
  });
  const rows = opened.then((db) => (db ? readRows(db) : null)).catch(() => null);
  let tasks: Opened<Task> | null = null;
  let lines: Opened<HouseholdLine> | null = null;

  const opening = async (seal: Seal): Promise<Opening | null> => {
    const found = await rows;
    if (!found) return null;
    tasks = await openPacks<Task>('taskPacks', seal, found.tasks.book, found.tasks.rows, null);
    return openOpening(seal, found, Array.from(tasks.byId.values()));
  };
  const householdLines = async (seal: Seal): Promise<HouseholdLine[] | null> => {
    const db = await opened;
    if (!db) return null;
    const found = await readPacks(db.transaction(['meta', 'linePacks'], 'readonly'), 'linePacks');
    lines = await openPacks<HouseholdLine>('linePacks', seal, found.book, found.rows, null);
    return Array.from(lines.byId.values());
  };
  return {
    opening: (seal) => withPatience(opening(seal)),
    householdLines: (seal) => withPatience(householdLines(seal)),
    seen: () => ({ tasks, lines }),
    close: () => void opened.then((db) => db?.close()),
  };
}
