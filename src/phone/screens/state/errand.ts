// The errand to the server as the screens see it: whether it runs, how far it is, and what stands in its way, in words a screen can say.
import { signal } from '@preact/signals';
import { PROBLEMS } from '../../../wire/problem-list.ts';
import type { Sync } from '../../sync/start-sync.ts';
import type { SyncReason, SyncState } from '../../sync/sync-state.ts';
import { fetchTheRest } from '../shell/later.tsx';
import { fail, store } from './archive.ts';
import { deviceLabel } from './device-label.ts';
import { common } from './look.ts';
import { APP_VERSION } from './version.ts';

/** Keys of the plain-word reasons. */
export type Hindrance = 'offline' | 'unreachable' | 'portal' | 'signInNeeded' | 'busy' | 'storage' | 'disk' | 'update' | 'problem';

export interface Errand {
  running: boolean;
  /** Hand-ins with a receipt of those this errand carries. */
  done: number;
  of: number;
  /** Photos, signatures and voice notes of this errand that are at the server, of how many; null while none are sent. */
  files: { sent: number; total: number } | null;
  hindrance: Hindrance | null;
  /** What the server said, where it says more than the reason. */
  message: string;
  lastAt: string | null;
  /** Device clock, ms. */
  nextAt: number | null;
  /** Rows of the first download. */
  download: { done: number; of: number } | null;
}

const QUIET: Errand = { running: false, done: 0, of: 0, files: null, hindrance: null, message: '', lastAt: null, nextAt: null, download: null };

export const errand = signal<Errand>(QUIET);

function hindranceOf(reason: SyncReason | null): { hindrance: Hindrance | null; message: string } {
  if (!reason) return { hindrance: null, message: '' };
  switch (reason.kind) {
    case 'refused':
      return { hindrance: null, message: '' };
    case 'storage':
      return { hindrance: reason.failure === 'full' ? 'storage' : 'disk', message: '' };
    case 'offline':
      return { hindrance: 'offline', message: '' };
    case 'slow':
    case 'cut':
      return { hindrance: 'unreachable', message: '' };
    case 'stranger':
      return { hindrance: 'portal', message: '' };
    case 'server':
      return { hindrance: 'busy', message: '' };
    case 'problem':
      if (reason.problem === 'signInNeeded') return { hindrance: 'signInNeeded', message: '' };
      if (reason.problem === 'passwordNeeded') return { hindrance: 'signInNeeded', message: common().problems.passwordNeeded };
      if (reason.problem === 'wireTooOld') return { hindrance: 'update', message: common().problems.wireTooOld };
      if (PROBLEMS[reason.problem].retry) return { hindrance: 'busy', message: '' };
      return { hindrance: 'problem', message: common().problems[reason.problem] };
  }
}

function seen(state: SyncState): Errand {
  const running = state.kind === 'sending';
  return {
    running,
    done: state.sent,
    of: state.total,
    files: state.files,
    ...(running ? { hindrance: null, message: '' } : hindranceOf(state.reason)),
    lastAt: state.lastSuccessAt,
    nextAt: state.retryAt === null ? null : Date.parse(state.retryAt),
    download: state.download ? { done: state.download.stored, of: state.download.total } : null,
  };
}

let onRevoked: (accountId: string) => void = () => undefined;
/** Said once, by the way in: what is done when the server has stopped this phone. */
export function whenRevoked(act: (accountId: string) => void): void {
  onRevoked = act;
}

let sync: Sync | null = null;
let renewedAt = 0;
const RENEW_MS = 3_600_000;

/**
 * Policy, divisions and the csrf token as the server has them today. Nothing waits for it and nothing depends on it: without a network, or with an
 * expired session, what was last seen stands, and the pass says what is to be done.
 */
async function renewSession(): Promise<void> {
  const from = store.value;
  if (!from || Date.now() - renewedAt < RENEW_MS) return;
  renewedAt = Date.now();
  const { refreshSession } = await fetchTheRest();
  const answer = await refreshSession();
  if (!answer.ok) {
    renewedAt = 0;
    if (answer.trouble.kind === 'problem' && answer.trouble.problem === 'deviceRevoked') onRevoked(from.accountId);
    return;
  }
  // Somebody else is signed in by now, in another tab: their session is not this account's.
  if (store.value === from && answer.value.account.id === from.accountId) await from.keepSession(answer.value);
}

function onVisible(): void {
  if (document.visibilityState === 'visible') renewSession().catch(fail);
}

/** Once the store of a signed-in account is open. */
export function startErrands(): void {
  stopErrands();
  const from = store.value;
  if (!from) return;
  fetchTheRest().then(
    ({ startSync }) => {
      if (store.value !== from || sync) return;
      sync = startSync({
        store: from,
        device: { label: deviceLabel(navigator.userAgent), appVersion: APP_VERSION },
        onRevoked: () => onRevoked(from.accountId),
      });
      errand.value = seen(sync.state());
      sync.watch((state) => {
        errand.value = seen(state);
      });
      renewedAt = 0;
      renewSession().catch(fail);
      document.addEventListener('visibilitychange', onVisible);
    },
    () => {
      // Cut off in the middle of the very first visit.
      errand.value = { ...QUIET, hindrance: 'offline' };
      setTimeout(() => {
        if (store.value === from && !sync) startErrands();
      }, 4000);
    },
  );
}

export function stopErrands(): void {
  sync?.stop();
  document.removeEventListener('visibilitychange', onVisible);
  sync = null;
  errand.value = QUIET;
}

/** 立即同步. */
export async function syncNow(): Promise<void> {
  await sync?.now();
}

/** After a record was handed in. */
export function sendSoon(): void {
  sync?.handedIn();
}
