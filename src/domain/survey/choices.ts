// The choices of a question, with the `other` that or_other adds, and what they are called.
import { type Choice, type Definition, type Question, textIn } from './definition.ts';

const OTHER: Choice = { name: 'other' };

/** The choices of a question's list, `other` included. None for a question without a list, or with one that the form hasn't. */
export function choicesOf(definition: Definition, { list, orOther }: Question): readonly Choice[] {
  const choices = Object.entries(definition.lists).find(([name]) => name === list)?.[1] ?? [];
  return orOther && !choices.some((choice) => choice.name === OTHER.name) ? [...choices, OTHER] : choices;
}

/** A choice's label in a language, its name where it has none. */
export function labelOfChoice(choice: Choice, language: string, definition: Definition): string {
  if (choice === OTHER) return /\(en\)|english/i.test(language) ? 'Other' : '其他';
  return textIn(choice.label, language, definition.languages) || choice.name;
}
