// Many things in one box: tasks, households and their lines lie in sealed packs, are opened once, and stay in memory until the store is closed.
import type { PhoneDatabase } from './database.ts';
import type { Box, Seal } from './seal.ts';

/** Things in a pack. Written together, 10,000 households are stored several times faster than one by one (bench/store.ts); opening a pack of them still reads some 140 kB only. */
export const PACK_SIZE = 100;

export interface PackRow {
  key: number;
  /** State of the whole table that this pack was written with: one that memory knows is not opened again. */
  stamp: number;
  box: Box;
}

export interface Thing {
  id: string;
  villageCode: string;
}

/** Kept in `meta` beside each table of packs: grows with every change; and the next key. */
export interface PackBook {
  stamp: number;
  next: number;
}

export const EMPTY_BOOK: PackBook = { stamp: 0, next: 1 };

/** What lies in a table of packs, opened, as of one state of it. */
export interface Opened<T extends Thing> extends PackBook {
  packs: Map<number, { stamp: number; things: T[] }>;
  /** The pack that each thing lies in. */
  packOf: Map<string, number>;
  byId: Map<string, T>;
}

export type PackTable = 'taskPacks' | 'linePacks';

export const placeOf = (table: PackTable | 'housePacks', key: number): string => `${table}/${key}`;

/** Opens what has changed since `known`. */
export async function openPacks<T extends Thing>(
  table: PackTable,
  seal: Seal,
  { stamp, next }: PackBook,
  rows: readonly PackRow[],
  known: Opened<T> | null,
): Promise<Opened<T>> {
  const opened = await Promise.all(
    rows.map(async (row) => {
      const before = known?.packs.get(row.key);
      return before?.stamp === row.stamp ? before : { stamp: row.stamp, things: await seal.open<T[]>(row.box, placeOf(table, row.key)) };
    }),
  );
  const found: Opened<T> = { stamp, next, packs: new Map(), packOf: new Map(), byId: new Map() };
  rows.forEach((row, at) => {
    const pack = opened[at];
    if (pack) enter(found, row.key, pack);
  });
  return found;
}

function enter<T extends Thing>(into: Opened<T>, key: number, pack: { stamp: number; things: T[] }): void {
  into.packs.set(key, pack);
  for (const thing of pack.things) {
    into.packOf.set(thing.id, key);
    into.byId.set(thing.id, thing);
  }
}

export interface Shelf<T extends Thing> {
  /** As the disk has it now: other tabs may have written. */
  look(): Promise<Opened<T>>;
  /** What memory has, without looking. */
  seen(): Opened<T> | null;
  /** After a plan was written whole. */
  written(plan: Plan<T>): void;
}

export function openShelf<T extends Thing>(db: PhoneDatabase, table: PackTable, seal: Seal, known: Opened<T> | null): Shelf<T> {
  let memory = known;
  let looking: Promise<Opened<T>> | null = null;
  const lookAnew = async (): Promise<Opened<T>> => {
    const { book, rows } = await db.transaction('r', db.meta, db.table(table), async () => {
      const kept = (await db.read<PackBook>(table)) ?? EMPTY_BOOK;
      return { book: kept, rows: memory?.stamp === kept.stamp ? null : ((await db.table(table).toArray()) as PackRow[]) };
    });
    if (!rows && memory) return memory;
    const found = await openPacks<T>(table, seal, book, rows ?? [], memory);
    if (!memory || memory.stamp < found.stamp) memory = found;
    return found;
  };
  return {
    look: () => {
      // Asked again while it looks, it may not have seen what was written since: the next look begins when this one has ended.
      const next = (looking ?? Promise.resolve(null)).catch(() => null).then(lookAnew);
      looking = next;
      return next;
    },
    seen: () => memory,
    written: (plan) => {
      if (memory?.stamp !== plan.from) return;
      const packs = new Map(memory.packs);
      for (const key of plan.dropped) packs.delete(key);
      for (const [key, things] of plan.packs) packs.set(key, { stamp: plan.stamp, things });
      const after: Opened<T> = { stamp: plan.stamp, next: plan.next, packs: new Map(), packOf: new Map(), byId: new Map() };
      for (const [key, pack] of packs) enter(after, key, pack);
      memory = after;
    },
  };
}

/** What a change makes of a table of packs: to be written only while the table still stands at `from`. */
export interface Plan<T> extends PackBook {
  from: number;
  /** The new content of each pack that is another now. */
  packs: Map<number, T[]>;
  dropped: number[];
}

/**
 * Puts and removes things. A known one is replaced in its pack; new ones fill what their village's packs have room for, then new packs; one that moved to another village leaves
 * its old pack; one that is gone from a village that it is no longer kept under stays. `contents` reads a pack whole. Null: nothing changes.
 */
export async function planPacks<T extends Thing>(
  now: Opened<Thing>,
  contents: (key: number) => Promise<readonly T[]>,
  put: readonly T[],
  remove: readonly Thing[],
): Promise<Plan<T> | null> {
  const touched = new Map<number, Map<string, T | null>>();
  const touch = (key: number, id: string, thing: T | null): void => {
    touched.set(key, (touched.get(key) ?? new Map<string, T | null>()).set(id, thing));
  };
  for (const { id, villageCode } of remove) {
    const key = now.packOf.get(id);
    if (key !== undefined && now.byId.get(id)?.villageCode === villageCode) touch(key, id, null);
  }
  const fresh = new Map<string, Map<string, T>>();
  for (const thing of put) {
    const key = now.packOf.get(thing.id);
    if (key !== undefined && now.byId.get(thing.id)?.villageCode === thing.villageCode) {
      touch(key, thing.id, thing);
      continue;
    }
    if (key !== undefined) touch(key, thing.id, null);
    fresh.set(thing.villageCode, (fresh.get(thing.villageCode) ?? new Map<string, T>()).set(thing.id, thing));
  }
  if (touched.size === 0 && fresh.size === 0) return null;
  const plan: Plan<T> = { from: now.stamp, stamp: now.stamp + 1, next: now.next, packs: new Map(), dropped: [] };
  for (const [villageCode, things] of fresh) fillUp(now, villageCode, things, touch);
  for (const [key, changes] of touched) {
    const things = (await contents(key)).filter((one) => !changes.has(one.id));
    for (const thing of changes.values()) if (thing) things.push(thing);
    if (things.length === 0) plan.dropped.push(key);
    else plan.packs.set(key, things);
  }
  for (const things of fresh.values()) {
    const rest = Array.from(things.values());
    for (let at = 0; at < rest.length; at += PACK_SIZE) plan.packs.set(plan.next++, rest.slice(at, at + PACK_SIZE));
  }
  return plan;
}

/** A few new ones go into a pack of their village that has room: a task a day must not make a pack a day. What was placed is taken out of `things`. */
function fillUp<T extends Thing>(
  now: Opened<Thing>,
  villageCode: string,
  things: Map<string, T>,
  touch: (key: number, id: string, thing: T) => void,
): void {
  const few = things.size % PACK_SIZE;
  for (const [key, pack] of now.packs) {
    if (few === 0 || pack.things.length + few > PACK_SIZE || pack.things[0]?.villageCode !== villageCode) continue;
    for (const [id, thing] of Array.from(things).slice(-few)) {
      touch(key, id, thing);
      things.delete(id);
    }
    return;
  }
}
