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

// A new version waits: a form may be open. The page asks for it when a person agrees.
self.addEventListener('message', (event) => {
  if ((event.data as { type?: unknown } | null)?.type === 'SKIP_WAITING') void self.skipWaiting();
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
