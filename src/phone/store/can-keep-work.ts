// Tries whether this browser keeps anything at all, before somebody signs in and works.

/** Opens and drops a tiny database: some private modes have IndexedDB and refuse to use it. False after three seconds without an answer. */
export function canKeepWork(): Promise<boolean> {
  return new Promise((resolve) => {
    if (typeof indexedDB === 'undefined') {
      resolve(false);
      return;
    }
    const timer = setTimeout(() => resolve(false), 3000);
    const answer = (can: boolean): void => {
      clearTimeout(timer);
      resolve(can);
    };
    try {
      const request = indexedDB.open('ruhu-trial', 1);
      request.onerror = () => answer(false);
      request.onsuccess = () => {
        request.result.close();
        indexedDB.deleteDatabase('ruhu-trial');
        answer(true);
      };
    } catch {
      answer(false);
    }
  });
}
