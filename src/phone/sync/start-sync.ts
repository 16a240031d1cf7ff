// When a pass runs, that only one runs at a time in all tabs, and what the sync line says of it.
import type { DeviceReport } from '../../wire/sync.ts';
import { newId } from '../store/new-id.ts';
import type { PhoneStore } from '../store/phone-store.ts';
import { StoreFailure } from '../store/store-failure.ts';
import { handOverEvidence } from './hand-over-evidence.ts';
import { type PassProgress, runPass } from './pass.ts';
import { browserLine, type Line } from './post.ts';
import { kindOf, QUIET, type SyncReason, type SyncState } from './sync-state.ts';
import { InTrouble } from './trouble.ts';

export interface SyncOptions {
  store: PhoneStore;
  device: { label: string; appVersion: string };
  line?: Line;
  /** 0 ≤ n < 1; spreads the retries of a county's phones. */
  random?: () => number;
  /** Where the one-at-a-time lock lives; null where the browser has no Web Locks: then a lease in the store serves. */
  locks?: LockManager | null;
  /** The server said that this phone is stopped, also in the middle of a pass: it is asked nothing any more. */
  onRevoked?: () => void;
  /** A pass in which nothing has moved for this long is ended. */
  watchdogMs?: number;
}

export interface Sync {
  state(): SyncState;
  /** Called after every change of the state; returns the way to stop. */
  watch(listener: (state: SyncState) => void): () => void;
  /** 立即同步, and whoever wants to know the end of it: resolves when the pass is over, with the state it left. */
  now(): Promise<SyncState>;
  /** After a hand-in: a pass at once, and the browser is asked for one should the page be closed. */
  handedIn(): void;
  /** Ends a running pass and all waiting for the next; the store is not closed. */
  stop(): void;
}

const FIRST_RETRY_MS = 4000;
const LAST_RETRY_MS = 300_000;
/** All quiet and in view: look for news. */
const NEWS_MS = 180_000;
/** Longer than the longest time that one request may be silent: 30 s, and the upload of 1 MB at 4 kB a second. */
const WATCHDOG_MS = 330_000;
const LEASE_MS = 60_000;

export function startSync(options: SyncOptions): Sync {
  const { store } = options;
  const line = options.line ?? browserLine;
  const random = options.random ?? Math.random;
  const browserLocks = typeof navigator === 'undefined' ? null : ((navigator as { locks?: LockManager }).locks ?? null);
  const locks = options.locks === undefined ? browserLocks : options.locks;
  const holder = newId();
  const listeners = new Set<(state: SyncState) => void>();
  let state = QUIET;
  let failures = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let running: { done: Promise<void>; abort: AbortController } | null = null;
  let again = false;
  /** Passes that failed since the last good one, as the server will hear of them. */
  let failing: DeviceReport['failing'] = null;
  /** Whether the running pass has brought anything over that need not be sent again. */
  let moved = false;
  let stopped = false;

  const show = (more: Partial<SyncState>): void => {
    if (stopped) return;
    state = { ...state, ...more };
    for (const listener of Array.from(listeners)) listener(state);
  };

  const countAnew = async (): Promise<void> => {
    const [counts, contact] = await Promise.all([store.counts(), store.contact()]);
    const fresh = { unsent: counts.unsent, refused: counts.refused, oldestAt: counts.oldestAt, lastSuccessAt: contact?.lastSuccessAt ?? null };
    show(running ? fresh : { ...fresh, ...resting(fresh, state.reason) });
  };

  /** The state between passes. A reason that was only about the way stays until the next pass says otherwise. */
  const resting = (counts: { unsent: number; refused: number }, reason: SyncReason | null): Pick<SyncState, 'kind' | 'reason'> => {
    if (reason && reason.kind !== 'refused') {
      const kind = kindOf(reason);
      return { kind: kind === 'waiting' && counts.unsent === 0 ? 'idle' : kind, reason };
    }
    if (counts.refused > 0) return { kind: 'problem', reason: { kind: 'refused' } };
    return { kind: counts.unsent > 0 ? 'waiting' : 'idle', reason: null };
  };

  const later = (ms: number): void => {
    clearTimeout(timer);
    if (stopped) return;
    timer = setTimeout(() => void pass(), ms);
    (timer as { unref?: () => void }).unref?.();
    show({ retryAt: new Date(line.now() + ms).toISOString() });
  };

  /** Null: it ended well. `elsewhere`: another tab is at it. */
  const attempt = async (abort: AbortController): Promise<SyncReason | 'elsewhere' | null> => {
    let bark: ReturnType<typeof setTimeout> | undefined;
    const watchdog = new Promise<never>((_, reject) => {
      const wind = (): void => {
        clearTimeout(bark);
        bark = setTimeout(() => {
          reject(new InTrouble({ kind: 'slow' }));
          abort.abort();
        }, options.watchdogMs ?? WATCHDOG_MS);
        (bark as { unref?: () => void }).unref?.();
      };
      rewind = wind;
      wind();
      abort.signal.addEventListener('abort', () => reject(new InTrouble({ kind: 'cut' })));
    });
    watchdog.catch(() => undefined);
    moved = false;
    const onProgress = (progress: PassProgress): void => {
      rewind();
      moved ||= progress.sent > 0;
      show({ kind: 'sending', ...progress });
    };
    try {
      // Forms first: a photo never holds up what was written.
      const errand = async (): Promise<void> => {
        const named = { ...line, device: await store.deviceId() };
        await runPass({ store, line: named, device: { ...options.device, failing }, signal: abort.signal, onProgress });
        let begun = false;
        const onFile = (progress: { files: SyncState['files'] }): void => {
          rewind();
          moved ||= begun;
          begun = true;
          show({ kind: 'sending', ...progress });
        };
        await handOverEvidence({ store, line: named, signal: abort.signal, onProgress: onFile });
      };
      const work = (): Promise<void> => Promise.race([errand(), watchdog]);
      return (await exclusively(work)) ? null : 'elsewhere';
    } catch (error) {
      if (error instanceof InTrouble) return error.trouble;
      if (error instanceof StoreFailure) return { kind: 'storage', failure: error.kind };
      throw error;
    } finally {
      clearTimeout(bark);
    }
  };
  let rewind = (): void => undefined;

  /** Runs the work if no other tab is at it; false when one is. */
  const exclusively = async (work: () => Promise<void>): Promise<boolean> => {
    if (locks) {
      return locks.request(`ruhu-sync-${store.accountId}`, { ifAvailable: true }, async (lock) => {
        if (lock) await work();
        return lock !== null;
      });
    }
    if (!(await store.takeLease(holder, line.now(), LEASE_MS))) return false;
    const renewal = setInterval(() => void store.takeLease(holder, line.now(), LEASE_MS).catch(() => undefined), LEASE_MS / 3);
    try {
      await work();
      return true;
    } finally {
      clearInterval(renewal);
      await store.dropLease(holder).catch(() => undefined);
    }
  };

  const pass = (): Promise<void> => {
    if (stopped) return Promise.resolve();
    if (running) return running.done;
    clearTimeout(timer);
    const abort = new AbortController();
    const done = (async () => {
      let reason: SyncReason | 'elsewhere' | null;
      do {
        again = false;
        show({ kind: 'sending', sent: 0, total: state.unsent, download: null, files: null, retryAt: null });
        reason = await attempt(abort);
        // What was handed in at the very end of a pass may have been too late for it.
      } while (reason === null && again && !stopped && (await store.counts()).unsent > 0);
      running = null;
      again = false;
      if (stopped) return;
      if (reason === 'elsewhere') {
        state = { ...state, reason: null };
        await countAnew();
        later(state.unsent > 0 ? FIRST_RETRY_MS : NEWS_MS);
        return;
      }
      // A line that breaks but brings something over each time is worth trying again soon: only standing still makes the wait longer.
      failures = reason === null ? 0 : moved ? 1 : failures + 1;
      failing = reason === null ? null : failingOf(reason, failing);
      state = { ...state, reason, download: null, files: null };
      await countAnew();
      if (reason?.kind === 'problem' && reason.problem === 'deviceRevoked' && options.onRevoked) options.onRevoked();
      else later(waitOf(reason));
    })().catch((error: unknown) => {
      running = null;
      show({ kind: 'problem', reason: { kind: 'storage', failure: error instanceof StoreFailure ? error.kind : 'broken' } });
      later(LAST_RETRY_MS);
    });
    running = { done, abort };
    return done;
  };

  /** A village without signal is no failure. */
  const failingOf = (reason: SyncReason, before: DeviceReport['failing']): DeviceReport['failing'] =>
    reason.kind === 'offline'
      ? before
      : {
          times: (before?.times ?? 0) + 1,
          since: before?.since ?? new Date(line.now()).toISOString(),
          why: reason.kind === 'problem' ? reason.problem : reason.kind,
        };

  /** Doubles with every failure, between half and the whole of it by chance; a server that names a time is obeyed. */
  const waitOf = (reason: SyncReason | null): number => {
    if (reason === null) return state.unsent > 0 ? LAST_RETRY_MS * (0.5 + random() / 2) : NEWS_MS * (0.75 + random() / 2);
    const backoff = Math.min(LAST_RETRY_MS, FIRST_RETRY_MS * 2 ** Math.min(failures - 1, 10)) * (0.5 + random() / 2);
    const named = reason.kind === 'server' || reason.kind === 'problem' ? reason.retryAfterMs : null;
    return named === null ? backoff : Math.max(named * (1 + random() / 10), 1000);
  };

  const soon = (): void => {
    failures = 0;
    void pass();
  };
  const stopListening = listenToThePhone(soon);
  const stopWatching = store.watch((changed) => {
    if (changed.some((kept) => kept === 'handIns' || kept === 'sync')) countAnew().catch(() => undefined);
  });
  void countAnew().then(soon, soon);

  return {
    state: () => state,
    watch(listener) {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    async now() {
      failures = 0;
      await pass();
      return state;
    },
    handedIn() {
      askForBackgroundSync();
      again = true;
      soon();
    },
    stop() {
      stopped = true;
      clearTimeout(timer);
      running?.abort.abort();
      stopListening();
      stopWatching();
      listeners.clear();
    },
  };
}

/** The page becomes visible, the network seems to be back, the service worker was woken by the browser. All of them are hints: the pass finds out. */
function listenToThePhone(soon: () => void): () => void {
  if (typeof window === 'undefined') return () => undefined;
  const onVisible = (): void => {
    if (document.visibilityState === 'visible') soon();
  };
  const onMessage = (event: MessageEvent): void => {
    if ((event.data as { type?: unknown } | null)?.type === 'sync') soon();
  };
  const worker = (navigator as { serviceWorker?: ServiceWorkerContainer }).serviceWorker;
  window.addEventListener('online', soon);
  document.addEventListener('visibilitychange', onVisible);
  worker?.addEventListener('message', onMessage);
  return () => {
    window.removeEventListener('online', soon);
    document.removeEventListener('visibilitychange', onVisible);
    worker?.removeEventListener('message', onMessage);
  };
}

/** Chrome's Background Sync: the worker hears `sync` with this tag when there is a network again, and wakes the page. */
export const BACKGROUND_TAG = 'ruhu-hand-ins';

function askForBackgroundSync(): void {
  const worker = typeof navigator === 'undefined' ? undefined : (navigator as { serviceWorker?: ServiceWorkerContainer }).serviceWorker;
  worker?.ready
    .then((registration) => (registration as { sync?: { register(tag: string): Promise<void> } }).sync?.register(BACKGROUND_TAG))
    .catch(() => undefined);
}
