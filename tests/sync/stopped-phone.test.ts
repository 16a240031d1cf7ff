// A phone is lost: from the moment it is stopped every request it makes is answered with that, with or without a session.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { SyncPage } from '../../src/wire/sync.ts';
import { type Client, startServer, type TestServer } from '../support/server.ts';
import { pickUpPhone } from './support/phone-in-hand.ts';
import { dispatchTasks } from './support/visits.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
  await dispatchTasks(server.db.ledger, [1, 2]);
});
afterAll(() => server.close());

const stop = (id: string) => server.db.sql('UPDATE device SET revoked_at = now() WHERE id = $1', [id]);

const answers = async (client: Client, device?: string) => {
  const headers: Record<string, string> = device ? { 'x-device': device } : {};
  return Promise.all(
    [
      client.get('/api/session', headers),
      client.post('/api/v1/evidence/wanted', { files: ['0'.repeat(64)] }, headers),
      client.send('POST', '/api/v1/evidence/files', undefined, { ...headers, 'tus-resumable': '1.0.0' }),
      client.send('DELETE', '/api/session', undefined, headers),
      client.post('/api/session', { login: 'sunwang', password: 'whatever' }, headers),
    ].map(async (asked) => {
      const { status, body } = await asked;
      return [status, (body as { problem?: string }).problem];
    }),
  );
};

describe('a stopped phone', () => {
  test('hears it at every door, also when its session is used without naming the phone, and also when its session is gone', async () => {
    const phone = await pickUpPhone(server, 'sunwang');
    const id = await phone.store.deviceId();
    expect(await phone.sync.now()).toMatchObject({ kind: 'idle' });
    await stop(id);
    const told = () => server.db.sql<{ told_at: Date | null }>('SELECT told_at FROM device WHERE id = $1', [id]);
    expect(await told()).toEqual([{ told_at: null }]);
    const revoked = Array(5).fill([403, 'deviceRevoked']);
    expect(await answers(phone.client)).toEqual(revoked);
    expect(await told()).toEqual([{ told_at: server.clock.now() }]);
    // Another id does not set the session free.
    const other = { 'x-device': crypto.randomUUID() };
    for (let time = 0; time < 2; time++)
      expect((await phone.client.get<{ problem: string }>('/api/session', other)).body.problem).toBe('deviceRevoked');
    expect(await answers(server.browser(), id)).toEqual(revoked);
    phone.putDown();
  });

  test('its last report is kept: what it still holds is known to be lost', async () => {
    const phone = await pickUpPhone(server, 'sunwang');
    await phone.sync.now();
    const [task] = (await phone.store.tasks()).filter((one) => one.state === 'dispatched');
    if (!task) throw new Error('no task');
    await phone.visit(task);
    const id = await phone.store.deviceId();
    await stop(id);
    expect(await phone.sync.now()).toMatchObject({ kind: 'problem', reason: { problem: 'deviceRevoked' }, unsent: 1 });
    expect(await server.db.sql('SELECT highest_number FROM device WHERE id = $1', [id])).toEqual([{ highest_number: 1 }]);
    expect(await server.db.sql('SELECT 1 FROM hand_in WHERE device_id = $1', [id])).toEqual([]);
    phone.putDown();
  });

  test('another phone of the same person, and the desk, go on', async () => {
    const [lost, other] = [await pickUpPhone(server, 'sunwang'), await pickUpPhone(server, 'sunwang')];
    await lost.sync.now();
    await other.sync.now();
    await stop(await lost.store.deviceId());
    expect(await other.sync.now()).toMatchObject({ kind: 'idle', reason: null });
    expect(await lost.sync.now()).toMatchObject({ reason: { problem: 'deviceRevoked' } });
    expect((await (await server.client('county')).get('/api/session')).status).toBe(200);
    lost.putDown();
    other.putDown();
  });
});

test('a phone gets the county’s key and a proof of its own with its settings, the same from every server process', async () => {
  const beside = await startServer({ beside: server });
  const sealings = [];
  for (const place of [server, beside]) {
    const client = await place.client('sunwang');
    const reply = await client.post<string>('/api/v1/sync', {
      wireVersion: 2,
      device: { id: '00000000-0000-4000-8000-00000000d0d0', label: '', appVersion: '', highestNumber: 0, holding: 0, oldestAt: null },
      cursors: {},
      handIns: [],
    });
    const pages = reply.body
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as SyncPage);
    sealings.push(pages.find((page) => page.settings)?.settings?.sealing);
  }
  expect(sealings[0]?.key.publicKey).toHaveLength(88);
  expect(sealings[0]?.proof).toMatch(/^[\w-]{43}$/);
  expect(sealings[1]).toEqual(sealings[0]);
  await beside.close();
});
