// Turns a department's list into the bytes of the file that would be dropped on the desk.
import * as xlsx from '@e965/xlsx';
import type { Cell, DepartmentFile } from '../../src/demo/department-files.ts';

export function writeDepartmentFile(file: DepartmentFile): Buffer {
  if (file.kind === 'html-xls') return Buffer.from(html(file));
  if (file.kind === 'csv') return Buffer.from(`\uFEFF${csv(file.rows)}`);
  if (file.kind === 'csv-gb18030') return gbk(csv(file.rows));
  const sheet = xlsx.utils.aoa_to_sheet(file.rows);
  sheet['!merges'] = file.merges.map(({ fromRow, toRow, fromColumn, toColumn }) => ({
    s: { r: fromRow, c: fromColumn },
    e: { r: toRow, c: toColumn },
  }));
  const book = xlsx.utils.book_new();
  xlsx.utils.book_append_sheet(book, sheet, '名单');
  xlsx.utils.book_append_sheet(book, xlsx.utils.aoa_to_sheet([['填表说明'], ['本表由各部门按季度报送。']]), '说明');
  return xlsx.write(book, { type: 'buffer', bookType: file.kind === 'xls' ? 'biff8' : 'xlsx' }) as Buffer;
}

const csv = (rows: readonly Cell[][]): string => `${rows.map((row) => row.map((cell) => cell ?? '').join(',')).join('\r\n')}\r\n`;

function html({ rows, merges }: DepartmentFile): string {
  const body = rows.map((row, r) => {
    const cells = row.map((cell, c) => {
      const merged = merges.find((area) => area.fromRow === r && area.fromColumn === c);
      const span = merged ? ` rowspan="${merged.toRow - r + 1}" colspan="${merged.toColumn - c + 1}"` : '';
      return `<td${span} style="mso-number-format:'\\@'">${cell ?? ''}</td>`;
    });
    return `<tr>${cells.join('')}</tr>`;
  });
  return `<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><meta charset="utf-8"></head><body><table>${body.join('')}</table></body></html>`;
}

/** GB18030's two-byte part, which Node decodes but does not encode: turned round once. Throws for a character outside it. */
function gbk(text: string): Buffer {
  const decoder = new TextDecoder('gb18030');
  const codes = new Map<string, number[]>();
  for (let high = 0x81; high <= 0xfe; high++) {
    for (let low = 0x40; low <= 0xfe; low++) if (low !== 0x7f) codes.set(decoder.decode(Uint8Array.of(high, low)), [high, low]);
  }
  return Buffer.from(
    [...text].flatMap((character) => {
      if (character.charCodeAt(0) < 0x80) return [character.charCodeAt(0)];
      const code = codes.get(character);
      if (!code) throw new Error(`${character} has no two-byte code`);
      return code;
    }),
  );
}
