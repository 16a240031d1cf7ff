// Answers read one by one from a record of any form: what is not there, or is not of its kind, is null.
import { ownValue } from '../own-value.ts';
import type { AnswerValue } from '../survey/answers.ts';

export type Answers = Readonly<Record<string, AnswerValue>>;

const at = (answers: Answers, key: string): AnswerValue | null => ownValue(answers, key) ?? null;

/** A text without blanks around it; a number as its digits. */
export function textAt(answers: Answers, key: string): string | null {
  const value = at(answers, key);
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : null;
}

/** More yuan, months or 亩 than any household has: a number out of bounds says nothing, and sums of such would not be numbers any more. */
const BEYOND = 1e12;

export function numberAt(answers: Answers, key: string): number | null {
  const value = at(answers, key);
  const read = typeof value === 'number' ? value : typeof value === 'string' && value.trim() !== '' ? Number(value) : Number.NaN;
  return Math.abs(read) < BEYOND ? read : null;
}

/** `yes` or `no`. */
export function yesAt(answers: Answers, key: string): boolean | null {
  const value = at(answers, key);
  return value === 'yes' ? true : value === 'no' ? false : null;
}

/** One of a list of codes. */
export function codeAt<Code extends string>(answers: Answers, key: string, codes: readonly Code[]): Code | null {
  const value = at(answers, key);
  return codes.find((code) => code === value) ?? null;
}

/** Those of a list of codes that were chosen, in the order in which they were; null when nothing was. */
export function codesAt<Code extends string>(answers: Answers, key: string, codes: readonly Code[]): Code[] | null {
  const value = at(answers, key);
  const words = Array.isArray(value) ? value : typeof value === 'string' ? value.split(' ') : [];
  const known = words.filter((word): word is Code => codes.includes(word as Code));
  return known.length > 0 ? known : null;
}
