// The official survey as a definition: it loads, says everything in both languages, and its names are those that the rules and the archive use.
import { expect, test } from 'vitest';
import { INCOME_PARTS } from '../../src/domain/official/codes.ts';
import { OFFICIAL_SURVEY } from '../../src/domain/official/survey.ts';
import { Definition, type Item } from '../../src/domain/survey/definition.ts';
import type { FormNode } from '../../src/domain/survey/form.ts';
import { loadDefinition } from '../../src/domain/survey/load.ts';

const flat = (items: readonly Item[]): Item[] => items.flatMap((item) => (item.kind === 'question' ? [item] : [item, ...flat(item.items)]));
const all = flat(OFFICIAL_SURVEY.items);

test('it is a definition, and it loads without a fault or a warning', () => {
  expect(Definition.parse(OFFICIAL_SURVEY)).toEqual(OFFICIAL_SURVEY);
  expect(loadDefinition(OFFICIAL_SURVEY).faults).toEqual([]);
});

test('every answer keeps its own name: no key is made of a path', () => {
  const { form } = loadDefinition(OFFICIAL_SURVEY);
  expect(form?.nodes.map((node: FormNode) => node.key).filter((key) => key.includes('/'))).toEqual([]);
});

test('whatever is asked has its words in Chinese and in English, and is prefilled from the field of its name', () => {
  for (const item of all) {
    if (item.kind === 'question' && (item.type === 'calculate' || item.type === 'hidden')) continue;
    for (const text of [item.label, item.hint, ...(item.kind === 'question' ? [item.unit, item.constraintMessage] : [])])
      if (text || text === item.label) expect(Object.keys(text ?? {}), item.name).toEqual(OFFICIAL_SURVEY.languages);
    if (item.kind !== 'group') expect(item.prefill).toBe(item.name);
  }
  for (const [list, choices] of Object.entries(OFFICIAL_SURVEY.lists))
    for (const { name, label } of choices) expect(Object.keys(label ?? {}), `${list} ${name}`).toEqual(OFFICIAL_SURVEY.languages);
});

test('the steps stand in the order of the form', () => {
  const steps = OFFICIAL_SURVEY.items.filter((item) => item.kind === 'group');
  expect(steps.map((step) => step.appearance)).toEqual(['household', 'members', 'guarantees', 'income', 'risks', 'measures']);
});

test('every income item is asked in 元 and says whether it counts', () => {
  for (const [part, items] of Object.entries(INCOME_PARTS))
    for (const name of items) {
      const question = all.find((item) => item.name === name);
      expect(question).toMatchObject({
        type: 'decimal',
        unit: { '中文 (zh)': '元' },
        countsInNetIncome: part !== 'claims' && part !== 'selfPaid',
      });
    }
});
