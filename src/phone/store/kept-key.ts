// The unlocked key across a reload: the service worker holds it in memory for the lock time, and nothing holds it on the disk.
//
// What a thief could get by it: with the phone awake and the app just used, a reload opens without the PIN, as the app itself still would. The browser ends an idle service worker
// after about half a minute, and with it the key; a phone that was switched off, or a copy of its storage, has nothing. The key cannot be exported, only used, by pages of this origin.

interface Unlocked {
  accountId: string;
  key: CryptoKey;
  /** Device time until which a reload may ask for it. */
  until: () => number;
}

/** The worker answers at once when it runs, and it runs when it has just served the page. */
const PATIENCE_MS = 400;

let unlocked: Unlocked | null = null;

const container = (): ServiceWorkerContainer | undefined =>
  typeof navigator === 'undefined' ? undefined : (navigator as { serviceWorker?: ServiceWorkerContainer }).serviceWorker;

function tell(message: unknown): void {
  try {
    container()?.controller?.postMessage(message);
  } catch {
    // A browser that clones no keys: the PIN is asked for again after a reload.
  }
}

function handOver(): void {
  if (unlocked) tell({ type: 'KEEP_KEY', accountId: unlocked.accountId, key: unlocked.key, until: unlocked.until() });
}

let listening = false;

/** From now on the key is handed to the worker whenever the page is left. */
export function keepKey(accountId: string, key: CryptoKey, until: () => number): void {
  unlocked = { accountId, key, until };
  handOver();
  if (listening || typeof document === 'undefined') return;
  listening = true;
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') handOver();
  });
  window.addEventListener('pagehide', handOver);
}

/** This page forgets it; the worker too, unless another page of the account may still want it (`awhile`). */
export function forgetKey(accountId: string, how: 'everywhere' | 'awhile' = 'everywhere'): void {
  if (unlocked?.accountId === accountId) unlocked = null;
  if (how === 'everywhere') tell({ type: 'DROP_KEY', accountId });
}

/** Null: it has to be unlocked. */
export async function keptKey(accountId: string): Promise<CryptoKey | null> {
  const worker = container()?.controller;
  if (!worker) return null;
  const channel = new MessageChannel();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const answered = new Promise<CryptoKey | null>((resolve) => {
    channel.port1.onmessage = (event: MessageEvent<CryptoKey | null>) => resolve(event.data);
    timer = setTimeout(() => resolve(null), PATIENCE_MS);
  });
  try {
    worker.postMessage({ type: 'GIVE_KEY', accountId }, [channel.port2]);
    return await answered;
  } catch {
    return null;
  } finally {
    clearTimeout(timer);
    channel.port1.close();
  }
}
