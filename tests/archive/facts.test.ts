// The facts of a household are the same whether the archive says them or a check that confirmed the archive.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import * as z from 'zod/mini';
import { knownOf } from '../../src/domain/archive/known-of.ts';
import { factsOfAnswers, factsOfContent } from '../../src/domain/facts/of-content.ts';
import { factsOfHousehold } from '../../src/domain/facts/of-household.ts';
import { Household } from '../../src/domain/household.ts';
import type { SubmittedInstance } from '../../src/domain/survey/answers.ts';
import { Submission } from '../../src/domain/survey/answers.ts';
import { aCheck, aHousehold, answered, confirming, idNumberOf, memberId } from '../support/household.ts';
import { WELL_KNOWN } from './well-known.ts';

test('a check that confirms everything has the facts of the archive', () => {
  const archived = factsOfHousehold(WELL_KNOWN);
  const found = factsOfContent(aCheck(confirming(knownOf(WELL_KNOWN))), WELL_KNOWN);
  expect(found.household).toEqual(archived.household);
  expect(found.members).toEqual(archived.members);
  expect(found.guarantees).toEqual(archived.guarantees);
  expect(found.income).toEqual({ ...archived.income, stated: { net: null, perCapita: null } });
  expect([found.risks, found.measures, found.monitor]).toEqual([archived.risks, archived.measures, archived.monitor]);
  expect(found.perCapitaBefore).toBe(12250);
});

test('what is known is laid out by the names of the survey, with last year’s amounts and the ids of the members', () => {
  const known = knownOf(WELL_KNOWN);
  expect(known).toMatchObject({
    landCultivated: 4,
    resettled: 'no',
    housingProblem: 'no',
    wagesWork: 42000,
    propertyLand: 0,
    risks: ['illness', 'labour'],
    lastPerCapita: 12250,
    monitorState: 'monitored',
  });
  expect(known.members).toMatchObject([
    { id: memberId(1), political: 'party', residentMedical: 'yes', employeeMedical: 'no', inSchool: 'no', idKind: 'resident' },
    { id: memberId(2), jobs: [{ id: `${memberId(2)}.1`, workPlace: '610100', workCounty: '雁塔区', workMonths: 10 }] },
    { id: memberId(3), schoolStage: 'primary', inSchool: 'yes' },
    { id: memberId(4), idKind: 'disability', certificateNo: `${idNumberOf('1944-04-05', 8)}42`, minimum: 'no' },
  ]);
  expect(known.measures).toEqual([{ id: memberId(900), measure: 'health', state: 'done', measureOn: '2026-03-01', amount: 600 }]);
});

test('what nobody knows is not there to be confirmed', () => {
  const known = knownOf(aHousehold({ phone: '', income: null }));
  expect(Object.keys(known)).not.toContain('phone');
  expect(Object.keys(known)).not.toContain('lastPerCapita');
  expect(Object.keys(known)).not.toContain('roadKm');
});

test('totals are added up from their parts, whatever was stated', () => {
  const root = answered('root', { wagesWork: 0.1, wagesOdd: 0.2, spendMedical: 5, net: 99999, wages: 77777, perCapita: 1 });
  expect(factsOfContent(aCheck(root), null).income).toEqual({
    items: { wagesWork: 0.1, wagesOdd: 0.2, spendMedical: 5 },
    totals: { wages: 0.3, business: 0, property: 0, transfers: 0, costs: 0, claims: 0, selfPaid: 5 },
    stated: { net: 99999, perCapita: 1 },
  });
});

test('the quick path asks neither income, risks nor measures: not asked is not none', () => {
  const quick = factsOfContent(aCheck(answered('root', { phone: '154 0000 0001', include: 'no' })), aHousehold());
  expect([quick.income, quick.risks, quick.measures]).toEqual([null, null, null]);
  expect(quick.household.phone).toBe('15400000001');
  const included = factsOfContent(aCheck(answered('root', { include: 'yes' })), aHousehold());
  expect([included.risks, included.measures]).toEqual([[], []]);
});

test('birth date and sex follow a sound ID number; else what was answered, else what the archive knows', () => {
  const member = (values: SubmittedInstance['values']) => {
    const root = answered('root', {}, { members: [answered(memberId(2), values)] });
    const [found] = factsOfContent(aCheck(root), aHousehold()).members;
    return [found?.birthOn, found?.sex];
  };
  expect(member({ idNumber: idNumberOf('2001-02-03', 4), birthOn: '1999-09-09', sex: '1' })).toEqual(['2001-02-03', '2']);
  expect(member({ idNumber: '149926', birthOn: '1999-09-09', sex: '1' })).toEqual(['1999-09-09', '1']);
  expect(member({})).toEqual(['1972-03-04', '2']);
});

const value = fc.oneof(fc.string(), fc.double(), fc.array(fc.string()), fc.constantFrom('yes', 'no', 'healthy', 'A'));
const key = fc.constantFrom('phone', 'health', 'wagesWork', 'net', 'members', 'risks', 'include', 'dwelling', '__proto__', 'toString', 'presence');
const withRepeats = (inner: fc.Arbitrary<SubmittedInstance>): fc.Arbitrary<SubmittedInstance> =>
  fc.record({
    id: fc.string(),
    values: fc.dictionary(key, value),
    repeats: fc.dictionary(fc.constantFrom('members', 'jobs', 'measures', '__proto__'), fc.array(inner, { maxLength: 3 }), { maxKeys: 2 }),
    unconfirmed: fc.array(key),
  });
const leaf = fc.record({
  id: fc.string(),
  values: fc.dictionary(key, value),
  repeats: fc.constant({}),
  unconfirmed: fc.array(key),
}) as fc.Arbitrary<SubmittedInstance>;
const instance = withRepeats(withRepeats(leaf));

test('answers of whatever form never throw, and amounts are finite', () => {
  fc.assert(
    fc.property(instance, fc.boolean(), (root, known) => {
      const submission = { form: 'x', version: '', root } as Submission;
      const facts = factsOfAnswers(submission, null, known ? WELL_KNOWN : null);
      for (const amount of Object.values(facts.income?.totals ?? {})) expect(Number.isFinite(amount)).toBe(true);
      expect(Array.isArray(facts.members)).toBe(true);
    }),
    { numRuns: 300 },
  );
});

test('the household of these stories is one that the wire lets through', () => {
  expect(z.safeParse(Household, WELL_KNOWN).success).toBe(true);
  expect(z.safeParse(Submission, { form: 'a', version: '1', root: confirming(knownOf(WELL_KNOWN)) }).success).toBe(true);
});
