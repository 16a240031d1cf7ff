// A check that was begun a moment ago, still open: the screen that follows takes it over instead of reading and computing everything again.
import type { Household } from '../../../domain/household.ts';
import type { Survey } from '../../../domain/survey/recompute.ts';
import type { Draft } from '../../store/phone-store.ts';

interface JustBegun {
  draft: Draft;
  opened: Survey;
  household: Household | null;
}

let last: JustBegun | null = null;

export const handOver = (begun: JustBegun): void => {
  last = begun;
};

/** Once: a survey belongs to one screen, and the next one finds the draft on the disk. */
export function takeOver(taskId: string): JustBegun | null {
  const begun = last;
  last = null;
  return begun?.draft.taskId === taskId ? begun : null;
}
