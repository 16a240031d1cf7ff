// Small forms for the stories of this folder, and a survey opened on them.
import { expect } from 'vitest';
import { Definition, type Group, type Item, type Question, type QuestionType, type Repeat } from '../../src/domain/survey/definition.ts';
import type { Form } from '../../src/domain/survey/form.ts';
import { type LoadFault, loadDefinition } from '../../src/domain/survey/load.ts';
import type { Survey } from '../../src/domain/survey/recompute.ts';
import { type Opening, openSurvey } from '../../src/domain/survey/survey.ts';
import { viewOf } from '../../src/domain/survey/view.ts';

export const question = (type: QuestionType, name: string, more: Partial<Question> = {}): Question => ({ kind: 'question', type, name, ...more });
export const group = (name: string, items: Item[], more: Partial<Group> = {}): Group => ({ kind: 'group', name, items, ...more });
export const repeat = (name: string, items: Item[], more: Partial<Repeat> = {}): Repeat => ({ kind: 'repeat', name, items, ...more });
export const calculate = (name: string, calculation: string): Question => question('calculate', name, { calculation });

export const definition = (items: Item[], lists: Definition['lists'] = {}): Definition =>
  Definition.parse({ format: 1, id: 'form', version: '1', title: '表', languages: ['中文 (zh)', 'English (en)'], lists, items });

export const yesNo: Definition['lists'] = {
  yn: [
    { name: 'yes', label: { '中文 (zh)': '是', 'English (en)': 'Yes' } },
    { name: 'no', label: { '中文 (zh)': '否', 'English (en)': 'No' } },
  ],
};

export function formOf(items: Item[], lists: Definition['lists'] = yesNo): Form {
  const { form, faults } = loadDefinition(definition(items, lists));
  expect(faults.filter((fault) => fault.severity === 'error')).toEqual([]);
  return form as Form;
}

export const faultsOf = (items: Item[], lists: Definition['lists'] = yesNo): LoadFault[] => loadDefinition(definition(items, lists)).faults;

export const clock = { today: '2026-11-22', now: '2026-11-22T09:30:00.000+08:00' };

export function counter(): () => string {
  let next = 0;
  return () => `i${++next}`;
}

export const open = (items: Item[], more: Partial<Opening> & { lists?: Definition['lists'] } = {}): Survey => {
  const { lists = yesNo, ...opening } = more;
  return openSurvey(formOf(items, lists), { clock, newId: counter(), language: 'zh', ...opening });
};

export const valueAt = (survey: Survey, key: string, instanceId = 'root'): unknown => viewOf(survey, instanceId, key)?.value;

/** What an expression computes to when nothing else is in the form. */
export const computed = (
  expression: string,
  others: Item[] = [],
  lists: Definition['lists'] = yesNo,
  answers: Opening['draft'] | undefined = undefined,
): unknown => valueAt(open([...others, calculate('result', expression)], { lists, draft: answers }), 'result');
