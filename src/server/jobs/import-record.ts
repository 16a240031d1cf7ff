// An import as it waits on disk between requests and restarts: everything but its rows, which are read again from the upload.
import type { DepartmentCode } from '../../domain/department.ts';
import type { RosterColumn } from '../../domain/roster/column.ts';
import type { RosterCorrection, RosterPreview } from '../../domain/roster/roster.ts';
import type { Import, RowState } from '../../wire/desk.ts';
import type { Batch } from '../ledger/batches.ts';
import type { Officer } from '../ledger/desk-scope.ts';
import type { PreviewRow, Settled } from './preview-row.ts';

export interface ImportRecord {
  import: Import;
  county: string;
  authorId: string;
  fileHash: string;
  correction: RosterCorrection;
  settled: Settled[];
}

/** What goes back to the department as the same Excel with a reason column. */
export interface RejectedRows {
  heads: RosterPreview['heads'];
  columns: RosterColumn[];
  rows: { row: { sheet: string; cells: string[] }; reason: string }[];
}

const NONE = { ready: 0, ask: 0, outside: 0, faulty: 0, known: 0 };

export function newImport(id: string, fileName: string, department: DepartmentCode, authorName: string, now: Date): Import {
  return {
    id,
    state: 'reading',
    fileName,
    department,
    indicator: '',
    period: '',
    done: 0,
    total: 0,
    failure: '',
    notes: [],
    sheets: [],
    columns: [],
    counts: { ...NONE },
    result: null,
    authorName,
    createdAt: now.toISOString(),
  };
}

/** An import as the ledger remembers it. */
export function importOfBatch(batch: Batch): Import {
  return {
    ...newImport(batch.id, batch.fileName, batch.department, batch.authorName, batch.createdAt),
    state: 'imported',
    indicator: batch.indicator,
    period: batch.period,
    done: batch.created + batch.merged,
    total: batch.created + batch.merged,
    result: { created: batch.created, merged: batch.merged, rejected: batch.rejected },
  };
}

/** The county office works on every import of its county, a department on its own. */
export const mayWork = (officer: Officer, record: ImportRecord): boolean =>
  record.county === officer.county &&
  (officer.role === 'auditor' || (officer.role === 'department' && record.import.department === officer.department));

/** The corrections so far with one more on top: the last word on a column, a sheet, the indicator and the period counts. */
export function addCorrection(before: RosterCorrection, correction: RosterCorrection): RosterCorrection {
  const columns = new Map([...(before.columns ?? []), ...(correction.columns ?? [])].map((column) => [`${column.sheet}|${column.index}`, column]));
  const sheets = new Map([...(before.sheets ?? []), ...(correction.sheets ?? [])].map((sheet) => [sheet.name, sheet]));
  return {
    ...before,
    ...(correction.indicator === undefined ? {} : { indicator: correction.indicator }),
    ...(correction.period === undefined ? {} : { period: correction.period }),
    ...(columns.size > 0 ? { columns: [...columns.values()] } : {}),
    ...(sheets.size > 0 ? { sheets: [...sheets.values()] } : {}),
  };
}

export function countRows(rows: readonly PreviewRow[]): Import['counts'] {
  const counts = { ...NONE };
  for (const row of rows) counts[row.state]++;
  return counts;
}

/** What is worth knowing of the file as a whole, in words. */
export function notesOn(preview: RosterPreview, sameFile: { at: Date; author: string } | null): string[] {
  const notes = [...preview.notes, ...preview.sheets.filter((sheet) => sheet.note !== '').map((sheet) => `工作表“${sheet.name}”：${sheet.note}`)];
  if (sameFile) {
    const on = new Date(sameFile.at.getTime() + 8 * 3_600_000).toISOString().slice(0, 10);
    notes.unshift(`这个文件 ${on} 已经导入过${sameFile.author ? `（${sameFile.author}）` : ''}，再导入不会重复`);
  }
  if (preview.indicator === '' && preview.rows.some((row) => row.person.indicator === ''))
    notes.unshift('没有认出是什么指标，请选择指标后再确认导入');
  if (preview.period === '' && preview.rows.some((row) => row.person.period === '')) notes.push('没有认出时间段；不填也可以导入');
  return notes;
}

const WAITING: Partial<Record<RowState, string>> = { ask: '村没有确定', outside: '不在本县或没有写地点', faulty: '' };

/** Rows that are not imported, each with its reason, and what stands above them in their sheets. */
export function rejectedRows(rows: readonly PreviewRow[], { heads, columns }: Pick<RosterPreview, 'heads' | 'columns'>): RejectedRows {
  const rejected = rows.flatMap(({ source, state, reason }) => {
    const waiting = WAITING[state];
    if (waiting === undefined) return [];
    const words = [waiting, reason].filter((text) => text !== '').join('：');
    return [{ row: { sheet: source.sheet, cells: source.cells }, reason: words }];
  });
  return { heads, columns, rows: rejected };
}
