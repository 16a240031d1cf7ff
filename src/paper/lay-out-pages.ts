// Lays a sheet out on A4 pages: pure geometry in points of 1/150 inch, with the widths of letters passed in; nothing is cut between pages that fits on one.
import type { Sheet, SheetBlock } from './sheet.ts';

/** A4 at 150 dots an inch. */
export const PAGE = { width: 1240, height: 1754, margin: 90 };
const INNER = PAGE.width - 2 * PAGE.margin;
const SIZES = { title: 40, 2: 30, 3: 26, body: 23, small: 19 };
const PAD = 9;
const SIGN_HEIGHT = 120;

export type Mark =
  | { kind: 'text'; x: number; y: number; size: number; weight: 'normal' | 'bold'; text: string; centre?: boolean }
  | { kind: 'box'; x: number; y: number; width: number; height: number; shaded: boolean }
  | { kind: 'line'; x: number; y: number; width: number }
  | { kind: 'image'; x: number; y: number; width: number; height: number; source: string };

/** Width of a text at a size. */
export type Measure = (text: string, size: number, weight: 'normal' | 'bold') => number;

/** Signs that do not begin a line: one of them may hang over its end. */
const CLOSING = /^[，。？！：；、）》”’]$/;

/** Chinese breaks anywhere; a Latin word or number stays whole unless it is longer than the line. */
export function wrap(text: string, width: number, measure: (text: string) => number): string[] {
  return text.split('\n').flatMap((paragraph) => {
    const pieces = paragraph.match(/[\u0021-\u007e]+|./gu) ?? [];
    const lines: string[] = [];
    let line = '';
    for (const piece of pieces.flatMap((one) => (measure(one) > width ? [...one] : [one]))) {
      if (line !== '' && measure(line + piece) > width && !(CLOSING.test(piece) && measure(line) <= width)) {
        lines.push(line);
        line = piece.trimStart();
      } else line += piece;
    }
    return [...lines, line];
  });
}

interface Laid {
  height: number;
  marks: (top: number) => Mark[];
}

const lineHeight = (size: number): number => Math.round(size * 1.45);

function layText(text: string, size: number, weight: 'normal' | 'bold', measure: Measure, centre = false): Laid {
  const lines = wrap(text, INNER, (one) => measure(one, size, weight));
  const step = lineHeight(size);
  return {
    height: lines.length * step + PAD,
    marks: (top) =>
      lines.map((line, index) => ({
        kind: 'text',
        x: centre ? PAGE.width / 2 : PAGE.margin,
        y: top + index * step + size,
        size,
        weight,
        text: line,
        ...(centre ? { centre } : {}),
      })),
  };
}

/** A row with more lines than this goes on in a row below it, so that no answer is longer than a page. */
const MOST_LINES = 40;

function layRow(block: Extract<SheetBlock, { kind: 'row' }>, measure: Measure): Laid[] {
  const size = SIZES.body;
  const step = lineHeight(size);
  let column = 0;
  const cells = block.cells.map((cell) => {
    const x = PAGE.margin + (INNER * column) / 12;
    const width = (INNER * cell.span) / 12;
    column += cell.span;
    return { cell, x, width, lines: wrap(cell.text, width - 2 * PAD, (one) => measure(one, size, 'normal')) };
  });
  const most = Math.max(...cells.map(({ lines }) => lines.length));
  return Array.from({ length: Math.ceil(most / MOST_LINES) }, (_, part): Laid => {
    const from = part * MOST_LINES;
    const height = Math.min(most - from, MOST_LINES) * step + 2 * PAD;
    return {
      height,
      marks: (top) =>
        cells.flatMap(({ cell, x, width, lines }): Mark[] => [
          { kind: 'box', x, y: top, width, height, shaded: cell.look === 'label' },
          ...lines
            .slice(from, from + MOST_LINES)
            .map((text, index): Mark => ({ kind: 'text', x: x + PAD, y: top + PAD + index * step + size, size, weight: 'normal', text })),
        ]),
    };
  });
}

function laySign(block: Extract<SheetBlock, { kind: 'sign' }>, measure: Measure): Laid {
  const width = INNER / block.places.length;
  const size = SIZES.body;
  const step = lineHeight(size);
  const labels = block.places.map((place) => wrap(place.label, width - 2 * PAD, (one) => measure(one, size, 'normal')));
  const words = Math.max(...labels.map((lines) => lines.length)) * step;
  return {
    height: SIGN_HEIGHT + words + 2 * PAD,
    marks: (top) =>
      block.places.flatMap((place, index): Mark[] => {
        const x = PAGE.margin + width * index + PAD;
        return [
          ...(place.image
            ? [{ kind: 'image', x, y: top + PAD, width: width - 2 * PAD, height: SIGN_HEIGHT - 2 * PAD, source: place.image } as const]
            : []),
          { kind: 'line', x, y: top + SIGN_HEIGHT, width: width - 2 * PAD },
          ...(labels[index] ?? []).map(
            (text, at): Mark => ({
              kind: 'text',
              x,
              y: top + SIGN_HEIGHT + PAD + at * step + size,
              size,
              weight: 'normal',
              text,
            }),
          ),
        ];
      }),
  };
}

function lay(block: SheetBlock, measure: Measure): Laid[] {
  if (block.kind === 'heading') return [layText(block.text, SIZES[block.level], 'bold', measure)];
  if (block.kind === 'text') return [layText(block.text, SIZES.body, 'normal', measure)];
  return block.kind === 'row' ? layRow(block, measure) : [laySign(block, measure)];
}

/** Pages as marks to be drawn. `pageWords` says which page it is, at its foot. A heading never stands alone at the end of a page. */
export function layOutPages(sheet: Sheet, measure: Measure, pageWords: (page: number, of: number) => string): Mark[][] {
  const bottom = PAGE.height - PAGE.margin;
  const pages: Mark[][] = [[]];
  let top = PAGE.margin;
  const put = (laid: Laid): void => {
    (pages[pages.length - 1] as Mark[]).push(...laid.marks(top));
    top += laid.height;
  };
  const turn = (): void => {
    pages.push([]);
    top = PAGE.margin;
  };
  put(layText(sheet.title, SIZES.title, 'bold', measure, true));
  if (sheet.subtitle) put(layText(sheet.subtitle, SIZES.small, 'normal', measure, true));
  let waiting: Laid[] = [];
  for (const block of sheet.blocks) {
    for (const laid of lay(block, measure)) {
      if (block.kind === 'heading') {
        waiting.push({ height: laid.height + PAD, marks: (at) => laid.marks(at + PAD) });
        continue;
      }
      const together = [...waiting, laid];
      waiting = [];
      if (top + together.reduce((sum, one) => sum + one.height, 0) > bottom && top > PAGE.margin) turn();
      for (const one of together) put(one);
    }
  }
  for (const one of waiting) put(one);
  return pages.map((marks, index) => [
    ...marks,
    {
      kind: 'text',
      x: PAGE.width / 2,
      y: PAGE.height - PAGE.margin / 2,
      size: SIZES.small,
      weight: 'normal',
      text: pageWords(index + 1, pages.length),
      centre: true,
    },
  ]);
}
