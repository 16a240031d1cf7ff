// The account at work, noted beside the database where it is read without waiting.

/** The account at work is remembered beside the database too: a cold start opens its work at once instead of asking one database for the other. */
const AT_WORK = 'ruhu-at-work';

export function noteAtWork(accountId: string | null): void {
  try {
    // Taken away first: where the new one cannot be written, the one before must not open.
    localStorage.removeItem(AT_WORK);
    if (accountId !== null) localStorage.setItem(AT_WORK, accountId);
  } catch {
    // Without it the door's own database answers.
  }
}

/** Null where nothing is noted: the door's database knows. */
export function notedAtWork(): string | null {
  try {
    return localStorage.getItem(AT_WORK);
  } catch {
    return null;
  }
}
