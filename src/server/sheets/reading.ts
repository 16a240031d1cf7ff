// What reading a file can come to: sheets, or a typed failure that a clerk understands.
import type { RosterContext, RosterCorrection, RosterPreview, RosterRow } from '../../domain/roster/roster.ts';
import type { Imported, Naming } from '../../domain/survey/xlsform/import.ts';

/** Why a file can't be read. unsupported: not a spreadsheet whatever its name says. tooLarge: the file, or what it unpacks to. */
export type SheetFailureKind = 'empty' | 'unsupported' | 'encrypted' | 'broken' | 'tooLarge' | 'timeout';

export interface SheetFailure {
  outcome: 'failed';
  kind: SheetFailureKind;
  /** In Chinese: what is wrong and what to do. */
  message: string;
}

export interface RosterFile {
  /** Where the upload lies on disk. */
  path: string;
  /** As the person named it: title words and extension are read from it. */
  name: string;
}

export type ReadingStage = 'opening' | 'matching';
/** Called on the caller's thread, at most about ten times a second. */
export type ReadingProgress = (stage: ReadingStage, done: number, total: number) => void;

export interface RosterReading {
  outcome: 'read';
  preview: RosterPreview;
}

/** Bounds of one reading; the defaults suit an office's largest lists. */
export interface ReadingLimits {
  fileBytes: number;
  /** What a compressed file may unpack to. */
  unpackedBytes: number;
  rows: number;
  heapMegabytes: number;
  milliseconds: number;
}
export const READING_LIMITS: ReadingLimits = { fileBytes: 50e6, unpackedBytes: 300e6, rows: 100_000, heapMegabytes: 1500, milliseconds: 120_000 };

/** An Excel form is small; a phone has to carry what it becomes. */
export const FORM_LIMITS: ReadingLimits = { fileBytes: 5e6, unpackedBytes: 50e6, rows: 20_000, heapMegabytes: 500, milliseconds: 30_000 };

/** What goes to the worker, and what comes back: rows in portions, so that no message holds up the server. */
export interface ReadingErrand {
  kind: 'roster';
  file: RosterFile;
  context: RosterContext;
  correction: RosterCorrection;
  limits: ReadingLimits;
}
/** An Excel form, in memory: it holds nobody's data and is not kept. */
export interface FormErrand {
  kind: 'form';
  bytes: Uint8Array;
  naming: Naming;
  limits: ReadingLimits;
}
export type ReadingMessage =
  | { kind: 'form'; imported: Imported }
  | { kind: 'progress'; stage: ReadingStage; done: number; total: number }
  | { kind: 'rows'; rows: RosterRow[] }
  | { kind: 'done'; preview: Omit<RosterPreview, 'rows'> }
  | { kind: 'failed'; failure: SheetFailure };

/** Where the cells of a file that was read are kept, for understanding them again with corrected columns: beside the upload, and as sensitive. */
export const cellsPath = (path: string): string => `${path}.cells`;
