// What every step of a check is given.
import type { Household } from '../../../domain/household.ts';
import type { CoreDraft } from '../../../domain/visit.ts';
import type { DraftDesk } from './desk.ts';

export interface StepProps {
  desk: DraftDesk;
  answers: CoreDraft;
  /** As the archive has it; null when the person was not found there. */
  household: Household | null;
  readOnly: boolean;
}
