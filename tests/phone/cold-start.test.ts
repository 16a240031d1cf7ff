// Stories of a cold start: what was kept is read before the store's library is there, and nothing is made or lost by looking.
import { Dexie } from 'dexie';
import { describe, expect, test } from 'vitest';
import type { Shelter } from '../../src/phone/store/database.ts';
import { lookFirst } from '../../src/phone/store/first-look.ts';
import { newStoreKey } from '../../src/phone/store/lock.ts';
import { openAtStart } from '../../src/phone/store/open-at-start.ts';
import type { Kept, PhoneStore } from '../../src/phone/store/phone-store.ts';
import { sealWith } from '../../src/phone/store/seal.ts';
import { failureOf } from '../../src/phone/store/store-failure.ts';
import { databaseName, SCHEMA_VERSION, TABLES } from '../../src/phone/store/tables.ts';
import type { Change } from '../../src/wire/sync.ts';
import { draft, household, newShelter, notIncluded, page, task, uuid, VILLAGE } from '../sync/support/people.ts';
import { keyOf, openStore } from '../sync/support/sealed-phone.ts';

const ACCOUNT = uuid(1, 9);
const NAME = databaseName(ACCOUNT);
/** Of an account that is not here. */
const anyKey = (await newStoreKey()).key;
const ANY = sealWith(anyKey);
const NOW = new Date('2026-11-21T02:00:00.000Z');

const changes: Change[] = [1, 2, 3].flatMap((n): Change[] => [
  { kind: 'task', villageCode: VILLAGE, task: task(n, VILLAGE) },
  { kind: 'household', villageCode: VILLAGE, household: household(n, VILLAGE) },
]);

/** A phone that has worked: three tasks, one check without a receipt, one with, a draft. */
async function worked(shelter: Shelter): Promise<void> {
  const store = await openStore(ACCOUNT, shelter);
  const pass = await store.beginPass();
  await store.applyPage(pass.id, page({ changes }), NOW);
  const sent = await store.handIn(draft(1), notIncluded(), { handInId: uuid(1, 4), now: NOW });
  await store.handIn(draft(2), notIncluded(), { handInId: uuid(2, 4), now: NOW });
  const receipt = { id: sent.id, outcome: 'accepted' as const, hash: sent.hash, receivedAt: NOW.toISOString() };
  await store.applyPage(pass.id, page({ receipts: [receipt] }), NOW);
  await store.keepDraft(draft(3));
  await store.keepOrder([3, 1, 2].map((n) => task(n, VILLAGE).id));
  await store.keepContact({ clockOffsetMs: 5, lastSuccessAt: NOW.toISOString() });
  store.close();
}

async function atStart(shelter: Shelter, work: (store: PhoneStore) => Promise<void>, given?: CryptoKey): Promise<void> {
  const store = openAtStart(ACCOUNT, given ?? (await keyOf(ACCOUNT, shelter)), shelter);
  try {
    await work(store);
  } finally {
    store.close();
  }
}

const namesIn = async (shelter: Shelter): Promise<(string | undefined)[]> =>
  ((await shelter.indexedDB?.databases()) ?? []).map((database) => database.name);

describe('a cold start', () => {
  test('is told by the first look what the whole store would tell', async () => {
    const shelter = newShelter();
    await worked(shelter);
    const store = await openStore(ACCOUNT, shelter);
    const look = lookFirst(NAME, shelter);
    const seal = sealWith(await keyOf(ACCOUNT, shelter));
    const seen = await look.opening(seal);
    expect(seen).toEqual(await store.opening());
    expect(seen?.tasks).toHaveLength(3);
    expect(seen?.handIns.map((kept) => kept.handIn.number)).toEqual([2]);
    expect(seen?.counts).toEqual(await store.counts());
    expect(seen?.order).toEqual([3, 1, 2].map((n) => task(n, VILLAGE).id));
    expect(await look.householdLines(seal)).toEqual(await store.householdLines());
    look.close();
    store.close();
  });

  test('goes on with the whole store: what is handed in after the first look is kept', async () => {
    const shelter = newShelter();
    await worked(shelter);
    await atStart(shelter, async (store) => {
      const opening = await store.opening();
      expect(opening.counts).toMatchObject({ unsent: 1, drafts: 1 });
      await store.handIn(draft(3), notIncluded(), { handInId: uuid(3, 4), now: NOW });
      expect((await store.opening()).counts).toMatchObject({ unsent: 2, drafts: 0 });
      expect(await store.householdLines()).toHaveLength(3);
    });
    const again = await openStore(ACCOUNT, shelter);
    expect((await again.handIns()).map((kept) => kept.handIn.number)).toEqual([3, 2, 1]);
    again.close();
  });

  test('hears what another tab changes before the whole store is open', async () => {
    const shelter = newShelter();
    await worked(shelter);
    await atStart(shelter, async (store) => {
      const heard: Kept[] = [];
      store.watch((changed) => heard.push(...changed));
      const otherTab = await openStore(ACCOUNT, shelter);
      await otherTab.dropDraft(draft(3).taskId);
      await expect.poll(() => heard).toContain('drafts');
      otherTab.close();
    });
  });

  test('of an account that has nothing here yet makes nothing by looking, and the whole store then makes it', async () => {
    const shelter = newShelter();
    const look = lookFirst(NAME, shelter);
    expect(await look.opening(ANY)).toBeNull();
    look.close();
    expect(await namesIn(shelter)).toEqual([]);
    await atStart(shelter, async (store) => {
      expect((await store.opening()).tasks).toEqual([]);
      await store.keepDraft(draft(1));
      expect(await store.drafts()).toHaveLength(1);
    });
  });

  test('does not read what a newer version of the app has written, and says so', async () => {
    const shelter = newShelter();
    await worked(shelter);
    const newer = new Dexie(NAME, { ...shelter });
    newer.version(SCHEMA_VERSION + 1).stores({ ...TABLES, photos: 'id' });
    await newer.open();
    newer.close();
    const look = lookFirst(NAME, shelter);
    expect(await look.opening(ANY)).toBeNull();
    look.close();
    await atStart(
      shelter,
      async (store) => {
        const failure = await store.opening().catch(failureOf);
        expect(failure).toMatchObject({ kind: 'newer' });
      },
      anyKey,
    );
  });

  test('after an update takes over what the version before had kept', async () => {
    const shelter = newShelter();
    const before = new Dexie(NAME, { ...shelter });
    before.version(1).stores(TABLES);
    await before.table('drafts').put(draft(1));
    before.close();
    const look = lookFirst(NAME, shelter);
    expect(await look.opening(ANY)).toBeNull();
    await atStart(shelter, async (store) => {
      expect((await store.opening()).drafts).toEqual([draft(1)]);
    });
    look.close();
  });

  test('without any IndexedDB is told that nothing can be kept', async () => {
    const refused = {
      ...newShelter(),
      indexedDB: {
        open: () => {
          throw new DOMException('no', 'SecurityError');
        },
      } as unknown as IDBFactory,
    };
    await atStart(
      refused,
      async (store) => {
        expect(await store.opening().catch(failureOf)).toMatchObject({ kind: 'unavailable' });
      },
      anyKey,
    );
  });
});
