// The phone's database of one account: its tables, and the way it is opened, lost and opened again.
import { Dexie, type Table } from 'dexie';
import type { Household } from '../../domain/household.ts';
import type { PublishedForm } from '../../domain/published-form.ts';
import type { Task } from '../../domain/task.ts';
import type { KeptEvidence } from './evidence.ts';
import type { Draft, HandInState, HouseholdLine, KeptHandIn } from './phone-store.ts';
import { failureOf, StoreFailure } from './store-failure.ts';
import { EVIDENCE, FORMS, SCHEMA_VERSION, STEPS_A_VERSION, TABLES } from './tables.ts';

/** Where IndexedDB comes from; tests bring their own, so that several phones fit into one process. */
export interface Shelter {
  indexedDB?: IDBFactory;
  IDBKeyRange?: typeof IDBKeyRange;
}

/** A finished record as it will be sent, written once. `text` is the hand-in as JSON, its fields in the order of the hash: nothing is made anew at each try. */
export interface HandInRecord {
  id: string;
  number: number;
  personName: string;
  text: string;
}

/** How a hand-in stands, in a small record of its own: a thousand receipts are stored without writing four megabytes of checks again. */
export interface StandingRecord extends Pick<KeptHandIn, 'receivedAt' | 'refused'> {
  id: string;
  number: number;
  state: HandInState;
  madeAt: string;
  hash: string;
}

/** Households are kept in packs and their lines in packs of the same key: writing 10,000 single records takes several times as long (bench/store.ts). */
export interface PackRecord {
  key: number;
  villageCode: string;
  households: Household[];
}
export interface LinesRecord {
  key: number;
  villageCode: string;
  lines: HouseholdLine[];
}

/** A published form, found by its hash or by the names that answers carry. */
export interface FormRecord extends PublishedForm {
  formId: string;
  version: string;
}

export class PhoneDatabase extends Dexie {
  declare readonly meta: Table<{ key: string; value: unknown }, string>;
  declare readonly tasks: Table<Task, string>;
  declare readonly packs: Table<PackRecord, number>;
  declare readonly lines: Table<LinesRecord, number>;
  declare readonly drafts: Table<Draft, string>;
  declare readonly handIns: Table<HandInRecord, string>;
  declare readonly standings: Table<StandingRecord, string>;
  declare readonly forms: Table<FormRecord, string>;
  declare readonly evidence: Table<KeptEvidence, string>;
  declare readonly files: Table<{ sha256: string; bytes: Uint8Array }, string>;

  constructor(name: string, shelter: Shelter = {}) {
    // A dead battery must not take what was said to be kept: writes wait for the disk where the browser offers it.
    super(name, { ...shelter, chromeTransactionDurability: 'strict', autoOpen: false });
    // Stores only grow: a later version adds its own `this.version(…).stores(…).upgrade(…)` below and never changes an earlier one.
    this.version(1).stores(TABLES);
    this.version(SCHEMA_VERSION).stores({ ...FORMS, ...EVIDENCE });
  }

  /** Opens, unless a newer app has written here: it may keep things in ways that this one would spoil. */
  async openOwn(): Promise<void> {
    await this.open();
    if (this.backendDB().version >= (SCHEMA_VERSION + 1) * STEPS_A_VERSION) {
      this.close();
      throw new StoreFailure('newer');
    }
  }

  async read<T>(key: string): Promise<T | undefined> {
    return (await this.meta.get(key))?.value as T | undefined;
  }

  async write(key: string, value: unknown): Promise<void> {
    await this.meta.put({ key, value });
  }
}

/** Opens, or says why not. A tab that still holds an older version open has five seconds to let go. */
export async function openDatabase(name: string, shelter: Shelter = {}): Promise<PhoneDatabase> {
  const db = new PhoneDatabase(name, shelter);
  let blocked: ReturnType<typeof setTimeout> | undefined;
  const held = new Promise<never>((_, reject) => {
    db.on('blocked', () => {
      blocked = setTimeout(() => reject(new StoreFailure('blocked')), 5000);
    });
  });
  // A newer app in another tab wants to upgrade: let go at once, the next use here says `newer`.
  db.on('versionchange', () => db.close());
  try {
    await Promise.race([db.openOwn(), held]);
    return db;
  } catch (error) {
    db.close();
    throw failureOf(error) ?? error;
  } finally {
    clearTimeout(blocked);
  }
}

/**
 * Runs work on the database; when the connection was lost (memory pressure, cleared data, iOS coming back from the background) opens it again once and
 * repeats the whole work. Every piece of work is one transaction, so that repeating it is safe: it either happened or did not.
 */
export async function onDatabase<T>(db: PhoneDatabase, work: () => PromiseLike<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const failure = failureOf(error);
    if (failure?.kind !== 'broken') throw failure ?? error;
    try {
      db.close();
      await db.openOwn();
      return await work();
    } catch (again) {
      throw failureOf(again) ?? again;
    }
  }
}
