// The cells of an Excel file's first sheet, row by row, as somebody who opens it sees them.
import { read, utils } from '@e965/xlsx';

export function gridOf(bytes: Buffer): (string | number | null)[][] {
  const book = read(bytes);
  const sheet = book.Sheets[book.SheetNames[0] ?? ''];
  if (!sheet) throw new Error('a file without a sheet');
  return utils.sheet_to_json(sheet, { header: 1, defval: null });
}
