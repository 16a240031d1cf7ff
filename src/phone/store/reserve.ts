// Room that is kept free for text: a few megabytes that nobody needs, given up when an answer or a check finds the disk full.
import { failureOf } from './store-failure.ts';

// Newer browsers name every page the same room whatever the disk has, so that no sum done before a photo is taken can keep room for text. What lies here can:
// the browser's cache gives it back at once, where its database would only note that something is gone.
const SHELF = 'ruhu-reserve';
const PLACE = '/reserve';
/** Some two hundred checks of 20 kB. */
const BYTES = 4_000_000;

const shelves = (): CacheStorage | null => (typeof caches === 'undefined' ? null : caches);

/** Lays the reserve where it is missing; where there is no room for it, or no cache, there is none. */
export async function layReserve(): Promise<void> {
  try {
    const shelf = await shelves()?.open(SHELF);
    if (!shelf || (await shelf.match(PLACE))) return;
    const bytes = new Uint8Array(BYTES);
    // By chance, lest it be packed to nothing.
    for (let at = 0; at < BYTES; at += 65_536) crypto.getRandomValues(bytes.subarray(at, at + 65_536));
    await shelf.put(PLACE, new Response(bytes));
  } catch {
    // A disk without room for it.
  }
}

/** True when there was one to give up. */
export async function giveUpReserve(): Promise<boolean> {
  try {
    return (await shelves()?.delete(SHELF)) ?? false;
  } catch {
    return false;
  }
}

/** Writes text; on a full disk once more with the reserve given up. Photos are written without this. */
export async function withReserve<T>(write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    if (failureOf(error)?.kind !== 'full' || !(await giveUpReserve())) throw error;
    return await write();
  }
}
