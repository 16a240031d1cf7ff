// The quick look at what arrives: it passes nothing that the schema of a hand-in refuses.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Submission } from '../../src/domain/survey/answers.ts';
import { handInOf, isSubmission } from '../../src/server/ledger/well-formed.ts';
import { handIn } from '../sync/support/visits.ts';

const oddity = fc.oneof(
  fc.jsonValue({ maxDepth: 1 }),
  fc.constantFrom(
    Number.POSITIVE_INFINITY,
    'x'.repeat(10_001),
    ['x'.repeat(201)],
    Array.from({ length: 501 }, () => 'x'),
    null,
    true,
    {},
  ),
);
const name = fc.constantFrom('phone', 'size', 'health', '__proto__', 'constructor', 'toString');
const values = fc.dictionary(
  name,
  fc.oneof({ weight: 4, arbitrary: fc.oneof(fc.string(), fc.integer(), fc.array(fc.string())) }, { weight: 1, arbitrary: oddity }),
);
const { instance } = fc.letrec<{ instance: unknown }>((tie) => ({
  instance: fc.record(
    {
      id: fc.oneof({ weight: 9, arbitrary: fc.uuid() as fc.Arbitrary<unknown> }, { weight: 1, arbitrary: oddity }),
      values,
      repeats: fc.dictionary(
        fc.constantFrom('members', 'jobs', '__proto__'),
        fc.oneof({ depthSize: 'small' }, fc.constant([]), fc.array(tie('instance'), { maxLength: 2 })),
      ),
      unconfirmed: fc.oneof({ weight: 9, arbitrary: fc.array(fc.string()) as fc.Arbitrary<unknown> }, { weight: 1, arbitrary: oddity }),
      extra: fc.integer(),
    },
    { requiredKeys: ['id', 'values', 'repeats', 'unconfirmed'] },
  ),
}));
const submission = fc.record({ form: fc.oneof(fc.string(), oddity), version: fc.string(), root: instance });
/** As it would arrive. */
const sent = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

describe('the quick look', () => {
  test('passes nothing that the schema refuses', () => {
    fc.assert(
      fc.property(submission, (one) => {
        for (const arrived of [one, sent(one)]) if (isSubmission(arrived)) expect(Submission.safeParse(arrived).success).toBe(true);
      }),
      { numRuns: 250 },
    );
  });

  test('a plain check passes it, unchanged', async () => {
    const made = sent(await handIn(1)) as Awaited<ReturnType<typeof handIn>>;
    expect(isSubmission(made.content.survey)).toBe(true);
    expect(handInOf(made)).toEqual({ handIn: made });
  });

  test('what it does not pass is judged by the schema, which says where it is wrong', async () => {
    const made = await handIn(1);
    const survey = { ...made.content.survey, root: { ...made.content.survey.root, values: { size: null } } };
    expect(handInOf({ ...made, content: { ...made.content, survey } })).toEqual({ wrongAt: 'content.survey.root.values.size' });
    expect(handInOf(sent({ ...made, number: 0 }))).toEqual({ wrongAt: 'number' });
  });
});
