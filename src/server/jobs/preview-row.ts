// One row of an import as the preview holds it: what the file says, where it belongs, and why.
import { maskIdNumber } from '../../domain/id-number.ts';
import type { Candidate } from '../../domain/matching/place-match.ts';
import type { RosterPerson, RosterRow } from '../../domain/roster/roster.ts';
import type { ImportRow, RowState } from '../../wire/desk.ts';

export interface PreviewRow {
  source: RosterRow;
  /** The source's person, with what the whole file says of indicator and period filled in. */
  person: RosterPerson;
  state: RowState;
  reason: string;
  /** State and reason by itself, before repetitions of other rows and of the ledger are marked. */
  own: { state: RowState; reason: string };
  villageCode: string | null;
  villageName: string;
  townshipName: string;
  household: ImportRow['household'];
  householdId: string | null;
  /** The department's threshold that the amount stays under; null when it reaches it or there is none. */
  belowThreshold: number | null;
  confidence: number;
  candidates: Candidate[];
  /** Rows that one choice can settle together with this one, itself included. */
  alike: number;
  /** Whether the place as written is what a person is asked about; a contradiction between ID number and place is each row's own. */
  asksPlace: boolean;
  /** domain/lead leadKey; empty unless the row is ready or known. */
  leadKey: string;
  /** The department sent this lead before. */
  inLedger: boolean;
}

/** As a screen may show it. */
export const viewOf = (row: PreviewRow): ImportRow => ({
  row: row.source.row,
  sheet: row.source.sheet,
  state: row.state,
  personName: row.person.personName,
  idNumber: maskIdNumber(row.person.idNumber || row.person.idNumberText),
  headName: row.person.headName,
  placeText: row.person.placeText,
  indicator: row.person.indicator,
  amount: row.person.amount,
  belowThreshold: row.belowThreshold ?? null,
  period: row.person.period,
  villageCode: row.villageCode,
  villageName: row.villageName,
  townshipName: row.townshipName,
  household: row.household,
  confidence: row.confidence,
  reason: row.reason,
  candidates: row.candidates,
  faults: [...row.source.faults, ...row.source.notes],
  alike: row.alike,
});

/** What a person settled in this import: one row, or (alike) every row that writes its place in the same way. */
export interface Settled {
  sheet: string;
  row: number;
  placeText: string;
  alike: boolean;
  /** Null: leave it out. */
  villageCode: string | null;
  authorName: string;
}
