// What a change of policy would do to the households, leads and tasks that are there: reckoned over all of them, township by township, before anything is saved.
import { sql } from 'kysely';
import { spokenName } from '../../domain/division.ts';
import type { IncomeTotals } from '../../domain/household.ts';
import { netIncome } from '../../domain/income.ts';
import type { Policy } from '../../domain/policy.ts';
import { differencesOf, type PolicyChange, type PolicyDifference, withChange } from '../../domain/policy-figures.ts';
import { perCapita } from '../../domain/sums.ts';
import { daysAfter } from '../../domain/work-calendar.ts';
import type { LineEffect, PolicyPreview } from '../../wire/desk-policy.ts';
import { closableAfter } from './close-tasks.ts';
import { dayInChina } from './desk-scope.ts';
import type { Tx } from './open-ledger.ts';
import { policiesOf } from './policies.ts';
import { policyBefore } from './policy-office.ts';
import { remarkEffects } from './preview-remarks.ts';

/** As `systemOf(county)`: numbers of the whole county, nobody's record. */
export async function previewPolicy(tx: Tx, county: string, change: PolicyChange, now: Date): Promise<PolicyPreview> {
  const today = dayInChina(now);
  const before = await policyBefore(tx, county, change.effectiveFrom);
  const policy = withChange(before, county, change);
  const changes = differencesOf(before, policy);
  const paths = new Set(changes.map(({ path }) => path));
  const own = (await policiesOf(tx, county)).filter((record) => record.division === county);
  const later = own.map((record) => record.effectiveFrom).filter((day) => day > change.effectiveFrom);
  return {
    policy,
    changes,
    until: later.sort()[0] ?? null,
    replaces: own.some((record) => record.effectiveFrom === change.effectiveFrom),
    line: paths.has('monitoringLine') ? await lineEffects(tx, county, before.monitoringLine, policy.monitoringLine) : null,
    indicators: await indicatorEffects(tx, county, before, policy, paths),
    remarks: await remarkEffects(tx, county, before, policy, today),
    clocks: await clockEffects(tx, county, changes, { effectiveFrom: change.effectiveFrom, now }),
    renamed: await renamed(tx, county, changes),
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

async function lineEffects(tx: Tx, county: string, before: number, after: number): Promise<NonNullable<PolicyPreview['line']>> {
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
  for (const household of await readHouseholds(tx, county)) {
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

const UNDER_WAY = sql`t.state IN ('dispatched', 'submitted', 'returned', 'reviewed')`;

/**
 * A clock of dispatch or return: when something begun on the effective day is due, and how many under way keep their dates. The clock of closing: how many audited checks it
 * closes at once (ledger/close-tasks), for these are not dated until they are closed.
 */
async function clockEffects(
  tx: Tx,
  county: string,
  changes: readonly PolicyDifference[],
  { effectiveFrom, now }: { effectiveFrom: string; now: Date },
): Promise<PolicyPreview['clocks']> {
  const effects: PolicyPreview['clocks'] = [];
  for (const { path, before, after } of changes) {
    if (typeof before !== 'number' || typeof after !== 'number') continue;
    const [group, origin = ''] = path.split('.');
    if (path === 'closeAfterDays') {
      const [atOnceBefore, atOnceAfter] = [await closableAfter(tx, county, before, now), await closableAfter(tx, county, after, now)];
      effects.push({ kind: 'closing', path, before: atOnceBefore, after: atOnceAfter });
    } else if (group === 'dueDays' || path === 'returnedDueDays') {
      const which = group === 'dueDays' ? sql`${UNDER_WAY} AND t.origin = ${origin}` : sql`t.state = 'returned'`;
      const { rows } = await sql<{ count: number }>`SELECT count(*)::int AS count FROM task t WHERE t.county = ${county} AND ${which}`.execute(tx);
      const due = { dueBefore: daysAfter(effectiveFrom, before), dueAfter: daysAfter(effectiveFrom, after) };
      effects.push({ kind: 'due', path, ...due, underWay: rows[0]?.count ?? 0 });
    }
  }
  return effects;
}
