// What a change of policy would do to the households, leads and tasks that are there: reckoned over all of them, township by township, before anything is saved.
import { sql } from 'kysely';
import { spokenName } from '../../domain/division.ts';
import type { IncomeTotals } from '../../domain/household.ts';
import { netIncome } from '../../domain/income.ts';
import type { Policy } from '../../domain/policy.ts';
import { differencesOf, figuresOf, type PolicyChange, type PolicyDifference, type PolicyFigures, withChange } from '../../domain/policy-figures.ts';
import { perCapita } from '../../domain/sums.ts';
import type { LineEffect, PolicyPreview } from '../../wire/desk-policy.ts';
import type { Tx } from './open-ledger.ts';
import { policiesOf } from './policies.ts';
import { policyBefore } from './policy-office.ts';

/** As `systemOf(county)`: numbers of the whole county, nobody's record. */
export async function previewPolicy(tx: Tx, county: string, change: PolicyChange): Promise<PolicyPreview> {
  const before = await policyBefore(tx, county, change.effectiveFrom);
  const policy = withChange(before, county, change);
  const changes = differencesOf(before, policy);
  const paths = new Set(changes.map(({ path }) => path));
  const own = (await policiesOf(tx, county)).filter((record) => record.division === county);
  const later = own.map((record) => record.effectiveFrom).filter((day) => day > change.effectiveFrom);
  const touched = (path: string): boolean => paths.has(path);
  const incomes = touched('monitoringLine') || touched('ruleThresholds.perCapitaLow') || touched('ruleThresholds.perCapitaHigh');
  const households = incomes ? await readHouseholds(tx, county) : null;
  return {
    policy,
    changes,
    until: later.sort()[0] ?? null,
    replaces: own.some((record) => record.effectiveFrom === change.effectiveFrom),
    line: households && touched('monitoringLine') ? await lineEffects(tx, county, households, before.monitoringLine, policy.monitoringLine) : null,
    indicators: await indicatorEffects(tx, county, before, policy, paths),
    remarks: [
      ...incomeRemarks(households, figuresOf(before), figuresOf(policy), paths),
      ...(await landRemarks(tx, county, figuresOf(before), figuresOf(policy), paths)),
    ],
    renamed: await renamed(tx, county, changes),
    openTasks: await openTasks(tx, county),
  };
}

interface HouseholdFigures {
  township: string;
  people: number;
  monitored: boolean;
  /** Null where no income is recorded. */
  perCapita: number | null;
}

/** A township at a time: the event loop is free in between. */
async function readHouseholds(tx: Tx, county: string): Promise<HouseholdFigures[]> {
  const { rows: townships } = await sql<{ code: string }>`
    SELECT code FROM division WHERE county = ${county} AND level = 'township' ORDER BY code`.execute(tx);
  const found: HouseholdFigures[] = [];
  for (const { code } of townships) {
    const prefix = code.slice(0, 9);
    const { rows } = await sql<{ size: number; watched: boolean; totals: IncomeTotals | null }>`
      SELECT size, monitor_state IN ('monitored', 'relapsed') AS watched, body -> 'income' -> 'totals' AS totals
      FROM household WHERE county = ${county} AND village_code BETWEEN ${`${prefix}000`} AND ${`${prefix}999`}`.execute(tx);
    for (const row of rows) {
      found.push({
        township: code,
        people: row.size,
        monitored: row.watched,
        perCapita: row.totals ? perCapita(netIncome(row.totals), row.size) : null,
      });
    }
  }
  return found;
}

async function lineEffects(
  tx: Tx,
  county: string,
  households: readonly HouseholdFigures[],
  before: number,
  after: number,
): Promise<NonNullable<PolicyPreview['line']>> {
  const { rows } = await sql<{ code: string; name: string }>`SELECT code, name FROM division WHERE county = ${county} AND level = 'township'`.execute(
    tx,
  );
  const effects = new Map<string, LineEffect>();
  for (const { code, name } of rows) {
    const none = {
      known: 0,
      belowBefore: 0,
      belowAfter: 0,
      newlyBelow: 0,
      newlyBelowPeople: 0,
      newlyBelowUnmonitored: 0,
      newlyAbove: 0,
      newlyAbovePeople: 0,
    };
    effects.set(code, { code, name: spokenName({ name, level: 'township' }), ...none });
  }
  let unknown = 0;
  for (const household of households) {
    const effect = effects.get(household.township);
    if (household.perCapita === null || !effect) {
      unknown++;
      continue;
    }
    const [was, is] = [household.perCapita < before, household.perCapita < after];
    effect.known++;
    if (was) effect.belowBefore++;
    if (is) effect.belowAfter++;
    if (is && !was) {
      effect.newlyBelow++;
      effect.newlyBelowPeople += household.people;
      if (!household.monitored) effect.newlyBelowUnmonitored++;
    }
    if (was && !is) {
      effect.newlyAbove++;
      effect.newlyAbovePeople += household.people;
    }
  }
  return { townships: [...effects.values()].filter((effect) => effect.known > 0), unknown };
}

/** Domain 4: one threshold for 脱贫户 and 监测户, one for others; a lead whose household is unknown is held to the others'. */
async function indicatorEffects(
  tx: Tx,
  county: string,
  before: Policy,
  after: Policy,
  paths: ReadonlySet<string>,
): Promise<PolicyPreview['indicators']> {
  const changed = after.indicators.filter(({ code }) => paths.has(`indicators.${code}.watched`) || paths.has(`indicators.${code}.others`));
  const effects: PolicyPreview['indicators'] = [];
  for (const { code, label, threshold } of changed) {
    const old = before.indicators.find((indicator) => indicator.code === code)?.threshold ?? null;
    const { rows } = await sql<{ before: number; after: number }>`
      SELECT count(*) FILTER (WHERE ${reaches(old)})::int AS before, count(*) FILTER (WHERE ${reaches(threshold)})::int AS after
      FROM lead l LEFT JOIN household h ON h.county = l.county AND h.id = l.household_id
      WHERE l.county = ${county} AND l.indicator = ${code} AND l.state IN ('unmatched', 'matched', 'dispatched')`.execute(tx);
    effects.push({ code, label, before: rows[0]?.before ?? 0, after: rows[0]?.after ?? 0 });
  }
  return effects;
}

const reaches = (threshold: Policy['indicators'][number]['threshold']) =>
  threshold === null
    ? sql`true`
    : sql`l.amount >= CASE WHEN h.kind = 'lifted' OR h.monitor_state IN ('monitored', 'relapsed') THEN ${threshold.watched}::numeric ELSE ${threshold.others}::numeric END`;

/** Domain 5, Income W: below the low figure; above the high one when identified. */
function incomeRemarks(
  households: readonly HouseholdFigures[] | null,
  before: PolicyFigures,
  after: PolicyFigures,
  paths: ReadonlySet<string>,
): PolicyPreview['remarks'] {
  const low = 'ruleThresholds.perCapitaLow';
  const high = 'ruleThresholds.perCapitaHigh';
  const count = (fits: (household: HouseholdFigures, amount: number) => boolean): number =>
    (households ?? []).filter((household) => household.perCapita !== null && fits(household, household.perCapita)).length;
  const under = (limit: number): number => count((_household, amount) => amount < limit);
  const over = (limit: number): number => count((household, amount) => household.monitored && amount > limit);
  return [
    ...(paths.has(low) ? [{ path: low, before: under(before[low] ?? 0), after: under(after[low] ?? 0) }] : []),
    ...(paths.has(high) ? [{ path: high, before: over(before[high] ?? 0), after: over(after[high] ?? 0) }] : []),
  ];
}

/** Domain 5, Assets W: what the archive holds of land. */
async function landRemarks(
  tx: Tx,
  county: string,
  before: PolicyFigures,
  after: PolicyFigures,
  paths: ReadonlySet<string>,
): Promise<PolicyPreview['remarks']> {
  const remarks: PolicyPreview['remarks'] = [];
  for (const name of ['landMu', 'woodMu']) {
    const path = `ruleThresholds.${name}`;
    if (!paths.has(path)) continue;
    const { rows } = await sql<{ before: number; after: number }>`
      SELECT count(*) FILTER (WHERE (body ->> ${name})::numeric > ${before[path] ?? 0}::numeric)::int AS before,
        count(*) FILTER (WHERE (body ->> ${name})::numeric > ${after[path] ?? 0}::numeric)::int AS after
      FROM household WHERE county = ${county}`.execute(tx);
    remarks.push({ path, before: rows[0]?.before ?? 0, after: rows[0]?.after ?? 0 });
  }
  return remarks;
}

/** A category's households, and for the general term all that are in monitoring. */
async function renamed(tx: Tx, county: string, changes: readonly PolicyDifference[]): Promise<PolicyPreview['renamed']> {
  const found: PolicyPreview['renamed'] = [];
  for (const { path, before, after } of changes) {
    const [group, code = ''] = path.split('.');
    if (group !== 'names') continue;
    const called = code === 'general' ? sql`monitor_state IN ('monitored', 'relapsed')` : sql`category = ${code}`;
    const { rows } = await sql<{ count: number }>`SELECT count(*)::int AS count FROM household WHERE county = ${county} AND ${called}`.execute(tx);
    found.push({ path, before: String(before), after: String(after), households: rows[0]?.count ?? 0 });
  }
  return found;
}

async function openTasks(tx: Tx, county: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    SELECT count(*)::int AS count FROM task WHERE county = ${county} AND state IN ('dispatched', 'submitted', 'returned', 'reviewed')`.execute(tx);
  return rows[0]?.count ?? 0;
}
