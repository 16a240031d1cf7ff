// The filled or blank survey as the office's A4 sheet, built from the reading of a submission.
import type { ReadItem, ReadRow } from '../domain/survey/reading.ts';
import type { PaperWords } from '../words/paper/zh.ts';
import { label, type Sheet, type SheetBlock, value } from './sheet.ts';

/** Everything already in words: a result that there is not is an empty text. */
export interface SurveyHead {
  place: string;
  headName: string;
  visitedOn: string;
  handedInBy: string;
  visitors: string;
  respondent: string;
  residency: string;
  include: string;
  category: string;
  reason: string;
  summary: string;
  /** Remark and what was said to it. */
  explanations: readonly { remark: string; kind: 'explained' | 'unverifiable'; text: string }[];
  /** Object URLs of signatures given on the phone. */
  signatures: { respondent?: string; visitors?: string };
  sample: boolean;
}

/** Longer than this a value takes the whole line. */
const SHORT = 22;

const boxed = (row: ReadRow): string =>
  row.options.length > 0 ? row.options.map(({ label: text, chosen }) => `${chosen ? '☑' : '☐'}${text}`).join('　') : '';

function textOf(row: ReadRow, blank: boolean, words: PaperWords['survey']): string {
  const said = (blank || row.options.length > 0 ? boxed(row) : '') || row.text;
  const unit = row.unit && row.options.length === 0 ? (row.text ? ` ${row.unit}` : blank ? `　　　　　　${row.unit}` : '') : '';
  return row.emptied ? words.emptied : `${said}${unit}${row.unconfirmed ? words.unconfirmed : ''}`;
}

/** Two short answers share a line; a long one has its own. */
function lines(rows: readonly ReadRow[], blank: boolean, words: PaperWords['survey']): SheetBlock[] {
  const blocks: SheetBlock[] = [];
  let open: { name: string; text: string } | null = null;
  const flush = (): void => {
    if (open) blocks.push({ kind: 'row', cells: [label(open.name), value(open.text, 10)] });
    open = null;
  };
  for (const row of rows) {
    const one = { name: row.label, text: textOf(row, blank, words) };
    if (one.text.length > SHORT || one.name.length > 10) {
      flush();
      blocks.push({ kind: 'row', cells: [label(one.name), value(one.text, 10)] });
    } else if (open) {
      const first: { name: string; text: string } = open;
      blocks.push({ kind: 'row', cells: [label(first.name), value(first.text), label(one.name), value(one.text)] });
      open = null;
    } else open = one;
  }
  flush();
  return blocks;
}

function blocksOf(items: readonly ReadItem[], blank: boolean, level: 2 | 3, words: PaperWords['survey']): SheetBlock[] {
  const blocks: SheetBlock[] = [];
  let rows: ReadRow[] = [];
  const flush = (): void => {
    blocks.push(...lines(rows, blank, words));
    rows = [];
  };
  for (const item of items) {
    if (item.kind === 'row') {
      rows.push(item);
      continue;
    }
    flush();
    if (item.kind === 'part') blocks.push({ kind: 'heading', text: item.label, level }, ...blocksOf(item.rows, blank, 3, words));
    else {
      item.entries.forEach((entry, index) => {
        blocks.push({ kind: 'heading', text: `${item.label} ${index + 1}`, level: 3 }, ...blocksOf(entry.rows, blank, 3, words));
      });
    }
  }
  flush();
  return blocks;
}

/** `head` null: the blank sheet to be filled in by hand, with `items` read with `rows: 'all'`. */
export function surveySheet(items: readonly ReadItem[], head: SurveyHead | null, words: PaperWords['survey']): Sheet {
  const blank = head === null;
  const pair = (name: string, text: string, other: string, otherText: string): SheetBlock => ({
    kind: 'row',
    cells: [label(name), value(text), label(other), value(otherText)],
  });
  const wide = (name: string, text: string): SheetBlock => ({ kind: 'row', cells: [label(name), value(text, 10)] });
  return {
    title: blank ? words.blankTitle : words.title,
    subtitle: head?.sample ? words.sample : '',
    blocks: [
      pair(words.place, head?.place ?? '', words.head, head?.headName ?? ''),
      pair(words.visitedOn, head?.visitedOn ?? words.date, words.respondent, head?.respondent ?? ''),
      pair(words.visitors, head?.visitors ?? '', words.handedInBy, head?.handedInBy ?? ''),
      ...blocksOf(items, blank, 2, words),
      { kind: 'heading', text: words.result, level: 2 },
      pair(words.residency, head?.residency ?? '', words.include, head?.include ?? ''),
      ...(blank || head.category ? [wide(words.category, head?.category ?? '')] : []),
      ...(blank || head.reason ? [wide(words.reason, head?.reason ?? '')] : []),
      wide(words.summary, head?.summary ?? '\n\n'),
      ...(head && head.explanations.length > 0
        ? [
            { kind: 'heading', text: words.explanations, level: 2 } as const,
            ...head.explanations.map((one) => wide(one.kind === 'explained' ? words.explained : words.unverifiable, `${one.remark} ${one.text}`)),
          ]
        : []),
      {
        kind: 'sign',
        places: [
          { label: words.respondentSigns, image: head?.signatures.respondent },
          { label: words.visitorSigns, image: head?.signatures.visitors },
          { label: words.townshipSigns },
        ],
      },
    ],
  };
}
