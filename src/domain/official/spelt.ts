// Long option lists that are searched by pinyin: the spelling stands beside each name, made beforehand, because the dictionary is too big for a phone.
import type { Choice } from '../survey/definition.ts';
import { say } from './wording.ts';

/** Code, Chinese, pinyin with a blank between syllables, and where the capitalised pinyin won't do, English. */
export type Spelt = readonly [name: string, zh: string, pinyin: string, en?: string];

const capital = (pinyin: string): string => {
  const joined = pinyin.replaceAll(' ', '');
  return `${joined.charAt(0).toUpperCase()}${joined.slice(1)}`;
};

/** A choice with `pinyin` (jiang xian) and `initials` (jx) as attributes, beside others of its own. */
export const spelt = ([name, zh, pinyin, en]: Spelt, others: Record<string, string> = {}): Choice => ({
  name,
  label: say(zh, en ?? capital(pinyin)),
  attributes: {
    ...others,
    pinyin,
    initials: pinyin
      .split(' ')
      .map((syllable) => syllable.charAt(0))
      .join(''),
  },
});
