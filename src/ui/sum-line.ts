// The line of a money calculator: what a key makes of it, and what it comes to in exact fen; + and × only, as at a market stall.

/** `00` types two noughts at once. */
export type SumKey = '0' | '1' | '2' | '3' | '4' | '5' | '6' | '7' | '8' | '9' | '00' | '.' | '+' | '×' | 'back' | 'clear';

/** `unfinished`: ends in a sign or a point. `tooMuch`: above the limit, or longer than any amount of money is. */
export type SumFault = 'empty' | 'unfinished' | 'tooMuch';

export type SumTotal = { yuan: number; fault: null } | { yuan: null; fault: SumFault };

/** Nobody adds up more at a door, and a stuck key must end somewhere. */
const LONGEST = 60;
const WHOLE_DIGITS = 9;
const DECIMALS = 2;
/** 999,999,999.99 yuan: what the forms take. */
export const MOST_YUAN = 999_999_999.99;

const MONTHS = /×(?:[1-9]|1[0-2])$/;

/** The number being typed: what follows the last sign. */
const lastNumber = (line: string): string => line.slice(Math.max(line.lastIndexOf('+'), line.lastIndexOf('×')) + 1);

function withDigit(line: string, digit: string): string {
  const number = lastNumber(line);
  const [whole = '', decimals] = number.split('.');
  if (decimals !== undefined) return decimals.length < DECIMALS ? line + digit : line;
  // 05 is 5, and 00 of nothing is one nought.
  if (whole === '0') return digit === '0' ? line : line.slice(0, -1) + digit;
  return whole.length < WHOLE_DIGITS ? line + digit : line;
}

/** The line after a key; a key that makes no sense there changes nothing. A sign after a sign takes its place. */
export function pressKey(line: string, key: SumKey): string {
  if (key === 'clear') return '';
  if (key === 'back') return line.slice(0, -1);
  if (line.length >= LONGEST) return line;
  if (key === '+' || key === '×') return line === '' ? '' : line.replace(/[+×.]+$/, '') + key;
  if (key === '.') return lastNumber(line).includes('.') ? line : `${line}${lastNumber(line) === '' ? '0' : ''}.`;
  return [...key].reduce(withDigit, line);
}

/** Yuan as a line that goes on being typed; empty for none. */
export function lineOf(yuan: number | null): string {
  if (yuan === null || yuan < 0) return '';
  return (Math.round(yuan * 100) / 100).toString();
}

/** A number with at most two decimals, in fen. */
const fenOf = (number: string): bigint => {
  const [whole = '', decimals = ''] = number.split('.');
  return BigInt((whole || '0') + decimals.padEnd(DECIMALS, '0'));
};

/** A product of yuan in fen, rounded half up once at the end. */
function productOf(factors: readonly string[]): bigint {
  const exact = factors.reduce((product, factor) => product * fenOf(factor), BigInt(1));
  const surplus = BigInt(100) ** BigInt(factors.length - 1);
  return (exact + surplus / BigInt(2)) / surplus;
}

/** What the line comes to: × before +, each product rounded to the fen. `most` in yuan. */
export function totalOf(line: string, most: number = MOST_YUAN): SumTotal {
  if (line === '') return { yuan: null, fault: 'empty' };
  const products = line.split('+').map((product) => product.split('×'));
  if (products.flat().some((number) => !/^\d+(\.\d{1,2})?$/.test(number))) return { yuan: null, fault: 'unfinished' };
  const fen = products.reduce((sum, factors) => sum + productOf(factors), BigInt(0));
  if (fen > BigInt(Math.round(most * 100))) return { yuan: null, fault: 'tooMuch' };
  return { yuan: Number(fen) / 100, fault: null };
}

/**
 * 每月 × 月数: what was typed is the pay of a month, and the year's is that many times as much. Tapping another number of months takes the place of the first.
 * A sum is added up before it is multiplied. The line stays as it is while it comes to nothing.
 */
export function timesMonths(line: string, months: number): string {
  const before = /^[\d.]+×\d+$/.test(line) && MONTHS.test(line) ? line.replace(MONTHS, '') : line;
  const { yuan } = totalOf(before);
  return yuan === null ? line : `${/[+×]/.test(before) ? lineOf(yuan) : before}×${months}`;
}

/** Months that the line was multiplied with by `timesMonths`, to show which is chosen; null for none. */
export const monthsOf = (line: string): number | null => (/^[\d.]+×\d+$/.test(line) && MONTHS.test(line) ? Number(line.split('×')[1]) : null);

/** The key that a press on a real keyboard means; null for one that means nothing here. */
export function keyTyped(key: string): SumKey | null {
  if (/^[0-9.+]$/.test(key)) return key as SumKey;
  if (/^[０-９]$/.test(key)) return String.fromCharCode(key.charCodeAt(0) - 0xfee0) as SumKey;
  if (['*', 'x', 'X', '×', '＊'].includes(key)) return '×';
  if (['。', '．', ','].includes(key)) return '.';
  if (key === '＋') return '+';
  if (key === 'Backspace') return 'back';
  return key === 'Delete' ? 'clear' : null;
}
