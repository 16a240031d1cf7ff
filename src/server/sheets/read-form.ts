// Reads an Excel form (XLSForm) in a worker thread with bounded memory and time: the server's event loop stays free.
import type { Imported, Naming } from '../../domain/survey/xlsform/import.ts';
import { failure } from './file-kind.ts';
import { FORM_LIMITS, type FormErrand, type ReadingMessage, type SheetFailure } from './reading.ts';
import { startReader } from './start-reader.ts';

export type FormReading = { outcome: 'read'; imported: Imported } | SheetFailure;

/** What is wrong inside the form comes back as its problems, a file that can't be read typed; a bug in the reader throws. */
export function readForm(bytes: Buffer, naming: Naming, limits = FORM_LIMITS): Promise<FormReading> {
  const errand: FormErrand = { kind: 'form', bytes, naming, limits };
  return new Promise((resolve, reject) => {
    const worker = startReader(errand);
    const finish = (answer: FormReading) => {
      clearTimeout(timer);
      resolve(answer);
      void worker.terminate();
    };
    const timer = setTimeout(() => finish(failure('timeout')), limits.milliseconds);
    worker.on('message', (message: ReadingMessage) => {
      if (message.kind === 'form') finish({ outcome: 'read', imported: message.imported });
      else if (message.kind === 'failed') finish(message.failure);
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
