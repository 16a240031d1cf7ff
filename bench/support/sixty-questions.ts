// A survey of 60 questions as a county could have written it, the size of the public comparisons: 24 asked once, 24 of each member, 12 computed.
import { Definition, type Item } from '../../src/domain/survey/definition.ts';

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
export const SIXTY: Definition = Definition.parse({
  format: 1,
  id: 'bench',
  version: '1',
  title: '表',
  languages: ['zh', 'en'],
  lists: { two: choices(2), twenty: choices(20) },
  items,
});

export const sixtyMember = (index: number) => ({ id: `m${index}`, name: `成员${index}`, idNumber: `14992619${60 + index}0115002X` });
export const sixtyKnown = (members: number) => ({
  ...Object.fromEntries(Array.from({ length: 11 }, (_, index) => [`home${index}`, `已有${index}`])),
  members: Array.from({ length: members }, (_, index) => sixtyMember(index)),
});
