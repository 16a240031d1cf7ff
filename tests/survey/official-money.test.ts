// The survey's figures are those of the county's own sums, to the cent, whatever the amounts and the family.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { factsOfAnswers } from '../../src/domain/facts/of-content.ts';
import type { IncomeTotals } from '../../src/domain/household.ts';
import { incomeStanding, netIncome, referenceIncome } from '../../src/domain/income.ts';
import { INCOME_PARTS, type IncomeItem, type IncomePart } from '../../src/domain/official/codes.ts';
import { OFFICIAL_SURVEY } from '../../src/domain/official/survey.ts';
import { remarksOf as foundBy } from '../../src/domain/rules/remarks.ts';
import { sumYuan } from '../../src/domain/sums.ts';
import { Definition, type Item } from '../../src/domain/survey/definition.ts';
import { loadDefinition } from '../../src/domain/survey/load.ts';
import { submissionOf } from '../../src/domain/survey/submission.ts';
import { answer, openSurvey, tell } from '../../src/domain/survey/survey.ts';
import { context } from '../rules/family.ts';
import { at, familyOf, household, openOfficial } from './official-support.ts';
import { clock, counter } from './support.ts';

const PARTS = Object.keys(INCOME_PARTS) as IncomePart[];
const ITEMS: IncomeItem[] = PARTS.flatMap((part) => [...INCOME_PARTS[part]]);

const fen = fc.oneof(fc.integer({ min: 0, max: 99 }), fc.integer({ min: 0, max: 9_999_999 }), fc.integer({ min: 0, max: 99_999_999 }));
const amounts = fc.dictionary(fc.constantFrom(...ITEMS), fen, { minKeys: 1, maxKeys: ITEMS.length, noNullPrototype: true });
const line = fc.integer({ min: 400_000, max: 1_200_000 });

const totalsOf = (said: Record<string, number>): IncomeTotals => {
  const total = (part: IncomePart): number => sumYuan(...INCOME_PARTS[part].map((item: IncomeItem) => (said[item] ?? 0) / 100));
  return Object.fromEntries(PARTS.map((part) => [part, total(part)])) as unknown as IncomeTotals;
};

test('totals, net, reference, a person, and the gap to the line', () => {
  fc.assert(
    fc.property(amounts, fc.integer({ min: 1, max: 13 }), line, (said, size, lineInFen) => {
      const survey = openOfficial(household(familyOf(size).map((member) => ({ ...member, jobs: [] }))), {
        include: 'yes',
        monitoringLine: lineInFen / 100,
      });
      for (const [item, amount] of Object.entries(said)) answer(survey, 'root', item, amount / 100);
      const totals = totalsOf(said);
      const standing = incomeStanding(totals, size, lineInFen / 100);
      for (const part of PARTS) expect(at(survey, part) ?? 0, part).toBe(totals[part]);
      expect([at(survey, 'net'), at(survey, 'reference')]).toEqual([netIncome(totals) + 0, referenceIncome(totals) + 0]);
      expect([
        at(survey, 'size'),
        at(survey, 'perCapita'),
        at(survey, 'referencePerCapita'),
        at(survey, 'lineGap'),
        at(survey, 'referenceGap'),
      ]).toEqual([
        size,
        (standing?.netPerCapita ?? 0) + 0,
        (standing?.referencePerCapita ?? 0) + 0,
        (standing?.netGap ?? 0) + 0,
        (standing?.referenceGap ?? 0) + 0,
      ]);
    }),
    { numRuns: 150 },
  );
});

test('the suggested category is that of the figures', () => {
  fc.assert(
    fc.property(amounts, fc.integer({ min: 1, max: 6 }), line, fc.constantFrom('general', 'lifted'), (said, size, lineInFen, kind) => {
      const survey = openOfficial(household(familyOf(size), { kind }), { include: 'yes', monitoringLine: lineInFen / 100 });
      answer(survey, 'root', 'wagesWork', 0);
      for (const [item, amount] of Object.entries(said)) answer(survey, 'root', item, amount / 100);
      const standing = incomeStanding(totalsOf(said), size, lineInFen / 100);
      if (!standing) throw new Error('a household of nobody');
      const within = kind === 'lifted' ? 'unstable' : 'marginal';
      expect(at(survey, 'suggestedCategory')).toBe(standing.netGap < 0 ? within : standing.referenceGap < 0 ? 'sudden' : 'none');
      expect(at(survey, 'suggestedReason')).toContain(`监测线 ${Math.abs(standing.netGap)} 元`);
    }),
    { numRuns: 100 },
  );
});

test('a county that does not hold a one-off aid to be stable income turns its flag, and every figure follows', () => {
  const turned = (items: readonly Item[]): Item[] =>
    items.map((item) =>
      item.kind !== 'question'
        ? { ...item, items: turned(item.items) }
        : item.name === 'transferDisaster'
          ? { ...item, countsInNetIncome: false }
          : item,
    );
  const { form } = loadDefinition(Definition.parse({ ...OFFICIAL_SURVEY, items: turned(OFFICIAL_SURVEY.items) }));
  if (!form) throw new Error('The changed form does not load.');
  const survey = openSurvey(form, { clock, newId: counter(), known: household(familyOf(2)) });
  tell(survey, 'include', 'yes');
  for (const item of ['wagesWork', 'transferDisaster', 'transferGrain']) answer(survey, 'root', item, 1000);
  expect([at(survey, 'transfers'), at(survey, 'net'), at(survey, 'perCapita')]).toEqual([1000, 2000, 1000]);
  // The facts of that check leave it out too, and no rule takes the difference for a mistake.
  const facts = factsOfAnswers(submissionOf(survey), { include: true, category: 'marginal' }, null);
  expect(facts.income).toMatchObject({ totals: { wages: 1000, transfers: 1000 }, stated: { net: 2000, perCapita: 1000 } });
  expect(foundBy(facts, context).filter(({ code }) => code === 'income.partsTotals' || code === 'income.perCapita')).toEqual([]);
});
