// A sheet as rows of cells, read by what its headers mean; every cell knows its row, as Excel counts.
import type { LoadCode } from '../load.ts';

/** A cell as a spreadsheet gives it; dates come as ISO texts. */
export type Cell = string | number | boolean | null | undefined;
export type Grid = readonly (readonly Cell[])[];

export type SheetName = 'survey' | 'choices' | 'settings';

export type ProblemCode =
  | LoadCode
  | 'noSurveySheet'
  | 'noHeader'
  | 'duplicateHeader'
  | 'missingType'
  | 'unknownType'
  | 'missingName'
  | 'badName'
  | 'missingCalculation'
  | 'missingListName'
  | 'missingChoiceName'
  | 'unmatchedEnd'
  | 'unclosed'
  | 'nothingAsked'
  | 'tooLong'
  /** Named and left out. */
  | 'unsupportedType'
  | 'unsupportedColumn'
  | 'unsupportedSheet'
  | 'unsupportedSetting'
  | 'unsupportedMedia'
  | 'disabledRow';

/** Something in a workbook that keeps it from being a form (`error`), or that the form will do without or is worth a look (`notice`). */
export interface FormProblem {
  sheet: string;
  /** As Excel counts, from 1; 0 where it is about the whole sheet. */
  row: number;
  /** The header of the column. */
  column: string;
  code: ProblemCode;
  /** In an expression: characters from its start. */
  at: number;
  detail: string;
  severity: 'error' | 'notice';
}

/** The text of a cell; numbers as they are written, truth values as XLSForm writes them. */
export function textOf(cell: Cell): string {
  if (cell === null || cell === undefined) return '';
  if (typeof cell === 'boolean') return cell ? 'true()' : 'false()';
  return String(cell);
}

const isBlank = (cell: Cell): boolean => textOf(cell).trim() === '';

/** One language's column of a translated text; the language is empty where the header names none. */
export interface Heading {
  /** The column's standard name, or the header as written where this house doesn't know it. */
  name: string;
  known: boolean;
  language: string;
  written: string;
  at: number;
}

export interface SheetRow {
  row: number;
  /** The trimmed text of a column, empty where there is none. */
  text: (name: string) => string;
  /** The untrimmed texts of a translated column, by language. */
  texts: (name: string) => Record<string, string>;
  /** Cells of columns that this house doesn't know, by header. */
  others: () => [string, string][];
}

/** The headings of a sheet's first row that has any, and the rows below that aren't empty. */
export function readSheet(
  sheet: SheetName,
  grid: Grid,
  aliases: ReadonlyMap<string, string>,
  translated: ReadonlySet<string>,
  problems: FormProblem[],
): { headings: Heading[]; rows: SheetRow[]; headerRow: number } {
  const first = grid.findIndex((cells) => cells.some((cell) => !isBlank(cell)));
  const headings: Heading[] = [];
  for (const [at, cell] of (grid[first] ?? []).entries()) {
    if (isBlank(cell)) continue;
    const heading = headingOf(textOf(cell).trim(), at, aliases, translated);
    const twin = headings.find((other) => other.name === heading.name && other.language === heading.language);
    if (twin)
      problems.push({ sheet, row: first + 1, column: heading.written, code: 'duplicateHeader', at: 0, detail: twin.written, severity: 'error' });
    else headings.push(heading);
  }
  const rows = grid
    .map((cells, index) => ({ cells, row: index + 1 }))
    .filter(({ cells, row }) => row > first + 1 && cells.some((cell) => !isBlank(cell)))
    .map(({ cells, row }): SheetRow => rowOf(cells, row, headings));
  return { headings, rows, headerRow: first + 1 };
}

function headingOf(written: string, at: number, aliases: ReadonlyMap<string, string>, translated: ReadonlySet<string>): Heading {
  const standard = (text: string): string | undefined =>
    aliases.get(
      text
        .trim()
        .toLowerCase()
        .replace(/[\s_-]+/g, '_'),
    );
  const whole = standard(written);
  if (whole !== undefined) return { name: whole, known: true, language: '', written, at };
  // `label::中文 (zh)`, older forms `label:English`; the last colon may be the one that counts (`ruhu::unit::English`).
  for (const separator of ['::', ':']) {
    const cut = written.lastIndexOf(separator);
    const name = cut > 0 ? standard(written.slice(0, cut)) : undefined;
    const language = written.slice(cut + separator.length).trim();
    if (name !== undefined && translated.has(name) && language !== '') return { name, known: true, language, written, at };
  }
  return { name: written, known: false, language: '', written, at };
}

function rowOf(cells: readonly Cell[], row: number, headings: readonly Heading[]): SheetRow {
  return {
    row,
    text: (name) => {
      const heading = headings.find((one) => one.known && one.name === name);
      return heading ? textOf(cells[heading.at]).trim() : '';
    },
    texts: (name) =>
      Object.fromEntries(
        headings
          .filter((heading) => heading.known && heading.name === name && !isBlank(cells[heading.at]))
          .map((heading) => [heading.language, textOf(cells[heading.at])]),
      ),
    others: () =>
      headings
        .filter((heading) => !heading.known && !isBlank(cells[heading.at]))
        .map((heading) => [heading.written, textOf(cells[heading.at]).trim()]),
  };
}
