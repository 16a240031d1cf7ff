// Households lie whole in packs, and their lines in packs of the same keys: the lines are opened after unlocking, a pack of households when one of it is looked at.
import type { Household } from '../../domain/household.ts';
import type { PhoneDatabase } from './database.ts';
import { lineOf } from './household-line.ts';
import { EMPTY_BOOK, type PackBook, type PackRow, type Plan, placeOf, planPacks, type Shelf, type Thing } from './packs.ts';
import type { HouseholdLine } from './phone-store.ts';
import type { Seal } from './seal.ts';

const openPack = (seal: Seal, row: PackRow | undefined): Promise<Household[]> =>
  row ? seal.open<Household[]>(row.box, placeOf('housePacks', row.key)) : Promise.resolve([]);

/** Undefined when it is not kept here. */
export async function readHousehold(db: PhoneDatabase, seal: Seal, lines: Shelf<HouseholdLine>, id: string): Promise<Household | undefined> {
  for (;;) {
    const { packOf, stamp } = await lines.look();
    const key = packOf.get(id);
    if (key === undefined) return undefined;
    const { book, row } = await db.transaction('r', db.meta, db.housePacks, async () => ({
      book: (await db.read<PackBook>('linePacks')) ?? EMPTY_BOOK,
      row: await db.housePacks.get(key),
    }));
    // Written between the two readings: look where it lies now.
    if (book.stamp !== stamp) continue;
    return (await openPack(seal, row)).find((household) => household.id === id);
  }
}

export const householdsOf = async (db: PhoneDatabase, seal: Seal, key: number): Promise<Household[]> => openPack(seal, await db.housePacks.get(key));

/** What is to be written, sealed and ready. */
export interface Change<T extends Thing> {
  plan: Plan<T>;
  rows: PackRow[];
}

export interface HouseholdChange extends Change<HouseholdLine> {
  housePacks: PackRow[];
}

const boxPacks = <T>(seal: Seal, table: 'taskPacks' | 'housePacks' | 'linePacks', plan: Plan<T>): Promise<PackRow[]> =>
  Promise.all(Array.from(plan.packs, async ([key, things]) => ({ key, stamp: plan.stamp, box: await seal.pack(things, placeOf(table, key)) })));

/** Before the transaction. Null: nothing changes. */
export async function prepareHouseholds(
  db: PhoneDatabase,
  seal: Seal,
  shelf: Shelf<HouseholdLine>,
  put: readonly Household[],
  remove: readonly Thing[],
): Promise<HouseholdChange | null> {
  if (put.length + remove.length === 0) return null;
  const now = await shelf.look();
  const plan = await planPacks<Household>(now, async (key) => openPack(seal, await db.housePacks.get(key)), put, remove);
  if (!plan) return null;
  const lines: Plan<HouseholdLine> = { ...plan, packs: new Map(Array.from(plan.packs, ([key, households]) => [key, households.map(lineOf)])) };
  const [housePacks, rows] = await Promise.all([boxPacks(seal, 'housePacks', plan), boxPacks(seal, 'linePacks', lines)]);
  return { plan: lines, rows, housePacks };
}

/** The same for things that lie in packs of their own. */
export async function prepareThings<T extends Thing>(
  seal: Seal,
  table: 'taskPacks',
  shelf: Shelf<T>,
  put: readonly T[],
  remove: readonly Thing[],
): Promise<Change<T> | null> {
  if (put.length + remove.length === 0) return null;
  const now = await shelf.look();
  const plan = await planPacks<T>(now, async (key) => now.packs.get(key)?.things ?? [], put, remove);
  return plan && { plan, rows: await boxPacks(seal, table, plan) };
}

/** Inside the transaction, before anything is written: whether the packs still stand as they were planned on. */
export const stands = async (db: PhoneDatabase, table: 'taskPacks' | 'linePacks', change: Change<Thing> | null): Promise<boolean> =>
  !change || ((await db.read<PackBook>(table)) ?? EMPTY_BOOK).stamp === change.plan.from;

/** Inside the transaction. */
export async function writePacks(db: PhoneDatabase, table: 'taskPacks' | 'linePacks', { plan, rows }: Change<Thing>): Promise<void> {
  await db.table(table).bulkDelete(plan.dropped);
  await db.table(table).bulkPut(rows);
  await db.write(table, { stamp: plan.stamp, next: plan.next } satisfies PackBook);
}

/** Inside the transaction: both tables of households. */
export async function writeHouseholds(db: PhoneDatabase, change: HouseholdChange): Promise<void> {
  await db.housePacks.bulkDelete(change.plan.dropped);
  await db.housePacks.bulkPut(change.housePacks);
  await writePacks(db, 'linePacks', change);
}
