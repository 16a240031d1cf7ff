// Messy files as offices really send them, written for the tests: xlsx with merges, old .xls, web pages saved as .xls, GB18030 text.
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BookType, utils, type WorkBook, write } from '@e965/xlsx';
import { DEPARTMENT_NAMES } from '../../src/domain/department.ts';
import { checkDigit } from '../../src/domain/id-number.ts';
import { FORMER_NAMES } from '../../src/domain/matching/former-names.ts';
import type { Indicator } from '../../src/domain/policy.ts';
import type { RosterContext } from '../../src/domain/roster/roster.ts';
import { province } from '../matching/county.ts';

export type Grid = (string | number | null)[][];
/** Top-left and bottom-right, from 0: [row, column, row, column]. */
export type Merge = [number, number, number, number];

const folder = mkdtempSync(join(tmpdir(), 'ruhu-sheets-'));
let files = 0;
export function onDisk(bytes: Uint8Array | string, name: string): { path: string; name: string } {
  const path = join(folder, `${++files}`);
  writeFileSync(path, bytes);
  return { path, name };
}

export interface Leaf {
  name: string;
  grid: Grid;
  merges?: Merge[];
  hidden?: boolean;
}

export function workbook(sheets: Leaf[], bookType: BookType | 'html' = 'xlsx'): Buffer {
  const book: WorkBook = utils.book_new();
  for (const { name, grid, merges = [] } of sheets) {
    const sheet = utils.aoa_to_sheet(grid);
    sheet['!merges'] = merges.map(([top, left, bottom, right]) => ({ s: { r: top, c: left }, e: { r: bottom, c: right } }));
    utils.book_append_sheet(book, sheet, name);
  }
  book.Workbook = { Sheets: sheets.map((sheet) => ({ name: sheet.name, Hidden: sheet.hidden ? 1 : 0 })) };
  return write(book, { type: 'buffer', bookType, compression: true });
}

export function webPage(grid: Grid): string {
  const rows = grid.map((row) => `<tr>${row.map((cell) => `<td>${cell ?? ''}</td>`).join('')}</tr>`).join('\n');
  return `<html><head><meta charset="utf-8"></head><body><table border="1">${rows}</table></body></html>`;
}

export const csv = (grid: Grid, delimiter = ','): string =>
  grid.map((row) => row.map((cell) => (/[",;\t]/.test(String(cell ?? '')) ? `"${cell}"` : (cell ?? ''))).join(delimiter)).join('\r\n');

let gbTable: Map<string, number[]> | undefined;
/** Node decodes GB18030 but does not encode it: the two-byte part is turned round once. */
export function gb18030(text: string): Buffer {
  if (!gbTable) {
    gbTable = new Map();
    const decoder = new TextDecoder('gb18030');
    for (let lead = 0x81; lead <= 0xfe; lead++) {
      for (let trail = 0x40; trail <= 0xfe; trail++) {
        if (trail !== 0x7f) gbTable.set(decoder.decode(Uint8Array.of(lead, trail)), [lead, trail]);
      }
    }
  }
  const bytes: number[] = [];
  for (const char of text) bytes.push(...(char.charCodeAt(0) < 0x80 ? [char.charCodeAt(0)] : (gbTable.get(char) ?? [0x3f])));
  return Buffer.from(bytes);
}

/** Synthetic, in the never-issued range 149926. */
export function idNumber(n: number): string {
  const first17 = `1499261${960 + (n % 40)}0${1 + (n % 9)}1${n % 9}${String(n % 1000).padStart(3, '0')}`;
  return first17 + checkDigit(first17);
}

export const indicators: Indicator[] = [
  {
    code: 'medical-self-paid',
    department: 'yibao',
    label: '个人自付医疗费用较高',
    words: ['自付费用', '自付医疗', '医疗自付', '个人自付'],
    threshold: { watched: 5000, others: 20000 },
  },
  {
    code: 'new-certificate',
    department: 'canlian',
    label: `${DEPARTMENT_NAMES.canlian}新办残疾证`,
    words: ['新办残疾证', '残疾证'],
    threshold: null,
  },
  { code: 'out-of-school', department: 'jiaoyu', label: '疑似辍学', words: ['辍学', '失学'], threshold: null },
];

export const context: RosterContext = { county: '140826', divisions: province, aliases: [...FORMER_NAMES], indicators };
