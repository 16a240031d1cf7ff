// What reading a file can come to: sheets, or a typed failure that a clerk understands.
import type { RosterContext, RosterCorrection, RosterPreview, RosterSheet } from '../../domain/roster/roster.ts';

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

/** `sheets` can be kept to preview again with corrected columns without reading the file. */
export interface RosterReading {
  outcome: 'read';
  sheets: RosterSheet[];
  preview: RosterPreview;
}

/** In read-roster.ts, both in a worker thread: reading a file, and understanding sheets again. */
export type ReadRoster = (
  file: RosterFile,
  context: RosterContext,
  onProgress?: ReadingProgress,
  correction?: RosterCorrection,
) => Promise<RosterReading | SheetFailure>;
export type PreviewRoster = (
  file: { name: string; sheets: RosterSheet[] },
  context: RosterContext,
  correction: RosterCorrection,
  onProgress?: ReadingProgress,
) => Promise<RosterPreview>;
