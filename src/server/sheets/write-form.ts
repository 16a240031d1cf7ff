// A survey's definition as an Excel form (XLSForm): three sheets that this and other programs read back.
import writeExcelFile from 'write-excel-file/node';
import type { Definition } from '../../domain/survey/definition.ts';
import { exportXlsForm } from '../../domain/survey/xlsform/export.ts';
import { type Grid, textOf } from '../../domain/survey/xlsform/grid.ts';

const HEAD = { type: String, fontWeight: 'bold' as const, backgroundColor: '#e8f3ec' as const };
/** In characters; longer texts run on. */
const WIDEST = 48;

/** Every cell is text: Excel must not take a name of 0123 for a number, nor a formula of the form for one of its own. */
function sheetOf(sheet: string, grid: Grid) {
  const cells = grid.map((row) => row.map((cell) => textOf(cell)));
  const data = cells.map((row, at) => row.map((value) => (value === '' ? null : { ...(at === 0 ? HEAD : { type: String }), value })));
  const columns = (cells[0] ?? []).map((_none, at) => ({
    width: Math.min(WIDEST, Math.max(10, ...cells.slice(0, 200).map((row) => (row[at] ?? '').length + 2))),
  }));
  return { data, sheet, columns, stickyRowsCount: 1 };
}

export function writeForm(definition: Definition): Promise<Buffer> {
  const { survey, choices, settings } = exportXlsForm(definition);
  return writeExcelFile([sheetOf('survey', survey), sheetOf('choices', choices), sheetOf('settings', settings)]).toBuffer();
}
