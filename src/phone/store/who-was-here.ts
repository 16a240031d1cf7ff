// Remembers, outside any account's database, who was signed in last, so that a cold start without signal opens the right one.
import { Dexie, type Table } from 'dexie';
import { noteAtWork } from './at-work.ts';
import type { Shelter } from './database.ts';
import { failureOf } from './store-failure.ts';

interface Guest {
  id: string;
  login: string;
  /** The first character only, to tell two people apart before anything is unlocked. */
  name: string;
  /** Empty: signed out. */
  at: string;
  revoked?: Lost;
}

/** What a revoked phone has lost; kept until somebody signs in again, so that a restart tells it, too. */
export interface Lost {
  unsent: number;
  drafts: number;
}

const masked = (name: string): string => (name === '' ? '' : `${Array.from(name)[0]}**`);

class DoorDatabase extends Dexie {
  declare readonly guests: Table<Guest, string>;
  constructor(shelter: Shelter) {
    super('ruhu', { ...shelter });
    this.version(1).stores({ guests: 'id, at' });
    // Names stood here in full.
    this.version(2)
      .stores({ guests: 'id, at' })
      .upgrade((within) =>
        within
          .table<Guest>('guests')
          .toCollection()
          .modify((guest) => {
            guest.name = masked(guest.name);
          }),
      );
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
    await guests.put({ id: account.id, login: account.login, name: masked(account.name), at: now.toISOString() });
    noteAtWork(account.id);
  });

/** After signing out: nobody is signed in, their database and its unsent work stay. */
export const rememberSignedOut = (shelter: Shelter = {}): Promise<void> =>
  atTheDoor(shelter, async (guests) => {
    noteAtWork(null);
    await guests.toCollection().modify({ at: '' });
  });

/** Everybody who has a database on this phone, or had one before it was revoked. */
export const everybodyHere = (shelter: Shelter = {}): Promise<{ accountId: string; login: string; name: string; revoked: Lost | null }[]> =>
  atTheDoor(shelter, async (guests) =>
    (await guests.toArray()).map(({ id, login, name, revoked }) => ({ accountId: id, login, name, revoked: revoked ?? null })),
  );

/** Written before anything is destroyed: what is ended in between is taken up again at the next start. */
export const rememberRevoked = (accountId: string, lost: Lost, shelter: Shelter = {}): Promise<void> =>
  atTheDoor(shelter, async (guests) => {
    const guest = await guests.get(accountId);
    // Told twice, in two tabs: the first count stands, the second may have found nothing left.
    await guests.put({ login: '', name: '', ...guest, id: accountId, at: new Date().toISOString(), revoked: guest?.revoked ?? lost });
  });
