// What the screens read: the open store of the account at work, and what it holds, kept fresh by the store's bell.
import { batch, computed, effect, signal } from '@preact/signals';
import { namesOf } from '../../../domain/policy-names.ts';
import type { Task } from '../../../domain/task.ts';
import type { Session } from '../../../wire/session.ts';
import type { EvidenceCounts } from '../../store/evidence.ts';
import type { FirstLook } from '../../store/first-look.ts';
import { openAtStart } from '../../store/open-at-start.ts';
import type { Contact, Counts, Draft, HouseholdLine, Kept, KeptHandIn, KeptSettings, PhoneStore } from '../../store/phone-store.ts';
import { failureOf, type StoreFailureKind } from '../../store/store-failure.ts';
import { afterPaint } from './after-paint.ts';
import { formOpen } from './form-open.ts';
import { policyNames } from './look.ts';

/** `starting` until the phone knows whether somebody is signed in; `locked` and `newPin`: somebody is, and stands at the door (entrance.ts). */
export type Phase = 'starting' | 'signedOut' | 'locked' | 'newPin' | 'revoked' | 'open' | 'failed';

export const phase = signal<Phase>('starting');
export const failure = signal<StoreFailureKind>('broken');
export const store = signal<PhoneStore | null>(null);
export const session = signal<Session | null>(null);
/** The county's policy and forms in use, as the last sync brought them. */
export const settings = signal<KeptSettings | null>(null);
/** The policy of the day: the session's only until the first sync. */
export const policy = computed(() => settings.value?.policy ?? session.value?.policy ?? null);
effect(() => {
  policyNames.value = namesOf(policy.value);
});
/** Null while the phone is still reading. */
export const tasks = signal<readonly Task[] | null>(null);
export const lines = signal<readonly HouseholdLine[] | null>(null);
/** As the task list last stood: its order until the households are read. */
export const order = signal<readonly string[]>([]);
export const drafts = signal<readonly Draft[]>([]);
export const handIns = signal<readonly KeptHandIn[]>([]);
/** The last pass that ended well. Null: the first download has not ended yet; undefined: the phone is still reading. */
export const contact = signal<Contact | null | undefined>(undefined);
export const counts = signal<Counts>({ unsent: 0, refused: 0, oldestAt: null, drafts: 0, aside: 0 });
/** Photos, signatures and voice notes that the server has not yet. */
export const evidenceCounts = signal<EvidenceCounts>({ waiting: 0, waitingBytes: 0 });

export const lineById = computed(() => new Map((lines.value ?? []).map((line) => [line.id, line])));
export const draftByTask = computed(() => new Map(drafts.value.map((draft) => [draft.taskId, draft])));
/** The newest hand-in of a task that has no receipt, waiting or refused. */
export const unsentByTask = computed(() => {
  const found = new Map<string, KeptHandIn>();
  for (const kept of handIns.value) {
    if ((kept.state === 'waiting' || kept.state === 'refused') && !found.has(kept.handIn.taskId)) found.set(kept.handIn.taskId, kept);
  }
  return found;
});

let stopWatching: (() => void) | null = null;

let draftsMissed = false;

const READERS: Record<Kept, (from: PhoneStore) => Promise<void>> = {
  session: async (from) => {
    session.value = await from.session();
  },
  settings: async (from) => {
    settings.value = await from.settings();
  },
  tasks: async (from) => {
    tasks.value = await from.tasks();
  },
  households: async (from) => {
    lines.value = await from.householdLines();
  },
  drafts: async (from) => {
    // Every answer of an open check rings; the lists behind it are read once, when it is closed.
    if (formOpen.peek()) draftsMissed = true;
    else drafts.value = await from.drafts();
  },
  handIns: async (from) => {
    [handIns.value, counts.value] = await Promise.all([from.handIns(), from.counts()]);
  },
  evidence: async (from) => {
    evidenceCounts.value = await from.evidence.counts();
  },
  sync: async (from) => {
    contact.value = await from.contact();
  },
};

const reading = new Set<Kept>();
const again = new Set<Kept>();

/** One reading of a kind at a time: a first download of many pages does not pile up readings. */
async function read(kept: Kept): Promise<void> {
  if (!store.value) return;
  if (reading.has(kept)) {
    again.add(kept);
    return;
  }
  reading.add(kept);
  try {
    do {
      again.delete(kept);
      if (store.value) await READERS[kept](store.value);
    } while (again.has(kept));
  } catch (error) {
    fail(error);
  } finally {
    reading.delete(kept);
  }
}

effect(() => {
  if (formOpen.value || !draftsMissed) return;
  draftsMissed = false;
  void read('drafts');
});

/** Shows the screen of a storage failure; a bug is thrown on. */
export function fail(error: unknown): void {
  const known = failureOf(error);
  if (!known) throw error;
  failure.value = known.kind;
  phase.value = 'failed';
}

/** So long the painted list is left alone: a tap in that time is answered at once, for reading thousands of lines keeps a slow phone busy for a while. */
const FIRST_TAP_MS = 120;

/** The household lines for the first time: by itself soon after the list stands, at once when their tab is opened before. */
export function readHouseholds(): void {
  if (lines.value === null && !reading.has('households')) void read('households');
}

/** Opens the work of one account: the list is on the screen before the household lines are read. */
export async function openFor(accountId: string, key: CryptoKey, fresh?: Session, look?: FirstLook): Promise<void> {
  leave();
  const opened = openAtStart(accountId, key, {}, look);
  store.value = opened;
  // What changes during the first reading is read again after it, so that the newest stands.
  const rung = new Set<Kept>();
  let standing = false;
  stopWatching = opened.watch((changed) => {
    for (const kept of changed) {
      if (standing) void read(kept);
      else rung.add(kept);
    }
  });
  if (fresh) await opened.keepSession(fresh);
  const first = await opened.opening();
  if (store.value !== opened) return;
  batch(() => {
    session.value = first.session;
    settings.value = first.settings;
    tasks.value = first.tasks;
    order.value = first.order;
    drafts.value = first.drafts;
    handIns.value = first.handIns;
    counts.value = first.counts;
    contact.value = first.contact;
    phase.value = first.session ? 'open' : 'signedOut';
  });
  standing = true;
  for (const kept of rung) void read(kept);
  afterPaint(() =>
    setTimeout(() => {
      readHouseholds();
      void read('handIns');
      void read('evidence');
    }, FIRST_TAP_MS),
  );
}

/** Lets go of the account's store; everything stays on the phone. */
export function leave(): void {
  stopWatching?.();
  stopWatching = null;
  store.value?.close();
  store.value = null;
  session.value = null;
  settings.value = null;
  tasks.value = null;
  lines.value = null;
  order.value = [];
  drafts.value = [];
  handIns.value = [];
  contact.value = undefined;
  counts.value = { unsent: 0, refused: 0, oldestAt: null, drafts: 0, aside: 0 };
  evidenceCounts.value = { waiting: 0, waitingBytes: 0 };
}
