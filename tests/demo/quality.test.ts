// The office's own rules over the demonstration county: what they find was put there to be found.

import { expect, it } from 'vitest';
import { checkOf } from '../../src/demo/check-of.ts';
import { drawCounty, SMALL_COUNTY } from '../../src/demo/county.ts';
import { slipped } from '../../src/demo/slips.ts';
import { differencesOf } from '../../src/domain/comparison.ts';
import { factsOfContent } from '../../src/domain/facts/of-content.ts';
import { factsOfHousehold } from '../../src/domain/facts/of-household.ts';
import type { Household } from '../../src/domain/household.ts';
import { SHANXI_POLICY_2026 } from '../../src/domain/policy-defaults.ts';
import { DEFAULT_NAMES } from '../../src/domain/policy-names.ts';
import { openWarnings } from '../../src/domain/rules/explained.ts';
import { remarksOf } from '../../src/domain/rules/remarks.ts';
import { readDivisions } from '../../src/server/ledger/divisions.ts';

const { monitoringLine: line, ruleThresholds: thresholds } = SHANXI_POLICY_2026;
const names = DEFAULT_NAMES;
const order = { divisions: readDivisions('data/divisions-jiangxian.csv'), size: SMALL_COUNTY, seed: 'jiangxian', today: '2026-11-01', line };
const households: Household[] = [...drawCounty(order)].flatMap((village) => village.households);
const found = households.map((household) => ({
  household,
  remarks: remarksOf(factsOfHousehold(household), { today: '2026-11-22', line, thresholds, names, county: '140826', elsewhere: null }),
}));

it('holds no error in a household without a slip, and remarks in very few', () => {
  const sound = found.filter(({ household }) => !slipped(household.id));
  expect(sound.flatMap(({ remarks }) => remarks.filter(({ severity }) => severity === 'E').map(({ code, message }) => [code, message]))).toEqual([]);
  expect(sound.filter(({ remarks }) => remarks.length > 0).length).toBeLessThan(sound.length * 0.01);
});

it('holds slips in one to two households of a hundred, each of which a rule finds', () => {
  const slips = found.filter(({ household }) => slipped(household.id));
  expect(slips.length / found.length).toBeGreaterThan(0.01);
  expect(slips.length / found.length).toBeLessThan(0.02);
  expect(slips.filter(({ remarks }) => remarks.length === 0)).toEqual([]);
});

it('knows of every monitored household since when, by which risks and with which measures; of an eliminated one how', () => {
  const monitored = households.filter(({ category }) => category !== 'none');
  for (const { details, monitorState } of monitored) {
    expect(details?.risks?.length).toBeGreaterThan(0);
    expect(details?.measures?.length).toBeGreaterThan(0);
    expect(details?.identifiedOn).toMatch(/^202\d/);
    expect(details?.eliminationWay !== undefined).toBe(monitorState === 'eliminated');
  }
});

it('keeps an ordinary household small on the wire', () => {
  const ordinary = households.filter(({ kind, category, size }) => kind === 'general' && category === 'none' && size <= 2);
  const bytes = ordinary.map((household) => Buffer.byteLength(JSON.stringify(household))).sort((a, b) => a - b);
  expect(bytes[Math.floor(bytes.length / 2)]).toBeLessThan(1_500);
});

it('has checks that a phone would let go: no error, every remark explained, for households of every standing', () => {
  const sound = households.filter(({ id, income }) => !slipped(id) && income !== null);
  const sample = sound.filter((_, index) => index % 40 === 0);
  for (const household of sample) {
    const about = { personName: household.headName, origin: 'round' as const, leads: [] };
    const madeAt = new Date('2026-11-16T02:00:00Z');
    const quick = checkOf(household, { about, result: { include: false, category: null, reason: 'stableIncome' }, madeAt });
    expect(differencesOf(household, quick)).toEqual([]);
    expect(
      openWarnings(
        remarksOf(factsOfContent(quick, household), { today: '2026-11-16', line, thresholds, names, county: '140826', elsewhere: null }),
        quick.explanations,
      ),
    ).toEqual([]);
    const included = checkOf(household, { about, result: { include: true, category: 'sudden', reason: null }, risks: ['illness'], madeAt });
    expect(factsOfContent(included, household).income?.totals).toEqual(household.income?.totals);
  }
});
