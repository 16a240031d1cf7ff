// A revoked phone destroys what it keeps of an account: its key first, then everything.
import { openDatabase, type Shelter } from './database.ts';
import { forgetKey } from './kept-key.ts';
import { concernsTheList } from './opening.ts';
import { openAsItIs } from './raw-database.ts';
import { databaseName } from './tables.ts';
import { type Lost, rememberRevoked } from './who-was-here.ts';

/**
 * Counts what is lost, remembers it at the door, takes the lock away (without it not even the PIN opens what a half-finished deletion leaves), and deletes the database.
 * Ended at any moment it is finished by calling it again. Connections of this page to the database are to be closed before.
 */
export async function destroyStore(accountId: string, shelter: Shelter = {}): Promise<Lost> {
  forgetKey(accountId);
  const name = databaseName(accountId);
  const lost = { unsent: 0, drafts: 0 };
  const there = await openAsItIs(name, shelter.indexedDB ?? globalThis.indexedDB);
  there?.close();
  if (there) {
    const db = await openDatabase(name, shelter);
    try {
      lost.unsent = (await db.standings.toArray()).filter(concernsTheList).length;
      lost.drafts = await db.sealedDrafts.count();
      await rememberRevoked(accountId, lost, shelter);
      await db.meta.delete('lock');
    } finally {
      db.close();
    }
    await deleted(name, shelter);
  } else await rememberRevoked(accountId, lost, shelter);
  return lost;
}

/** Other tabs let go of it when they hear that it is to be deleted. */
const deleted = (name: string, shelter: Shelter): Promise<void> =>
  new Promise((resolve, reject) => {
    const request = (shelter.indexedDB ?? indexedDB).deleteDatabase(name);
    request.onsuccess = () => resolve();
    request.onerror = () => reject(request.error);
  });
