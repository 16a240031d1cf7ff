// The server believes no sum and no relevance: it computes what was handed in once more.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Submission } from '../../src/domain/survey/answers.ts';
import { judgeSubmission } from '../../src/domain/survey/judge.ts';
import { submissionOf } from '../../src/domain/survey/submission.ts';
import { addInstance, answer } from '../../src/domain/survey/survey.ts';
import { calculate, clock, open, question, repeat } from './support.ts';

const items = [
  question('select_one', 'include', { list: 'yn', required: true }),
  question('text', 'why', { relevant: "${include} = 'yes'", required: true }),
  repeat('members', [question('decimal', 'pay'), calculate('year', '${pay} * 12'), calculate('since', 'once(now())')]),
  calculate('total', 'sum(${year})'),
  calculate('day', 'today()'),
  question('integer', 'suggested', { calculation: '${total} + 1' }),
  question('text', 'phone', { prefill: 'phone' }),
  question('select_multiple', 'ill', { list: 'yn' }),
];

const filled = () => {
  const survey = open(items, { known: { phone: '1' } });
  answer(survey, 'root', 'include', 'no');
  answer(survey, 'root', 'ill', ['yes', 'no']);
  const { id } = addInstance(survey, 'root', 'members');
  answer(survey, id as string, 'pay', 100.5);
  return survey;
};

test('what an honest phone hands in is found as it is', () => {
  const survey = filled();
  expect(judgeSubmission(survey.form, Submission.parse(JSON.parse(JSON.stringify(submissionOf(survey)))), clock)).toEqual({
    remarks: [],
    discrepancies: [],
  });
  answer(survey, 'root', 'suggested', 5);
  expect(judgeSubmission(survey.form, submissionOf(survey), clock).discrepancies).toEqual([]);
});

test('a sum changed on the way, a hidden answer, an unknown key, a missing value, a missing answer are named', () => {
  const survey = filled();
  const { root, ...head } = submissionOf(survey);
  const { day: _none, ...values } = root.values;
  const judged = judgeSubmission(survey.form, { ...head, root: { ...root, values: { ...values, total: 9, why: 'x', extra: 'y' } } }, clock);
  expect(judged.discrepancies.sort((a, b) => (a.key < b.key ? -1 : 1))).toEqual([
    { instanceId: 'root', key: 'day', handedIn: null, computed: '2026-11-22' },
    { instanceId: 'root', key: 'extra', handedIn: 'y', computed: null },
    { instanceId: 'root', key: 'total', handedIn: 9, computed: 1206 },
    { instanceId: 'root', key: 'why', handedIn: 'x', computed: null },
  ]);
  const { include: _gone, ...without } = root.values;
  expect(judgeSubmission(survey.form, { ...head, root: { ...root, values: without } }, clock).remarks).toEqual([
    { instanceId: 'root', key: 'include', fault: 'required' },
  ]);
});

test('nothing that passes the schema makes the judge throw', () => {
  const survey = filled();
  const key = fc.constantFrom('include', 'pay', 'members', 'total', 'nothing', 'constructor');
  const value = fc.oneof(fc.string(), fc.double(), fc.array(fc.string(), { maxLength: 3 }));
  const instance = fc.record({ id: fc.constantFrom('root', 'a', 'b', ''), values: fc.dictionary(key, value), unconfirmed: fc.constant([]) });
  const tree = fc
    .tuple(instance, fc.array(instance, { maxLength: 3 }), key)
    .map(([root, inner, where]) => ({ ...root, repeats: { [where]: inner.map((one) => ({ ...one, repeats: {} })) } }));
  fc.assert(
    fc.property(tree, (root) => void judgeSubmission(survey.form, { form: 'form', version: '1', root }, clock)),
    { numRuns: 300 },
  );
});
