// What counts as an answer to a question: whatever was typed is kept; what can't be right is said, not thrown away.
import type { AnswerValue } from './answers.ts';
import { choicesOf } from './choices.ts';
import type { Choice, Definition, Question } from './definition.ts';
import { dayFraction, dayNumber } from './expression/dates.ts';
import { type Value, wordsOf } from './expression/values.ts';
import type { FormNode } from './form.ts';

const SEVERAL = ['select_multiple', 'rank'];
const NUMBERS = ['integer', 'decimal', 'range'];
/** Longer texts are cut: no survey asks for a book, and a stuck key must not fill the phone. */
const LONGEST = 10_000;

/** Kinds that a person never answers. */
const SILENT = ['note', 'calculate', 'hidden', 'start', 'end', 'today'];

/** Whether a person answers it, as far as its kind says. */
export const isAsked = (node: FormNode): boolean => node.kind === 'question' && !SILENT.includes(node.type ?? '');

/** An answer in the form that the question's kind keeps; null for an emptied one. Undefined for what is no answer at all. */
export function acceptAnswer(node: FormNode, raw: unknown): AnswerValue | null | undefined {
  if (raw === null || raw === undefined || raw === '') return null;
  const type = node.type ?? '';
  if (Array.isArray(raw) || SEVERAL.includes(type)) {
    const words = (Array.isArray(raw) ? raw : [raw]).flatMap((word) => (typeof word === 'string' || typeof word === 'number' ? wordsOf(word) : []));
    const chosen = [...new Set(words)].slice(0, 500);
    if (chosen.length === 0) return null;
    return SEVERAL.includes(type) ? chosen : chosen.join(' ');
  }
  if (typeof raw === 'number') {
    if (!Number.isFinite(raw)) return undefined;
    // No minus zero: JSON does not know it.
    return NUMBERS.includes(type) ? raw + 0 : String(raw);
  }
  if (typeof raw === 'boolean') return raw ? 'true' : 'false';
  if (typeof raw !== 'string') return undefined;
  const text = raw.slice(0, LONGEST);
  if (!NUMBERS.includes(type)) return text;
  // A Chinese keyboard types wide digits; 1,200 is written as often as 1200.
  const plain = text.replace(/[０-９．－]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0)).replace(/[\s,，]/g, '');
  return /^-?(\d+\.?\d*|\.\d+)$/.test(plain) ? Number(plain) + 0 : text.trim() === '' ? null : text;
}

/** Why an answer can't be right by its kind: `type`, or `choice` for one that is not offered. */
export function faultOfKind(
  node: FormNode,
  seen: Value,
  offers: (choice: Choice) => boolean,
  choices: ReadonlyMap<string, Choice>,
): 'type' | 'choice' | null {
  const { parameters = {} } = node.item as Question;
  const text = String(seen);
  switch (node.type) {
    case 'integer':
      return Number.isSafeInteger(seen) ? null : 'type';
    case 'decimal':
      return typeof seen === 'number' ? null : 'type';
    case 'range': {
      const within = typeof seen === 'number' && !(seen < Number(parameters.start ?? 0)) && !(seen > Number(parameters.end ?? 10));
      return within ? null : 'type';
    }
    case 'date':
      return text.length === 10 && !Number.isNaN(dayNumber(text)) ? null : 'type';
    case 'dateTime':
      return text.length > 10 && !Number.isNaN(dayNumber(text)) ? null : 'type';
    case 'time':
      return Number.isNaN(dayFraction(text)) ? 'type' : null;
    case 'geopoint':
      return /^-?\d+(\.\d+)?( -?\d+(\.\d+)?){1,3}$/.test(text) ? null : 'type';
    case 'select_one':
    case 'select_multiple':
    case 'rank': {
      const chosen = node.type === 'select_one' ? [text] : wordsOf(text);
      const offered = (name: string): boolean => {
        const choice = choices.get(name);
        return choice !== undefined && offers(choice);
      };
      return chosen.every(offered) ? null : 'choice';
    }
    default:
      return null;
  }
}

/** A question's choices by name; made once a form, for a list of villages is long and asked after with every answer. */
export function choiceIndex(definition: Definition): (node: FormNode) => ReadonlyMap<string, Choice> {
  const known = new Map<string, ReadonlyMap<string, Choice>>();
  return (node) => {
    const { list, orOther } = node.item as Question;
    const name = `${list ?? ''}${orOther ? '+' : ''}`;
    const index = known.get(name) ?? new Map(choicesOf(definition, node.item as Question).map((choice) => [choice.name, choice]));
    known.set(name, index);
    return index;
  };
}
