// The phone's database of one account: its tables, and the way it is opened, lost and opened again.
import { Dexie, type Table } from 'dexie';
import type { PublishedForm } from '../../domain/published-form.ts';
import type { ProblemName } from '../../wire/problem.ts';
import type { EvidenceState } from './evidence.ts';
import type { PackRow } from './packs.ts';
import type { HandInState } from './phone-store.ts';
import type { Box } from './seal.ts';
import { failureOf, StoreFailure } from './store-failure.ts';
import { EVIDENCE, FORMS, SCHEMA_VERSION, SEALED, STEPS_A_VERSION, TABLES } from './tables.ts';

/** Where IndexedDB comes from; tests bring their own, so that several phones fit into one process. */
export interface Shelter {
  indexedDB?: IDBFactory;
  IDBKeyRange?: typeof IDBKeyRange;
}

/** A finished record as it will be sent, written once and sealed (hand-ins.ts): only what it is found by and what it names are in the clear, all of it opaque ids. */
export interface HandInRow {
  id: string;
  number: number;
  taskId: string;
  /** Ids of the photos, signatures and voice notes that it names. */
  evidence: readonly string[];
  box: Box;
}

/** How a hand-in stands, in a small record of its own: a thousand receipts are stored without writing four megabytes of checks again. */
export interface StandingRow {
  id: string;
  number: number;
  state: HandInState;
  madeAt: string;
  hash: string;
  receivedAt: string | null;
  /** What the server said may name a person: it is sealed. */
  refused: { problem: ProblemName; at: string; message: Box } | null;
}

export interface DraftRow {
  taskId: string;
  evidence: readonly string[];
  box: Box;
}

/** What it shows, of whom and when is in the box; how far it has come stands beside it. */
export interface EvidenceRow {
  id: string;
  taskId: string;
  sha256: string;
  /** Of the file. */
  bytes: number;
  state: EvidenceState;
  upload: string | null;
  box: Box;
}

/** Checks packed ahead (parcels.ts). */
export interface ParcelRow {
  first: number;
  last: number;
  ids: string[];
  box: Box;
}

/** A published form, found by its hash or by the names that answers carry. Nobody's answers: it stays in the clear. */
export interface FormRecord extends PublishedForm {
  formId: string;
  version: string;
}

export class PhoneDatabase extends Dexie {
  declare readonly meta: Table<{ key: string; value: unknown }, string>;
  declare readonly vault: Table<{ key: string; box: Box }, string>;
  declare readonly taskPacks: Table<PackRow, number>;
  declare readonly housePacks: Table<PackRow, number>;
  declare readonly linePacks: Table<PackRow, number>;
  declare readonly sealedDrafts: Table<DraftRow, string>;
  declare readonly sealedHandIns: Table<HandInRow, string>;
  declare readonly standings: Table<StandingRow, string>;
  declare readonly parcels: Table<ParcelRow, number>;
  declare readonly forms: Table<FormRecord, string>;
  declare readonly sealedEvidence: Table<EvidenceRow, string>;
  declare readonly sealedFiles: Table<{ sha256: string; box: Box }, string>;

  constructor(name: string, shelter: Shelter = {}) {
    // A dead battery must not take what was said to be kept: writes wait for the disk where the browser offers it.
    super(name, { ...shelter, chromeTransactionDurability: 'strict', autoOpen: false });
    // Stores only grow: a later version adds its own `this.version(…).stores(…).upgrade(…)` below and never changes an earlier one.
    this.version(1).stores(TABLES);
    this.version(2).stores({ ...FORMS, ...EVIDENCE });
    this.version(SCHEMA_VERSION).stores(SEALED);
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
