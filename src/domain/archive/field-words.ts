// What a field of the archive is called and what its value says, in the words of the official survey's questions and lists.

import type { Household } from '../household.ts';
import type { Job } from '../member-details.ts';
import { choicesOf, labelOfChoice } from '../survey/choices.ts';
import { type Choice, type Definition, type Item, type Question, textIn } from '../survey/definition.ts';
import { type FieldValue, partsOf } from './fields.ts';

/** A definition and one of its languages. */
export interface Wording {
  definition: Definition;
  language: string;
  /** Kinds that the survey asks by several questions: their names and values are in the dictionaries. */
  kinds: Readonly<Record<'medicalInsurance' | 'pension' | 'relief', { name: string; values: Readonly<Record<string, string>> }>>;
  yesNo: { yes: string; no: string };
  /** After the year of an income: 年. */
  yearMark: string;
  /** Between several answers. */
  listMark: string;
}

const questions = new WeakMap<Definition, ReadonlyMap<string, Question>>();

function questionsOf(definition: Definition): ReadonlyMap<string, Question> {
  const known = questions.get(definition);
  if (known) return known;
  const found = new Map<string, Question>();
  const walk = (items: readonly Item[]): void => {
    for (const item of items) {
      if (item.kind !== 'question') walk(item.items);
      else if (!found.has(item.name)) found.set(item.name, item);
    }
  };
  walk(definition.items);
  questions.set(definition, found);
  return found;
}

/** Where a field is one fact made of several questions: the one that names it. */
const NAMED_BY: Readonly<Record<string, string>> = { helper: 'helperName', jobs: 'workPlace' };

/** The question that a field answers; undefined for a kind that no single question asks. */
export const questionOf = (definition: Definition, path: string): Question | undefined => {
  const { key } = partsOf(path);
  return questionsOf(definition).get(NAMED_BY[key] ?? key);
};

const kindOf = (wording: Wording, key: string) => (key in wording.kinds ? wording.kinds[key as keyof Wording['kinds']] : undefined);

/** 王小燕 · 健康状况; 联系电话; 2026 年 务工工资. */
export function fieldName(wording: Wording, path: string, household: Pick<Household, 'members'>): string {
  const { instance, key } = partsOf(path);
  const { definition, language } = wording;
  const question = questionOf(definition, path);
  const name = kindOf(wording, key)?.name ?? ((question && textIn(question.label, language, definition.languages)) || key);
  if (/^\d{4}$/.test(instance)) return `${instance}${wording.yearMark} ${name}`;
  const member = household.members.find((one) => one.id === instance);
  return member ? `${member.name} · ${name}` : name;
}

const amounts = new Intl.NumberFormat('zh-CN', { maximumFractionDigits: 2 });

const inWords = (wording: Wording, key: string, value: unknown): string => {
  if (typeof value === 'boolean') return value ? wording.yesNo.yes : wording.yesNo.no;
  if (Array.isArray(value)) return value.map((one) => inWords(wording, key, one)).join(wording.listMark);
  const question = questionsOf(wording.definition).get(key);
  const choice = question && choicesOf(wording.definition, question).find((one: Choice) => one.name === value);
  const unit = question?.unit && typeof value === 'number' ? ` ${textIn(question.unit, wording.language, wording.definition.languages)}` : '';
  return choice
    ? labelOfChoice(choice, wording.language, wording.definition)
    : `${typeof value === 'number' ? amounts.format(value) : String(value)}${unit}`;
};

const jobWords = (wording: Wording, job: Job): string =>
  [
    job.placeName ?? job.workCounty ?? job.workPlace,
    ...(['workMonths', 'monthlyPay', 'employer', 'trade'] as const).map((key) =>
      job[key] === undefined ? undefined : inWords(wording, key, job[key]),
    ),
  ]
    .filter(Boolean)
    .join(' ');

/** What a value says; empty for null. A fact of several answers is said in one line. */
export function valueWords(wording: Wording, path: string, value: FieldValue | null): string {
  if (value === null) return '';
  const { key } = partsOf(path);
  const kind = kindOf(wording, key);
  if (kind) return kind.values[String(value)] ?? String(value);
  if (key === 'jobs') return (value as Job[]).map((job) => jobWords(wording, job)).join('；');
  if (typeof value === 'object' && !Array.isArray(value)) {
    return Object.entries(value)
      .filter(([, part]) => part !== '' && part !== null)
      .map(([name, part]) => inWords(wording, name, part))
      .join(' ');
  }
  return inWords(wording, key, value);
}
