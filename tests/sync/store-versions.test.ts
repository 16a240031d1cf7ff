// Every version of the phone's store that was ever in the field, with unsent work in it, opens in today's app: nothing is lost, and the county has it once.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { PhoneStore } from '../../src/phone/store/phone-store.ts';
import { databaseName, SCHEMA_VERSION } from '../../src/phone/store/tables.ts';
import { type Sync, startSync } from '../../src/phone/sync/start-sync.ts';
import { SUNWANG, uuid } from '../support/county.ts';
import { type Client, startServer, type TestServer } from '../support/server.ts';
import { dumpStore, type KeptStore, layStore } from './support/kept-store.ts';
import { draft, newShelter, notIncluded } from './support/people.ts';
import { openStore } from './support/sealed-phone.ts';
import { dispatchTasks } from './support/visits.ts';

const FOLDER = fileURLToPath(new URL('./stores/', import.meta.url));
const versions = readdirSync(FOLDER).map((file) => JSON.parse(readFileSync(FOLDER + file, 'utf8')) as KeptStore);
const SUMMARY = '老人随女儿在太原住，女儿每月寄钱。';
const PIN = '258036';
const photo = Uint8Array.from({ length: 3000 }, (_, index) => (index * 7) % 256);
const sha256 = createHash('sha256').update(photo).digest('hex');

// A county of its own for each: all of them carry the same checks.
let server: TestServer;
beforeEach(async () => {
  server = await startServer();
  await dispatchTasks(server.db.ledger, [1, 2, 3, 4, 5]);
});
afterEach(() => server.close());

function syncOf(store: PhoneStore, client: Client): Sync {
  const headersOf = (init: RequestInit) => ({ ...Object.fromEntries(new Headers(init.headers)), cookie: client.cookie });
  const line = { now: Date.now, fetch: (path: string, init: RequestInit) => fetch(server.url + path, { ...init, headers: headersOf(init) }) };
  return startSync({ store, device: { label: 'Redmi 9A', appVersion: '0.1.0' }, locks: null, line });
}

/** A day's work, some of it sent, some waiting with a photo, some refused, some begun: written as this version of the app keeps it. */
async function keepThisVersion(): Promise<void> {
  const client = await server.client('sunwang');
  const accountId = client.session?.account.id as string;
  const shelter = newShelter();
  const store = await openStore(accountId, shelter, PIN);
  if (client.session) await store.keepSession(client.session);
  const sync = syncOf(store, client);
  await sync.now();
  const begun = (n: number) => draft(n, undefined, { taskId: uuid('t', n), householdId: uuid('h', n), villageCode: SUNWANG });
  const handIn = (n: number, content = notIncluded()) =>
    store.handIn(begun(n), content, { handInId: uuid('i', n), now: new Date(`2026-11-21T0${n}:00:00Z`) });
  await handIn(1);
  await sync.now();
  sync.stop();
  const madeAt = '2026-11-21T02:00:00.000Z';
  const evidence = { id: uuid('e', 1), purpose: 'house' as const, about: '', type: 'image/jpeg' as const, bytes: photo.length, sha256, madeAt };
  await store.evidence.keep(uuid('t', 2), evidence, photo);
  await handIn(2, { ...notIncluded(), evidence: [evidence] });
  const refused = await handIn(3);
  const receipt = { id: refused.id, outcome: 'refused' as const, problem: 'alreadyDecided' as const, message: '这户已有人上报核查结果' };
  const page = { receipts: [receipt], changes: [], cursors: {}, serverTime: '2026-11-21T05:00:00.000Z', end: true };
  await store.applyPage((await store.beginPass()).id, page, new Date('2026-11-21T05:00:00Z'));
  const fourth = begun(4);
  await store.keepDraft({ ...fourth, answers: { ...fourth.answers, summary: SUMMARY } });
  store.close();
  const holds = {
    draft: { taskId: uuid('t', 4), summary: SUMMARY },
    waiting: uuid('i', 2),
    refused: uuid('i', 3),
    received: uuid('i', 1),
    photo: sha256,
  };
  const kept: KeptStore = { schema: SCHEMA_VERSION, accountId, pin: PIN, holds, ...(await dumpStore(databaseName(accountId), shelter)) };
  writeFileSync(`${FOLDER}version-${SCHEMA_VERSION}.json`, `${JSON.stringify(kept)}\n`);
}

// A new version of the store is kept once, by RUHU_KEEP_STORE=1, before it goes into the field; from then on its file is never written again.
if (process.env.RUHU_KEEP_STORE === '1' && !existsSync(`${FOLDER}version-${SCHEMA_VERSION}.json`)) {
  test('this version of the store is kept', keepThisVersion);
}

test('the version of today is among those kept', () => {
  expect(versions.map((one) => one.schema)).toContain(SCHEMA_VERSION);
});

describe.each(versions)('a phone that was last opened with version $schema of its store', (kept) => {
  test('finds its draft, what waits, what was refused and its photo; and the county gets what waited, once', async () => {
    const client = await server.client('sunwang');
    expect(client.session?.account.id).toBe(kept.accountId);
    const shelter = newShelter();
    await layStore(databaseName(kept.accountId), kept, shelter);
    const store = await openStore(kept.accountId, shelter, kept.pin ?? PIN);
    try {
      const { holds } = kept;
      const [begun] = await store.drafts();
      expect([begun?.taskId, begun?.answers.summary]).toEqual([holds.draft.taskId, holds.draft.summary]);
      const states = new Map((await store.handIns()).map((one) => [one.handIn.id, one.state]));
      expect(states).toEqual(
        new Map([
          [holds.waiting, 'waiting'],
          [holds.refused, 'refused'],
          [holds.received, 'received'],
        ]),
      );
      const bytes = await store.evidence.bytes(holds.photo);
      expect(
        createHash('sha256')
          .update(bytes ?? new Uint8Array())
          .digest('hex'),
      ).toBe(holds.photo);
      expect((await store.householdLines()).length).toBe(3);

      if (client.session) await store.keepSession(client.session);
      const sync = syncOf(store, client);
      await sync.now();
      sync.stop();
      expect(await store.counts()).toMatchObject({ unsent: 0, refused: 1, drafts: 1 });
      expect(await store.evidence.counts()).toEqual({ waiting: 0, waitingBytes: 0 });
      const office = await server.client('county');
      const { body } = await office.get<{ items: { state: string }[] }>(`/api/tasks/${uuid('t', 2)}/evidence`);
      expect(body.items).toMatchObject([{ state: 'received' }]);
      // It goes on being a phone that work can be done with.
      expect((await store.draft(holds.draft.taskId))?.answers.summary).toBe(holds.draft.summary);
    } finally {
      store.close();
    }
  });
});
