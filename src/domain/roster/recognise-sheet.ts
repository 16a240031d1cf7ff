// Finds where the header of a raw sheet stands, what each column is, and which rows are data.

import { takeApart } from '../matching/place-name.ts';
import { cleanText } from './clean-cell.ts';
import type { ColumnRole, RosterColumn } from './column.ts';
import { guessRoles, type PlaceWords } from './guess-column.ts';
import { headerKey, isClosingRow, roleOfHeader } from './header-words.ts';
import type { RosterSheet } from './roster.ts';

export interface RecognisedSheet {
  columns: RosterColumn[];
  /** Index of the first header row and how many there are; -1 and 0 when there is none. */
  headerAt: number;
  headerRows: number;
  /** Text above the header: titles that may name indicator and period. */
  title: string;
  /** Indexes of the rows that hold data. */
  dataRows: number[];
  /** The sheet's cells with vertically merged ones filled in. */
  cells: string[][];
}

const LOOK_DOWN = 40;

/** Merged cells mean "same as above" in data; in the header their text stands over every column they cover. */
function fillMerges(sheet: RosterSheet): { filled: string[][]; spread: string[][] } {
  const filled = sheet.cells.map((row) => [...row]);
  const spread = sheet.cells.slice(0, LOOK_DOWN).map((row) => [...row]);
  for (const { top, left, bottom, right } of sheet.merges) {
    const text = sheet.cells[top]?.[left] ?? '';
    if (text === '') continue;
    for (let row = top; row <= Math.min(bottom, filled.length - 1); row++) {
      const cells = filled[row];
      if (cells) cells[left] = text;
      const above = spread[row];
      if (!above) continue;
      for (let column = left; column <= right; column++) above[column] = text;
    }
  }
  for (const rows of [filled, spread]) for (const row of rows) for (let i = 0; i < row.length; i++) row[i] ??= '';
  return { filled, spread };
}

const texts = (row: readonly string[]): string[] => row.map((cell) => cleanText(cell ?? '')).filter((cell) => cell !== '');
const looksLikeData = (row: readonly string[]): boolean =>
  texts(row).some((cell) => /\d{15,}|^1[3-9]\d{9}$|^\d+\.\d+$/.test(cell.replace(/\s/g, '')));

function headerScore(row: readonly string[]): number {
  const roles = new Set<string>();
  let named = 0;
  for (const cell of texts(row)) {
    const found = roleOfHeader(cell);
    if (!found) continue;
    if (found.role === 'ignore') named++;
    else roles.add(found.role);
  }
  return roles.size === 0 ? 0 : roles.size + Math.min(named, 3) * 0.2;
}

const isPlace = (cell: string, places: PlaceWords): boolean => places.townships.has(cell) || places.villageCores.has(takeApart(cell).core);

function findHeader(spread: string[][], places: PlaceWords): { at: number; rows: number } {
  let at = -1;
  let best = 0;
  for (let row = 0; row < spread.length; row++) {
    const cells = spread[row] ?? [];
    if (new Set(texts(cells)).size < 2 || looksLikeData(cells)) continue;
    const score = headerScore(cells);
    if (score > best + 0.5 && score >= 2) {
      at = row;
      best = score;
    }
  }
  if (at < 0) return { at, rows: 0 };
  let last = at;
  // A second header row names single columns under a heading, or repeats the one above where cells are merged downwards.
  while (last + 1 < spread.length && last - at < 2) {
    const below = spread[last + 1] ?? [];
    // A place of this county is no heading although it ends like one (安峪镇, 孙王村), and no heading is a bare number.
    const said = texts(below).filter((cell) => roleOfHeader(cell) !== null && !isPlace(cell, places)).length;
    if (looksLikeData(below) || texts(below).some((cell) => /^[\d,.]+$/.test(cell)) || said === 0 || said < texts(below).length * 0.4) break;
    last++;
  }
  let first = at;
  while (first > 0) {
    const above = spread[first - 1] ?? [];
    if (new Set(texts(above)).size < 2 || looksLikeData(above) || isClosingRow(texts(above).join('')) || headerScore(above) === 0) break;
    first--;
  }
  return { at: first, rows: last - first + 1 };
}

function headerOf(spread: string[][], at: number, rows: number, column: number): string {
  const parts: string[] = [];
  for (let row = at; row < at + rows; row++) {
    const part = cleanText(spread[row]?.[column] ?? '');
    if (part !== '' && !parts.includes(part)) parts.push(part);
  }
  return parts.join(' ');
}

/** The lowest header cell speaks first; what stands above it helps only when it says nothing by itself. */
function roleOf(spread: string[][], at: number, rows: number, column: number): { role: ColumnRole; strength: number } | null {
  for (let row = at + rows - 1; row >= at; row--) {
    const found = roleOfHeader(spread[row]?.[column] ?? '');
    if (found) return found;
  }
  return roleOfHeader(headerOf(spread, at, rows, column));
}

/** Recognises one sheet; `headerRow` (index) overrides where the header is looked for. Pure; takes milliseconds for 20,000 rows. */
export function recogniseSheet(sheet: RosterSheet, places: PlaceWords, headerRow: number | null = null): RecognisedSheet {
  const { filled, spread } = fillMerges(sheet);
  const { at, rows } = headerRow === null ? findHeader(spread, places) : { at: headerRow, rows: 1 };
  const width = filled.reduce((most, row) => Math.max(most, row.length), 0);
  const start = at < 0 ? 0 : at + rows;
  const headerText = at < 0 ? '' : headerKey(texts(spread[start - 1] ?? []).join(''));
  const dataRows: number[] = [];
  for (let row = start; row < filled.length; row++) {
    const cells = texts(filled[row] ?? []);
    if (cells.length === 0) continue;
    const joined = cells.join('').replace(/\s/g, '');
    if (isClosingRow(joined) && !/\d{17}[\dXx]/.test(joined)) continue;
    if (headerText !== '' && headerKey(joined) === headerText) continue;
    if (cells.length === 1 && (/^\d{1,6}$/.test(joined) || joined.length > 24) && width > 2) continue;
    dataRows.push(row);
  }
  const claims = Array.from({ length: width }, (_none, column) => (at < 0 ? null : roleOf(spread, at, rows, column)));
  const roles: ColumnRole[] = claims.map((claim) => claim?.role ?? 'ignore');
  for (const role of new Set(roles)) {
    if (role === 'ignore') continue;
    const columns = roles.flatMap((one, column) => (one === role ? [column] : []));
    const strongest = columns.reduce((a, b) => ((claims[b]?.strength ?? 0) > (claims[a]?.strength ?? 0) ? b : a));
    for (const column of columns) if (column !== strongest) roles[column] = 'ignore';
  }
  const known = claims.map((claim) => claim !== null);
  guessRoles(roles, known, filled, dataRows, places);
  const columns = roles.map((role, index): RosterColumn => {
    const samples: string[] = [];
    for (const row of dataRows) {
      const cell = cleanText(filled[row]?.[index] ?? '');
      if (cell !== '' && !samples.includes(cell)) samples.push(cell);
      if (samples.length === 3) break;
    }
    return { sheet: sheet.name, index, header: at < 0 ? '' : headerOf(spread, at, rows, index), samples, role };
  });
  const title = spread
    .slice(0, at < 0 ? 0 : at)
    .map((row) => [...new Set(texts(row))].join(' '))
    .join(' ');
  return { columns, headerAt: at, headerRows: rows, title, dataRows, cells: filled };
}
