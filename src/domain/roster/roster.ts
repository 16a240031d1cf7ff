// A roster (名单) is a department's list: raw sheets as the file holds them, and what was understood of them, row by row.
import type { Division } from '../division.ts';
import type { PlaceAlias, PlaceMatch } from '../matching/place-match.ts';
import type { Indicator } from '../policy.ts';
import type { ColumnRole, RosterColumn } from './column.ts';

/** One sheet as read: every cell as text, with what matters of its kind kept aside. Rows and columns count from 0. */
export interface RosterSheet {
  name: string;
  hidden: boolean;
  /** Ragged; an empty cell is ''. Numbers are written in full (140826199001011000), never as 1.40826E+17. */
  cells: string[][];
  /** Merged ranges; the text stands in the first cell only. */
  merges: { top: number; left: number; bottom: number; right: number }[];
  /** Cells that were stored as numbers, as row × 10000 + column: an ID number in one of them has lost its last digits. */
  numeric: Set<number>;
}

/** What the county knows, for understanding a roster. Divisions of other counties may be among them: they tell "outside" from "unknown". */
export interface RosterContext {
  /** Six digits. */
  county: string;
  divisions: Division[];
  aliases: PlaceAlias[];
  indicators: Indicator[];
}

/** What a person corrected: single columns (the others stay as recognised), which sheets count and where a header stands, the whole file's indicator and period. */
export interface RosterCorrection {
  columns?: { sheet: string; index: number; role: ColumnRole }[];
  /** `headerRow` as Excel shows it; null: as recognised. */
  sheets?: { name: string; used: boolean; headerRow: number | null }[];
  indicator?: string;
  period?: string;
}

/** The row's content cleaned: trimmed, half-width, amounts as yuan. `idNumber` is empty when unsound (the fault says why) and may be a certificate. */
export interface RosterPerson {
  personName: string;
  idNumber: string;
  /** Digits as they could be read, also when unsound. */
  idNumberText: string;
  headName: string;
  /** The place as written, its parts joined by a space. */
  placeText: string;
  /** Policy code; empty when unknown. */
  indicator: string;
  indicatorText: string;
  amount: number | null;
  /** YYYY, YYYYQn or YYYYMM; empty when not said. */
  period: string;
  phone: string;
}

export interface RosterRow {
  sheet: string;
  /** As Excel shows it. */
  row: number;
  /** As written, merged cells filled in. */
  cells: string[];
  person: RosterPerson;
  match: PlaceMatch;
  /** Under which text, and within which township, a person's choice for this place is learned; null where nothing has to be chosen. */
  alias: { text: string; townshipCode: string | null } | null;
  /** What is wrong, in words; a row with faults can't be imported as it is. */
  faults: string[];
  /** What was noticed but does not stop the row (an unreadable amount, a phone of a wrong length). */
  notes: string[];
}

export interface RosterSheetSummary {
  name: string;
  hidden: boolean;
  /** Data rows understood. */
  rows: number;
  /** First header row as Excel shows it; null when columns were recognised by their data alone. */
  headerRow: number | null;
  /** False: nothing usable was found, or hidden; `note` says which. */
  used: boolean;
  note: string;
}

export interface RosterPreview {
  sheets: RosterSheetSummary[];
  /** Of every used sheet. */
  columns: RosterColumn[];
  /** Guessed from title, sheet or file name, or as corrected; empty when unknown. */
  indicator: string;
  period: string;
  /** Everything above the data of each used sheet as written, titles and header: rejected rows go back under it. */
  heads: { sheet: string; cells: string[][] }[];
  /** On the file as a whole, in words: which columns were not found. */
  notes: string[];
  rows: RosterRow[];
}
