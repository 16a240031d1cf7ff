// A survey's definition: an immutable, versioned document of sections, questions, option lists and repeated groups. What XLSForm can say, and what the county adds.
import * as z from 'zod/mini';
import { canonicalJson } from '../canonical-json.ts';

/** One text in several languages. The keys are the form's own names of its languages (`中文 (zh)`); `default` where a form has only one. */
export const Text = z.record(z.string(), z.string());
export type Text = z.infer<typeof Text>;

/** An expression as written: XLSForm's language, parsed when the definition is loaded. */
const Expression = z.string().check(z.minLength(1), z.maxLength(5000));

/** A list that is made of a question's answers, with that question's name. */
export const LIST_FROM_ANSWERS = /^\$\{\s*([^{}]+?)\s*\}$/;

/** A name as XLSForm allows it: a letter or underscore, then letters, digits, underscores, hyphens and points. Chinese letters are letters. */
export const NAME = /^[\p{L}_][\p{L}\p{N}_.-]*$/u;
const Name = z.string().check(z.regex(NAME), z.maxLength(100));

/** Kinds of answers. `start`, `end` and `today` fill themselves from the clock that is passed in. */
export const QuestionType = z.enum([
  'integer',
  'decimal',
  'range',
  'text',
  'select_one',
  'select_multiple',
  'rank',
  'note',
  'date',
  'time',
  'dateTime',
  'geopoint',
  'geotrace',
  'geoshape',
  'image',
  'audio',
  'video',
  'file',
  'barcode',
  'acknowledge',
  'calculate',
  'hidden',
  'start',
  'end',
  'today',
]);
export type QuestionType = z.infer<typeof QuestionType>;

/** One answer that can be chosen. `attributes` are further columns of its list, which a choice filter may ask for. */
export const Choice = z.strictObject({
  name: z.string().check(z.minLength(1), z.maxLength(200)),
  label: z.optional(Text),
  attributes: z.optional(z.record(z.string(), z.string())),
});
export type Choice = z.infer<typeof Choice>;

/** What questions, groups and repeats have in common. */
const common = {
  name: Name,
  label: z.optional(Text),
  hint: z.optional(Text),
  relevant: z.optional(Expression),
  /** How it wants to look; words that mean nothing here are kept and ignored. */
  appearance: z.optional(z.string()),
};

/** `true` always; an expression when it depends. */
const Condition = z.union([z.literal(true), Expression]);

export const Question = z.strictObject({
  kind: z.literal('question'),
  type: QuestionType,
  ...common,
  guidance: z.optional(Text),
  required: z.optional(Condition),
  requiredMessage: z.optional(Text),
  readonly: z.optional(Condition),
  constraint: z.optional(Expression),
  constraintMessage: z.optional(Text),
  /** A value as it would be typed, or an expression (see `isExpressionDefault`), taken once when the question comes to be. */
  default: z.optional(z.string()),
  /** Computed as long as nobody answered it; always, where it can't be answered. */
  calculation: z.optional(Expression),
  /** For select_one, select_multiple and rank: a list, or `${question}` in a repeat, whose answers are then the choices. */
  list: z.optional(z.string()),
  choiceFilter: z.optional(Expression),
  /** Adds the choice `other` and a text question `<name>_other`. */
  orOther: z.optional(z.literal(true)),
  parameters: z.optional(z.record(z.string(), z.string())),
  /** 元, 亩, ㎡ … */
  unit: z.optional(Text),
  /** Where the archive holds the value: a path with points, within the record of the enclosing repeat. */
  prefill: z.optional(z.string()),
  /** Whether `counted-sum` takes this item into the net income; absent means yes. */
  countsInNetIncome: z.optional(z.boolean()),
});
export type Question = z.infer<typeof Question>;

export interface Group extends z.infer<typeof GroupHead> {
  items: Item[];
}
export interface Repeat extends z.infer<typeof RepeatHead> {
  items: Item[];
}
export type Item = Question | Group | Repeat;

const GroupHead = z.strictObject({ kind: z.literal('group'), ...common });
const RepeatHead = z.strictObject({
  kind: z.literal('repeat'),
  ...common,
  /** How many instances there are, where the form decides it and not the collector. */
  count: z.optional(Expression),
  /** Where the archive holds the list of records, one an instance. */
  prefill: z.optional(z.string()),
});

const Items = z.array(z.lazy(() => Item)).check(z.maxLength(2000));
const Item: z.ZodMiniType<Item> = z.lazy(() =>
  z.discriminatedUnion('kind', [Question, z.extend(GroupHead, { items: Items }), z.extend(RepeatHead, { items: Items })]),
) as unknown as z.ZodMiniType<Item>;

export const Definition = z.strictObject({
  /** Of this format; a phone that doesn't know it asks for an update. */
  format: z.literal(1),
  id: z.string().check(z.minLength(1), z.maxLength(200)),
  version: z.string().check(z.maxLength(100)),
  title: z.string().check(z.maxLength(500)),
  /** The languages its texts are in, the first being the one to fall back on. */
  languages: z.array(z.string()).check(z.minLength(1)),
  lists: z.record(z.string(), z.array(Choice)),
  items: Items,
});
export type Definition = z.infer<typeof Definition>;

/** The hash that names a definition's content. `digest` turns a text into a hex digest; it is passed in, for this room has no cryptography. */
export const definitionHash = (definition: Definition, digest: (text: string) => Promise<string>): Promise<string> =>
  digest(canonicalJson(definition));

/** A text in a language, else in the first of the form's languages that has it, else empty. */
export function textIn(text: Text | undefined, language: string, languages: readonly string[]): string {
  if (!text) return '';
  for (const candidate of [language, ...languages]) if (text[candidate]) return text[candidate];
  return '';
}

/** The form's name for a language code: `zh` finds `中文 (zh)`; a form without it answers in its first language. */
export function languageNamed(definition: Definition, code: string): string {
  return definition.languages.find((name) => name === code || name.endsWith(`(${code})`)) ?? (definition.languages[0] as string);
}

const NUMERIC: readonly QuestionType[] = ['integer', 'decimal', 'range'];

/** A default is an expression when it calls a function or names a question; a number's also when it isn't a number (`1 + 1`). */
export const isExpressionDefault = (question: Question): boolean =>
  question.default !== undefined &&
  (/\$\{|[\w:-]\(/.test(question.default) || (NUMERIC.includes(question.type) && Number.isNaN(Number(question.default))));
