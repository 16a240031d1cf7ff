// Before a figure of the policy is saved the county sees what it does: whatever can be counted is counted, by the rules themselves, and over every household that they could speak of.
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { drawCounty } from '../../src/demo/county.ts';
import { factsOfHousehold } from '../../src/domain/facts/of-household.ts';
import type { Household } from '../../src/domain/household.ts';
import type { RuleThresholds } from '../../src/domain/policy.ts';
import { SHANXI_POLICY_2026 } from '../../src/domain/policy-defaults.ts';
import type { PolicyChange } from '../../src/domain/policy-figures.ts';
import { DEFAULT_NAMES } from '../../src/domain/policy-names.ts';
import { RULES } from '../../src/domain/rules/table.ts';
import { ONE_BOUND_ONLY, THRESHOLD_RULES } from '../../src/domain/rules/threshold-rules.ts';
import { systemOf } from '../../src/server/ledger/asker.ts';
import { readDivisions } from '../../src/server/ledger/divisions.ts';
import { addHouseholds } from '../../src/server/ledger/households.ts';
import type { PolicyPreview } from '../../src/wire/desk-policy.ts';
import { COUNTY, HOUSEHOLDS } from '../support/county.ts';
import { type Client, startServer, type TestServer } from '../support/server.ts';
import { dispatchTasks } from '../sync/support/visits.ts';

const TODAY = '2026-11-22';
const divisions = readDivisions(fileURLToPath(new URL('../../data/divisions-jiangxian.csv', import.meta.url)));
const line = SHANXI_POLICY_2026.monitoringLine;

/** Drawn families are ordinary; some of these are given what the rules are about. */
function* people(): Generator<Household> {
  let n = 0;
  for (const { households } of drawCounty({ divisions, size: { households: 400, people: 1300 }, seed: 'preview', today: TODAY, line })) {
    for (const household of households) {
      n++;
      const details = { ...household.details };
      if (n % 11 === 0) details.landPasture = n;
      if (n % 13 === 0) details.landOrchard = n;
      if (n % 7 === 0) details.roadKm = n / 20;
      if (n % 17 === 0) details.risks = ['labour'];
      if (n % 19 === 0) details.perCapitaBefore = 1000 + n * 60;
      if (n % 23 === 0) Object.assign(details, { identifiedOn: '2026-01-01', measures: [] });
      if (n % 29 === 0) Object.assign(details, { identifiedOn: '2026-03-01', eliminationWay: 'helped', eliminatedOn: '2026-08-02' });
      const members = household.members.map((member) => ({
        ...member,
        ...(n % 3 === 0 ? { jobs: [{ workPlace: '110105', workMonths: 3, monthlyPay: n * 90 }] } : {}),
        ...(n % 31 === 0 ? { details: { ...member.details, publicPost: 'road' as const, publicPostMonths: 12 } } : {}),
      }));
      const wages = n % 37 === 0 ? n / 4 : undefined;
      const income = household.income && wages ? { ...household.income, totals: { ...household.income.totals, wages } } : household.income;
      yield {
        ...household,
        details,
        members,
        income,
        ...(n % 23 === 0 ? { category: 'marginal' as const, monitorState: 'monitored' as const } : {}),
      };
    }
  }
}

const drawn = [...people()];
let server: TestServer;
let county: Client;
beforeAll(async () => {
  server = await startServer();
  county = await server.client('county');
  await server.db.ledger.within(systemOf(COUNTY), (tx) => addHouseholds(tx, COUNTY, drawn));
  await dispatchTasks(server.db.ledger, [1, 2]);
});
afterAll(() => server.close());

const preview = async (figures: PolicyChange['figures'], effectiveFrom = '2026-11-20'): Promise<PolicyPreview> => {
  const reply = await county.post<PolicyPreview>('/api/policies/preview', { effectiveFrom, monitoringLineAssumed: true, figures });
  expect(reply.status, JSON.stringify(reply.body)).toBe(200);
  return reply.body;
};

/** Every rule over every household, the slow way. */
function straight(thresholds: RuleThresholds, code: string): number {
  const rule = RULES.find((one) => one.code === code);
  const context = { today: TODAY, line, thresholds, names: DEFAULT_NAMES, county: COUNTY, elsewhere: null };
  return [...HOUSEHOLDS, ...drawn].filter((household) => (rule?.find(factsOfHousehold(household), context).length ?? 0) > 0).length;
}

const changes: Record<keyof RuleThresholds, number> = {
  perCapitaLow: 9000,
  perCapitaHigh: 9000.5,
  wagesOdd: 60,
  monthlyPayLow: 2500,
  monthlyPayHigh: 20_000,
  incomeChange: 0.1,
  landMu: 150,
  woodMu: 60,
  roadKm: 9,
  labourShare: 0.6,
  publicPosts: 2,
  eliminationMonths: 5,
  developmentMonths: 11,
};

describe('what a change of policy does', () => {
  test.each(Object.entries(changes))('%s is counted, and as a run over the county would', async (name, figure) => {
    const { remarks } = await preview({ [`ruleThresholds.${name}`]: figure });
    const code = THRESHOLD_RULES[name as keyof RuleThresholds];
    const others = { ...SHANXI_POLICY_2026.ruleThresholds, ...ONE_BOUND_ONLY[name as keyof RuleThresholds] };
    const before = straight(others, code);
    const after = straight({ ...others, [name]: figure }, code);
    expect(after, `${name} should make a difference here`).not.toBe(before);
    expect(remarks).toEqual([{ path: `ruleThresholds.${name}`, before, after }]);
  });

  test('a clock says when what begins then is due, and that what is under way keeps its date', async () => {
    const { clocks } = await preview({ 'dueDays.lead': 10, 'dueDays.sweep': 40, returnedDueDays: 5 });
    expect(clocks).toEqual([
      { kind: 'due', path: 'dueDays.lead', dueBefore: '2026-11-27', dueAfter: '2026-11-30', underWay: 2 },
      { kind: 'due', path: 'dueDays.sweep', dueBefore: '2026-12-20', dueAfter: '2026-12-30', underWay: 0 },
      { kind: 'due', path: 'returnedDueDays', dueBefore: '2026-11-23', dueAfter: '2026-11-25', underWay: 0 },
    ]);
  });

  test('the clock of closing says how many audited checks it would close', async () => {
    await server.db.sql(`UPDATE task SET state = 'audited' WHERE county = $1`, [COUNTY]);
    const now = server.clock.now().getTime();
    for (const [index, daysAgo] of [8, 4].entries()) {
      await server.db.sql(
        `INSERT INTO review (county, id, task_id, hand_in_id, level, decision, decided_at, village_code, author_id)
         SELECT county, gen_random_uuid(), id, gen_random_uuid(), 'county', 'pass', $2, village_code, $3 FROM task WHERE county = $1 ORDER BY id OFFSET ${index} LIMIT 1`,
        [COUNTY, new Date(now - daysAgo * 86_400_000).toISOString(), '00000000-0000-4000-8000-006100000001'],
      );
    }
    expect((await preview({ closeAfterDays: 3 })).clocks).toEqual([{ kind: 'closing', path: 'closeAfterDays', before: 1, after: 2 }]);
  });
});
