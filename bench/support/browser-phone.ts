// What the measuring page runs in Chromium: the phone's store and sync code as it is built for phones.

import { tryPin } from '../../src/phone/store/door.ts';
import { lockStore } from '../../src/phone/store/lock-store.ts';
import { newId } from '../../src/phone/store/new-id.ts';
import { openPhoneStore } from '../../src/phone/store/open-phone-store.ts';
import type { PhoneStore } from '../../src/phone/store/phone-store.ts';
import { signIn } from '../../src/phone/sync/post.ts';
import { type Sync, startSync } from '../../src/phone/sync/start-sync.ts';
import { checkOf } from './check-text.ts';

const PIN = '258036';

let store: PhoneStore;
/** Of the store's lock, which nobody guesses at here. */
let key: CryptoKey;
let sync: Sync | null = null;

async function openAs(login: string, password: string): Promise<void> {
  const answer = await signIn({ login, password });
  if (!answer.ok) throw new Error(JSON.stringify(answer.trouble));
  const accountId = answer.value.account.id;
  await new Promise<void>((resolve, reject) => {
    const gone = indexedDB.deleteDatabase(`ruhu-${accountId}`);
    gone.onsuccess = () => resolve();
    gone.onerror = () => reject(gone.error);
  });
  const made = await lockStore(accountId, PIN, { iterations: 1000 });
  if (!made) throw new Error('the store has a lock already');
  key = made.key;
  store = await openPhoneStore(accountId, key);
  await store.keepSession(answer.value);
}

/** The same phone after its page was killed: what it kept is opened with the PIN. */
async function openAgain(login: string, password: string): Promise<void> {
  const answer = await signIn({ login, password });
  if (!answer.ok) throw new Error(JSON.stringify(answer.trouble));
  const accountId = answer.value.account.id;
  const tried = await tryPin(accountId, PIN);
  if (tried.outcome !== 'open') throw new Error(tried.outcome);
  store = await openPhoneStore(accountId, tried.store.key);
  await store.keepSession(answer.value);
  sync = startSync({ store, device: { label: 'bench', appVersion: '0' } });
}

/** A fresh phone; then the first download, timed from the request to the last page stored. */
async function firstDownload(login: string, password: string): Promise<{ ms: number; firstTasksMs: number; households: number }> {
  sync?.stop();
  store?.close();
  await openAs(login, password);
  const from = performance.now();
  let firstTasksMs = 0;
  store.watch((changed) => {
    if (firstTasksMs === 0 && changed.includes('tasks')) firstTasksMs = performance.now() - from;
  });
  sync = startSync({ store, device: { label: 'bench', appVersion: '0' } });
  const state = await sync.now();
  const ms = performance.now() - from;
  if (state.kind !== 'idle') throw new Error(JSON.stringify(state));
  return { ms, firstTasksMs, households: (await store.householdLines()).length };
}

/** Hands in a check on every open task of the phone; returns the size of one as JSON. */
async function fillIn(count: number, seed: number): Promise<{ made: number; bytes: number }> {
  if (!sync) throw new Error('no phone');
  await sync.now();
  const tasks = (await store.tasks()).filter((task) => task.state === 'dispatched').slice(0, count);
  let bytes = 0;
  for (const [n, task] of tasks.entries()) {
    const content = checkOf(seed + n);
    const { residency, include, category, reason, summary } = content.result;
    const now = new Date();
    const handIn = await store.handIn(
      {
        taskId: task.id,
        householdId: task.householdId,
        villageCode: task.villageCode,
        origin: 'lead',
        personName: task.personName,
        revision: task.revision + 1,
        seenVersion: 1,
        answers: {
          residency,
          include,
          category,
          reason,
          summary,
          visitors: content.visitors,
          respondent: content.respondent,
          survey: { form: 'f', version: '1', root: { id: 'root', values: {}, repeats: {} } },
          supplements: [],
          explanations: [],
          evidence: [],
          position: null,
        },
        forms: { survey: 'f'.repeat(64), supplements: [] },
        percent: 100,
        place: { step: 'result', field: 'summary' },
        startedAt: now.toISOString(),
        updatedAt: now.toISOString(),
      },
      content,
      { handInId: newId(), now },
    );
    bytes += new TextEncoder().encode(JSON.stringify(handIn)).byteLength;
  }
  return { made: tasks.length, bytes: Math.round(bytes / Math.max(1, tasks.length)) };
}

async function handOver(): Promise<{ ms: number; unsent: number; kind: string }> {
  if (!sync) throw new Error('no phone');
  const from = performance.now();
  const state = await sync.now();
  return { ms: performance.now() - from, unsent: state.unsent, kind: state.kind };
}

/** Cold: a second connection reads all lines, as a list does when the app opens. */
async function readList(): Promise<{ ms: number; lines: number }> {
  const from = performance.now();
  const other = await openPhoneStore(store.accountId, key);
  const lines = await other.householdLines();
  const ms = performance.now() - from;
  other.close();
  return { ms, lines: lines.length };
}

async function openHousehold(id: string): Promise<number> {
  const other = await openPhoneStore(store.accountId, key);
  const from = performance.now();
  const found = await other.household(id);
  if (!found) throw new Error('no such household');
  const ms = performance.now() - from;
  other.close();
  return ms;
}

export const bench = { openAgain, firstDownload, fillIn, handOver, readList, openHousehold };
declare global {
  interface Window {
    bench: typeof bench;
  }
}
window.bench = bench;
