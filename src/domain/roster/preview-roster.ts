// From raw sheets to rows understood: columns, cleaned content, place, faults; the same for a first reading and after corrections.
import { aliasOf, matchPlace } from '../matching/match-place.ts';
import { indexPlaces, type PlaceIndex, type SoundsOf } from '../matching/place-index.ts';
import { cleanAmount, cleanIdNumber, cleanName, cleanPhone, cleanText } from './clean-cell.ts';
import type { ColumnRole, RosterColumn } from './column.ts';
import type { PlaceWords } from './guess-column.ts';
import { headerInWan } from './header-words.ts';
import { indicatorIn } from './indicator-words.ts';
import { readPeriod, yearIn } from './period.ts';
import { type RecognisedSheet, recogniseSheet } from './recognise-sheet.ts';
import type { RosterContext, RosterCorrection, RosterPreview, RosterRow, RosterSheet, RosterSheetSummary } from './roster.ts';

/** 同上, 〃 and the like: what stands above, for columns where lists use it. */
const DITTO = /^(?:同上|同前|〃|"|''|″|”)$/;
const REPEATS: readonly ColumnRole[] = ['township', 'village', 'place', 'indicator', 'period', 'headName'];

function placeWords(index: PlaceIndex): PlaceWords {
  return {
    townships: new Set(index.townships.flatMap((township) => [township.full, township.stem])),
    villageCores: new Set(index.byCore.keys()),
  };
}

interface SheetInHand {
  sheet: RosterSheet;
  known: RecognisedSheet;
  columns: RosterColumn[];
  context: RosterContext;
  index: PlaceIndex;
  indicator: string;
  period: string;
  year: string;
}

function readRow(hand: SheetInHand, row: number, above: Partial<Record<ColumnRole, string>>): RosterRow | null {
  const { sheet, known, columns, context, index } = hand;
  const cells = known.cells[row] ?? [];
  const faults: string[] = [];
  const notes: string[] = [];
  const said: Partial<Record<ColumnRole, string>> = {};
  const column: Partial<Record<ColumnRole, RosterColumn>> = {};
  for (const one of columns) {
    if (one.role === 'ignore') continue;
    let text = cleanText(cells[one.index] ?? '');
    if (REPEATS.includes(one.role)) {
      if (DITTO.test((cells[one.index] ?? '').trim())) text = above[one.role] ?? '';
      above[one.role] = text;
    }
    said[one.role] = text;
    column[one.role] = one;
  }
  if (Object.values(said).every((text) => text === '')) return null;
  const of = (role: ColumnRole): string => said[role] ?? '';
  const isNumber = (role: ColumnRole) => sheet.numeric.has(row * 10_000 + (column[role]?.index ?? 9999));
  const id = cleanIdNumber(of('idNumber'), isNumber('idNumber'));
  const certificate = cleanIdNumber(of('certificate'), isNumber('certificate'), '残疾证号');
  for (const fault of [id.fault, certificate.fault]) if (fault !== '') faults.push(fault);
  if (id.idNumber && certificate.idNumber && id.idNumber.slice(0, 18) !== certificate.idNumber.slice(0, 18))
    faults.push('身份证号与残疾证号不是同一个人');
  const personName = cleanName(of('personName') || (column.personName ? '' : of('headName')));
  if (personName === '' && id.text === '' && certificate.text === '') {
    // A row with neither name nor number is no person: a heading between, or a line for notes.
    if (of('amount') === '' && of('phone') === '') return null;
    faults.push('没有姓名，也没有身份证号');
  } else if (personName === '') faults.push('没有姓名');
  if (id.text === '' && certificate.text === '') notes.push('没有身份证号');
  const money = cleanAmount(of('amount'), headerInWan(column.amount?.header ?? ''));
  const phone = cleanPhone(of('phone'));
  for (const note of [money.note, phone.note]) if (note !== '') notes.push(note);
  const cellIndicator = of('indicator') === '' ? null : indicatorIn(of('indicator'), context.indicators);
  const place = { township: of('township'), village: of('village'), place: of('place'), group: of('group') };
  const match = matchPlace(place, index);
  return {
    sheet: sheet.name,
    row: row + 1,
    cells: [...cells],
    person: {
      personName,
      idNumber: id.idNumber || certificate.idNumber,
      idNumberText: id.text || certificate.text,
      headName: cleanName(of('headName')),
      placeText: [place.township, place.village, place.place, place.group].filter((text) => text !== '').join(' '),
      indicator: cellIndicator?.code ?? hand.indicator,
      indicatorText: of('indicator') || column.amount?.header || '',
      amount: money.amount,
      // An empty cell says nothing: not even the year that stands in the title.
      period: (of('period') === '' ? '' : readPeriod(of('period'), hand.year)) || hand.period,
      phone: phone.phone,
    },
    match,
    alias: match.outcome === 'matched' ? null : aliasOf(place, index),
    faults,
    notes,
  };
}

/** Where a sheet speaks of indicator and period: its title and headers, its name, the file's name, in this order. */
function wordsOf(known: RecognisedSheet, sheet: RosterSheet, fileName: string): string[] {
  return [known.title, sheet.name, fileName.replace(/\.\w+$/, ''), known.columns.map((column) => column.header).join(' ')];
}

function columnsOf(known: RecognisedSheet, correction: RosterCorrection): RosterColumn[] {
  const corrected = (correction.columns ?? []).filter((one) => one.sheet === known.columns[0]?.sheet);
  return known.columns.map((column) => {
    const role = corrected.find((one) => one.index === column.index)?.role;
    if (role !== undefined) return { ...column, role };
    // One column a role: what a person gave to another column is taken from this one.
    return corrected.some((one) => one.role === column.role && one.role !== 'ignore') ? { ...column, role: 'ignore' as const } : column;
  });
}

const usable = (columns: readonly RosterColumn[]): boolean => {
  const roles = new Set(columns.map((column) => column.role));
  return roles.has('personName') || roles.has('idNumber') || roles.has('certificate') || roles.has('headName');
};

/** Understands raw sheets. `onRows` hears how far it is, every thousand rows. Pure; about a second for 20,000 rows. */
export function previewRoster(
  fileName: string,
  sheets: readonly RosterSheet[],
  context: RosterContext,
  soundsOf: SoundsOf,
  correction: RosterCorrection = {},
  onRows: (done: number, total: number) => void = () => {},
): RosterPreview {
  const index = indexPlaces({ county: context.county, divisions: context.divisions, aliases: context.aliases, soundsOf });
  const places = placeWords(index);
  const recognised = sheets.map((sheet) => {
    const wanted = correction.sheets?.find((one) => one.name === sheet.name);
    const headerAt = wanted?.headerRow ? wanted.headerRow - 1 : null;
    const known = recogniseSheet(sheet, places, headerAt);
    const columns = columnsOf(known, correction);
    const found = usable(columns) && known.dataRows.length > 0;
    return { sheet, known, columns, found, used: found && (wanted?.used ?? !sheet.hidden) };
  });
  const total = recognised.reduce((sum, one) => sum + (one.used ? one.known.dataRows.length : 0), 0);
  const first = recognised.find((one) => one.used);
  const words = first ? wordsOf(first.known, first.sheet, fileName) : [fileName];
  const year = words.map((text) => yearIn(text)).find((text) => text !== '') ?? '';
  const period = correction.period ?? words.map((text) => readPeriod(text, year)).find((text) => text.length > 4) ?? year;
  const guessed = words.map((text) => indicatorIn(text, context.indicators)).find((found) => found !== null);
  const indicator = correction.indicator ?? guessed?.code ?? '';
  const rows: RosterRow[] = [];
  const summaries: RosterSheetSummary[] = [];
  let done = 0;
  for (const one of recognised) {
    const { sheet, known, columns, used } = one;
    let count = 0;
    if (used) {
      const own = wordsOf(known, sheet, '').slice(0, 2);
      const hand: SheetInHand = {
        sheet,
        known,
        columns,
        context,
        index,
        year,
        indicator: correction.indicator ?? own.map((text) => indicatorIn(text, context.indicators)?.code).find(Boolean) ?? indicator,
        period: correction.period ?? own.map((text) => readPeriod(text, year)).find((text) => text.length > 4) ?? period,
      };
      const above: Partial<Record<ColumnRole, string>> = {};
      for (const row of known.dataRows) {
        const understood = readRow(hand, row, above);
        if (understood) {
          rows.push(understood);
          count++;
        }
        if (++done % 1000 === 0) onRows(done, total);
      }
    }
    const note = used ? '' : !one.found ? '没有找到姓名或身份证号列' : sheet.hidden ? '隐藏的工作表，没有读入' : '没有选用';
    const headerRow = known.headerAt < 0 ? null : known.headerAt + 1;
    summaries.push({ name: sheet.name, hidden: sheet.hidden, rows: count, headerRow, used, note });
  }
  onRows(total, total);
  const inUse = recognised.filter((one) => one.used);
  const columns = inUse.flatMap((one) => one.columns);
  const heads = inUse.map(({ sheet, known }) => ({
    sheet: sheet.name,
    cells: sheet.cells.slice(0, Math.max(0, known.headerAt) + known.headerRows).map((row) => [...row]),
  }));
  return { sheets: summaries, columns, indicator, period, heads, notes: missing(columns), rows };
}

/** Words on what a useful list has and this one lacks. */
function missing(columns: readonly RosterColumn[]): string[] {
  const roles = new Set(columns.map((column) => column.role));
  if (roles.size === 0) return ['没有找到可以读的名单：至少要有姓名或身份证号一列'];
  const notes: string[] = [];
  if (!roles.has('personName')) notes.push(roles.has('headName') ? '没有找到姓名列，按户主读' : '没有找到姓名列');
  if (!roles.has('idNumber') && !roles.has('certificate')) notes.push('没有找到身份证号列，只能按姓名找户');
  if (!roles.has('village') && !roles.has('place')) notes.push('没有找到村或地址列');
  return notes;
}
