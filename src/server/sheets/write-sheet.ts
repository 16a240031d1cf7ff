// Writes .xlsx files: exports with typed columns, and rejected rows under their own header with the reason in a last column.
import writeExcelFile, { type SheetData } from 'write-excel-file/node';
import type { RosterPreview, RosterRow } from '../../domain/roster/roster.ts';

export type SheetValue = string | number | Date | null;
export interface SheetColumn<Row> {
  header: string;
  /** In characters; Chinese ones count two. */
  width: number;
  /** text keeps ID numbers whole; money has two decimals; date is shown as 2026-11-21. */
  type: 'text' | 'integer' | 'money' | 'date';
  value: (row: Row) => SheetValue;
}

const HEAD = { type: String, fontWeight: 'bold' as const, backgroundColor: '#e8f3ec' as const, wrap: true, alignVertical: 'center' as const };
const BODY = {
  text: { type: String },
  integer: { type: Number, format: '0' },
  money: { type: Number, format: '#,##0.00' },
  date: { type: Date, format: 'yyyy-mm-dd' },
};
/** Excel forbids these in sheet names and more than 31 characters. */
const sheetName = (name: string): string =>
  name
    .replace(/[\\/?*[\]:]/g, ' ')
    .slice(0, 31)
    .trim() || 'Sheet1';

function cellFor(value: SheetValue, type: SheetColumn<unknown>['type']) {
  if (value === null || value === '') return null;
  return type === 'text' ? { ...BODY.text, value: String(value) } : { ...BODY[type], value };
}

async function toBuffer(data: SheetData, name: string, widths: number[], headRows: number): Promise<Buffer> {
  const made = writeExcelFile(data, { sheet: sheetName(name), columns: widths.map((width) => ({ width })), stickyRowsCount: headRows });
  return made.toBuffer();
}

/** One sheet with a bold frozen header. 20,000 rows of 15 columns take about two seconds. */
export function writeSheet<Row>(name: string, columns: readonly SheetColumn<Row>[], rows: readonly Row[]): Promise<Buffer> {
  const head = columns.map((column) => ({ ...HEAD, value: column.header }));
  const body = rows.map((row) => columns.map((column) => cellFor(column.value(row), column.type)));
  return toBuffer(
    [head, ...body] as SheetData,
    name,
    columns.map((column) => column.width),
    1,
  );
}

export const REASON_HEADER = '退回原因';

/** Rejected rows of the first sheet they come from, in the file's own columns under its own title and header, with 退回原因 as the last column. Every cell is text. */
export async function writeRejected(
  preview: Pick<RosterPreview, 'heads' | 'columns'>,
  rejected: readonly { row: Pick<RosterRow, 'sheet' | 'cells'>; reason: string }[],
): Promise<Buffer> {
  const names = [...new Set(rejected.map(({ row }) => row.sheet))];
  const sheets = names.map((name) => {
    const own = rejected.filter(({ row }) => row.sheet === name);
    const written = preview.heads.find((head) => head.sheet === name)?.cells ?? [];
    // A list without a header gets one, so that the reason column has a name.
    const head = written.length > 0 ? written : [preview.columns.filter((column) => column.sheet === name).map((column) => column.header)];
    const width = Math.max(...head.map((row) => row.length), ...own.map(({ row }) => row.cells.length));
    const text = (value: string) => (value === '' ? null : { type: String, value });
    const padded = (cells: readonly string[]) => Array.from({ length: width }, (_none, at) => text(cells[at] ?? ''));
    const top = head.map((cells, at) => [...padded(cells), at === head.length - 1 ? { ...HEAD, value: REASON_HEADER } : null]);
    const body = own.map(({ row, reason }) => [...padded(row.cells), text(reason)]);
    const widths = [...Array.from({ length: width }, () => 16), 48];
    return {
      data: [...top, ...body] as SheetData,
      sheet: sheetName(name),
      columns: widths.map((columnWidth) => ({ width: columnWidth })),
      stickyRowsCount: head.length,
    };
  });
  return writeExcelFile(sheets).toBuffer();
}
