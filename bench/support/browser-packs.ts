// What the measuring page of bench/store.ts runs in Chromium: the same households stored and found again as sealed packs and as single records in the clear.
import { Dexie } from 'dexie';
import { openDatabase } from '../../src/phone/store/database.ts';
import { lineOf } from '../../src/phone/store/household-line.ts';
import { prepareHouseholds, writeHouseholds } from '../../src/phone/store/household-packs.ts';
import { newStoreKey } from '../../src/phone/store/lock.ts';
import { openShelf } from '../../src/phone/store/packs.ts';
import type { HouseholdLine } from '../../src/phone/store/phone-store.ts';
import { sealWith } from '../../src/phone/store/seal.ts';
import { TABLES } from '../../src/phone/store/tables.ts';
import { householdOf } from './household-text.ts';

const VILLAGE = '140826101201';
/** As many as a page of the reply brings (ledger/pull). */
const PAGE = 500;

export interface StoreTimes {
  storeMs: number;
  listMs: number;
}

const pages = (count: number): ReturnType<typeof householdOf>[][] =>
  Array.from({ length: Math.ceil(count / PAGE) }, (_, page) =>
    Array.from({ length: Math.min(PAGE, count - page * PAGE) }, (_, n) => householdOf(page * PAGE + n, VILLAGE)),
  );

async function inPacks(count: number): Promise<StoreTimes> {
  await Dexie.delete('bench-packs');
  const db = await openDatabase('bench-packs');
  const seal = sealWith((await newStoreKey()).key);
  const shelf = openShelf<HouseholdLine>(db, 'linePacks', seal, null);
  const given = pages(count);
  const from = performance.now();
  for (const page of given) {
    const change = await prepareHouseholds(db, seal, shelf, page, []);
    if (!change) throw new Error('nothing to store');
    await db.transaction('rw', db.meta, db.housePacks, db.linePacks, () => writeHouseholds(db, change));
    shelf.written(change.plan);
  }
  const stored = performance.now();
  if ((await openShelf<HouseholdLine>(db, 'linePacks', seal, null).look()).byId.size !== count) throw new Error('not all were stored');
  const listed = performance.now();
  db.close();
  return { storeMs: stored - from, listMs: listed - stored };
}

async function single(count: number): Promise<StoreTimes> {
  await Dexie.delete('bench-single');
  const db = new Dexie('bench-single', { chromeTransactionDurability: 'strict' });
  db.version(1).stores({ meta: TABLES.meta, households: 'id, villageCode', lines: 'id, villageCode' });
  await db.open();
  const [households, lines] = [db.table('households'), db.table('lines')];
  const given = pages(count);
  const from = performance.now();
  for (const page of given) {
    await db.transaction('rw', households, lines, async () => {
      await households.bulkPut(page);
      await lines.bulkPut(page.map(lineOf));
    });
  }
  const stored = performance.now();
  if ((await lines.toArray()).length !== count) throw new Error('not all were stored');
  const listed = performance.now();
  db.close();
  return { storeMs: stored - from, listMs: listed - stored };
}

export const packs = { inPacks, single };
declare global {
  interface Window {
    packs: typeof packs;
  }
}
window.packs = packs;
