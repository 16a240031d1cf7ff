// How long a survey of 60 questions takes to open, to answer, to grow by a member, to check and write down: medians, with 8 members and with 20.
import type { Definition, Item } from '../src/domain/survey/definition.ts';
import { Definition as DefinitionSchema } from '../src/domain/survey/definition.ts';
import { loadDefinition } from '../src/domain/survey/load.ts';
import { progressOf, remarksOf } from '../src/domain/survey/progress.ts';
import type { Survey } from '../src/domain/survey/recompute.ts';
import { submissionOf } from '../src/domain/survey/submission.ts';
import { addInstance, answer, draftOf, openSurvey, removeInstance } from '../src/domain/survey/survey.ts';

const choices = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ name: `c${index}`, label: { zh: `选项${index}`, en: `Choice ${index}` } }));

const money = (name: string): Item => ({
  kind: 'question',
  type: 'decimal',
  name,
  constraint: '. >= 0',
  label: { zh: name },
  required: "${include} = 'c0'",
});

/** 60 questions: 24 once, 24 for each member, 12 computed. */
const items: Item[] = [
  { kind: 'question', type: 'select_one', name: 'include', list: 'two', required: true },
  ...Array.from(
    { length: 11 },
    (_, index): Item => ({ kind: 'question', type: 'text', name: `home${index}`, label: { zh: `住户${index}` }, prefill: `home${index}` }),
  ),
  {
    kind: 'repeat',
    name: 'members',
    prefill: 'members',
    items: [
      { kind: 'question', type: 'text', name: 'name', prefill: 'name', required: true },
      { kind: 'question', type: 'text', name: 'idNumber', prefill: 'idNumber', constraint: "regex(., '[0-9]{17}[0-9X]')" },
      {
        kind: 'question',
        type: 'calculate',
        name: 'born',
        calculation: "concat(substr(${idNumber}, 6, 10), '-', substr(${idNumber}, 10, 12), '-', substr(${idNumber}, 12, 14))",
      },
      { kind: 'question', type: 'calculate', name: 'age', calculation: 'int((today() - date(${born})) div 365.25)' },
      { kind: 'question', type: 'select_multiple', name: 'health', list: 'twenty', constraint: "not(selected(., 'c0') and count-selected(.) > 1)" },
      { kind: 'question', type: 'select_one', name: 'labour', list: 'twenty', relevant: '${age} >= 16' },
      { kind: 'question', type: 'select_one', name: 'school', list: 'twenty', relevant: '${age} < 25', required: '${age} >= 6' },
      {
        kind: 'group',
        name: 'away',
        relevant: "${age} >= 16 and ${labour} != 'c4'",
        items: [money('pay'), { kind: 'question', type: 'integer', name: 'months', relevant: '${pay} > 0', constraint: '. <= 12' }],
      },
      { kind: 'question', type: 'calculate', name: 'yearly', calculation: 'coalesce(${pay}, 0) * coalesce(${months}, 0)' },
      ...Array.from(
        { length: 14 },
        (_, index): Item => ({
          kind: 'question',
          type: 'select_one',
          name: `fact${index}`,
          list: 'two',
          relevant: index % 2 ? `\${age} > ${index * 3}` : undefined,
          label: { zh: `\${name}：事项${index}` },
        }),
      ),
    ],
  },
  { kind: 'group', name: 'income', items: Array.from({ length: 12 }, (_, index) => money(`item${index}`)) },
  ...[
    'sum(${yearly})',
    'count(${members})',
    '${sum0} + counted-sum(${income})',
    '${sum2} div ${sum1}',
    '8500 - ${sum3}',
    'max(${age})',
    "join('、', ${name})",
    'count-non-empty(${labour})',
  ].map((calculation, index): Item => ({ kind: 'question', type: 'calculate', name: `sum${index}`, calculation })),
  { kind: 'question', type: 'text', name: 'why', relevant: '${sum4} > 0', required: true },
];
const definition: Definition = DefinitionSchema.parse({
  format: 1,
  id: 'bench',
  version: '1',
  title: '表',
  languages: ['zh', 'en'],
  lists: { two: choices(2), twenty: choices(20) },
  items,
});
const text = JSON.stringify(definition);
const member = (index: number) => ({ id: `m${index}`, name: `成员${index}`, idNumber: `14992619${60 + index}0115002X` });
const knownOf = (members: number) => ({
  ...Object.fromEntries(Array.from({ length: 11 }, (_, index) => [`home${index}`, `已有${index}`])),
  members: Array.from({ length: members }, (_, index) => member(index)),
});
const clock = { today: '2026-11-22', now: '2026-11-22T09:30:00.000+08:00' };
let next = 0;
const newId = (): string => `n${++next}`;

function median(run: () => void, rounds = 101): number {
  const times: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const start = performance.now();
    run();
    times.push(performance.now() - start);
  }
  return times.sort((a, b) => a - b)[Math.floor(rounds / 2)] as number;
}

/** Milliseconds, medians. */
function measure(members: number): Record<string, number> {
  const form = loadDefinition(definition).form;
  if (!form) throw new Error('The form of the bench does not load.');
  const known = knownOf(members);
  const opened = (): Survey => openSurvey(form, { clock, newId, known });
  const survey = opened();
  answer(survey, 'root', 'include', 'c0');
  let turn = 0;
  let added = '';
  return {
    'parse and load the form': median(() => void loadDefinition(DefinitionSchema.parse(JSON.parse(text)))),
    'open on what is known': median(() => void opened()),
    'one answer (a pay, everything that sums it)': median(() => void answer(survey, 'm0', 'pay', 1000 + ++turn)),
    'one answer (a text)': median(() => void answer(survey, 'root', 'home0', `x${++turn}`)),
    'one answer (everything required by it)': median(() => void answer(survey, 'root', 'include', ++turn % 2 ? 'c1' : 'c0')),
    'add a member': median(() => {
      if (added !== '') removeInstance(survey, added);
      added = addInstance(survey, 'root', 'members', { known: member(20 + (++turn % 10)) }).id ?? '';
    }),
    'remarks, progress, submission, JSON': median(() => {
      remarksOf(survey);
      progressOf(survey);
      JSON.stringify(submissionOf(survey));
    }),
    'draft as JSON': median(() => void JSON.stringify(draftOf(survey))),
    'answers computed from scratch (to compare)': median(() => void openSurvey(form, { clock, newId, draft: draftOf(survey) })),
  };
}

/** MiB that one open survey holds, from many of them; run with --expose-gc for a steady figure. */
function heap(members: number): number {
  const form = loadDefinition(definition).form;
  if (!form) throw new Error('The form of the bench does not load.');
  const collect = (globalThis as { gc?: () => void }).gc ?? (() => undefined);
  const known = knownOf(members);
  collect();
  const before = process.memoryUsage().heapUsed;
  const held = Array.from({ length: 100 }, () => openSurvey(form, { clock, newId, known }));
  collect();
  return (process.memoryUsage().heapUsed - before) / held.length / 2 ** 20;
}

measure(8);
const [eight, twenty] = [measure(8), measure(20)];
console.log(`a survey of 60 questions; milliseconds, medians of 101\n${'8 members'.padStart(60)}${'20 members'.padStart(12)}`);
for (const [what, time] of Object.entries(eight))
  console.log(`${what.padEnd(48)}${time.toFixed(3).padStart(12)}${(twenty[what] ?? 0).toFixed(3).padStart(12)}`);
console.log(`${'heap of an open survey, MiB'.padEnd(48)}${heap(8).toFixed(3).padStart(12)}${heap(20).toFixed(3).padStart(12)}`);
