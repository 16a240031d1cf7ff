// Fields of the archive and their values in the words of the page's language.
import { fieldName, questionOf, valueWords, type Wording } from '../domain/archive/field-words.ts';
import { type FieldValue, partsOf } from '../domain/archive/fields.ts';
import { choicesOf, labelOfChoice } from '../domain/survey/choices.ts';
import type { Form } from '../domain/survey/form.ts';
import { fieldWording } from '../words/common/field-wording.ts';
import { common, language, words } from './language.ts';

export const wordingOf = (form: Form): Wording => fieldWording(form.definition, language.value, common());

/** 王小燕 · 健康状况. */
export const nameOfField = (form: Form, path: string, memberName: string): string =>
  fieldName(wordingOf(form), path, { members: memberName ? [{ id: partsOf(path).instance, name: memberName } as never] : [] });

export const sayField = (form: Form, path: string, value: unknown): string =>
  valueWords(wordingOf(form), path, value as FieldValue | null) || words().conflicts.nothing;

/** How a value of this field is given: one or several of a list, a number, a day, a text; null for a fact of several answers. */
export type EntryKind =
  | { kind: 'one' | 'several'; options: readonly { value: string; word: string }[]; boolean: boolean }
  | { kind: 'number' | 'date' | 'text' }
  | null;

/** `known`: values that the field has had, which tell how it is kept. */
export function entryKind(form: Form, path: string, known: readonly unknown[]): EntryKind {
  const isRecord = (value: unknown): boolean =>
    typeof value === 'object' && value !== null && (!Array.isArray(value) || value.some((one) => typeof one === 'object'));
  if (known.some(isRecord)) return null;
  const wording = wordingOf(form);
  const { key } = partsOf(path);
  const kind = key in wording.kinds ? wording.kinds[key as keyof Wording['kinds']] : null;
  if (kind) return { kind: 'one', options: Object.entries(kind.values).map(([value, word]) => ({ value, word })), boolean: false };
  const { definition, language: named } = wording;
  const question = questionOf(definition, path);
  const options = question
    ? choicesOf(definition, question).map((choice) => ({ value: choice.name, word: labelOfChoice(choice, named, definition) }))
    : [];
  const boolean = options.length === 2 && options.every(({ value }) => value === 'yes' || value === 'no');
  if (question?.type === 'select_multiple' || question?.type === 'rank') return { kind: 'several', options, boolean: false };
  if (options.length > 0) return { kind: 'one', options, boolean };
  if (known.some((value) => typeof value === 'number') || question?.type === 'decimal' || question?.type === 'integer') return { kind: 'number' };
  return { kind: question?.type === 'date' ? 'date' : 'text' };
}
