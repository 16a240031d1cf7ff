// A new version of the app waits until a person takes it, and never comes while a form is open.
import { signal } from '@preact/signals';
import type { Workbox } from 'workbox-window';
import { fetchTheRest } from '../shell/later.tsx';
import { draftHeldElsewhere } from './draft-lock.ts';
import { formOpen } from './form-open.ts';

export const updateWaiting = signal(false);
/** Whether every file of the app is on the phone; `unknown` where nothing keeps them, as while developing. */
export const appKept = signal<'unknown' | 'preparing' | 'kept'>('unknown');

/** A page that the service worker answers for has the whole app behind it. */
export const isKept = (): boolean => 'serviceWorker' in navigator && navigator.serviceWorker.controller !== null;

const LOOK_AGAIN_MS = 3_600_000;
/** An app that is not wholly on the phone is no use at a door. */
const STORE_AGAIN_MS = 30_000;
let workbox: Workbox | null = null;

/** Registers the service worker once the first screen stands, so that it does not compete with it. */
export function watchForUpdates(): void {
  if (!('serviceWorker' in navigator) || !import.meta.env.PROD) return;
  const begin = (): void =>
    void fetchTheRest().then(
      (file) => watch(new file.Workbox('/sw.js')),
      () => undefined,
    );
  if (document.readyState === 'complete') begin();
  else window.addEventListener('load', begin, { once: true });
}

function watch(box: Workbox): void {
  workbox = box;
  box.addEventListener('waiting', () => {
    updateWaiting.value = true;
  });
  // The new version has taken over in another tab too: this page is of the old one.
  box.addEventListener('controlling', (event) => {
    if (event.isUpdate && !formOpen.value) location.reload();
  });
  void box.register().catch(() => undefined);
  storeTheApp();
  setInterval(() => void box.update().catch(() => undefined), LOOK_AGAIN_MS);
}

/** Storing that broke off begins again with the network; while it goes on, asking again changes nothing. */
function storeTheApp(): void {
  const { serviceWorker } = navigator;
  appKept.value = isKept() ? 'kept' : 'preparing';
  if (isKept()) return;
  const again = (): void => void serviceWorker.register('/sw.js').catch(() => undefined);
  const timer = setInterval(again, STORE_AGAIN_MS);
  window.addEventListener('online', again);
  void serviceWorker.ready.then(() => {
    clearInterval(timer);
    window.removeEventListener('online', again);
    appKept.value = 'kept';
  });
}

/** Only on a tap, and not while a check is open: here, or in another tab, which would lose the files that it has yet to fetch. */
export async function takeUpdate(): Promise<'taken' | 'elsewhere'> {
  if (formOpen.value) return 'taken';
  if (await draftHeldElsewhere()) return 'elsewhere';
  workbox?.messageSkipWaiting();
  return 'taken';
}
