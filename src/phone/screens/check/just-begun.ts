// A check that was begun a moment ago, still open: the screen that follows takes it over instead of computing everything again.
import type { Household } from '../../../domain/household.ts';
import type { Survey } from '../../../domain/survey/recompute.ts';
import type { Draft } from '../../store/phone-store.ts';

interface JustBegun {
  taskId: string;
  /** Of the draft as it was kept: one that was changed since, in another tab, is read anew. */
  updatedAt: string;
  opened: Survey;
  household: Household | null;
}

let last: JustBegun | null = null;

export const handOver = (begun: JustBegun): void => {
  last = begun;
};

/** Once: a survey belongs to one screen. */
export function takeOver(draft: Draft): JustBegun | null {
  const begun = last;
  last = null;
  return begun && begun.taskId === draft.taskId && begun.updatedAt === draft.updatedAt ? begun : null;
}
