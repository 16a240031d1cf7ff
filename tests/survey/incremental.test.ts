// Whatever is answered in whatever order: nothing throws, and what was computed step by step is what one straight computation gives.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Draft } from '../../src/domain/survey/answers.ts';
import type { Definition, Item } from '../../src/domain/survey/definition.ts';
import { progressOf, remarksOf } from '../../src/domain/survey/progress.ts';
import type { Survey } from '../../src/domain/survey/recompute.ts';
import { submissionOf } from '../../src/domain/survey/submission.ts';
import {
  addInstance,
  answer,
  type Change,
  confirmKnown,
  draftOf,
  openSurvey,
  removeInstance,
  setClock,
  takeBack,
} from '../../src/domain/survey/survey.ts';
import { addressOf, choicesFor, textFor, viewOf } from '../../src/domain/survey/view.ts';
import { calculate, clock, counter, formOf, group, question, repeat, yesNo } from './support.ts';

const lists: Definition['lists'] = { ...yesNo, numbers: ['1', '2', '3'].map((name) => ({ name, attributes: { odd: name === '2' ? 'no' : 'yes' } })) };

/** A form with one of everything that can hang on something else. */
const everything: Item[] = [
  question('select_one', 'include', { list: 'yn', default: 'yes' }),
  group(
    'home',
    [
      question('integer', 'size', { required: "${include} = 'yes'", constraint: '. = count(${members}) or ${jobsTotal} > 3', prefill: 'size' }),
      question('decimal', 'double', { calculation: '${size} * 2' }),
      question('text', 'phone', { prefill: 'phone', constraint: "regex(., '1[0-9]{10}')", hint: { zh: '${size}' } }),
    ],
    { relevant: "${include} != 'no'" },
  ),
  repeat(
    'members',
    [
      question('text', 'name', { required: true, prefill: 'name' }),
      question('integer', 'age', { constraint: '. >= 0 and . <= 150', default: 'position(..)' }),
      question('select_one', 'pick', { list: 'numbers', choiceFilter: 'odd = ${include} or name = ${age}' }),
      group(
        'work',
        [
          question('decimal', 'pay'),
          calculate('year', '${pay} * 12'),
          repeat('jobs', [question('decimal', 'fee'), calculate('share', '${fee} div ${pay}')]),
        ],
        { relevant: '${age} >= 16' },
      ),
      calculate('rank', 'position(..)'),
      calculate('before', 'indexed-repeat(${age}, ${members}, position(..) - 1)'),
      calculate('firstName', 'once(${name})'),
      calculate('fees', 'sum(${fee})'),
      question('text', 'card', { readonly: '${age} < 3', relevant: '${rank} < 4' }),
    ],
    { relevant: '${size} != 13', prefill: 'members' },
  ),
  question('select_one', 'speaker', { list: '${name}' }),
  calculate('people', 'count(${members})'),
  calculate('total', 'sum(${year}) + sum(${fee})'),
  calculate('jobsTotal', 'count(${jobs})'),
  calculate('oldest', 'max(${age})'),
  calculate('names', "join('、', ${firstName})"),
  calculate('asked', 'count(${card})'),
  question('text', 'why', { relevant: '${total} div ${people} < 1000 or selected(${include}, "other")' }),
  repeat('visits', [question('date', 'on', { default: 'today()' }), calculate('ago', 'today() - ${on}')], { count: '${jobsTotal}' }),
  calculate('longest', 'max(${ago})'),
];
const form = formOf(everything, lists);
const known = {
  size: 2,
  phone: '13800000000',
  members: [
    { id: 'known-1', name: '王银环' },
    { id: 'known-2', name: '王小军' },
  ],
};

/** Everything that can be seen of a survey. */
function picture(survey: Survey): unknown {
  const cells = [...survey.instances.values()].flatMap((cells) =>
    cells.scope.nodes.map((node) => {
      const choices = node.choiceFilter ? choicesFor(survey, cells.id, node.key) : [];
      return { ...viewOf(survey, cells.id, node.key), choices, hint: textFor(survey, cells.id, node.key, 'hint'), on: cells.on };
    }),
  );
  cells.sort((a, b) => (addressOf(a.instanceId ?? '', a.key ?? '') < addressOf(b.instanceId ?? '', b.key ?? '') ? -1 : 1));
  return { cells, remarks: remarksOf(survey), progress: progressOf(survey), submission: submissionOf(survey), draft: draftOf(survey) };
}

const raw = fc.oneof(
  fc.constantFrom<unknown>(
    'yes',
    'no',
    '',
    null,
    undefined,
    '1',
    '2',
    'other',
    '13800000000',
    '2026-01-01',
    '王',
    ['1', '3'],
    {},
    true,
    13,
    Number.NaN,
    Number.POSITIVE_INFINITY,
    '__proto__',
  ),
  fc.integer({ min: -2, max: 200 }),
  fc.double(),
  fc.string({ maxLength: 5 }),
);
type Step = { act: 'answer' | 'add' | 'remove' | 'confirm' | 'takeBack' | 'clock'; where: number; key: number; raw: unknown };
const step: fc.Arbitrary<Step> = fc.record({
  act: fc.constantFrom('answer', 'answer', 'answer', 'answer', 'add', 'add', 'remove', 'confirm', 'takeBack', 'clock') as fc.Arbitrary<Step['act']>,
  where: fc.nat(30),
  key: fc.nat(30),
  raw,
});

function take(survey: Survey, { act, where, key, raw }: Step): Change {
  const ids = [...survey.instances.keys()];
  const id = ids[where % ids.length] as string;
  const keys = [...(survey.instances.get(id)?.scope.byKey.keys() ?? [])];
  const chosen = keys[key % keys.length] as string;
  const repeats = survey.instances.get(id)?.scope.repeats.map((repeat) => repeat.key) ?? [];
  if (act === 'add')
    return addInstance(
      survey,
      id,
      repeats[key % Math.max(1, repeats.length)] ?? 'none',
      key % 3 === 0 ? { known: JSON.parse(JSON.stringify({ name: 'N', size: raw })) } : {},
    );
  if (act === 'remove') return removeInstance(survey, id);
  if (act === 'confirm') return confirmKnown(survey, id, chosen);
  if (act === 'takeBack') return takeBack(survey, id, chosen);
  if (act === 'clock')
    return setClock(survey, {
      today: `2026-12-${String((key % 28) + 1).padStart(2, '0')}`,
      now: `2026-12-${String((key % 28) + 1).padStart(2, '0')}T08:00:00+08:00`,
    });
  return answer(survey, id, chosen, raw);
}

const again = (survey: Survey): Survey =>
  openSurvey(survey.form, { clock: survey.clock, newId: counter(), language: 'zh', draft: Draft.parse(JSON.parse(JSON.stringify(draftOf(survey)))) });

test('any sequence of answers: no throw, and the same as computing everything anew', () => {
  fc.assert(
    fc.property(fc.boolean(), fc.array(step, { maxLength: 25 }), (prefilled, steps) => {
      const survey = openSurvey(form, { clock, newId: counter(), language: 'zh', known: prefilled ? known : undefined });
      expect(picture(survey)).toEqual(picture(again(survey)));
      for (const one of steps) take(survey, one);
      expect(picture(survey)).toEqual(picture(again(survey)));
    }),
    { numRuns: 150 },
  );
});

test('whatever looks otherwise after a step was named by it, and the draft handed out is the newest', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 15 }), (steps) => {
      const survey = openSurvey(form, { clock, newId: counter(), language: 'zh', known });
      for (const one of steps) {
        const before = new Map(
          [...survey.instances.values()].flatMap((cells) =>
            cells.scope.nodes.map((node) => [addressOf(cells.id, node.key), viewOf(survey, cells.id, node.key)] as const),
          ),
        );
        const { touched, draft } = take(survey, one);
        expect(draft).toEqual(draftOf(survey));
        for (const [address, view] of before) {
          const [id = '', key = ''] = address.split('/');
          if (!touched.includes(address) && survey.instances.has(id)) expect(viewOf(survey, id, key)).toBe(view);
        }
      }
    }),
    { numRuns: 60 },
  );
});

test('nothing that does not apply is ever handed in', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 25 }), (steps) => {
      const survey = openSurvey(form, { clock, newId: counter(), known });
      for (const one of steps) take(survey, one);
      const check = (instance: ReturnType<typeof submissionOf>['root']): void => {
        for (const key of Object.keys(instance.values)) expect(viewOf(survey, instance.id, key)?.applies).toBe(true);
        for (const children of Object.values(instance.repeats)) children.forEach(check);
      };
      check(submissionOf(survey).root);
    }),
    { numRuns: 60 },
  );
});

/** Forms at random: each item hangs on earlier ones, in and around repeats. */
const randomForm: fc.Arbitrary<Item[]> = fc
  .array(fc.record({ kind: fc.nat(5), a: fc.nat(100), b: fc.nat(100), inside: fc.nat(3), shape: fc.nat(9) }), { minLength: 2, maxLength: 14 })
  .map((seeds) => {
    const top: Item[] = [];
    const places: Item[][] = [top];
    const names: string[] = [];
    for (const [index, { kind, a, b, inside, shape }] of seeds.entries()) {
      const place = places[inside % places.length] as Item[];
      const [x, y] = [names[a % Math.max(1, names.length)], names[b % Math.max(1, names.length)]];
      const number = [`\${${x}} + \${${y}}`, `sum(\${${x}}) - 1`, `if(\${${x}} > 3, \${${y}}, 7)`, `count(\${${x}})`, `max(\${${x}}, \${${y}})`][
        shape % 5
      ] as string;
      const test = [`\${${x}} > 3`, `\${${x}} != \${${y}}`, `sum(\${${x}}) mod 2 = 1`, `\${${y}} = ''`][shape % 4] as string;
      const name = `n${index}`;
      const relevant = x !== undefined && shape > 5 ? test : undefined;
      if (kind === 0) {
        const items: Item[] = [];
        place.push(repeat(name, items, { relevant, count: x !== undefined && shape % 2 === 0 ? `(${number}) mod 4` : undefined }));
        places.push(items);
        continue;
      }
      if (kind === 1) {
        const items: Item[] = [];
        place.push(group(name, items, { relevant }));
        places.push(items);
        continue;
      }
      place.push(
        kind === 2 && x !== undefined
          ? { ...calculate(name, number), relevant }
          : question('integer', name, { relevant, constraint: x === undefined ? undefined : `. > \${${x}} or ${test}` }),
      );
      names.push(name);
    }
    return top;
  });

test('forms at random, answered at random', () => {
  let loaded = 0;
  fc.assert(
    fc.property(randomForm, fc.array(step, { maxLength: 15 }), (items, steps) => {
      let form: ReturnType<typeof formOf>;
      try {
        form = formOf(items, yesNo);
      } catch {
        return; // a group that hangs on what is in it: refused, and no matter here
      }
      loaded++;
      const survey = openSurvey(form, { clock, newId: counter(), language: 'zh' });
      for (const one of steps) take(survey, one);
      expect(picture(survey)).toEqual(picture(again(survey)));
    }),
    { numRuns: 150 },
  );
  expect(loaded).toBeGreaterThan(70);
});
