// Households in packs: many of them in one record, found through the lines that carry the same key.
import type { Household } from '../../domain/household.ts';
import type { PackRecord, PhoneDatabase } from './database.ts';
import { lineOf, linesOf } from './household-line.ts';
import type { HouseholdLine } from './phone-store.ts';

/** 10,000 households in packs of 100 are stored several times faster than as single records (bench/store.ts); opening one still reads some 140 kB only. */
const PACK_SIZE = 100;

/** Kept beside the packs: grows with every change, and the next key. */
interface PackBook {
  stamp: number;
  next: number;
}

/** Where each household lies, as of one state of the packs; another tab may have moved on, hence the stamp. */
export interface Places extends PackBook {
  packOf: Map<string, number>;
  villageOf: Map<string, string>;
}

/** Inside a transaction: where everything lies now, from memory when nothing has changed since. */
export async function placesOf(db: PhoneDatabase, known: Places | null): Promise<Places> {
  const { stamp, next } = (await db.read<PackBook>('packs')) ?? { stamp: 0, next: 1 };
  if (known?.stamp === stamp) return known;
  const places: Places = { stamp, next, packOf: new Map(), villageOf: new Map() };
  for (const record of await db.lines.toArray()) {
    for (const line of record.lines) {
      places.packOf.set(line.id, record.key);
      places.villageOf.set(line.id, record.villageCode);
    }
  }
  return places;
}

/**
 * Inside a transaction: puts and removes households and returns where they lie afterwards. A known household is replaced in its pack;
 * new ones fill new packs; one that moved to another village leaves its old pack. Changes `known` in place: whoever calls forgets it when the transaction fails.
 */
export async function storeHouseholds(
  db: PhoneDatabase,
  known: Places | null,
  put: readonly Household[],
  remove: readonly { id: string; villageCode: string }[],
): Promise<Places> {
  const before = await placesOf(db, known);
  if (put.length === 0 && remove.length === 0) return before;
  const places: Places = { ...before, stamp: before.stamp + 1 };
  const touched = new Map<number, Map<string, Household | null>>();
  const touch = (key: number, id: string, household: Household | null): void => {
    const pack = touched.get(key) ?? new Map<string, Household | null>();
    touched.set(key, pack.set(id, household));
  };
  const fresh = new Map<string, Map<string, Household>>();
  for (const { id, villageCode } of remove) {
    const key = places.packOf.get(id);
    // Gone from a village that it is no longer kept under: it has moved, and its new place is already known.
    if (key === undefined || places.villageOf.get(id) !== villageCode) continue;
    touch(key, id, null);
  }
  for (const household of put) {
    const key = places.packOf.get(household.id);
    if (key !== undefined && places.villageOf.get(household.id) === household.villageCode) {
      touch(key, household.id, household);
      continue;
    }
    if (key !== undefined) touch(key, household.id, null);
    const village = fresh.get(household.villageCode) ?? new Map<string, Household>();
    fresh.set(household.villageCode, village.set(household.id, household));
  }
  for (const [key, changes] of touched) {
    for (const [id, household] of changes) {
      if (household !== null) continue;
      places.packOf.delete(id);
      places.villageOf.delete(id);
    }
    const pack = await db.packs.get(key);
    if (!pack) continue;
    const households = pack.households.filter((one) => !changes.has(one.id));
    for (const household of changes.values()) if (household) households.push(household);
    await writePack(db, { ...pack, households });
  }
  const packs: PackRecord[] = [];
  for (const [villageCode, byId] of fresh) {
    const households = Array.from(byId.values());
    for (let at = 0; at < households.length; at += PACK_SIZE)
      packs.push({ key: places.next++, villageCode, households: households.slice(at, at + PACK_SIZE) });
  }
  for (const pack of packs) {
    for (const household of pack.households) {
      places.packOf.set(household.id, pack.key);
      places.villageOf.set(household.id, pack.villageCode);
    }
  }
  await db.packs.bulkPut(packs);
  await db.lines.bulkPut(packs.map(({ key, villageCode, households }) => ({ key, villageCode, lines: households.map(lineOf) })));
  await db.write('packs', { stamp: places.stamp, next: places.next } satisfies PackBook);
  return places;
}

async function writePack(db: PhoneDatabase, pack: PackRecord): Promise<void> {
  if (pack.households.length === 0) {
    await db.packs.delete(pack.key);
    await db.lines.delete(pack.key);
    return;
  }
  await db.packs.put(pack);
  await db.lines.put({ key: pack.key, villageCode: pack.villageCode, lines: pack.households.map(lineOf) });
}

export async function readLines(db: PhoneDatabase): Promise<HouseholdLine[]> {
  return linesOf(await db.lines.toArray());
}
