// The lock that a tab holds on the check it has open: one editor a draft, and no new version under it.

const PREFIX = 'ruhu-draft-';

const locksHere = (): LockManager | undefined => (navigator as { locks?: LockManager }).locks;

/**
 * Holds the draft for this tab as long as `until` is pending. False: another tab has it, and this one only reads.
 * Browsers without Web Locks (none of those in the field, but some private modes) let both write.
 */
export function holdDraft(taskId: string, until: Promise<void>): Promise<boolean> {
  const locks = locksHere();
  if (!locks) return Promise.resolve(true);
  return new Promise((resolve) => {
    locks
      .request(`${PREFIX}${taskId}`, { ifAvailable: true }, async (lock) => {
        resolve(lock !== null);
        if (lock) await until;
      })
      .catch(() => resolve(true));
  });
}

/** Whether any tab has a check open. */
export async function draftHeldElsewhere(): Promise<boolean> {
  try {
    return ((await locksHere()?.query())?.held ?? []).some(({ name }) => name?.startsWith(PREFIX));
  } catch {
    return false;
  }
}
