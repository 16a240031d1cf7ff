// Remembers, outside any account's database, who was signed in last, so that a cold start without signal opens the right one; and asks the browser to keep it all.
import { Dexie, type Table } from 'dexie';
import type { Shelter } from './database.ts';
import { failureOf } from './store-failure.ts';

interface Guest {
  id: string;
  login: string;
  name: string;
  at: string;
}

class DoorDatabase extends Dexie {
  declare readonly guests: Table<Guest, string>;
  constructor(shelter: Shelter) {
    super('ruhu', { ...shelter });
    this.version(1).stores({ guests: 'id, at' });
  }
}

/** The account at work is remembered beside the database too: a cold start opens its work at once instead of asking one database for the other. */
const AT_WORK = 'ruhu-at-work';

function noteAtWork(accountId: string | null): void {
  try {
    // Taken away first: where the new one cannot be written, the one before must not open.
    localStorage.removeItem(AT_WORK);
    if (accountId !== null) localStorage.setItem(AT_WORK, accountId);
  } catch {
    // Without it the door's own database answers.
  }
}

/** Null where nothing is noted: the door's database knows. */
export function notedAtWork(): string | null {
  try {
    return localStorage.getItem(AT_WORK);
  } catch {
    return null;
  }
}

async function atTheDoor<T>(shelter: Shelter, work: (guests: Table<Guest, string>) => PromiseLike<T>): Promise<T> {
  const db = new DoorDatabase(shelter);
  try {
    return await work(db.guests);
  } catch (error) {
    throw failureOf(error) ?? error;
  } finally {
    db.close();
  }
}

/** The account whose work opens at a cold start; null when nobody is signed in on this phone. */
export const lastSignedIn = (shelter: Shelter = {}): Promise<{ accountId: string; login: string; name: string } | null> =>
  atTheDoor(shelter, async (guests) => {
    const last = await guests.orderBy('at').last();
    return last && last.at !== '' ? { accountId: last.id, login: last.login, name: last.name } : null;
  });

/** After signing in. Others who worked on this phone stay known, so that their unsent work can be pointed to. */
export const rememberSignedIn = (account: { id: string; login: string; name: string }, now: Date, shelter: Shelter = {}): Promise<void> =>
  atTheDoor(shelter, async (guests) => {
    noteAtWork(null);
    await guests.put({ id: account.id, login: account.login, name: account.name, at: now.toISOString() });
    noteAtWork(account.id);
  });

/** After signing out: nobody is signed in, their database and its unsent work stay. */
export const rememberSignedOut = (shelter: Shelter = {}): Promise<void> =>
  atTheDoor(shelter, async (guests) => {
    noteAtWork(null);
    await guests.toCollection().modify({ at: '' });
  });

/** Everybody who has a database on this phone. */
export const everybodyHere = (shelter: Shelter = {}): Promise<{ accountId: string; login: string; name: string }[]> =>
  atTheDoor(shelter, async (guests) => (await guests.toArray()).map(({ id, login, name }) => ({ accountId: id, login, name })));

/** Asks the browser not to clear the work when space runs short. `unknown` where it cannot be asked. */
export async function askToStay(): Promise<'granted' | 'refused' | 'unknown'> {
  const storage = (navigator as { storage?: StorageManager }).storage;
  if (!storage?.persist) return 'unknown';
  try {
    return (await storage.persisted()) || (await storage.persist()) ? 'granted' : 'refused';
  } catch {
    return 'unknown';
  }
}

/** Bytes used and allowed, null where the browser does not say. */
export async function roomLeft(): Promise<{ used: number; allowed: number } | null> {
  const storage = (navigator as { storage?: StorageManager }).storage;
  if (!storage?.estimate) return null;
  try {
    const { usage, quota } = await storage.estimate();
    return usage === undefined || quota === undefined ? null : { used: usage, allowed: quota };
  } catch {
    return null;
  }
}
