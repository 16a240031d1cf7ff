// Checks are packed ahead while the phone is out of reach: what leaves is the same to the byte, and nothing waits for a parcel or is lost with one.
import { gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { openDatabase, type Shelter } from '../../src/phone/store/database.ts';
import type { PhoneStore } from '../../src/phone/store/phone-store.ts';
import type { HandIn } from '../../src/wire/sync.ts';
import { draft, newShelter, notIncluded, page, uuid } from './support/people.ts';
import { openStore } from './support/sealed-phone.ts';

const NOW = new Date('2026-11-21T02:00:00.000Z');

async function afterVisits(count: number, work: (store: PhoneStore, made: HandIn[], shelter: Shelter) => Promise<void>): Promise<void> {
  const shelter = newShelter();
  const store = await openStore(uuid(1, 9), shelter);
  try {
    const made: HandIn[] = [];
    for (let n = 1; n <= count; n++) made.push(await store.handIn(draft(n), notIncluded(), { handInId: uuid(n, 4), now: NOW }));
    await work(store, made, shelter);
  } finally {
    store.close();
  }
}

const sizes = async (store: PhoneStore): Promise<number[]> => (await store.letters(2000)).map((letter) => letter.ids.length);
/** On disk, whether they are ready to leave or not. */
async function parcelsKept(shelter: Shelter): Promise<number> {
  const db = await openDatabase(`ruhu-${uuid(1, 9)}`, shelter);
  const kept = await db.parcels.count();
  db.close();
  return kept;
}
const receive = async (store: PhoneStore, received: readonly HandIn[]): Promise<void> => {
  const { id } = await store.beginPass();
  const receipts = received.map((handIn) => ({ outcome: 'accepted' as const, id: handIn.id, hash: handIn.hash, receivedAt: NOW.toISOString() }));
  expect(await store.applyPage(id, page({ receipts }), NOW)).toBe('applied');
};

test('every 25 checks make a parcel that unpacks to the texts themselves; the rest go one by one', () =>
  afterVisits(57, async (store) => {
    await expect.poll(() => sizes(store)).toEqual([25, 25, 1, 1, 1, 1, 1, 1, 1]);
    const texts = (await store.letters(2000)).map((letter) => (letter.packed === undefined ? letter.text : gunzipSync(letter.packed).toString()));
    const waiting = await store.waiting(2000);
    expect(`[${texts.join(',')}]`).toBe(`[${waiting.map((one) => one.text).join(',')}]`);
    expect((await store.letters(2000)).flatMap((letter) => letter.ids)).toEqual(waiting.map((one) => one.id));
  }));

test('a parcel of which one check has its receipt is opened: the others wait and go by themselves', () =>
  afterVisits(50, async (store, made, shelter) => {
    await expect.poll(() => sizes(store)).toEqual([25, 25]);
    await receive(store, made.slice(2, 3));
    expect(await sizes(store)).toEqual([...Array.from({ length: 24 }, () => 1), 25]);
    expect((await store.counts()).unsent).toBe(49);
    expect(await parcelsKept(shelter)).toBe(1);
    await receive(store, made);
    expect(await sizes(store)).toEqual([]);
    expect(await parcelsKept(shelter)).toBe(0);
    expect((await store.handIns()).every((kept) => kept.state === 'received')).toBe(true);
  }));

test('asked for fewer than a parcel holds, the phone gives them one by one', () =>
  afterVisits(25, async (store) => {
    await expect.poll(() => sizes(store)).toEqual([25]);
    expect((await store.letters(10)).map((letter) => letter.ids)).toEqual((await store.waiting(10)).map((one) => [one.id]));
  }));
