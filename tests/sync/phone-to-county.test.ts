// From the door to the county and back: the phone's own code against the real server on a real database.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { MOLI_VILLAGE, PEOPLE, SUNWANG, uuid } from '../support/county.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { type Fault, type Phone, pickUpPhone } from './support/phone-in-hand.ts';
import { dispatchTasks, moveTask } from './support/visits.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
  await dispatchTasks(server.db.ledger, [1, 2, 3, ...Array.from({ length: 40 }, (_, n) => 100 + n)]);
  await dispatchTasks(server.db.ledger, [4], { villageCode: MOLI_VILLAGE });
});
afterAll(() => server.close());

async function withPhone(work: (phone: Phone) => Promise<void>, who: keyof typeof PEOPLE = 'sunwang'): Promise<void> {
  const phone = await pickUpPhone(server, who);
  try {
    await phone.sync.now();
    await work(phone);
  } finally {
    phone.putDown();
  }
}

const onServer = async (id: string): Promise<number> => Number((await server.db.sql('SELECT count(*) AS n FROM hand_in WHERE id = $1', [id]))[0]?.n);
const taskOn = async (phone: Phone, n: number) => {
  const task = await phone.store.task(uuid('t', n));
  if (!task) throw new Error(`task ${n} is not on the phone`);
  return task;
};

describe('the first download', () => {
  test('brings the tasks of the village and its households, with names to find them by, and nothing of another village', () =>
    withPhone(async ({ store, sync, requests }) => {
      expect((await store.tasks()).length).toBe(43);
      expect((await store.householdLines()).map((line) => line.headName).sort()).toEqual(['张引环', '李秀英', '王建国'].sort());
      const home = await store.household(uuid('h', 1));
      expect(home?.members.map((member) => member.relation)).toEqual(['02', '10']);
      expect(home?.income?.totals.wages).toBe(20000);
      expect(sync.state()).toMatchObject({ kind: 'idle', unsent: 0, reason: null });
      expect(sync.state().lastSuccessAt).not.toBeNull();
      expect(requests).toHaveLength(1);
      expect(Object.keys((await store.beginPass()).cursors)).toEqual([SUNWANG]);
    }));

  test('the other village sees its own only', () =>
    withPhone(async ({ store }) => {
      expect((await store.tasks()).map((task) => task.id)).toEqual([uuid('t', 4)]);
      expect((await store.householdLines()).every((line) => line.villageCode === MOLI_VILLAGE)).toBe(true);
    }, 'moliVillage'));
});

describe('a day of visits', () => {
  test('is handed over in one request, which brings back receipts and the new state of every task', () =>
    withPhone(async (phone) => {
      const sent = [];
      for (let n = 100; n < 110; n++) sent.push(await phone.visit(await taskOn(phone, n)));
      const before = phone.requests.length;
      phone.sync.handedIn();
      const state = await phone.sync.now();
      expect(state).toMatchObject({ kind: 'idle', unsent: 0 });
      expect(phone.requests.length - before).toBe(1);
      expect((await phone.store.handIns()).every((kept) => kept.state === 'received' && kept.receivedAt !== null)).toBe(true);
      expect((await taskOn(phone, 105)).state).toBe('submitted');
      expect((await taskOn(phone, 105)).lastHandInId).toBe(sent[5]?.id);
      const [device] = await server.db.sql('SELECT highest_number, holding FROM device WHERE id = $1', [await phone.store.deviceId()]);
      expect(device).toEqual({ highest_number: 10, holding: 0 });
    }));

  test('of two phones at one door about somebody whom the archive does not know the first counts; the second keeps its own, is told why, and nothing is lost', async () => {
    const one = await pickUpPhone(server, 'sunwang');
    const two = await pickUpPhone(server, 'sunwang');
    await Promise.all([one.sync.now(), two.sync.now()]);
    await one.visit(await taskOn(one, 110), '甲的说法');
    const late = await two.visit(await taskOn(two, 110), '乙的说法');
    const alsoGood = await two.visit(await taskOn(two, 111));
    await one.sync.now();
    expect(await two.sync.now()).toMatchObject({ kind: 'problem', reason: { kind: 'refused' }, unsent: 0, refused: 1 });
    expect((await two.store.handIns()).find((kept) => kept.handIn.id === late.id)?.refused?.problem).toBe('alreadyDecided');
    expect(await onServer(alsoGood.id)).toBe(1);
    expect(await server.db.sql('SELECT 1 FROM hand_in_dispute WHERE hand_in_id = $1', [late.id])).toHaveLength(1);
    expect((await taskOn(two, 110)).state).toBe('submitted');
    one.putDown();
    two.putDown();
  });

  test('a returned check is back on another phone of the village with its reason and its answers, and goes in again', () =>
    withPhone(async (phone) => {
      await phone.visit(await taskOn(phone, 112), '第一次的说明');
      await phone.sync.now();
      await moveTask(server.db.ledger, 112, 'returned');
      const other = await pickUpPhone(server, 'sunwang');
      await other.sync.now();
      const back = await taskOn(other, 112);
      expect(back).toMatchObject({
        state: 'returned',
        revision: 1,
        returned: { reason: '缺少说明' },
        lastContent: { result: { summary: '第一次的说明' } },
      });
      await other.visit(back, '补充了说明');
      expect(await other.sync.now()).toMatchObject({ kind: 'idle', unsent: 0, refused: 0 });
      expect(await taskOn(other, 112)).toMatchObject({ state: 'submitted', revision: 2, lastContent: null });
      await phone.sync.now();
      expect(await taskOn(phone, 112)).toMatchObject({ state: 'submitted', revision: 2 });
      other.putDown();
    }));

  test('a task given to a colleague or withdrawn leaves the phone; a draft about it stays', () =>
    withPhone(async (phone) => {
      await server.db.sql('UPDATE task SET assigned_to = $1 WHERE id = $2', [PEOPLE.xunwang.id, uuid('t', 113)]);
      await moveTask(server.db.ledger, 113, 'dispatched');
      await moveTask(server.db.ledger, 114, 'withdrawn');
      await phone.sync.now();
      expect(await phone.store.task(uuid('t', 113))).toBeUndefined();
      expect(await phone.store.task(uuid('t', 114))).toBeUndefined();
    }));

  test('a household that moved to another village leaves the phone', () =>
    withPhone(async (phone) => {
      await server.db.sql('UPDATE household SET village_code = $1 WHERE id = $2', [MOLI_VILLAGE, uuid('h', 3)]);
      await server.db.sql('UPDATE task SET state = $1 WHERE id = $2', ['closed', uuid('t', 3)]);
      const { logChanges } = await import('../../src/server/ledger/village-log.ts');
      const { systemOf } = await import('../../src/server/ledger/asker.ts');
      await server.db.ledger.within(systemOf('140826'), (tx) =>
        logChanges(tx, '140826', [
          { villageCode: SUNWANG, entity: 'household', id: uuid('h', 3), as: 'gone' },
          { villageCode: MOLI_VILLAGE, entity: 'household', id: uuid('h', 3) },
        ]),
      );
      await phone.sync.now();
      expect(await phone.store.household(uuid('h', 3))).toBeUndefined();
      await withPhone(async (other) => expect((await other.store.household(uuid('h', 3)))?.villageCode).toBe(MOLI_VILLAGE), 'moliVillage');
    }));
});

describe('a village that is taken away and given back', () => {
  test('leaves the phone and comes again; what was handed in meanwhile waits for it and is received then', () =>
    withPhone(async (phone) => {
      const sent = await phone.visit(await taskOn(phone, 137));
      const scope = (villages: string[]) => server.db.sql('UPDATE account SET scope = $1 WHERE id = $2', [villages, PEOPLE.sunwang.id]);
      await scope([MOLI_VILLAGE]);
      expect(await phone.sync.now()).toMatchObject({ kind: 'problem', reason: { kind: 'refused' }, refused: 1 });
      expect(await phone.store.task(uuid('t', 137))).toBeUndefined();
      await scope([SUNWANG]);
      await phone.sync.now();
      expect(await phone.sync.now()).toMatchObject({ kind: 'idle', unsent: 0, refused: 0 });
      expect(await onServer(sent.id)).toBe(1);
      expect(await taskOn(phone, 137)).toMatchObject({ state: 'submitted' });
    }));
});

describe('whatever answers instead of the server', () => {
  const cases: [string, Fault, object][] = [
    ['nothing at all', { kind: 'dropRequest' }, { kind: 'offline', reason: { kind: 'offline' } }],
    ['a sign-in page of a Wi-Fi network', { kind: 'portal' }, { kind: 'offline', reason: { kind: 'stranger' } }],
    ['a redirect', { kind: 'redirect' }, { kind: 'offline', reason: { kind: 'stranger' } }],
    ['a 404', { kind: 'nowhere' }, { kind: 'offline', reason: { kind: 'stranger' } }],
    ['a proxy with 502', { kind: 'badGateway' }, { kind: 'waiting', reason: { kind: 'server', status: 502 } }],
    ['a fault of the server', { kind: 'serverError' }, { kind: 'waiting', reason: { kind: 'problem', problem: 'internal' } }],
    ['too many requests', { kind: 'busy' }, { kind: 'waiting', reason: { kind: 'problem', problem: 'tooMany', retryAfterMs: 7000 } }],
    ['an expired session', { kind: 'signedOut' }, { kind: 'signInNeeded', reason: { kind: 'problem', problem: 'signInNeeded' } }],
    ['a reply that breaks off', { kind: 'cut', at: 0.5 }, { kind: 'offline', reason: { kind: 'cut' } }],
    ['a reply that is lost', { kind: 'dropReply' }, { kind: 'offline', reason: { kind: 'offline' } }],
  ];
  cases.forEach(([what, fault, expected], index) => {
    test(`${what}: the check waits, the line says why, and the next pass hands it over once`, () =>
      withPhone(async (phone) => {
        const sent = await phone.visit(await taskOn(phone, 120 + index));
        phone.faults.push(fault);
        expect(await phone.sync.now()).toMatchObject({ ...expected, unsent: 1 });
        expect((await phone.store.waiting(10)).map((one) => one.id)).toEqual([sent.id]);
        expect(await phone.sync.now()).toMatchObject({ kind: 'idle', unsent: 0 });
        expect(await onServer(sent.id)).toBe(1);
      }));
  });

  test('413: the batch is halved until it fits', () =>
    withPhone(async (phone) => {
      for (let n = 130; n < 134; n++) await phone.visit(await taskOn(phone, n));
      phone.faults.push({ kind: 'tooLarge' });
      const before = phone.requests.length;
      expect(await phone.sync.now()).toMatchObject({ kind: 'idle', unsent: 0 });
      expect(phone.requests.length - before).toBe(3);
    }));

  test('a stopped phone is told so and keeps its work', () =>
    withPhone(async (phone) => {
      await server.db.sql('UPDATE device SET revoked_at = now() WHERE id = $1', [await phone.store.deviceId()]);
      await phone.visit(await taskOn(phone, 135));
      expect(await phone.sync.now()).toMatchObject({ kind: 'problem', reason: { problem: 'deviceRevoked' }, unsent: 1 });
    }));

  test('a page whose token is out of date gets a new one and goes on', () =>
    withPhone(async (phone) => {
      const session = await phone.store.session();
      if (!session) throw new Error('no session');
      await phone.store.keepSession({ ...session, csrfToken: 'stale' });
      const sent = await phone.visit(await taskOn(phone, 136));
      expect(await phone.sync.now()).toMatchObject({ kind: 'idle', unsent: 0 });
      expect(await onServer(sent.id)).toBe(1);
    }));
});

describe('what the server does not take', () => {
  const body = (more: object) => ({
    wireVersion: 2,
    device: { id: uuid('d', 9), label: '', appVersion: '', highestNumber: 0, holding: 0, oldestAt: null },
    cursors: {},
    handIns: [],
    ...more,
  });

  test('a wire version it does not know, said politely', async () => {
    const client = await server.client('sunwang');
    expect(await client.post('/api/v1/sync', body({ wireVersion: 0 }))).toMatchObject({ status: 400, body: { problem: 'wireTooOld' } });
  });

  test('anybody but a collector, and a request without the page’s token', async () => {
    const office = await server.client('county');
    expect((await office.post('/api/v1/sync', body({}))).status).toBe(403);
    const collector = await server.client('sunwang');
    collector.csrfToken = 'guess';
    expect(await collector.post('/api/v1/sync', body({}))).toMatchObject({ status: 403, body: { problem: 'csrf' } });
  });

  test('a bomb: little gzip that unpacks to more than 32 MB', async () => {
    const { gzipSync } = await import('node:zlib');
    const client = await server.client('sunwang');
    const bomb = gzipSync(Buffer.concat([Buffer.from('{"handIns":["'), Buffer.alloc(40_000_000, 'a'), Buffer.from('"]}')]));
    const reply = await client.send('POST', '/api/v1/sync', new Uint8Array(bomb), { 'content-type': 'application/json', 'content-encoding': 'gzip' });
    expect(reply).toMatchObject({ status: 413, body: { problem: 'tooLarge' } });
  });
});
