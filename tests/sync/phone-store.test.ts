// What the phone keeps: drafts, hand-ins until their receipt, and exactly what the server said of each village.
import { Dexie } from 'dexie';
import { describe, expect, test } from 'vitest';
import type { Shelter } from '../../src/phone/store/database.ts';
import type { PhoneStore } from '../../src/phone/store/phone-store.ts';
import { failureOf } from '../../src/phone/store/store-failure.ts';
import { SCHEMA_VERSION, SEALED, TABLES } from '../../src/phone/store/tables.ts';
import { everybodyHere, lastSignedIn, rememberSignedIn, rememberSignedOut } from '../../src/phone/store/who-was-here.ts';
import { type Change, handInHash } from '../../src/wire/sync.ts';
import { draft, household, newShelter, notIncluded, OTHER_VILLAGE, page, task, uuid, VILLAGE } from './support/people.ts';
import { openStore } from './support/sealed-phone.ts';

const ACCOUNT = uuid(1, 9);
const NOW = new Date('2026-11-21T02:00:00.000Z');

async function phone(work: (store: PhoneStore, shelter: Shelter) => Promise<void>): Promise<void> {
  const shelter = newShelter();
  const store = await openStore(ACCOUNT, shelter);
  try {
    await work(store, shelter);
  } finally {
    store.close();
  }
}

const taskChange = (n: number, villageCode = VILLAGE): Change => ({ kind: 'task', villageCode, task: task(n, villageCode) });
const householdChange = (n: number, villageCode = VILLAGE): Change => ({ kind: 'household', villageCode, household: household(n, villageCode) });
const snapshotOf = (code: string) => ({ code, reply: 'snapshot' as const, households: 0, tasks: 0 });
const apply = async (store: PhoneStore, ...pages: ReturnType<typeof page>[]): Promise<void> => {
  const pass = await store.beginPass();
  for (const one of pages) expect(await store.applyPage(pass.id, one, NOW)).toBe('applied');
};

describe('handing in', () => {
  test('a finished check is kept with the next number and a sound hash, and its draft is gone', () =>
    phone(async (store) => {
      await store.keepDraft(draft(1));
      const first = await store.handIn(draft(1), notIncluded(), { handInId: uuid(1, 4), now: NOW });
      const second = await store.handIn(draft(2), notIncluded(), { handInId: uuid(2, 4), now: NOW });
      expect([first.number, second.number]).toEqual([1, 2]);
      const { hash, ...rest } = first;
      expect(hash).toBe(await handInHash(rest));
      expect(await store.draft(uuid(1, 2))).toBeUndefined();
      expect(await store.counts()).toEqual({ unsent: 2, refused: 0, oldestAt: NOW.toISOString(), drafts: 0, aside: 0 });
      expect(await store.highestNumber()).toBe(2);
    }));

  test('the first screen is told the same, at one moment, as each question alone', () =>
    phone(async (store) => {
      await apply(store, page({ changes: [taskChange(1), taskChange(3)] }));
      for (const n of [1, 2]) await store.handIn(draft(n), notIncluded(), { handInId: uuid(n, 4), now: new Date(NOW.getTime() + n) });
      await store.keepDraft(draft(3));
      await store.keepContact({ clockOffsetMs: 5, lastSuccessAt: NOW.toISOString() });
      const opening = await store.opening();
      expect(opening).toEqual({
        session: await store.session(),
        settings: await store.settings(),
        tasks: await store.tasks(),
        drafts: await store.drafts(),
        handIns: await store.handIns(),
        counts: await store.counts(),
        contact: await store.contact(),
        order: [],
      });
      expect(opening.handIns.map((kept) => kept.handIn.number)).toEqual([2, 1]);
      expect(opening.tasks).toHaveLength(2);
    }));

  test('tapping twice hands in once', () =>
    phone(async (store) => {
      const once = await store.handIn(draft(1), notIncluded(), { handInId: uuid(1, 4), now: NOW });
      const twice = await store.handIn(draft(1), notIncluded('别的'), { handInId: uuid(1, 4), now: NOW });
      expect(twice).toEqual(once);
      expect((await store.counts()).unsent).toBe(1);
    }));

  test('two tabs that hand in at the same moment draw different numbers', () =>
    phone(async (store, shelter) => {
      const otherTab = await openStore(ACCOUNT, shelter);
      const made = await Promise.all(
        Array.from({ length: 12 }, (_, n) => (n % 2 ? store : otherTab).handIn(draft(n), notIncluded(), { handInId: uuid(n, 4), now: NOW })),
      );
      expect(made.map((one) => one.number).sort((a, b) => a - b)).toEqual(Array.from({ length: 12 }, (_, n) => n + 1));
      otherTab.close();
    }));

  test('only a receipt with its id and its hash ends the waiting', () =>
    phone(async (store) => {
      const handIn = await store.handIn(draft(1), notIncluded(), { handInId: uuid(1, 4), now: NOW });
      const receipt = { outcome: 'accepted' as const, id: handIn.id, hash: '0'.repeat(64), receivedAt: NOW.toISOString() };
      await apply(store, page({ receipts: [receipt] }));
      expect((await store.counts()).unsent).toBe(1);
      await apply(store, page({ receipts: [{ ...receipt, hash: handIn.hash }] }));
      expect((await store.counts()).unsent).toBe(0);
      expect((await store.handIns())[0]?.receivedAt).toBe(NOW.toISOString());
    }));

  test('a refused one stays with what to do until a person puts it aside; one refused by a fault of the server goes on waiting', () =>
    phone(async (store) => {
      const refused = await store.handIn(draft(1), notIncluded(), { handInId: uuid(1, 4), now: NOW });
      const unlucky = await store.handIn(draft(2), notIncluded(), { handInId: uuid(2, 4), now: NOW });
      await apply(
        store,
        page({
          receipts: [
            { outcome: 'refused', id: refused.id, problem: 'conflict', message: '已由别人核查' },
            { outcome: 'refused', id: unlucky.id, problem: 'internal', message: '服务器出错了' },
          ],
        }),
      );
      expect(await store.counts()).toMatchObject({ unsent: 1, refused: 1 });
      expect((await store.waiting(10)).map((one) => one.id)).toEqual([unlucky.id]);
      expect((await store.handIns()).find((one) => one.handIn.id === refused.id)?.refused?.message).toBe('已由别人核查');
      await store.putAside(refused.id);
      expect(await store.counts()).toMatchObject({ unsent: 1, refused: 0 });
      expect(await store.handIns()).toHaveLength(2);
    }));
});

describe('hearing back', () => {
  test('tasks, households and cursors come in together, and a household is found by its spelling', () =>
    phone(async (store) => {
      const changes = [taskChange(1), ...Array.from({ length: 250 }, (_, n) => householdChange(n))];
      await apply(store, page({ villages: [snapshotOf(VILLAGE)], changes, cursors: { [VILLAGE]: 251 } }));
      expect((await store.tasks()).map((one) => one.id)).toEqual([uuid(1, 2)]);
      expect(await store.householdLines()).toHaveLength(250);
      expect(await store.household(uuid(249, 1))).toEqual(household(249));
      expect((await store.householdLines())[3]?.search).toContain('wangyinhuan wyh');
      expect((await store.beginPass()).cursors).toEqual({ [VILLAGE]: 251 });
    }));

  test('a changed household replaces the old one, a gone one goes, one that moved is kept once', () =>
    phone(async (store) => {
      const both = [snapshotOf(VILLAGE), snapshotOf(OTHER_VILLAGE)];
      await apply(store, page({ villages: both, changes: [1, 2, 3].map((n) => householdChange(n)), cursors: { [VILLAGE]: 3, [OTHER_VILLAGE]: 0 } }));
      const grown = { ...household(2), size: 4, version: 2 };
      await apply(
        store,
        page({
          changes: [
            { kind: 'household', villageCode: VILLAGE, household: grown },
            { kind: 'householdGone', villageCode: VILLAGE, id: uuid(1, 1) },
            householdChange(3, OTHER_VILLAGE),
            { kind: 'householdGone', villageCode: VILLAGE, id: uuid(3, 1) },
          ],
          cursors: { [VILLAGE]: 6, [OTHER_VILLAGE]: 1 },
        }),
      );
      expect((await store.householdLines()).map((line) => [line.houseNo, line.villageCode, line.size]).sort()).toEqual([
        ['2', VILLAGE, 4],
        ['3', OTHER_VILLAGE, 1],
      ]);
      expect(await store.household(uuid(2, 1))).toEqual(grown);
      expect(await store.household(uuid(1, 1))).toBeUndefined();
    }));

  test('after a snapshot that was cut and begun again nothing is left of what is no longer there', () =>
    phone(async (store) => {
      await apply(store, page({ villages: [snapshotOf(VILLAGE)], changes: [taskChange(1), householdChange(1), householdChange(2)], end: false }));
      expect((await store.beginPass()).cursors).toEqual({});
      await apply(
        store,
        page({ villages: [snapshotOf(VILLAGE)], changes: [taskChange(2), householdChange(2)], end: false }),
        page({ changes: [householdChange(3)], cursors: { [VILLAGE]: 9 } }),
      );
      expect((await store.tasks()).map((one) => one.id)).toEqual([uuid(2, 2)]);
      expect((await store.householdLines()).map((line) => line.houseNo).sort()).toEqual(['2', '3']);
    }));

  test('a village out of scope is put away; its unsent work and drafts stay', () =>
    phone(async (store) => {
      await apply(
        store,
        page({
          villages: [snapshotOf(VILLAGE), snapshotOf(OTHER_VILLAGE)],
          changes: [taskChange(1), householdChange(1), householdChange(5, OTHER_VILLAGE)],
          cursors: { [VILLAGE]: 2, [OTHER_VILLAGE]: 1 },
        }),
      );
      await store.keepDraft(draft(1));
      await store.handIn(draft(2), notIncluded(), { handInId: uuid(2, 4), now: NOW });
      await apply(store, page({ villages: [{ ...snapshotOf(OTHER_VILLAGE), reply: 'changes' }], cursors: { [OTHER_VILLAGE]: 1 } }));
      expect(await store.tasks()).toEqual([]);
      expect((await store.householdLines()).map((line) => line.houseNo)).toEqual(['5']);
      expect((await store.beginPass()).cursors).toEqual({ [OTHER_VILLAGE]: 1 });
      expect(await store.counts()).toMatchObject({ unsent: 1, drafts: 1 });
    }));

  test('a check refused for its village by a reply that broke off is asked about again; one whose scope was told is not, until a village comes in', () =>
    phone(async (store) => {
      await apply(store, page({ villages: [snapshotOf(VILLAGE)], cursors: { [VILLAGE]: 2 } }));
      const { id } = await store.handIn(draft(2), notIncluded(), { handInId: uuid(2, 4), now: NOW });
      const forbidden = page({ receipts: [{ outcome: 'refused', id, problem: 'forbidden', message: '' }], end: false });
      const told = page({ villages: [{ ...snapshotOf(VILLAGE), reply: 'changes' }], cursors: { [VILLAGE]: 2 } });
      await apply(store, forbidden);
      expect(await store.counts()).toMatchObject({ unsent: 0, refused: 1 });
      await apply(store, told);
      expect(await store.counts()).toMatchObject({ unsent: 1, refused: 0 });
      await apply(store, forbidden, told);
      await apply(store, told);
      expect(await store.counts()).toMatchObject({ unsent: 0, refused: 1 });
      await apply(store, page({ villages: [told.villages?.[0] ?? snapshotOf(VILLAGE), snapshotOf(OTHER_VILLAGE)], cursors: { [OTHER_VILLAGE]: 1 } }));
      expect(await store.counts()).toMatchObject({ unsent: 1, refused: 0 });
    }));

  test('a pass that was overtaken stores nothing any more', () =>
    phone(async (store) => {
      const stuck = await store.beginPass();
      await apply(store, page({ villages: [snapshotOf(VILLAGE)], changes: [householdChange(1)], cursors: { [VILLAGE]: 5 } }));
      expect(await store.applyPage(stuck.id, page({ cursors: { [VILLAGE]: 2 } }), NOW)).toBe('overtaken');
      expect((await store.beginPass()).cursors).toEqual({ [VILLAGE]: 5 });
    }));

  test('a page that cannot be stored whole is not stored at all', () =>
    phone(async (store) => {
      const pass = await store.beginPass();
      const unstorable = (() => 3) as unknown as number;
      const bad = page({ changes: [householdChange(1), taskChange(1)], cursors: { [VILLAGE]: unstorable } });
      await expect(store.applyPage(pass.id, bad, NOW)).rejects.toThrow();
      expect(await store.tasks()).toEqual([]);
      expect(await store.householdLines()).toEqual([]);
      expect((await store.beginPass()).cursors).toEqual({});
      await apply(store, page({ changes: [householdChange(1)], cursors: { [VILLAGE]: 3 } }));
      expect(await store.household(uuid(1, 1))).toEqual(household(1));
    }));

  test('another tab sees what this one has stored, and is told of it', () =>
    phone(async (store, shelter) => {
      const otherTab = await openStore(ACCOUNT, shelter);
      expect(await otherTab.household(uuid(1, 1))).toBeUndefined();
      const told = new Promise<readonly string[]>((resolve) => otherTab.watch(resolve));
      await apply(store, page({ changes: [householdChange(1)], cursors: { [VILLAGE]: 1 } }));
      expect(await told).toEqual(['households']);
      expect(await otherTab.household(uuid(1, 1))).toEqual(household(1));
      await apply(otherTab, page({ changes: [householdChange(2)], cursors: { [VILLAGE]: 2 } }));
      expect(await store.household(uuid(2, 1))).toEqual(household(2));
      otherTab.close();
    }));
});

describe('the database itself', () => {
  test('one account does not see the other, and the phone knows who was here last', async () => {
    const shelter = newShelter();
    const one = await openStore(uuid(1, 9), shelter);
    const two = await openStore(uuid(2, 9), shelter);
    await one.keepDraft(draft(1));
    expect(await two.drafts()).toEqual([]);
    expect(await one.deviceId()).toBe(await one.deviceId());
    expect(await one.deviceId()).not.toBe(await two.deviceId());
    expect(await lastSignedIn(shelter)).toBeNull();
    await rememberSignedIn({ id: uuid(1, 9), login: 'a', name: '甲' }, NOW, shelter);
    await rememberSignedIn({ id: uuid(2, 9), login: 'b', name: '乙' }, new Date(NOW.getTime() + 1), shelter);
    expect((await lastSignedIn(shelter))?.login).toBe('b');
    await rememberSignedOut(shelter);
    expect(await lastSignedIn(shelter)).toBeNull();
    expect((await everybodyHere(shelter)).map((guest) => guest.login).sort()).toEqual(['a', 'b']);
    expect(await one.drafts()).toHaveLength(1);
    one.close();
    two.close();
  });

  test('what an app of the first version kept is all there after the update, and can be handed over', async () => {
    const shelter = newShelter();
    const first = new Dexie(`ruhu-${ACCOUNT}`, shelter);
    first.version(1).stores(TABLES);
    await first.open();
    await first.table('drafts').put(draft(1));
    await first.table('handIns').put({ id: uuid(2, 4), number: 1, personName: '王银环', text: '{}' });
    await first
      .table('standings')
      .put({ id: uuid(2, 4), number: 1, state: 'waiting', madeAt: NOW.toISOString(), hash: 'x', receivedAt: null, refused: null });
    first.close();
    const store = await openStore(ACCOUNT, shelter);
    expect(await store.drafts()).toEqual([draft(1)]);
    expect(await store.waiting(10)).toEqual([{ id: uuid(2, 4), text: '{}' }]);
    expect((await store.beginPass()).forms).toEqual([]);
    store.close();
  });

  test('an app of a newer version wins; this tab says that it must be loaded anew', () =>
    phone(async (store, shelter) => {
      await store.keepDraft(draft(1));
      const newer = new Dexie(`ruhu-${ACCOUNT}`, shelter);
      newer.version(SCHEMA_VERSION + 1).stores({ ...TABLES, ...SEALED, later: 'id' });
      await newer.open();
      expect(await newer.table('sealedDrafts').count()).toBe(1);
      await expect(store.drafts()).rejects.toMatchObject({ name: 'StoreFailure', kind: 'newer' });
      newer.close();
    }));

  test('a full disk and a missing IndexedDB are told apart from bugs', () => {
    expect(failureOf({ name: 'AbortError', inner: { name: 'QuotaExceededError' } })?.kind).toBe('full');
    expect(failureOf({ name: 'MissingAPIError' })?.kind).toBe('unavailable');
    expect(failureOf(new TypeError('x'))).toBeNull();
  });

  test('the one-at-a-time lease is free again when it was dropped or has run out', () =>
    phone(async (store) => {
      expect(await store.takeLease('a', 0, 100)).toBe(true);
      expect(await store.takeLease('b', 50, 100)).toBe(false);
      expect(await store.takeLease('b', 101, 100)).toBe(true);
      await store.dropLease('b');
      expect(await store.takeLease('a', 102, 100)).toBe(true);
    }));

  test('a lease that was taken while the clock was days ahead holds nobody up when it is put right', () =>
    phone(async (store) => {
      expect(await store.takeLease('a', 86_400_000, 100)).toBe(true);
      expect(await store.takeLease('b', 50, 100)).toBe(true);
    }));
});
