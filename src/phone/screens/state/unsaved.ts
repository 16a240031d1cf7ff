// Whoever has something on the table that is not yet on the disk: asked to write it down before the store is locked.
const writers = new Set<() => Promise<void>>();

/** `write` resolves when everything answered so far is stored; returns the way to take it back. */
export function beforeLocking(write: () => Promise<void>): () => void {
  writers.add(write);
  return () => {
    writers.delete(write);
  };
}

/** False when something could not be stored: it stays on the screen. */
export async function flushAll(): Promise<boolean> {
  const results = await Promise.allSettled(Array.from(writers, (write) => write()));
  return results.every((result) => result.status === 'fulfilled');
}
