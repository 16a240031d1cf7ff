// The room the browser gives: how much there is, and that it stays.

const storageOf = (): StorageManager | undefined =>
  typeof navigator === 'undefined' ? undefined : (navigator as { storage?: StorageManager }).storage;

/** Firefox puts the question to the person, and answers only when they do: whoever overlooks it is not kept from their work. */
const ANSWER_WITHIN_MS = 1500;

/** Asks the browser not to clear the work when space runs short. `unknown` where it cannot be asked, or has not answered yet. */
export async function askToStay(): Promise<'granted' | 'refused' | 'unknown'> {
  const storage = storageOf();
  if (!storage?.persist) return 'unknown';
  const asked = (async () => ((await storage.persisted()) || (await storage.persist()) ? 'granted' : 'refused'))().catch(() => 'unknown' as const);
  const tooLong = new Promise<'unknown'>((resolve) => {
    setTimeout(resolve, ANSWER_WITHIN_MS, 'unknown');
  });
  return Promise.race([asked, tooLong]);
}

/** Bytes used and allowed, null where the browser does not say. */
export async function roomLeft(): Promise<{ used: number; allowed: number } | null> {
  const storage = storageOf();
  if (!storage?.estimate) return null;
  try {
    const { usage, quota } = await storage.estimate();
    return usage === undefined || quota === undefined ? null : { used: usage, allowed: quota };
  } catch {
    return null;
  }
}
