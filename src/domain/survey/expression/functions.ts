// The functions of XLSForm's language that need nothing but their arguments, with what they take and give.
import { dayFraction, dayNumber, dayText, formatDate } from './dates.ts';
import { addUp, roundTo, tidy, toBoolean, toNumber, toText, type Value, wordsOf } from './values.ts';

/** What an expression gives, as far as it can be known without answers. `any` is a text that may hold a number. */
export type Kind = 'number' | 'text' | 'boolean' | 'date' | 'choice' | 'choices' | 'media' | 'any';

/**
 * What each argument must be: n number, t text, b truth value, d date, c chosen values, a anything, N a question or repeat.
 * After `?` they may be left out; after `*` the last one may come any number of times, once at least.
 */
export interface PlainFunction {
  takes: string;
  gives: Kind;
  of: (...values: Value[]) => Value;
}

const numeric = (of: (...numbers: number[]) => number, takes = 'n'): PlainFunction => ({
  takes,
  gives: 'number',
  of: (...values) => tidy(of(...values.map(toNumber))),
});
const textual = (of: (...texts: string[]) => Value, takes = 't', gives: Kind = 'text'): PlainFunction => ({
  takes,
  gives,
  of: (...values) => of(...values.map(toText)),
});

/** A date as text, from a text or from a number of days. */
const day = (value: Value): string => (typeof value === 'number' ? dayText(value) : toText(value));
/** What is left of a date and time that exists. */
const realDay = (value: Value): string => (Number.isNaN(dayNumber(day(value))) ? '' : day(value));

/** Numbers among the values; empty ones don't count, so that a sum over members is not spoilt by one who has not answered. */
const numbersOf = (values: Value[]): number[] => values.map(toNumber).filter((number) => !Number.isNaN(number));

const formatted: PlainFunction = { takes: 'dt', gives: 'text', of: (date, format) => formatDate(day(date as Value), toText(format as Value)) };

export const PLAIN_FUNCTIONS: ReadonlyMap<string, PlainFunction> = new Map(
  Object.entries<PlainFunction>({
    true: { takes: '', gives: 'boolean', of: () => true },
    false: { takes: '', gives: 'boolean', of: () => false },
    not: { takes: 'b', gives: 'boolean', of: (value) => !toBoolean(value as Value) },
    boolean: { takes: 'a', gives: 'boolean', of: (value) => toBoolean(value as Value) },
    'boolean-from-string': textual((text) => text === 'true' || text === '1', 'a', 'boolean'),
    string: { takes: 'a', gives: 'text', of: (value) => toText(value as Value) },
    number: { takes: 'a', gives: 'number', of: (value) => toNumber(value as Value) },
    int: numeric(Math.trunc as (...numbers: number[]) => number),
    round: numeric((number = 0, places = 0) => roundTo(number, places), 'n?n'),
    abs: numeric(Math.abs as (...numbers: number[]) => number),
    floor: numeric(Math.floor as (...numbers: number[]) => number),
    ceiling: numeric(Math.ceil as (...numbers: number[]) => number),
    pow: numeric(Math.pow as (...numbers: number[]) => number, 'nn'),
    sqrt: numeric(Math.sqrt as (...numbers: number[]) => number),
    'string-length': textual((text = '') => [...text].length, 't', 'number'),
    substr: {
      takes: 'tn?n',
      gives: 'text',
      of: (text, from, to) => toText(text as Value).slice(toNumber(from as Value), to === undefined ? undefined : toNumber(to)),
    },
    contains: textual((text = '', part = '') => text.includes(part), 'tt', 'boolean'),
    'starts-with': textual((text = '', part = '') => text.startsWith(part), 'tt', 'boolean'),
    'ends-with': textual((text = '', part = '') => text.endsWith(part), 'tt', 'boolean'),
    'substring-before': textual((text = '', part = '') => (text.includes(part) ? text.slice(0, text.indexOf(part)) : ''), 'tt'),
    'substring-after': textual((text = '', part = '') => (text.includes(part) ? text.slice(text.indexOf(part) + part.length) : ''), 'tt'),
    translate: textual(
      (text = '', from = '', to = '') =>
        [...text].map((letter) => (from.includes(letter) ? ([...to][[...from].indexOf(letter)] ?? '') : letter)).join(''),
      'ttt',
    ),
    'normalize-space': textual((text = '') => text.trim().replace(/\s+/g, ' ')),
    selected: { takes: 'ct', gives: 'boolean', of: (chosen, word) => wordsOf(chosen as Value).includes(toText(word as Value).trim()) },
    'selected-at': { takes: 'cn', gives: 'text', of: (chosen, index) => wordsOf(chosen as Value)[toNumber(index as Value)] ?? '' },
    'count-selected': { takes: 'c', gives: 'number', of: (chosen) => wordsOf(chosen as Value).length },
    date: { takes: 'd', gives: 'date', of: (value) => realDay(value as Value).slice(0, 10) },
    'date-time': { takes: 'd', gives: 'date', of: (value) => realDay(value as Value) },
    'format-date': formatted,
    'format-date-time': formatted,
    'decimal-date-time': { takes: 'd', gives: 'number', of: (value) => toNumber(value as Value) },
    'decimal-time': textual((text = '') => dayFraction(text), 't', 'number'),
  }),
);

/** Functions over lists: a question in a repeat gives a value for each instance that applies. */
export const LIST_FUNCTIONS: ReadonlyMap<string, Omit<PlainFunction, 'of'> & { of: (values: Value[]) => Value }> = new Map(
  Object.entries<Omit<PlainFunction, 'of'> & { of: (values: Value[]) => Value }>({
    count: { takes: 'N', gives: 'number', of: (values) => values.length },
    'count-non-empty': { takes: 'N', gives: 'number', of: (values) => values.filter((value) => value !== '').length },
    sum: { takes: '*N', gives: 'number', of: (values) => addUp(numbersOf(values)) },
    min: {
      takes: '*n',
      gives: 'number',
      of: (values) => numbersOf(values).reduce((least, number) => (number < least ? number : least), numbersOf(values)[0] ?? Number.NaN),
    },
    max: {
      takes: '*n',
      gives: 'number',
      of: (values) => numbersOf(values).reduce((most, number) => (number > most ? number : most), numbersOf(values)[0] ?? Number.NaN),
    },
    concat: { takes: '*a', gives: 'text', of: (values) => values.map(toText).join('') },
    join: {
      takes: 't*a',
      gives: 'text',
      of: ([separator = '', ...values]) =>
        values
          .map(toText)
          .filter((text) => text !== '')
          .join(toText(separator)),
    },
  }),
);
