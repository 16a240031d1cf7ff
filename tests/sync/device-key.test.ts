// A forgotten PIN: the phone left its key with the account, and gets it back there and nowhere else.
import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { destroyStore } from '../../src/phone/store/destroy.ts';
import { lookBehind, replaceLock, tryPin } from '../../src/phone/store/door.ts';
import { fits, storeKeyOf } from '../../src/phone/store/lock.ts';
import { lockStore, setPin } from '../../src/phone/store/lock-store.ts';
import { openPhoneStore } from '../../src/phone/store/open-phone-store.ts';
import { askDeviceKey, keepDeviceKey, type Line } from '../../src/phone/sync/post.ts';
import { startSync } from '../../src/phone/sync/start-sync.ts';
import { systemOf } from '../../src/server/ledger/asker.ts';
import { DEVICE_KEY, type GivenDeviceKey } from '../../src/wire/device-key.ts';
import { base64Of, bytesOfBase64 } from '../../src/wire/sealing.ts';
import { asker, COUNTY } from '../support/county.ts';
import { type Client, startServer, type TestServer } from '../support/server.ts';
import { draft, newShelter } from './support/people.ts';
import { rawStorage } from './support/raw-storage.ts';
import { openStore } from './support/sealed-phone.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.close());

const someKey = (): string => base64Of(new Uint8Array(randomBytes(32)));
const lineOf = (client: Client): Line => ({
  now: () => Date.now(),
  fetch: (path, init) => {
    const headers = new Headers(init.headers);
    headers.set('cookie', client.cookie);
    return fetch(server.url + path, { ...init, headers });
  },
});
const audited = (action: string) => server.db.sql<{ entity_id: string }>('SELECT entity_id FROM audit WHERE action = $1 ORDER BY at', [action]);

describe('the key of a phone', () => {
  test('is given back to the person and the phone that left it, and to nobody else; both are in the audit trail', async () => {
    const client = await server.client('sunwang');
    const [deviceId, key] = [crypto.randomUUID(), someKey()];
    expect((await client.post(DEVICE_KEY, { deviceId, key })).status).toBe(204);
    expect(await client.post<GivenDeviceKey>(`${DEVICE_KEY}/ask`, { deviceId })).toMatchObject({ status: 200, body: { key } });
    const stranger = await server.client('moliVillage');
    expect(await stranger.post(`${DEVICE_KEY}/ask`, { deviceId })).toMatchObject({ status: 404, body: { problem: 'notFound' } });
    expect(await client.post(`${DEVICE_KEY}/ask`, { deviceId: crypto.randomUUID() })).toMatchObject({ status: 404 });
    expect(await server.browser().post(`${DEVICE_KEY}/ask`, { deviceId })).toMatchObject({ status: 401 });
    expect(await (await server.client('county')).post(`${DEVICE_KEY}/ask`, { deviceId })).toMatchObject({ status: 403 });
    expect(await audited('device.keepKey')).toEqual([{ entity_id: deviceId }]);
    expect(await audited('device.giveKey')).toEqual([{ entity_id: deviceId }]);
  });

  test('is kept once: the same again is fine, another one for the same phone is refused and the first stands', async () => {
    const client = await server.client('sunwang');
    const [deviceId, key] = [crypto.randomUUID(), someKey()];
    const left = await Promise.all([1, 2, 3].map(() => client.post(DEVICE_KEY, { deviceId, key })));
    expect(left.map((reply) => reply.status)).toEqual([204, 204, 204]);
    expect(await client.post(DEVICE_KEY, { deviceId, key: someKey() })).toMatchObject({ status: 409, body: { problem: 'conflict' } });
    expect((await client.post<GivenDeviceKey>(`${DEVICE_KEY}/ask`, { deviceId })).body.key).toBe(key);
  });

  test('lies in the database sealed, and the database itself shows the row to its owner only', async () => {
    const client = await server.client('sunwang');
    const [deviceId, key] = [crypto.randomUUID(), someKey()];
    await client.post(DEVICE_KEY, { deviceId, key });
    const rows = await server.db.sql<{ sealed: Buffer }>('SELECT sealed FROM device_key WHERE device_id = $1', [deviceId]);
    expect(rows).toHaveLength(1);
    expect(rows[0]?.sealed.includes(Buffer.from(bytesOfBase64(key)))).toBe(false);
    const seen = (who: Parameters<typeof server.db.ledger.within>[0]) =>
      server.db.ledger.within(who, (tx) => tx.selectFrom('device_key').select('device_id').where('device_id', '=', deviceId).execute());
    expect(await seen(asker('sunwang'))).toHaveLength(1);
    expect(await seen(asker('moliVillage'))).toEqual([]);
    expect(await seen(systemOf(COUNTY))).toEqual([]);
  });

  test('of a stopped phone is given to nobody', async () => {
    const client = await server.client('sunwang');
    const [deviceId, key] = [crypto.randomUUID(), someKey()];
    await client.post(DEVICE_KEY, { deviceId, key });
    await server.db.sql(
      `INSERT INTO device (county, id, account_id, label, app_version, highest_number, holding, revoked_at) SELECT county, $1, id, '', '', 0, 0, now() FROM account WHERE id = $2`,
      [deviceId, client.session?.account.id],
    );
    const answer = await askDeviceKey({ deviceId }, client.csrfToken, lineOf(client));
    expect(answer).toMatchObject({ ok: false, trouble: { problem: 'deviceRevoked' } });
    // Asked for by another window of the same person, that does not say which phone it is.
    const elsewhere = await server.client('sunwang');
    expect(await elsewhere.post(`${DEVICE_KEY}/ask`, { deviceId })).toMatchObject({ status: 403, body: { problem: 'deviceRevoked' } });
  });
});

test('who forgot the PIN signs in, sets a new one, and finds every draft', async () => {
  const client = await server.client('xunwang');
  const accountId = client.session?.account.id ?? '';
  const shelter = newShelter();
  const made = await lockStore(accountId, '258036', { shelter, iterations: 100 });
  if (!made || !client.session) throw new Error('no lock');
  const store = await openPhoneStore(accountId, made.key, shelter);
  await store.keepDraft(draft(1));
  const deviceId = await store.deviceId();
  store.close();
  expect(await keepDeviceKey({ deviceId, key: base64Of(made.raw) }, client.csrfToken, lineOf(client))).toEqual({ ok: true, value: undefined });
  await replaceLock(accountId, { atServer: 'yes', wrong: 10 }, shelter);
  expect(await tryPin(accountId, '258036', shelter)).toEqual({ outcome: 'closed' });
  const again = await server.client('xunwang');
  const given = await askDeviceKey({ deviceId }, again.csrfToken, lineOf(again));
  const behind = await lookBehind(accountId, shelter);
  if (!given.ok || behind.kind !== 'sealed') throw new Error('not given back');
  const key = await storeKeyOf(bytesOfBase64(given.value.key));
  expect(await fits(behind.lock, key.key)).toBe(true);
  await setPin(accountId, behind.lock, key, '907214', { shelter, iterations: 100 });
  const opened = await openStore(accountId, shelter, '907214');
  expect(await opened.drafts()).toEqual([draft(1)]);
  opened.close();
});

test('a phone that hears in the middle of its work that it is stopped destroys everything of the account, and asks nothing more', async () => {
  const client = await server.client('moliVillage');
  const { session } = client;
  if (!session) throw new Error('nobody signed in');
  const accountId = session.account.id;
  const shelter = newShelter();
  const store = await openStore(accountId, shelter);
  await store.keepSession(session);
  await store.keepDraft(draft(1));
  const deviceId = await store.deviceId();
  let asked = 0;
  const real = lineOf(client);
  const line: Line = {
    ...real,
    fetch: async (path, init) => {
      asked++;
      // The county stops it while the reply is on its way to the second request.
      if (asked === 2) await server.db.sql('UPDATE device SET revoked_at = now() WHERE id = $1', [deviceId]);
      return real.fetch(path, init);
    },
  };
  const destroyed = new Promise<unknown>((resolve) => {
    const sync = startSync({
      store,
      device: { label: 'Redmi 9A', appVersion: '0.1.0' },
      line,
      locks: null,
      onRevoked: () => {
        sync.stop();
        store.close();
        resolve(destroyStore(accountId, shelter));
      },
    });
    void sync.now().then(() => sync.now());
  });
  expect(await destroyed).toEqual({ unsent: 0, drafts: 1 });
  expect((await rawStorage(shelter)).filter((row) => !row.startsWith('ruhu/'))).toEqual([]);
  const before = asked;
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(asked).toBe(before);
});
