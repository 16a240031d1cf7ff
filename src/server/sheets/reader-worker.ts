// The worker thread that reads and understands a roster or an Excel form; an entry of its own in the server's build.
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { deserialize, serialize } from 'node:v8';
import { parentPort, workerData } from 'node:worker_threads';
import { pinyin } from 'pinyin-pro';
import { previewRoster } from '../../domain/roster/preview-roster.ts';
import type { RosterSheet } from '../../domain/roster/roster.ts';
import { importXlsForm } from '../../domain/survey/xlsform/import.ts';
import { failure } from './file-kind.ts';
import { readWorkbook } from './read-workbook.ts';
import { cellsPath, type FormErrand, type ReadingErrand, type ReadingMessage, type SheetFailure } from './reading.ts';

const PORTION = 1000;

const say = (message: ReadingMessage): void => parentPort?.postMessage(message);

const sounds = new Map<string, string[]>();
function soundsOf(char: string): string[] {
  const known = sounds.get(char) ?? (/\p{Script=Han}/u.test(char) ? pinyin(char, { toneType: 'none', type: 'array', multiple: true }) : []);
  sounds.set(char, known);
  return known;
}

/** The sheets of an earlier reading of the same file, else the file itself; what was read is kept beside it for corrections. */
function sheetsOf({ file, limits }: ReadingErrand): RosterSheet[] | SheetFailure {
  const kept = cellsPath(file.path);
  if (existsSync(kept)) return deserialize(readFileSync(kept)) as RosterSheet[];
  if (statSync(file.path).size > limits.fileBytes) return failure('tooLarge');
  const sheets = readWorkbook(readFileSync(file.path), limits);
  if (Array.isArray(sheets)) writeFileSync(kept, serialize(sheets), { mode: 0o600 });
  return sheets;
}

function readIt(errand: ReadingErrand): void {
  say({ kind: 'progress', stage: 'opening', done: 0, total: 0 });
  const sheets = sheetsOf(errand);
  if (!Array.isArray(sheets)) {
    say({ kind: 'failed', failure: sheets });
    return;
  }
  const { file, context, correction } = errand;
  const { rows, ...preview } = previewRoster(file.name, sheets, context, soundsOf, correction, (done, total) =>
    say({ kind: 'progress', stage: 'matching', done, total }),
  );
  for (let from = 0; from < rows.length; from += PORTION) say({ kind: 'rows', rows: rows.slice(from, from + PORTION) });
  say({ kind: 'done', preview });
}

function readForm({ bytes, naming, limits }: FormErrand): void {
  const sheets = readWorkbook(Buffer.from(bytes), limits);
  if (!Array.isArray(sheets)) {
    say({ kind: 'failed', failure: sheets });
    return;
  }
  const imported = importXlsForm(Object.fromEntries(sheets.map((sheet) => [sheet.name, sheet.cells])), naming);
  say({ kind: 'form', imported });
}

const errand = workerData as ReadingErrand | FormErrand;
if (errand.kind === 'form') readForm(errand);
else readIt(errand);
