// When passes run: one at a time in all tabs, never stuck, and spread out when the server is out of order.
import { expect, test } from 'vitest';
import type { PhoneStore } from '../../src/phone/store/phone-store.ts';
import { startSync } from '../../src/phone/sync/start-sync.ts';
import type { Session } from '../../src/wire/session.ts';
import { newShelter, page, uuid } from './support/people.ts';
import { openStore } from './support/sealed-phone.ts';

const device = { label: 'Redmi 9A', appVersion: '0.1.0' };
const wellDone = (): Response => new Response(`${JSON.stringify(page())}\n`, { headers: { 'content-type': 'application/x-ndjson' } });

async function signedIn(shelter = newShelter()): Promise<PhoneStore> {
  const store = await openStore(uuid(1, 9), shelter);
  await store.keepSession({ account: { id: uuid(1, 9) }, csrfToken: 'x' } as unknown as Session);
  return store;
}

test('a pass that is stuck is ended by the watchdog, and the next one goes through', async () => {
  const store = await signedIn();
  let stuck = true;
  const line = { now: () => Date.now(), fetch: () => (stuck ? new Promise<Response>(() => undefined) : Promise.resolve(wellDone())) };
  const sync = startSync({ store, device, line, locks: null, watchdogMs: 600 });
  expect(await sync.now()).toMatchObject({ kind: 'offline', reason: { kind: 'slow' } });
  stuck = false;
  expect(await sync.now()).toMatchObject({ kind: 'idle', reason: null });
  sync.stop();
  store.close();
});

test('of two tabs only one speaks at a time', async () => {
  const shelter = newShelter();
  const [one, two] = [await signedIn(shelter), await signedIn(shelter)];
  let speaking = 0;
  let most = 0;
  let passes = 0;
  const line = {
    now: () => Date.now(),
    async fetch() {
      most = Math.max(most, ++speaking);
      passes++;
      await new Promise((resolve) => setTimeout(resolve, 30));
      speaking--;
      return wellDone();
    },
  };
  const syncs = [one, two].map((store) => startSync({ store, device, line, locks: null }));
  await Promise.all(syncs.map((sync) => sync.now()));
  expect(most).toBe(1);
  expect(passes).toBe(1);
  for (const sync of syncs) sync.stop();
  one.close();
  two.close();
});

test('the waits double with every failure up to five minutes, half of each by chance, and a server that names a time is obeyed', async () => {
  const store = await signedIn();
  let reply = (): Response => new Response('', { status: 503 });
  const now = Date.parse('2026-11-21T01:00:00.000Z');
  const sync = startSync({ store, device, line: { now: () => now, fetch: async () => reply() }, locks: null, random: () => 1 });
  await sync.now();
  const wait = (): number => (Date.parse(sync.state().retryAt ?? '') - now) / 1000;
  expect(wait()).toBe(4);
  reply = () => new Response('', { status: 503, headers: { 'retry-after': '100' } });
  await sync.now();
  expect(wait()).toBeGreaterThanOrEqual(100);
  sync.stop();
  store.close();
});

test('without a session nothing is sent and the line says that signing in is needed', async () => {
  const store = await openStore(uuid(2, 9), newShelter());
  let asked = 0;
  const fetch = async (): Promise<Response> => {
    asked++;
    return wellDone();
  };
  const sync = startSync({ store, device, line: { now: () => Date.now(), fetch }, locks: null });
  expect(await sync.now()).toMatchObject({ kind: 'signInNeeded' });
  expect(asked).toBe(0);
  sync.stop();
  store.close();
});
