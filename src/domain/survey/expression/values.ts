// What an expression computes with: numbers, texts and truth values, and how XPath 1.0 turns one into another.
import { dayNumber } from './dates.ts';

/** Nothing is the empty text, as in XPath; dates are texts (YYYY-MM-DD) that count as days where a number is wanted. */
export type Value = string | number | boolean;

const NUMBER = /^-?(?:\d+(?:\.\d*)?|\.\d+)$/;

/** NaN for everything that is neither a plain decimal number nor a date; a date is its days since 1970-01-01. */
export function toNumber(value: Value): number {
  if (typeof value === 'number') return value;
  if (typeof value === 'boolean') return value ? 1 : 0;
  const text = value.trim();
  if (text === '') return Number.NaN;
  return NUMBER.test(text) ? Number(text) : dayNumber(text);
}

/** A number without exponent; what is no number is empty, not "NaN", for a text on a screen must not say so. */
export function toText(value: Value): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return value ? 'true' : 'false';
  if (!Number.isFinite(value)) return '';
  const text = String(value === 0 ? 0 : value);
  if (!text.includes('e')) return text;
  return Math.abs(value) >= 1 ? BigInt(Math.round(value)).toString() : value.toFixed(20).replace(/\.?0+$/, '');
}

/** A text is true when it has any character, "false" too: the rule of XPath. */
export function toBoolean(value: Value): boolean {
  if (typeof value === 'number') return value !== 0 && !Number.isNaN(value);
  return typeof value === 'boolean' ? value : value !== '';
}

/** `=` by XPath 1.0: truth values first, then numbers, then texts. */
export function equal(a: Value, b: Value): boolean {
  if (typeof a === 'boolean' || typeof b === 'boolean') return toBoolean(a) === toBoolean(b);
  if (typeof a === 'number' || typeof b === 'number') return toNumber(a) === toNumber(b);
  return a === b;
}

/** 15 significant digits, as spreadsheets keep them: 1.1 × 3 is 3.3. */
export const tidy = (value: number): number => (Number.isInteger(value) || !Number.isFinite(value) ? value : Number(value.toPrecision(15)));

/** A sum equal to the same sum on paper, 0.1 + 0.2 being 0.3: 15 digits counted from the largest number on the way, for the small rest of two large ones is no more exact than they are. */
export function addUp(numbers: readonly number[]): number {
  let total = 0;
  let largest = 0;
  for (const number of numbers) {
    total += number;
    largest = Math.max(largest, Math.abs(number), Math.abs(total));
  }
  if (Number.isInteger(total) || !Number.isFinite(total)) return total;
  return Number(total.toFixed(Math.max(0, Math.min(20, 14 - Math.floor(Math.log10(largest))))));
}

/** The words of a select_multiple's value. */
export const wordsOf = (value: Value): string[] =>
  toText(value)
    .split(/\s+/)
    .filter((word) => word !== '');

/** Half up, to so many decimals (negative: tens, hundreds); by decimal shift, so that 1.005 to two is 1.01. */
export function roundTo(value: number, places: number): number {
  if (!Number.isFinite(value) || !Number.isFinite(places)) return Number.NaN;
  const shift = Math.max(-15, Math.min(15, Math.trunc(places)));
  const moved = (n: number, by: number): number => {
    const [digits, exponent = '0'] = String(n).split('e');
    return Number(`${digits}e${Number(exponent) + by}`);
  };
  return moved(Math.round(moved(value, shift)), -shift);
}
