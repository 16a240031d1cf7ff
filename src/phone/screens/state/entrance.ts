// The way in: who is at the door, what the PIN opens, what the account gives back, and how the store is locked again.
import { batch, signal } from '@preact/signals';
import { bytesOfBase64 } from '../../../wire/sealing.ts';
import type { Session } from '../../../wire/session.ts';
import { notedAtWork } from '../../store/at-work.ts';
import { isClosed, lookBehind, sitOut, tryPin } from '../../store/door.ts';
import { lookFirst } from '../../store/first-look.ts';
import { forgetKey, keepKey, keptKey } from '../../store/kept-key.ts';
import { fits, type Lock, type StoreKey, storeKeyOf } from '../../store/lock.ts';
import { wholeStore } from '../../store/open-at-start.ts';
import { databaseName } from '../../store/tables.ts';
import type { Trouble } from '../../sync/trouble.ts';
import { fetchTheRest } from '../shell/later.tsx';
import { fail, leave, openFor, phase, store } from './archive.ts';
import { stopErrands, whenRevoked } from './errand.ts';
import { leaveKeyWithAccount } from './key-escrow.ts';
import { lockedUntil, lockMinutes, startLockWatch, stopLockWatch } from './lock-watch.ts';
import { flushAll } from './unsaved.ts';

/** Somebody's store stands shut. `fresh`: the session of who has just signed in, kept once it is open. */
export interface AtDoor {
  accountId: string;
  lock: Lock;
  unsent: number;
  deviceId: string | null;
  fresh: Session | null;
}

/** A PIN is to be set: the first one here, one that seals what an earlier version kept, or one in place of a forgotten one. */
export interface NewPin {
  accountId: string;
  why: 'first' | 'older' | 'forgotten';
  fresh: Session | null;
  /** Of the store that the account gave back. */
  kept: { store: StoreKey; lock: Lock } | null;
}

export interface Revoked {
  unsent: number;
  drafts: number;
}

export const atDoor = signal<AtDoor | null>(null);
export const newPin = signal<NewPin | null>(null);
export const revoked = signal<Revoked | null>(null);
/** Whose forgotten PIN the sign-in screen is about. */
export const forgotten = signal<string | null>(null);

/** Cold start: no network is waited for. */
export async function start(): Promise<void> {
  try {
    phase.value = 'starting';
    const atWork = notedAtWork() ?? (await (await wholeStore()).lastSignedIn())?.accountId;
    if (atWork) await comeBack(atWork, null);
    else phase.value = 'signedOut';
  } catch (error) {
    fail(error);
  }
}

/** Opens what is unlocked, asks for what is not. */
async function comeBack(accountId: string, fresh: Session | null): Promise<void> {
  const behind = await lookBehind(accountId);
  switch (behind.kind) {
    case 'sealed': {
      const key = behind.lock.sealing === 'done' ? await keptKey(accountId) : null;
      if (key && (await fits(behind.lock, key))) return enter(accountId, key, fresh);
      return shut({ accountId, lock: behind.lock, unsent: behind.unsent, deviceId: behind.deviceId, fresh });
    }
    case 'clear':
      return askForNewPin({ accountId, why: 'older', fresh, kept: null });
    case 'nothing':
      return nothingHere(accountId, fresh);
    default:
      // Whatever stands in the way, the whole store says it.
      await (await wholeStore()).openOnce(accountId);
      if ((await lookBehind(accountId)).kind === 'unknown') throw new Error('the store neither opens nor says why');
      return comeBack(accountId, fresh);
  }
}

async function nothingHere(accountId: string, fresh: Session | null): Promise<void> {
  if (fresh) return askForNewPin({ accountId, why: 'first', fresh, kept: null });
  const guest = (await (await wholeStore()).everybodyHere()).find((one) => one.accountId === accountId);
  if (guest?.revoked) {
    revoked.value = guest.revoked;
    phase.value = 'revoked';
  } else phase.value = 'signedOut';
}

function shut(door: AtDoor): void {
  batch(() => {
    atDoor.value = door;
    phase.value = 'locked';
  });
}

function askForNewPin(wanted: NewPin): void {
  batch(() => {
    newPin.value = wanted;
    phase.value = 'newPin';
  });
}

/** Unlocked: the work is on the screen when it resolves. */
async function enter(accountId: string, key: CryptoKey, fresh: Session | null, look?: ReturnType<typeof lookFirst>): Promise<void> {
  keepKey(accountId, key, lockedUntil);
  await openFor(accountId, key, fresh ?? undefined, look);
  batch(() => {
    atDoor.value = null;
    newPin.value = null;
    forgotten.value = null;
  });
  startLockWatch(() => void lockUp('time'));
}

/** What came of a PIN: `closed` only the account opens it now; `gone` another tab has taken everything away. */
export type Opening =
  | { outcome: 'open' | 'closed' | 'gone' }
  | { outcome: 'wrong'; left: number | null; waitMs: number }
  | { outcome: 'wait'; waitMs: number };

export async function openWithPin(pin: string): Promise<Opening> {
  const door = atDoor.value;
  if (!door) return { outcome: 'gone' };
  const { accountId } = door;
  // What the first screen needs is read, sealed, while the PIN is tried.
  const look = lookFirst(databaseName(accountId));
  const tried = await tryPin(accountId, pin);
  if (tried.outcome !== 'open') {
    look.close();
    if (tried.outcome === 'closed' || tried.outcome === 'wrong') await lookAgain(door);
    return tried;
  }
  const { store: opened, lock } = tried;
  const begun = lock.sealing === 'begun';
  if (begun) {
    look.close();
    await (await wholeStore()).finishSealing(accountId, opened.key);
  }
  await enter(accountId, opened.key, door.fresh, begun ? undefined : look);
  if (lock.atServer === 'no') leaveKeyWithAccount(accountId, opened);
  else opened.raw.fill(0);
  return { outcome: 'open' };
}

async function lookAgain(door: AtDoor): Promise<void> {
  const behind = await lookBehind(door.accountId);
  if (behind.kind === 'sealed' && atDoor.value === door) atDoor.value = { ...door, lock: behind.lock };
}

export const doorIsClosed = (door: AtDoor): boolean => isClosed(door.lock);

/** A wait is sat out with the app open; what is left of it, ms. */
export const sit = (satMs: number): Promise<number> => (atDoor.value ? sitOut(atDoor.value.accountId, satMs) : Promise.resolve(0));

/** 忘记 PIN: by the account. */
export function forgetPin(): void {
  batch(() => {
    forgotten.value = atDoor.value?.accountId ?? null;
    phase.value = 'signedOut';
  });
}

/** 换人登录: nobody is signed out, everything stays. */
export function letSomebodyElseIn(): void {
  phase.value = 'signedOut';
}

/** Back from the sign-in screen to the PIN. */
export function backToPin(): void {
  batch(() => {
    forgotten.value = null;
    if (atDoor.value) phase.value = 'locked';
  });
}

/**
 * Signed in: opens what is this account's here. A store that stands shut is opened by the key that the account gives back; where it never left it there, by the PIN.
 * Resolves with what stood in the way, or null.
 */
export async function comeIn(fresh: Session): Promise<Trouble | null> {
  const accountId = fresh.account.id;
  const opened = store.value;
  if (opened?.accountId === accountId) {
    await opened.keepSession(fresh);
    return null;
  }
  const behind = await lookBehind(accountId);
  if (behind.kind !== 'sealed') {
    await comeBack(accountId, fresh);
    return null;
  }
  const { lock, unsent, deviceId } = behind;
  const { askDeviceKey } = await fetchTheRest();
  const answer = deviceId ? await askDeviceKey({ deviceId }, fresh.csrfToken) : null;
  const kept = answer?.ok ? await storeKeyOf(bytesOfBase64(answer.value.key)) : null;
  if (!kept || !(await fits(lock, kept.key))) {
    const absent = !answer || answer.ok || (answer.trouble.kind === 'problem' && answer.trouble.problem === 'notFound');
    if (!absent) return answer.trouble;
    shut({ accountId, lock, unsent, deviceId, fresh });
    return null;
  }
  if (lock.sealing === 'begun') await (await wholeStore()).finishSealing(accountId, kept.key);
  if (forgotten.value === accountId || isClosed(lock)) {
    const now = { ...lock, sealing: 'done', atServer: 'yes' } as const;
    askForNewPin({ accountId, why: 'forgotten', fresh, kept: { store: kept, lock: now } });
  } else await enter(accountId, kept.key, fresh);
  return null;
}

/** Twice the same: the store is locked with it and opened. */
export async function lockWithPin(pin: string, onStep: (left: number) => void): Promise<void> {
  const wanted = newPin.value;
  if (!wanted) return;
  const { accountId, fresh, kept } = wanted;
  const { lockStore, setPin } = await wholeStore();
  if (kept) {
    await setPin(accountId, kept.lock, kept.store, pin);
    await enter(accountId, kept.store.key, fresh);
    kept.store.raw.fill(0);
    return;
  }
  const made = await lockStore(accountId, pin, { onStep });
  // Another tab was quicker: its PIN holds.
  if (!made) return comeBack(accountId, fresh);
  await enter(accountId, made.key, fresh);
  leaveKeyWithAccount(accountId, made);
}

/** Whether it is the PIN of the open store; a wrong one counts as at the door. */
export async function checkPin(pin: string): Promise<Opening> {
  const accountId = store.value?.accountId;
  if (!accountId) return { outcome: 'gone' };
  const tried = await tryPin(accountId, pin);
  if (tried.outcome === 'open') tried.store.raw.fill(0);
  return tried;
}

/** 修改 PIN, with the old one. */
export async function replacePin(old: string, next: string): Promise<'changed' | 'refused'> {
  const accountId = store.value?.accountId;
  const tried = accountId ? await tryPin(accountId, old) : null;
  if (!accountId || tried?.outcome !== 'open') return 'refused';
  await (await wholeStore()).setPin(accountId, tried.lock, tried.store, next);
  tried.store.raw.fill(0);
  return 'changed';
}

const channel = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel('ruhu-lock');
if (channel) {
  channel.onmessage = (event: MessageEvent<{ type: 'locked' | 'revoked'; accountId: string }>) => {
    const { type, accountId } = event.data;
    if (store.value?.accountId !== accountId) return;
    if (type === 'locked') void lockUp('elsewhere');
    else void beRevoked(accountId);
  };
}

/** Everything answered is stored, sealed, first; what could not be stored keeps it open. `now`: 立即锁定, in every tab. */
export async function lockUp(why: 'now' | 'time' | 'elsewhere'): Promise<'locked' | 'notSaved'> {
  const accountId = store.value?.accountId;
  if (!accountId || phase.value !== 'open') return 'locked';
  if (!(await flushAll())) return 'notSaved';
  const behind = await lookBehind(accountId);
  if (store.value?.accountId !== accountId) return 'locked';
  stopErrands();
  stopLockWatch();
  forgetKey(accountId, why === 'now' ? 'everywhere' : 'awhile');
  if (why === 'now') channel?.postMessage({ type: 'locked', accountId });
  batch(() => {
    leave();
    if (behind.kind === 'sealed') shut({ accountId, lock: behind.lock, unsent: behind.unsent, deviceId: behind.deviceId, fresh: null });
    else phase.value = 'signedOut';
  });
  return 'locked';
}

/** The server has told this phone that it is stopped: everything of the account goes, and the screen says so. */
export async function beRevoked(accountId: string): Promise<void> {
  stopErrands();
  stopLockWatch();
  if (store.value?.accountId === accountId)
    batch(() => {
      phase.value = 'starting';
      leave();
    });
  channel?.postMessage({ type: 'revoked', accountId });
  try {
    const lost = await (await wholeStore()).destroyStore(accountId);
    const guest = (await (await wholeStore()).everybodyHere()).find((one) => one.accountId === accountId);
    batch(() => {
      atDoor.value = null;
      revoked.value = guest?.revoked ?? lost;
      phase.value = 'revoked';
    });
  } catch (error) {
    fail(error);
  }
}

whenRevoked((accountId) => void beRevoked(accountId));

export { lockMinutes };
