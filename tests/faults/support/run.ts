// Lets a schedule happen to three phones, two villages and an office; then everything heals, and what must be true is asked.
import type { FreshDatabase } from '../../support/database.ts';
import type { Fleet } from './fleet.ts';
import { type Phone, pickUp } from './phone.ts';
import { endSessions, foundPlace, office, type Place, setScope, signIn } from './place.ts';
import type { Moment, Step } from './schedule.ts';
import { count, type Tally } from './tally.ts';
import { cursorsHold, everythingIsThere } from './truth.ts';

export interface Ground {
  db: FreshDatabase;
  fleet: Fleet;
  tally: Tally;
}

/** The county's own households come first. */
let schedules = 10;

/** Rejects with what is not true. */
export async function run(ground: Ground, moments: readonly Moment[]): Promise<void> {
  const { db, fleet, tally } = ground;
  tally.schedules++;
  const place = await foundPlace(db.ledger, schedules++);
  const phones: (Phone | undefined)[] = [];
  /** A phone is taken out of its box when it is first used; what is done first with it may be its first download, in bad coverage, else that goes well. */
  const takeOut = async (step: Extract<Step, { phone: number }>): Promise<void> => {
    const which = step.phone;
    if (phones[which]) return;
    const collector = place.collectors[which];
    if (!collector) throw new Error('no such collector');
    const phone = await pickUp({ fleet, tally, collector, webLocks: which !== 1 });
    phones[which] = phone;
    await phone.signedIn(await signIn(db.ledger, collector, new Date(fleet.now())));
    if (step.do !== 'pass' || step.door !== undefined) await phone.pass([]);
  };
  const here = (): Phone[] => phones.filter((phone) => phone !== undefined);
  try {
    for (const moment of moments) {
      const steps = 'together' in moment ? moment.together : [moment];
      for (const step of steps) if ('phone' in step) await takeOut(step);
      if (steps.length > 1) count(tally, 'several at the same moment');
      const slowMs = 'together' in moment ? moment.slowMs : 0;
      for (const step of steps) await beforehand(phones, step);
      if (slowMs > 0) await slow(db, tally, slowMs);
      await Promise.all(steps.map((step) => act(ground, place, phones, step)));
      if (slowMs > 0) await slow(db, tally, 0);
      // Who was in coverage has heard something, and not all of it if anything went wrong or others were at work.
      for (const step of steps) {
        const troubled = step.do === 'pass' && (steps.length > 1 || step.faults.length > 0 || step.powerFailsAfter !== undefined);
        const phone = troubled ? phones[step.phone] : undefined;
        if (phone) await cursorsHold(db, phone);
      }
    }
    await heal(ground, here());
    await everythingIsThere(ground, place, here());
  } finally {
    await db.sql('UPDATE fault_pause SET ms = 0 WHERE ms > 0');
    for (const phone of here()) {
      phone.network.faults.length = 0;
      await phone.network.deliverLate();
      await phone.network.settled();
      phone.switchOff();
    }
  }
}

async function slow(db: FreshDatabase, tally: Tally, ms: number): Promise<void> {
  if (ms > 0) count(tally, 'slow disk of the database');
  await db.sql('UPDATE fault_pause SET ms = $1', [ms]);
}

/** What is handed in right before a pass. */
async function beforehand(phones: readonly (Phone | undefined)[], step: Step): Promise<void> {
  if (step.do !== 'pass' || step.door === undefined) return;
  const { door } = step;
  const phone = phones[step.phone];
  await phone?.doing(() => work(phone, { do: 'visit', door }));
}

async function act({ db, fleet, tally }: Ground, place: Place, phones: readonly (Phone | undefined)[], step: Step): Promise<void> {
  const phone = 'phone' in step ? phones[step.phone] : undefined;
  switch (step.do) {
    case 'office':
      await office(db, place, step.act, step.which, new Date(fleet.now()));
      return;
    case 'killServer':
      count(tally, 'server killed between two steps');
      (await fleet.pick()).kill();
      return;
    case 'arrive':
      for (const one of phones) await one?.network.deliverLate();
      return;
    case 'slowDisk':
      await slow(db, tally, step.ms);
      return;
    default:
      if (phone && 'phone' in step) await atPhone(phone, place, { db, fleet, tally }, step);
  }
}

async function atPhone(phone: Phone, { villages }: Place, { db, fleet, tally }: Ground, step: Extract<Step, { phone: number }>): Promise<void> {
  const { collector, network } = phone;
  switch (step.do) {
    case 'scope': {
      count(tally, 'scope changed');
      await setScope(
        db,
        collector,
        villages.filter((_, at) => (step.villages >> at) % 2 === 1),
      );
      return;
    }
    case 'clock':
      count(tally, 'clock set');
      network.offMs = step.hours * 3_600_000;
      return;
    case 'signOut':
      count(tally, 'session ended');
      await endSessions(db, collector);
      return;
    case 'signIn':
      await phone.signedIn(await signIn(db.ledger, collector, new Date(fleet.now())));
      return;
    case 'pass': {
      const state = await phone.pass(step.faults, step.powerFailsAfter);
      if (state === 'dark') count(tally, 'phone died in a pass');
      return;
    }
    default: {
      const outcome = await phone.doing(() => work(phone, step), step.powerFailsAfter);
      if (outcome === 'dark') count(tally, `phone died ${step.do === 'type' ? 'typing' : 'handing in'}`);
    }
  }
}

/** What a collector does at a door, if there is anything to do: nobody opens a check that waits to be sent. */
async function work(phone: Phone, { do: what, door }: { do: 'visit' | 'type' | 'round'; door: number }): Promise<void> {
  const { store } = phone;
  const kept = await store.handIns();
  const busy = new Set(kept.filter((one) => one.state === 'waiting').map((one) => one.handIn.taskId));
  const open = (await store.tasks()).filter((task) => (task.state === 'dispatched' || task.state === 'returned') && !busy.has(task.id));
  const task = open.sort((a, b) => (a.id < b.id ? -1 : 1))[door % Math.max(1, open.length)];
  if (what === 'round') {
    const lines = (await store.householdLines()).sort((a, b) => (a.id < b.id ? -1 : 1));
    const line = lines[door % Math.max(1, lines.length)];
    if (line) await phone.round(line);
  } else if (!task) return;
  else if (what === 'type') await phone.type(task, `第 ${door} 次写到这里`);
  else await phone.handIn(task);
}

/** Everybody has coverage, power, a session and what they look after; what was late arrives. */
async function heal({ db, fleet }: Ground, phones: readonly Phone[]): Promise<void> {
  await db.sql('UPDATE fault_pause SET ms = 0 WHERE ms > 0');
  await Promise.all(
    phones.map(async (phone) => {
      await setScope(db, phone.collector, phone.collector.villages);
      await phone.signedIn(await signIn(db.ledger, phone.collector, new Date(fleet.now())));
    }),
  );
  const late = async (): Promise<void> => {
    for (const phone of phones) {
      await phone.network.deliverLate();
      await phone.network.settled();
    }
  };
  const unsent = await Promise.all(phones.map(async (phone) => (await phone.store.counts()).unsent + (await phone.store.counts()).refused));
  await Promise.all(phones.filter((_, at) => unsent[at] !== 0).map(quiet));
  await late();
  // What arrived late, and what others did meanwhile, is heard of by the next pass.
  await Promise.all(phones.map(quiet));
}

/** Passes until one ends well and nothing waits; a phone without Web Locks may first have to wait for a lease that died with its app. */
async function quiet(phone: Phone): Promise<void> {
  for (let tries = 0; tries < 8; tries++) {
    const before = (await phone.store.contact())?.lastSuccessAt;
    phone.network.offMs += 61_000;
    const state = await phone.pass([]);
    if (state !== 'dark' && state.unsent === 0 && state.lastSuccessAt !== before && state.lastSuccessAt !== null) return;
  }
  throw new Error(`${phone.collector.account.name} does not get through: ${JSON.stringify(phone.sync.state())}`);
}
