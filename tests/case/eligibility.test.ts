// 风险消除: every condition is computed and explained by its figures; what nobody knows is not met.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Condition, conditionsOf, type EliminationContext, isEligible, stableMonths } from '../../src/domain/case/eligibility.ts';
import type { Facts } from '../../src/domain/facts.ts';
import { DEFAULT_RULE_THRESHOLDS } from '../../src/domain/policy-defaults.ts';
import { arbitraryFacts } from '../rules/arbitrary-facts.ts';
import { head, measure, monitored, problem } from '../rules/family.ts';

const months = (count: number, perCapita = 9000) =>
  Array.from({ length: count }, (_, index) => ({ month: `2026-${String(12 - index).padStart(2, '0')}`, perCapita }));
const context: EliminationContext = { today: '2026-12-20', line: 8000, thresholds: DEFAULT_RULE_THRESHOLDS, monthlyPerCapita: months(6) };
const standing = (facts: Facts, condition: Condition, more: Partial<EliminationContext> = {}) =>
  conditionsOf(facts, { ...context, ...more }).find((one) => one.condition === condition)?.standing;

/** Above the line, helped with what its illness asks for, watched for eight months. */
const safe = monitored({
  income: monitored().income && {
    items: null,
    totals: { wages: 40000, business: 0, property: 0, transfers: 0, costs: 0, claims: 0, selfPaid: 0 },
    stated: null,
  },
});

describe('a household that may leave', () => {
  test('meets all six', () => {
    expect(conditionsOf(safe, context).map(({ standing: is }) => is)).toEqual(Array(6).fill('met'));
    expect(isEligible(conditionsOf(safe, context))).toBe(true);
  });
});

describe('what keeps it', () => {
  test.each([
    ['2026-10-07', 'unmet'],
    ['2026-10-08', 'met'],
  ] as const)('identified on 8 April, looked at on %s: %s', (today, is) => {
    expect(standing(safe, 'identifiedLongEnough', { today })).toBe(is);
  });

  test('income that was stable for five months, or has a gap, or that nobody recorded', () => {
    expect(standing(safe, 'stableIncome', { monthlyPerCapita: months(5) })).toBe('unmet');
    expect(standing(safe, 'stableIncome', { monthlyPerCapita: months(7).filter(({ month }) => month !== '2026-09') })).toBe('unmet');
    expect(standing(safe, 'stableIncome', { monthlyPerCapita: [] })).toBe('unknown');
  });

  test('a guarantee with a problem, or one that was not looked at', () => {
    expect(standing({ ...safe, guarantees: { ...safe.guarantees, water: problem } }, 'guaranteesSafe')).toBe('unmet');
    expect(standing({ ...safe, guarantees: { ...safe.guarantees, water: { ...problem, problem: null } } }, 'guaranteesSafe')).toBe('unknown');
  });

  test('a measure that answers no risk of it, or is only planned', () => {
    expect(standing({ ...safe, measures: [measure({ measure: 'industry' })] }, 'measureMatched')).toBe('unmet');
    expect(standing({ ...safe, measures: [measure({ measure: 'health', state: 'planned' })] }, 'measureMatched')).toBe('unmet');
  });

  test('nobody in it who can work', () => {
    expect(standing({ ...safe, members: [head({ labour: 'lost' })] }, 'hasLabour')).toBe('unmet');
  });

  test('income below the line', () => {
    expect(standing(safe, 'aboveLine', { line: 10001 })).toBe('unmet');
    expect(standing(safe, 'aboveLine', { line: 10000 })).toBe('met');
    expect(standing(safe, 'aboveLine', { line: null })).toBe('unknown');
  });
});

test('stable months are counted back from the last one, over the turn of a year', () => {
  const records = ['2025-11', '2025-12', '2026-01', '2026-02'].map((month) => ({ month, perCapita: 8000 }));
  expect(stableMonths(records, 8000)).toBe(4);
  expect(stableMonths([...records, { month: '2026-01', perCapita: 7999 }], 8000)).toBe(1);
  expect(stableMonths([], 8000)).toBe(0);
});

test('whatever is known of a household, each condition has a standing and its figures', () => {
  fc.assert(
    fc.property(arbitraryFacts, (facts) => {
      const found = conditionsOf(facts, context);
      expect(found).toHaveLength(6);
      for (const { because } of found) expect(because).not.toMatch(/undefined|null|NaN|^$/);
      expect(isEligible(found)).toBe(found.every(({ standing: is }) => is === 'met'));
    }),
  );
});
