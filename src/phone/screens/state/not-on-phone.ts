// A part of the app that is not on the phone yet: what was wanted of it, to be tried again, and how that is done.
import { signal } from '@preact/signals';
import { serverAnswers } from '../../sync/server-answers.ts';

/** A file of the app could not be fetched, and the service worker has not stored it yet. */
export class NotOnPhone extends Error {
  constructor(cause: unknown) {
    super('a part of the app is not on the phone yet', { cause });
    this.name = 'NotOnPhone';
  }
}

/** For the `catch` of an import. */
export const notOnPhone = (cause: unknown): never => {
  throw cause instanceof NotOnPhone ? cause : new NotOnPhone(cause);
};

/** What the person wanted when a part was missing; null while nothing is missing. */
export const wanted = signal<(() => Promise<unknown>) | null>(null);

/**
 * Tries again what a part was missing for; false while it still is. Some browsers keep a failed import for as long as the page lives, and a server with
 * a newer version has the old file no more: where the server answers and the part doesn't come, the page is loaded anew. Drafts are on the disk.
 */
export async function tryAgain(work: () => Promise<unknown>): Promise<boolean> {
  try {
    await work();
    return true;
  } catch (error) {
    if (!(error instanceof NotOnPhone)) throw error;
    if (await serverAnswers()) location.reload();
    return false;
  }
}
