// A signature as it is kept: the strokes with a little paper around them, in a size that prints well and weighs little.
import type { Part, Size } from './photo-size.ts';

/** Pixels of the longer side: two centimetres in print. */
export const INK_SIDE = 600;
/** Points of fewer strokes than a scribble: a slip of the finger is no signature. */
export const LEAST_POINTS = 8;

interface Point {
  x: number;
  y: number;
}

/** Where the strokes are, with paper around them, within the pad; null for none. */
export function inkPart(points: readonly Point[], pad: Size, around = 12): Part | null {
  if (points.length < LEAST_POINTS) return null;
  const within = (value: number, most: number): number => Math.min(Math.max(0, value), most);
  const xs = points.map((point) => point.x);
  const ys = points.map((point) => point.y);
  const x = within(Math.min(...xs) - around, pad.width);
  const y = within(Math.min(...ys) - around, pad.height);
  const width = within(Math.max(...xs) + around, pad.width) - x;
  const height = within(Math.max(...ys) + around, pad.height) - y;
  return width < 1 || height < 1 ? null : { x, y, width, height };
}
