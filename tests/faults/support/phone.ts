// A collector's phone in a fault schedule: the real store and sync code on a disk that outlives its battery, and a line through the network at its worst.
import { randomUUID } from 'node:crypto';
import type { Task } from '../../../src/domain/task.ts';
import { openPhoneStore } from '../../../src/phone/store/open-phone-store.ts';
import type { Draft, HouseholdLine, PhoneStore } from '../../../src/phone/store/phone-store.ts';
import { type Sync, startSync } from '../../../src/phone/sync/start-sync.ts';
import type { SyncState } from '../../../src/phone/sync/sync-state.ts';
import { draft, notIncluded } from '../../sync/support/people.ts';
import { keyOf } from '../../sync/support/sealed-phone.ts';
import type { Fleet } from './fleet.ts';
import { newLocks } from './locks.ts';
import { type Fault, type Network, newNetwork } from './network.ts';
import type { Collector, SignedIn } from './place.ts';
import { type Battery, newBattery, newDisk } from './power.ts';
import type { Tally } from './tally.ts';

/** A tap that was or was not carried to its end before the power failed. */
interface Begun {
  handInId: string;
  taskId: string;
}

export interface Phone {
  readonly collector: Collector;
  readonly network: Network;
  readonly store: PhoneStore;
  readonly sync: Sync;
  battery(): Battery;
  /** Hand-ins that were said to be kept: their ids. */
  readonly made: Set<string>;
  /** Hand-ins during which the power failed: each is kept whole, or its draft still stands. */
  readonly begun: Begun[];
  /** Drafts that were said to be kept: what was last typed, by task. */
  readonly typed: Map<string, string>;
  signedIn(as: SignedIn): Promise<void>;
  /** Runs what a person does; when the power fails meanwhile the phone is switched on again. */
  doing<T>(what: () => Promise<T>, failAfter?: number): Promise<T | 'dark'>;
  /** Comes into coverage, where these requests meet these faults, and leaves it again. */
  pass(faults: readonly Fault[], failAfter?: number): Promise<SyncState | 'dark'>;
  type(task: Task, summary: string): Promise<void>;
  handIn(task: Task): Promise<void>;
  /** A check that the collector begins, about a household of the list. */
  round(household: Pick<HouseholdLine, 'id' | 'villageCode' | 'headName'>): Promise<void>;
  switchOff(): void;
}

export interface PhoneOptions {
  fleet: Fleet;
  tally: Tally;
  collector: Collector;
  /** False: a browser without Web Locks, where a lease in the store serves. */
  webLocks: boolean;
}

export async function pickUp({ fleet, tally, collector, webLocks }: PhoneOptions): Promise<Phone> {
  const disk = newDisk();
  let battery = newBattery(disk);
  let store: PhoneStore;
  let sync: Sync;
  let key: CryptoKey | undefined;
  const network = newNetwork(fleet, () => battery, tally);
  const made = new Set<string>();
  const begun: Begun[] = [];
  const typed = new Map<string, string>();

  const switchOn = async (): Promise<void> => {
    battery = newBattery(disk);
    const mine = battery;
    // The PIN is typed once: what a schedule is about begins behind it.
    key ??= await keyOf(collector.account.id, mine.shelter);
    store = await openPhoneStore(collector.account.id, key, mine.shelter);
    const line = { now: network.now, fetch: network.fetch };
    sync = startSync({ store, device: { label: 'Redmi 9A', appVersion: '0.1.0' }, line, locks: webLocks ? newLocks() : null, random: () => 0.5 });
    // It looks for the server as soon as it is on; what comes later is a step of its own.
    await sync.now();
  };
  await switchOn();

  const handInDraft = async (written: Draft): Promise<void> => {
    const handInId = randomUUID();
    const { taskId } = written;
    begun.push({ handInId, taskId });
    const { id } = await store.handIn(written, notIncluded(SUMMARY), { handInId, now: new Date(network.now()) });
    begun.pop();
    made.add(id);
    typed.delete(taskId);
  };

  const phone: Phone = {
    collector,
    network,
    get store() {
      return store;
    },
    get sync() {
      return sync;
    },
    battery: () => battery,
    made,
    begun,
    typed,
    async signedIn({ session, cookie }) {
      await store.keepSession(session);
      network.cookie = cookie;
    },
    async doing(what, failAfter) {
      const mine = battery;
      if (failAfter !== undefined) mine.failAfter(failAfter);
      const work = what();
      // What goes on without power ends in nothing, whatever it says.
      work.catch(() => undefined);
      const outcome = await Promise.race([
        work.catch((error: unknown) => (mine.isDead() ? ('dark' as const) : Promise.reject(error))),
        mine.dead.then(() => 'dark' as const),
      ]);
      if (!mine.isDead()) {
        mine.failAfter(Number.POSITIVE_INFINITY);
        return outcome;
      }
      sync.stop();
      network.inCoverage = false;
      await switchOn();
      return 'dark';
    },
    async pass(faults, failAfter) {
      network.faults.push(...faults);
      network.inCoverage = true;
      const state = await phone.doing(() => sync.now(), failAfter);
      network.inCoverage = false;
      network.faults.length = 0;
      return state;
    },
    async type(task, summary) {
      await store.keepDraft(draftOf(task, summary));
      typed.set(task.id, summary);
    },
    handIn: (task) => handInDraft(draftOf(task, SUMMARY)),
    round: ({ id, villageCode, headName }) =>
      handInDraft(
        draft(0, notIncluded(SUMMARY), { taskId: randomUUID(), householdId: id, villageCode, personName: headName, origin: 'round', revision: 1 }),
      ),
    switchOff() {
      sync.stop();
      store.close();
    },
  };
  return phone;
}

const SUMMARY = '费用已报销，收入稳定';

function draftOf(task: Task, summary: string): Draft {
  const { id: taskId, householdId, villageCode, personName, origin } = task;
  return draft(0, notIncluded(summary), { taskId, householdId, villageCode, personName, origin, revision: task.revision + 1 });
}
