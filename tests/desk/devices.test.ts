// 设备: who sees which phone, which ones need looking after, what stopping one costs, and undoing it in time.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { DeviceItem, Devices } from '../../src/wire/devices.ts';
import { ANYU, PEOPLE } from '../support/county.ts';
import { type Client, DAY, startServer, type TestServer } from '../support/server.ts';
import { pickUpPhone } from '../sync/support/phone-in-hand.ts';
import { dispatchTasks, handIn } from '../sync/support/visits.ts';

let server: TestServer;
let county: Client;
let admin: Client;
let township: Client;
beforeAll(async () => {
  server = await startServer();
  await dispatchTasks(server.db.ledger, [1, 2, 3, 40, 41, 42, 43]);
  county = await server.client('county');
  admin = await server.client('admin');
  township = await server.client('anyu');
});
afterAll(() => server.close());

const list = async (who: Client, query = ''): Promise<Devices> => {
  const reply = await who.get<Devices>(`/api/devices${query}`);
  expect(reply.status, JSON.stringify(reply.body)).toBe(200);
  return reply.body;
};
const one = async (who: Client, id: string): Promise<DeviceItem> => {
  const found = (await list(who)).devices.find((device) => device.id === id);
  if (!found) throw new Error('no such device');
  return found;
};

/** A phone that says of itself what `report` says, and brings `handIns`. */
async function contact(who: keyof typeof PEOPLE, report: object, handIns: unknown[] = []): Promise<string> {
  const client = await server.client(who);
  const device = {
    id: crypto.randomUUID(),
    label: 'Linux; Android 11; Redmi 9A',
    appVersion: '0.1.0',
    highestNumber: 0,
    holding: 0,
    oldestAt: null,
    ...report,
  };
  const reply = await client.post('/api/v1/sync', { wireVersion: 2, device, cursors: {}, handIns });
  expect(reply.status).toBe(200);
  return device.id;
}
const ago = (days: number): string => new Date(server.clock.now().getTime() - days * DAY).toISOString();

describe('who sees which phone', () => {
  test('the county and the administrator all, a township its villages’, others none', async () => {
    const here = await contact('sunwang', {});
    const there = await contact('moliVillage', {});
    const ids = async (who: Client) => (await list(who)).devices.map((device) => device.id);
    expect(await ids(county)).toEqual(expect.arrayContaining([here, there]));
    expect(await ids(admin)).toEqual(expect.arrayContaining([here, there]));
    expect(await ids(township)).toContain(here);
    expect(await ids(township)).not.toContain(there);
    expect((await list(county, `?division=${ANYU}`)).devices.map((device) => device.id)).not.toContain(there);
    expect((await list(county, `?search=${encodeURIComponent('郑采')}`)).devices.map((device) => device.id)).toEqual([there]);
    for (const who of ['sunwang', 'yibao'] as const) expect((await (await server.client(who)).get('/api/devices')).status).toBe(403);
    expect(await one(county, here)).toMatchObject({
      accountName: '周采集',
      villageName: '孙王村',
      townshipName: '安峪镇',
      label: 'Linux; Android 11; Redmi 9A',
    });
  });

  test('only the county and the administrator stop one', async () => {
    const id = await contact('sunwang', {});
    const body = { reason: 'lost', note: '' };
    expect((await township.post(`/api/devices/${id}/stop`, body)).status).toBe(403);
    expect((await (await server.client('sunwang')).post(`/api/devices/${id}/stop`, body)).status).toBe(403);
    expect((await county.post(`/api/devices/${crypto.randomUUID()}/stop`, body)).status).toBe(404);
    expect((await one(county, id)).stopped).toBeNull();
  });
});

describe('a phone that needs looking after', () => {
  const stuck = async (id: string, who = county) => (await one(who, id)).stuck;

  test('holds a check for longer than the policy’s days, or fails again and again with one', async () => {
    const fresh = await contact('xunwang', { highestNumber: 1, holding: 1, oldestAt: ago(1) });
    const old = await contact('xunwang', { highestNumber: 1, holding: 1, oldestAt: ago(3) });
    const failing = await contact('xunwang', { highestNumber: 1, holding: 1, oldestAt: ago(1), failing: { times: 9, since: ago(1), why: 'cut' } });
    const over = await contact('xunwang', { failing: { times: 9, since: ago(1), why: 'cut' } });
    expect(await stuck(fresh)).toEqual([]);
    expect(await stuck(old)).toEqual(['unsent']);
    expect(await stuck(failing)).toEqual(['failing']);
    expect(await stuck(over)).toEqual([]);
    const found = await list(county, '?state=stuck');
    expect(found.devices.map((device) => device.id).slice(0, 1)).toEqual([old]);
    expect(found.sums.stuck).toBe(found.total);
    expect((await list(county, '?state=holding')).devices[0]?.id).toBe(old);
  });

  test('the county’s own days hold where it set them', async () => {
    const id = await contact('moliVillage', { highestNumber: 1, holding: 1, oldestAt: ago(3) });
    expect(await stuck(id)).toEqual(['unsent']);
    await server.db.sql(`UPDATE policy SET body = body || '{"phones":{"unsentDays":5,"silentDays":30}}'`);
    expect(await stuck(id)).toEqual([]);
    await server.db.sql(`UPDATE policy SET body = body - 'phones'`);
  });

  test('is silent for a week while its collector has open tasks and no other phone', async () => {
    const silent = await contact('sunwang', {});
    const noTasks = await contact('moliVillage', {});
    await server.db.sql(`UPDATE device SET last_contact_at = last_contact_at - interval '8 days'`);
    expect(await stuck(silent)).toEqual(['silent']);
    expect(await stuck(noTasks)).toEqual([]);
    // Who sees no task is told of every silent phone.
    expect(await stuck(noTasks, admin)).toEqual(['silent']);
    const newer = await contact('sunwang', {});
    expect(await stuck(silent)).toEqual([]);
    expect(await stuck(newer)).toEqual([]);
  });

  test('has given out numbers that nobody has: neither the server, nor the phone, nor put aside', async () => {
    const [first, third] = [await handIn(40, { number: 1 }), await handIn(41, { number: 3 })];
    const id = await contact('sunwang', { highestNumber: 5, holding: 1, oldestAt: ago(0), aside: 1 }, [first, third]);
    expect(await one(county, id)).toMatchObject({
      received: 2,
      notHere: [
        { from: 2, to: 2 },
        { from: 4, to: 5 },
      ],
      notHereCount: 3,
      missing: 1,
      stuck: ['missing'],
    });
    expect(await one(admin, id)).toMatchObject({ notHereCount: 3, missing: 1 });
  });

  test('stands on the first page of county and township as a figure', async () => {
    const first = await county.get<{ phones: Devices['sums']; onPhones: DeviceItem[] }>('/api/overview');
    expect(first.body.phones).toEqual((await list(county)).sums);
    expect(first.body.phones.stuck).toBeGreaterThan(1);
    expect(first.body.onPhones.every((device) => device.holding > 0)).toBe(true);
    const own = await township.get<{ phones: Devices['sums'] }>('/api/overview');
    expect(own.body.phones.all).toBeLessThan(first.body.phones.all);
  });
});

describe('stopping a phone', () => {
  test('is told with its reason, costs what its numbers show, and is written down in the same act', async () => {
    const phone = await pickUpPhone(server, 'sunwang');
    await phone.sync.now();
    const tasks = (await phone.store.tasks()).filter((task) => task.state === 'dispatched');
    await phone.visit(tasks[0] as (typeof tasks)[number]);
    await phone.sync.now();
    const id = await phone.store.deviceId();
    await phone.visit(tasks[1] as (typeof tasks)[number]);
    const reply = await county.post<DeviceItem>(`/api/devices/${id}/stop`, { reason: 'lost', note: '赶集时丢在车上' });
    expect(reply.status, JSON.stringify(reply.body)).toBe(200);
    expect(reply.body.stopped).toMatchObject({ reason: 'lost', note: '赶集时丢在车上', byName: '赵县办', toldAt: null });
    expect(
      await server.db.sql(
        `SELECT account_id, detail ->> 'reason' AS reason, detail ->> 'highestNumber' AS highest FROM audit WHERE action = 'device.stop' AND entity_id = $1`,
        [id],
      ),
    ).toEqual([{ account_id: PEOPLE.county.id, reason: 'lost', highest: '1' }]);
    expect(await phone.sync.now()).toMatchObject({ reason: { problem: 'deviceRevoked' } });
    // The phone said at the last that it had made two: the second is lost with it.
    expect(await one(county, id)).toMatchObject({
      highestNumber: 2,
      received: 1,
      notHere: [{ from: 2, to: 2 }],
      stuck: [],
      stopped: { toldAt: server.clock.now().toISOString() },
    });
    expect((await list(county, '?state=stopped')).devices.map((device) => device.id)).toEqual([id]);
    phone.putDown();
  });

  test('can be undone until the phone has heard of it', async () => {
    const phone = await pickUpPhone(server, 'xunwang');
    await phone.sync.now();
    const id = await phone.store.deviceId();
    await admin.post(`/api/devices/${id}/stop`, { reason: 'stolen', note: '' });
    const back = await admin.post<DeviceItem>(`/api/devices/${id}/restore`, {});
    expect(back.body.stopped).toBeNull();
    expect(await phone.sync.now()).toMatchObject({ kind: 'idle', reason: null });
    await admin.post(`/api/devices/${id}/stop`, { reason: 'stolen', note: '' });
    await phone.sync.now();
    expect(await admin.post(`/api/devices/${id}/restore`, {})).toMatchObject({ status: 409, body: { problem: 'alreadyDecided' } });
    expect(await server.db.sql(`SELECT action FROM audit WHERE entity_id = $1 ORDER BY id`, [id])).toEqual(
      ['device.stop', 'device.restore', 'device.stop'].map((action) => ({ action })),
    );
    phone.putDown();
  });
});
