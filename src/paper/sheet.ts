// A sheet of paper before it is drawn: headings, table rows on a grid of twelve, texts and places to sign; the same for screen, printer and PDF.

export interface SheetCell {
  text: string;
  /** Of the twelve columns. */
  span: number;
  /** A label (shaded), or a value. */
  look: 'label' | 'value';
}

export type SheetBlock =
  | { kind: 'heading'; text: string; level: 2 | 3 }
  | { kind: 'row'; cells: readonly SheetCell[] }
  | { kind: 'text'; text: string }
  /** Places to sign by hand, side by side, each with room above a line. `image`: a signature that was given on the phone (an object URL). */
  | { kind: 'sign'; places: readonly { label: string; image?: string }[] };

export interface Sheet {
  title: string;
  /** Small print under the title; empty for none. */
  subtitle: string;
  blocks: readonly SheetBlock[];
}

export const label = (text: string, span = 2): SheetCell => ({ text, span, look: 'label' });
export const value = (text: string, span = 4): SheetCell => ({ text, span, look: 'value' });
