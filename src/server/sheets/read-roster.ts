// Reads a roster in a worker thread with bounded memory and time: the server's event loop stays free.
import { rm } from 'node:fs/promises';
import type { RosterContext, RosterCorrection, RosterRow } from '../../domain/roster/roster.ts';
import { failure } from './file-kind.ts';
import {
  cellsPath,
  READING_LIMITS,
  type ReadingErrand,
  type ReadingLimits,
  type ReadingMessage,
  type ReadingProgress,
  type RosterFile,
  type RosterReading,
  type SheetFailure,
} from './reading.ts';
import { startReader } from './start-reader.ts';

/**
 * Reads and understands the file; call again with a correction to understand it anew (the cells are kept, the file is not parsed twice).
 * Failures of the file come back typed; a bug in the reader throws. `onProgress` counts data rows.
 */
export function readRoster(
  file: RosterFile,
  context: RosterContext,
  onProgress: ReadingProgress = () => {},
  correction: RosterCorrection = {},
  limits: Partial<ReadingLimits> = {},
): Promise<RosterReading | SheetFailure> {
  const errand: ReadingErrand = { kind: 'roster', file, context, correction, limits: { ...READING_LIMITS, ...limits } };
  return new Promise((resolve, reject) => {
    const worker = startReader(errand);
    const rows: RosterRow[] = [];
    const finish = (answer: RosterReading | SheetFailure) => {
      clearTimeout(timer);
      resolve(answer);
      void worker.terminate();
    };
    const timer = setTimeout(() => finish(failure('timeout')), errand.limits.milliseconds);
    worker.on('message', (message: ReadingMessage) => {
      if (message.kind === 'progress') onProgress(message.stage, message.done, message.total);
      else if (message.kind === 'rows') for (const row of message.rows) rows.push(row);
      else if (message.kind === 'failed') finish(message.failure);
      else if (message.kind === 'done') finish({ outcome: 'read', preview: { ...message.preview, rows } });
    });
    worker.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'ERR_WORKER_OUT_OF_MEMORY') return finish(failure('tooLarge'));
      clearTimeout(timer);
      reject(error);
    });
    worker.on('exit', (code) => {
      clearTimeout(timer);
      reject(new Error(`the reader ended with code ${code} before it answered`));
    });
  });
}

/** Removes the kept cells of a file: when its import is confirmed or discarded. */
export const forgetReading = (file: Pick<RosterFile, 'path'>): Promise<void> => rm(cellsPath(file.path), { force: true });
