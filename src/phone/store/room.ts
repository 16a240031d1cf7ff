// The room the browser gives: how much there is, and that it stays.

const storageOf = (): StorageManager | undefined =>
  typeof navigator === 'undefined' ? undefined : (navigator as { storage?: StorageManager }).storage;

/** Asks the browser not to clear the work when space runs short. `unknown` where it cannot be asked. */
export async function askToStay(): Promise<'granted' | 'refused' | 'unknown'> {
  const storage = storageOf();
  if (!storage?.persist) return 'unknown';
  try {
    return (await storage.persisted()) || (await storage.persist()) ? 'granted' : 'refused';
  } catch {
    return 'unknown';
  }
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
