// A phone that was away for weeks: hundreds of checks in one request, received batch by batch while the phone already stores what comes back.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { WIRE_VERSION } from '../../src/wire/sync.ts';
import { SUNWANG, uuid } from '../support/county.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { type Phone, pickUpPhone } from './support/phone-in-hand.ts';
import { dispatchTasks } from './support/visits.ts';

const DAY = 600;
const WEEK = 1100;
let server: TestServer;
beforeAll(async () => {
  server = await startServer();
  await dispatchTasks(
    server.db.ledger,
    Array.from({ length: DAY + WEEK }, (_, n) => 100 + n),
  );
});
afterAll(() => server.close());

async function phoneAfter(checks: number, from: number): Promise<Phone> {
  const phone = await pickUpPhone(server, 'sunwang');
  await phone.sync.now();
  for (let n = from; n < from + checks; n++) {
    const task = await phone.store.task(uuid('t', n));
    if (!task) throw new Error(`task ${n} is not on the phone`);
    await phone.visit(task);
  }
  return phone;
}

const received = async (phone: Phone): Promise<number> => (await phone.store.handIns()).filter((kept) => kept.state === 'received').length;
const onServer = async (phone: Phone) =>
  (
    await server.db.sql('SELECT count(*)::int AS n, count(DISTINCT task_id)::int AS tasks FROM hand_in WHERE device_id = $1', [
      await phone.store.deviceId(),
    ])
  )[0];

test('what a broken reply had brought stands, the rest comes again, and every check counts once', async () => {
  const phone = await phoneAfter(DAY, 100);
  phone.faults.push({ kind: 'cut', at: 0.7 });
  expect(await phone.sync.now()).toMatchObject({ kind: 'offline', unsent: 250 });
  expect(await received(phone)).toBe(350);
  expect((await phone.store.task(uuid('t', 100)))?.state).toBe('submitted');
  expect((await phone.store.task(uuid('t', 699)))?.state).toBe('dispatched');
  // The server had received all of them before the reply broke.
  expect(await onServer(phone)).toEqual({ n: DAY, tasks: DAY });
  expect(await phone.sync.now()).toMatchObject({ kind: 'idle', unsent: 0, refused: 0 });
  expect(await received(phone)).toBe(DAY);
  expect(await onServer(phone)).toEqual({ n: DAY, tasks: DAY });
  expect((await phone.store.tasks()).filter((task) => task.state === 'submitted')).toHaveLength(DAY);
  phone.putDown();
});

test('the server receives to the end what has arrived, also when the phone is gone after the first receipts', async () => {
  const phone = await phoneAfter(WEEK, 100 + DAY);
  const { csrfToken } = (await phone.store.session()) ?? {};
  const texts = (await phone.store.waiting(WEEK)).map((one) => one.text);
  const device = { id: await phone.store.deviceId(), label: '', appVersion: '', highestNumber: WEEK, holding: 0, oldestAt: null };
  const body = `${JSON.stringify({ wireVersion: WIRE_VERSION, device, cursors: (await phone.store.beginPass()).cursors }).slice(0, -1)},"handIns":[${texts.join(',')}]}`;
  const away = new AbortController();
  const reply = await fetch(`${server.url}/api/v1/sync`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-csrf-token': csrfToken ?? '', cookie: phone.client.cookie },
    body,
    signal: away.signal,
  });
  await reply.body?.getReader().read();
  away.abort();
  await expect.poll(() => onServer(phone), { timeout: 10_000 }).toEqual({ n: WEEK, tasks: WEEK });
  expect(await phone.sync.now()).toMatchObject({ kind: 'idle', unsent: 0, refused: 0 });
  expect(await onServer(phone)).toEqual({ n: WEEK, tasks: WEEK });
  expect(await server.db.sql('SELECT seq FROM village WHERE code = $1', [SUNWANG])).toEqual([{ seq: String(1 + 2 * (DAY + WEEK)) }]);
  phone.putDown();
});
