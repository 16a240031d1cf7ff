// Which household of the archive a row is about: by ID number first, by name only where it is unique in the village; never guessed.
import type { DivisionCode } from '../division.ts';

/** What the row says of the person; `villageCode` is null while the place is not decided. */
export interface PersonText {
  personName: string;
  /** 18 digits or a disability certificate of 20 or 22, cleaned; empty when unknown or unsound. */
  idNumber: string;
  headName: string;
  villageCode: DivisionCode | null;
}

/** A member of the archive found by the caller, by ID number anywhere in the county or by name in the village. */
export interface FoundPerson {
  householdId: string;
  villageCode: DivisionCode;
  villageName: string;
  headName: string;
  name: string;
  idNumber: string;
  /** 脱贫户 or 监测户: other thresholds hold for them. */
  watched?: boolean;
}

/**
 * found: one household; its village is `villageCode` (also when the row named none). several: more than one fits by name.
 * notFound: nobody fits; the lead is made for the person. contradiction: the archive has this person in another village than the row says: ask.
 */
export interface HouseholdMatch {
  outcome: 'found' | 'notFound' | 'several' | 'contradiction';
  householdId: string | null;
  villageCode: DivisionCode | null;
  confidence: number;
  reason: string;
}
