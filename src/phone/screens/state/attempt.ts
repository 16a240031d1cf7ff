// What a person began, and what is said where it can't be done.
import { fail } from './archive.ts';
import { NotOnPhone, wanted } from './not-on-phone.ts';

/** A part of the app that is missing is said, with the way to try again; any other failure is shown as one of the storage. */
export function attempt(work: () => Promise<unknown>): void {
  work().catch((error: unknown) => {
    if (error instanceof NotOnPhone) wanted.value = work;
    else fail(error);
  });
}
