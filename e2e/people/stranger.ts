// Somebody who found the phone and reads what the browser has stored on it, without the PIN.
import type { Page } from '@playwright/test';

/** Every text in IndexedDB (keys, values, bytes), localStorage, sessionStorage, the addresses in the caches, and the page's own; of each storage one long text. */
export const readsTheStorage = (page: Page): Promise<Record<string, string>> =>
  page.evaluate(async () => {
    const answer = <T>(request: IDBRequest<T>): Promise<T> =>
      new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    const textOf = (value: unknown): string => {
      if (value === null || value === undefined) return '';
      if (value instanceof ArrayBuffer || ArrayBuffer.isView(value)) return new TextDecoder().decode(value as ArrayBuffer);
      if (value instanceof CryptoKey) return value.extractable ? 'a key that can be taken away' : '';
      if (typeof value === 'object')
        return Object.entries(value)
          .map(([key, one]) => `${key} ${textOf(one)}`)
          .join(' ');
      return String(value);
    };
    const found: Record<string, string> = {
      address: location.href,
      localStorage: textOf({ ...localStorage }),
      sessionStorage: textOf({ ...sessionStorage }),
    };
    for (const { name = '' } of await indexedDB.databases()) {
      const db = await answer(indexedDB.open(name));
      for (const table of Array.from(db.objectStoreNames)) {
        const store = db.transaction(table, 'readonly').objectStore(table);
        const [keys, values] = await Promise.all([answer(store.getAllKeys()), answer(store.getAll())]);
        // Forms are the county's published questions: nobody's answers.
        if (table !== 'forms') found[`${name}/${table}`] = `${textOf(keys)} ${textOf(values)}`;
      }
      db.close();
    }
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      // The app's own files, the same for everybody: that nothing else is among them is told by their addresses.
      found[`cache ${name}`] = (await cache.keys()).map((request) => new URL(request.url).pathname).join(' ');
    }
    return found;
  });

/** Where one of the words stands. */
export const finds = (storage: Record<string, string>, words: readonly string[]): string[] =>
  Object.entries(storage).flatMap(([where, text]) => words.filter((word) => text.includes(word)).map((word) => `${word} in ${where}`));

/** So many wrong PINs as if they had been typed: each brings its wait, which no journey has time for. */
export const hasTriedPins = (page: Page, wrong: number): Promise<void> =>
  page.evaluate(async (count) => {
    const answer = <T>(request: IDBRequest<T>): Promise<T> =>
      new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    for (const { name = '' } of (await indexedDB.databases()).filter((one) => one.name?.startsWith('ruhu-'))) {
      const db = await answer(indexedDB.open(name));
      const meta = db.transaction('meta', 'readwrite').objectStore('meta');
      const row = await answer(meta.get('lock'));
      await answer(meta.put({ ...row, value: { ...row.value, wrong: count } }));
      db.close();
    }
  }, wrong);
