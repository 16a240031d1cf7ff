// A photo on a line that breaks every 100 kB, with servers killed and the phone dying in between: it arrives whole, goes on where it was, and the form never waits for it.
import { createHash, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Evidence } from '../../src/domain/visit.ts';
import { smallCounty } from '../support/county.ts';
import { type FreshDatabase, freshDatabase } from '../support/database.ts';
import { draft, notIncluded } from '../sync/support/people.ts';
import { type Fleet, openFleet } from './support/fleet.ts';
import { type Phone, pickUp } from './support/phone.ts';
import { foundPlace, signIn } from './support/place.ts';
import { newTally } from './support/tally.ts';

const EVERY = 100_000;
const LENGTH = 1_000_000;

let db: FreshDatabase;
let fleet: Fleet;
beforeAll(async () => {
  db = await freshDatabase();
  await smallCounty(db.ledger);
  fleet = await openFleet(db.address);
});
afterAll(async () => {
  await fleet.close();
  await db.drop();
});

let places = 8000;

async function phoneAtADoor(): Promise<Phone> {
  const [collector] = (await foundPlace(db.ledger, places++)).collectors;
  if (!collector) throw new Error('no collector');
  const phone = await pickUp({ fleet, tally: newTally(), collector, webLocks: true });
  await phone.signedIn(await signIn(db.ledger, collector, new Date(fleet.now())));
  await phone.pass([]);
  return phone;
}

/** Hands in a check with a photo of a megabyte; returns the hash of its bytes. */
async function photographed(phone: Phone, seed: number): Promise<string> {
  const [task] = await phone.store.tasks();
  if (!task) throw new Error('no task');
  const bytes = Uint8Array.from({ length: LENGTH }, (_, at) => (at * seed + (at >> 7) * 17) % 256);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const photo: Evidence = {
    id: randomUUID(),
    purpose: 'house',
    about: '',
    type: 'image/jpeg',
    bytes: LENGTH,
    sha256,
    madeAt: '2026-11-22T01:00:00.000Z',
  };
  await phone.store.evidence.keep(task.id, photo, bytes);
  const content = { ...notIncluded(), evidence: [photo] };
  const { id: taskId, householdId, villageCode, personName } = task;
  await phone.store.handIn(draft(0, content, { taskId, householdId, villageCode, personName }), content, { handInId: randomUUID(), now: new Date() });
  return sha256;
}

const arrived = async (sha256: string): Promise<boolean> => (await db.sql('SELECT 1 FROM evidence_file WHERE sha256 = $1', [sha256])).length > 0;

test('cut every 100 kB it still ends, going on where each connection broke, and no byte travels twice for long', async () => {
  const phone = await phoneAtADoor();
  const sha256 = await photographed(phone, 31);
  phone.network.breaksEvery = EVERY;
  phone.network.bytesUp = 0;
  let passes = 0;
  while ((await phone.store.evidence.counts()).waiting > 0) {
    await phone.pass([]);
    expect((await phone.store.counts()).unsent).toBe(0);
    expect(++passes).toBeLessThan(30);
  }
  expect(phone.network.broken).toBeGreaterThan(5);
  expect(phone.network.bytesUp).toBeLessThan(LENGTH * 1.5);
  expect(await arrived(sha256)).toBe(true);
  phone.switchOff();
});

test('with a server killed, or the phone dying, in every other pass it ends all the same', async () => {
  const phone = await phoneAtADoor();
  const sha256 = await photographed(phone, 37);
  phone.network.breaksEvery = EVERY;
  for (let pass = 0; (await phone.store.evidence.counts()).waiting > 0; pass++) {
    expect(pass).toBeLessThan(60);
    // The third request of a pass is about the photo.
    const good = { kind: 'none' } as const;
    if (pass % 4 === 1) await phone.pass([good, good, good, { kind: 'serverKilled', when: 'asked', ms: pass % 5 }]);
    else await phone.pass([], pass % 4 === 3 ? 30 + pass : undefined);
  }
  expect(await arrived(sha256)).toBe(true);
  expect(fleet.kills()).toBeGreaterThan(0);
  phone.switchOff();
});
