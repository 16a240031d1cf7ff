// How many households of the archive a changed figure of the policy is remarked on for, before and after: the rule itself decides, over those that it could speak of.
import { setImmediate as breathe } from 'node:timers/promises';
import { type RawBuilder, sql } from 'kysely';
import { factsOfHousehold } from '../../domain/facts/of-household.ts';
import type { Household } from '../../domain/household.ts';
import type { Policy, RuleThresholds } from '../../domain/policy.ts';
import { namesOf } from '../../domain/policy-names.ts';
import type { RuleContext } from '../../domain/rules/rule.ts';
import { RULES } from '../../domain/rules/table.ts';
import { ONE_BOUND_ONLY, THRESHOLD_RULES } from '../../domain/rules/threshold-rules.ts';
import type { PolicyPreview } from '../../wire/desk-policy.ts';
import { householdTexts } from './noun-json.ts';
import type { Tx } from './open-ledger.ts';

type Name = keyof RuleThresholds;

/** Households read at once, and worked through between two breaths. */
const READ = 200;

const totals = sql`(h.body -> 'income' -> 'totals')`;
const item = (name: string): RawBuilder<unknown> => sql`COALESCE((${totals} ->> ${sql.lit(name)})::numeric, 0)`;
const net = sql`(${item('wages')} + ${item('business')} + ${item('property')} + ${item('transfers')} - ${item('costs')})`;
const own = (name: string): RawBuilder<unknown> => sql`(h.body ->> ${sql.lit(name)})::numeric`;
const detail = (name: string): RawBuilder<unknown> => sql`(h.body -> 'details' ->> ${sql.lit(name)})::numeric`;
const isWatched = sql`h.monitor_state IN ('monitored', 'relapsed')`;
const someone = (fits: RawBuilder<unknown>): RawBuilder<unknown> =>
  sql`EXISTS (SELECT 1 FROM member m WHERE m.county = h.county AND m.household_id = h.id AND ${fits})`;
const somePay = (fits: RawBuilder<unknown>): RawBuilder<unknown> =>
  someone(
    sql`jsonb_typeof(m.body -> 'jobs') = 'array' AND EXISTS (SELECT 1 FROM jsonb_array_elements(m.body -> 'jobs') j WHERE (j ->> 'monthlyPay')::numeric ${fits})`,
  );
const anyOver = (limit: number, ...figures: RawBuilder<unknown>[]): RawBuilder<unknown> => sql`GREATEST(${sql.join(figures)}) > ${limit}::numeric`;

/**
 * Households that the rule can speak of under one of the two figures: at least those, so that the whole county need not be read. Who counts in a household may be other than
 * its `size`, so per-capita figures are narrowed by the household's own net income only.
 */
const CANDIDATES: Record<Name, (least: number, most: number) => RawBuilder<unknown>> = {
  perCapitaLow: (_, most) => sql`${totals} IS NOT NULL AND ${net} < ${most}::numeric * GREATEST(h.size, 1, (
    SELECT count(*) FROM member m WHERE m.county = h.county AND m.household_id = h.id))`,
  perCapitaHigh: () => isWatched,
  wagesOdd: (_, most) => sql`${item('wages')} > 0 AND ${item('wages')} < ${most}::numeric`,
  monthlyPayLow: (_, most) => somePay(sql`< ${most}::numeric`),
  monthlyPayHigh: (least) => somePay(sql`> ${least}::numeric`),
  // Within a yuan, for what is rounded; where other people count than `size` says, the rule is asked in any case.
  incomeChange: (least) => sql`${detail('perCapitaBefore')} > 0 AND (
    ABS(${net} / GREATEST(h.size, 1) - ${detail('perCapitaBefore')}) > ${detail('perCapitaBefore')} * ${least}::numeric - 1
    OR h.size <> (SELECT count(*) FROM member m WHERE m.county = h.county AND m.household_id = h.id AND m.body ->> 'presence' NOT IN ('dead', 'movedOut')))`,
  landMu: (least) => anyOver(least, own('landMu'), detail('landPasture'), detail('landWater')),
  woodMu: (least) => anyOver(least, own('woodMu'), detail('landReforested'), detail('landOrchard')),
  roadKm: (least) => anyOver(least, detail('roadKm')),
  labourShare: () => sql`h.body -> 'details' -> 'risks' ? 'labour'`,
  publicPosts: () => someone(sql`m.body -> 'details' ?| ARRAY['publicPost', 'publicPostMonths']`),
  eliminationMonths: () => sql`(h.monitor_state = 'eliminated' OR h.body -> 'details' ? 'eliminationWay')`,
  developmentMonths: () => isWatched,
};

/** As `systemOf(county)`. One entry for each changed figure of the rules; `today` is YYYY-MM-DD. */
export async function remarkEffects(tx: Tx, county: string, before: Policy, after: Policy, today: string): Promise<PolicyPreview['remarks']> {
  const effects: PolicyPreview['remarks'] = [];
  for (const name of Object.keys(THRESHOLD_RULES) as Name[]) {
    const [was, is] = [before.ruleThresholds[name], after.ruleThresholds[name]];
    if (was === is) continue;
    const { rows } = await sql<{ id: string }>`
      SELECT h.id FROM household h WHERE h.county = ${county} AND ${CANDIDATES[name](Math.min(was, is), Math.max(was, is))} ORDER BY h.village_code, h.id`.execute(
      tx,
    );
    const counts = await countRemarked(
      tx,
      county,
      rows.map(({ id }) => id),
      THRESHOLD_RULES[name],
      [was, is].map(
        (figure): RuleContext => ({
          today,
          line: after.monitoringLine,
          thresholds: { ...before.ruleThresholds, ...ONE_BOUND_ONLY[name], [name]: figure },
          names: namesOf(after),
          county,
          elsewhere: null,
        }),
      ),
    );
    effects.push({ path: `ruleThresholds.${name}`, before: counts[0] ?? 0, after: counts[1] ?? 0 });
  }
  return effects;
}

/** Of these households, how many the rule speaks of in each of the contexts. */
async function countRemarked(tx: Tx, county: string, ids: readonly string[], code: string, contexts: readonly RuleContext[]): Promise<number[]> {
  const rule = RULES.find((one) => one.code === code);
  if (!rule) throw new Error(`there is no rule ${code}`);
  const counts = contexts.map(() => 0);
  for (let from = 0; from < ids.length; from += READ) {
    for (const { json } of await householdTexts(tx, county, { ids: ids.slice(from, from + READ) })) {
      const facts = factsOfHousehold(JSON.parse(json) as Household);
      contexts.forEach((context, index) => {
        if (rule.find(facts, context).length > 0) counts[index] = (counts[index] ?? 0) + 1;
      });
    }
    await breathe();
  }
  return counts;
}
