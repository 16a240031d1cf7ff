// The service worker: keeps the whole app on the phone, answers every page from it, and wakes the pages when the browser says there is a network.
import { cleanupOutdatedCaches, createHandlerBoundToURL, type PrecacheEntry, precacheAndRoute } from 'workbox-precaching';
import { NavigationRoute, registerRoute } from 'workbox-routing';

declare const self: ServiceWorkerGlobalScope & { __WB_MANIFEST: (PrecacheEntry | string)[] };

/** The tag that the sync room registers after a hand-in. */
const BACKGROUND_TAG = 'ruhu-hand-ins';

interface BackgroundSyncEvent extends ExtendableEvent {
  readonly tag: string;
}

precacheAndRoute(self.__WB_MANIFEST);
cleanupOutdatedCaches();

// Every page of the phone is the one page; the server's own paths and the desk are not the phone's.
registerRoute(
  new NavigationRoute(createHandlerBoundToURL('/index.html'), {
    denylist: [/^\/api(\/|$)/, /^\/desk(\/|$)/, /^\/healthz$/, /^\/readyz$/, /^\/setup(\/|$)/],
  }),
);

// Keys of unlocked stores, for a page that is loaded again within its lock time (phone/store/kept-key.ts). In memory only: gone when the browser ends this worker.
const keys = new Map<string, { key: unknown; until: number }>();

interface Asked {
  type?: unknown;
  accountId?: string;
  key?: unknown;
  until?: number;
}

self.addEventListener('message', (event) => {
  const { type, accountId = '', key, until = 0 } = (event.data as Asked | null) ?? {};
  // A new version waits: a form may be open. The page asks for it when a person agrees.
  if (type === 'SKIP_WAITING') void self.skipWaiting();
  if (type === 'KEEP_KEY') keys.set(accountId, { key, until });
  if (type === 'DROP_KEY') keys.delete(accountId);
  if (type === 'GIVE_KEY') {
    const kept = keys.get(accountId);
    if (kept && Date.now() >= kept.until) keys.delete(accountId);
    event.ports[0]?.postMessage(keys.get(accountId)?.key ?? null);
  }
});

// The first visit is under the worker's care at once, so that it opens offline without a second visit. A later version gets here only after a person agreed.
self.addEventListener('activate', (event) => {
  event.waitUntil(self.clients.claim());
});

// Pages hold the one sync pass; the worker only tells them that there is a network again.
self.addEventListener('sync', (event) => {
  const { tag, waitUntil } = event as unknown as BackgroundSyncEvent;
  if (tag !== BACKGROUND_TAG) return;
  waitUntil.call(
    event,
    self.clients.matchAll({ type: 'window', includeUncontrolled: true }).then((pages) => {
      for (const page of pages) page.postMessage({ type: 'sync' });
    }),
  );
});
