// How the sections of the official survey write their questions down: Chinese and English side by side, prefilled from the archive's field of the same name.
import type { Choice, Group, Item, Question, QuestionType, Repeat, Text } from '../survey/definition.ts';

export const ZH = '中文 (zh)';
export const EN = 'English (en)';

/** One text in both languages. */
export const say = (zh: string, en: string): Text => ({ [ZH]: zh, [EN]: en });

/** What else a question may have. */
export type More = Partial<Omit<Question, 'kind' | 'type' | 'name' | 'label'>>;

/** A question that a person answers, prefilled from the known record's field of its name. */
export const ask = (type: QuestionType, name: string, zh: string, en: string, more: More = {}): Question => ({
  kind: 'question',
  type,
  name,
  label: say(zh, en),
  prefill: name,
  ...more,
});

export const choose = (name: string, list: string, zh: string, en: string, more: More = {}): Question =>
  ask('select_one', name, zh, en, { list, ...more });

/** A question answered by 是 or 否. */
export const yesNo = (name: string, zh: string, en: string, more: More = {}): Question => choose(name, 'yesNo', zh, en, more);

const NOT_NEGATIVE = say('不能小于 0', 'Not less than 0');

/** A number with its unit, 0 or more. */
export const measure = (name: string, zh: string, en: string, unit: Text, more: More = {}): Question =>
  ask('decimal', name, zh, en, { unit, constraint: '. >= 0', constraintMessage: NOT_NEGATIVE, ...more });

/** Of every amount. */
export const YUAN = say('元', 'yuan');

/** 元 and fen, 0 or more. */
export const money = (name: string, zh: string, en: string, more: More = {}): Question =>
  measure(name, zh, en, YUAN, {
    constraint: '. >= 0 and . = round(., 2)',
    constraintMessage: say('不能小于 0，最多两位小数', 'Not less than 0, at most two decimals'),
    ...more,
  });

/** A month as YYYY-MM, which XLSForm has no kind of its own for: a condition, and the first day of the month it names as a date. */
export const IS_MONTH = "regex(., '[0-9]{4}-(0[1-9]|1[0-2])')";
export const ITS_FIRST_DAY = "date(concat(., '-01'))";

export const month = (name: string, zh: string, en: string, more: More = {}): Question =>
  ask('text', name, zh, en, {
    appearance: 'month-year',
    constraint: IS_MONTH,
    constraintMessage: say('请填年和月，如 2026-05', 'Year and month, as 2026-05'),
    ...more,
  });

export const pastMonth = (name: string, zh: string, en: string): Question =>
  month(name, zh, en, {
    constraint: `${IS_MONTH} and ${ITS_FIRST_DAY} <= today()`,
    constraintMessage: say('请填年和月，如 2026-05，不能晚于本月', 'Year and month, as 2026-05, not in the future'),
  });

/** A day that is not in the future. */
export const pastDay = (name: string, zh: string, en: string, more: More = {}): Question =>
  ask('date', name, zh, en, { constraint: '. <= today()', constraintMessage: say('不能晚于今天', 'Not after today'), ...more });

/** Computed from other answers; nobody is asked, and nobody reads it. */
export const computed = (name: string, calculation: string): Question => ({ kind: 'question', type: 'calculate', name, calculation });

/** Computed, and printed and reviewed with the answers. */
export const reckoned = (name: string, zh: string, en: string, calculation: string, unit?: Text): Question => ({
  ...computed(name, calculation),
  label: say(zh, en),
  ...(unit ? { unit } : {}),
});

/** Set by the app (`tell`), never asked. */
export const told = (name: string, more: More = {}): Question => ({ kind: 'question', type: 'hidden', name, ...more });

export const group = (name: string, zh: string, en: string, items: Item[], more: Partial<Omit<Group, 'items'>> = {}): Group => ({
  kind: 'group',
  name,
  label: say(zh, en),
  ...more,
  items,
});

/** One instance for each record in the known record's list of its name. */
export const repeat = (name: string, zh: string, en: string, items: Item[], more: Partial<Omit<Repeat, 'items'>> = {}): Repeat => ({
  kind: 'repeat',
  name,
  label: say(zh, en),
  prefill: name,
  ...more,
  items,
});

/** Options with their words, one entry for each code: a code without words, or words without a code, does not compile. */
export const options = <Code extends string>(codes: readonly Code[], words: Record<Code, readonly [zh: string, en: string]>): Choice[] =>
  codes.map((name) => {
    const [zh, en] = words[name];
    return { name, label: say(zh, en) };
  });
