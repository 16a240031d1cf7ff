// What an act on a case is judged by besides its own history: who of the household is of age, what the departments have not answered, whether it may leave monitoring.
import { sql } from 'kysely';
import { type ConditionResult, conditionsOf, isEligible } from '../../domain/case/eligibility.ts';
import type { CaseGiven } from '../../domain/case/walk.ts';
import { factsOfHousehold } from '../../domain/facts/of-household.ts';
import { belongs } from '../../domain/facts.ts';
import type { Policy } from '../../domain/policy.ts';
import { ageOn } from '../../domain/rules/people.ts';
import type { OpenCase } from './cases.ts';
import { type Actor, dayInChina } from './desk-scope.ts';
import { householdsById } from './households.ts';
import type { Tx } from './open-ledger.ts';

/** 成年: from 18 on somebody signs for themselves (Civil Code, 17). */
const OF_AGE = 18;

export async function factsForCase(
  tx: Tx,
  asker: Actor,
  one: OpenCase,
  policy: Policy,
): Promise<Pick<CaseGiven, 'adults' | 'unanswered' | 'unexplained' | 'eligible'>> {
  const today = dayInChina(asker.now);
  const { rows } = await sql<{ unanswered: number; unexplained: number }>`
    SELECT count(*) FILTER (WHERE answered_at IS NULL)::int AS unanswered, count(*) FILTER (WHERE hit AND explanation = '')::int AS unexplained
    FROM comparison WHERE county = ${asker.county} AND case_id = ${one.id}::uuid AND superseded_at IS NULL`.execute(tx);
  const [household] = one.household_id === null ? [] : await householdsById(tx, asker.county, [one.household_id]);
  const facts = household && factsOfHousehold(household);
  const adults = (facts?.members ?? [])
    .filter((member) => belongs(member) && (ageOn(member, today) ?? OF_AGE) >= OF_AGE)
    .map(({ instanceId }) => instanceId);
  const eligible = one.procedure === 'identification' || isEligible(await eliminationConditions(tx, asker, one.household_id, policy));
  return { adults, unanswered: rows[0]?.unanswered ?? 0, unexplained: rows[0]?.unexplained ?? 0, eligible };
}

/** The conditions of 风险消除 for a household today; none when the archive does not know it. */
export async function eliminationConditions(tx: Tx, asker: Actor, householdId: string | null, policy: Policy): Promise<ConditionResult[]> {
  const [household] = householdId === null ? [] : await householdsById(tx, asker.county, [householdId]);
  if (!household) return [];
  return conditionsOf(factsOfHousehold(household), {
    today: dayInChina(asker.now),
    line: policy.monitoringLine,
    thresholds: policy.ruleThresholds,
    monthlyPerCapita: [],
  });
}
