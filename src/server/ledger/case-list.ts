// Cases as the office's lists show them, with the clocks as they stand today, and one case with everything that was done in it.
import { type RawBuilder, sql } from 'kysely';
import type * as z from 'zod/mini';
import type { CaseEntry } from '../../domain/case/act.ts';
import { DEFAULT_CASE_CLOCKS, standingOf } from '../../domain/case/clock.ts';
import type { CaseEnd, CaseProcedure, CaseStep } from '../../domain/case/step.ts';
import { spokenName } from '../../domain/division.ts';
import type { MonitorCategory } from '../../domain/household.ts';
import type { Policy } from '../../domain/policy.ts';
import type { CaseDetail, CaseItem, CaseQuery, Cases } from '../../wire/cases.ts';
import { eliminationConditions } from './case-facts.ts';
import { comparisonsOf } from './comparisons.ts';
import { allOf, contains, dayInChina, inDivision, inScope, type Officer } from './desk-scope.ts';
import type { Tx } from './open-ledger.ts';

interface CaseRow {
  id: string;
  procedure: CaseProcedure;
  village_code: string;
  village_name: string;
  township_name: string;
  household_id: string | null;
  head_name: string;
  size: number;
  category: MonitorCategory;
  done: CaseStep | null;
  waits_for: CaseStep | null;
  back_at: CaseStep | null;
  ended: CaseEnd | null;
  green_channel: boolean;
  signal_on: string;
  step_due_on: string | null;
  decision_due_on: string | null;
  task_id: string | null;
  national_no: string;
  paused_days: number;
  posted_on: string | null;
}

/** The nearer of its two clocks. */
const nearest = sql<string | null>`LEAST(c.step_due_on, c.decision_due_on)`;

function itemOf(row: CaseRow, today: string, soonDays: number): CaseItem {
  const due = [row.step_due_on, row.decision_due_on].filter((day) => day !== null).sort()[0] ?? null;
  return {
    id: row.id,
    procedure: row.procedure,
    villageCode: row.village_code,
    villageName: spokenName({ name: row.village_name, level: 'village' }),
    townshipName: row.township_name,
    householdId: row.household_id,
    headName: row.head_name,
    size: row.size,
    category: row.category,
    done: row.done,
    waitsFor: row.waits_for,
    backAt: row.back_at,
    ended: row.ended,
    greenChannel: row.green_channel,
    signalOn: row.signal_on,
    stepDueOn: row.step_due_on,
    decisionDueOn: row.decision_due_on,
    standing: row.ended === null ? standingOf(due, today, soonDays) : 'inTime',
  };
}

const pageOf = (where: RawBuilder<boolean>, order: RawBuilder<unknown>, page: RawBuilder<unknown>) => sql<CaseRow>`
  SELECT c.id, c.procedure, c.village_code, COALESCE(v.name, '') AS village_name, COALESCE(w.name, '') AS township_name, c.household_id,
    COALESCE(h.head_name, t.person_name, '') AS head_name, COALESCE(h.size, 0) AS size, c.category, c.done, c.waits_for, c.back_at, c.ended, c.green_channel,
    c.signal_on::text AS signal_on, c.step_due_on::text AS step_due_on, c.decision_due_on::text AS decision_due_on, c.task_id, c.national_no, c.paused_days,
    c.posted_on::text AS posted_on
  FROM (SELECT c.* FROM monitor_case c WHERE ${where} ORDER BY ${order} ${page}) c
  LEFT JOIN household h ON h.county = c.county AND h.id = c.household_id
  LEFT JOIN task t ON t.county = c.county AND t.id = c.task_id
  LEFT JOIN division v ON v.county = c.county AND v.code = c.village_code
  LEFT JOIN division w ON w.county = c.county AND w.code = left(c.village_code, 9) || '000'
  ORDER BY ${order}`;

const mayBeSeen = (asker: Officer): RawBuilder<unknown>[] => [sql`c.county = ${asker.county}`, inScope(asker, 'c.village_code')];

/** Cases of the asker's divisions. Open ones the most urgent first; where ended ones are asked for, the newest first. */
export async function listCases(
  tx: Tx,
  asker: Officer,
  query: z.infer<typeof CaseQuery>,
  policy: Policy,
  limit: number,
): Promise<z.infer<typeof Cases>> {
  const today = dayInChina(asker.now);
  const { soonDays } = policy.caseClocks ?? DEFAULT_CASE_CLOCKS;
  const conditions = mayBeSeen(asker);
  const search = query.search?.trim();
  if (query.procedure) conditions.push(sql`c.procedure = ${query.procedure}`);
  if (query.state === 'ended') conditions.push(sql`c.closed_at IS NOT NULL`);
  else conditions.push(sql`c.closed_at IS NULL`);
  if (query.state && query.state !== 'open' && query.state !== 'ended') conditions.push(sql`c.waits_for = ${query.state}`);
  if (query.division) conditions.push(inDivision('c.village_code', query.division));
  if (query.standing === 'overdue') conditions.push(sql`${nearest} < ${today}::date`);
  if (query.standing === 'soon') conditions.push(sql`${nearest} BETWEEN ${today}::date AND ${today}::date + ${soonDays}::int`);
  if (query.standing === 'inTime') conditions.push(sql`(${nearest} IS NULL OR ${nearest} > ${today}::date + ${soonDays}::int)`);
  if (search) {
    conditions.push(sql`c.household_id IN (
      SELECT h.id FROM household h WHERE h.county = ${asker.county} AND ${inScope(asker, 'h.village_code')} AND ${contains('h.head_name', search)})`);
  }
  const where = allOf(conditions);
  const order = query.state === 'ended' ? sql`c.opened_at DESC, c.id` : sql`c.decision_due_on, c.id`;
  const { rows } = await pageOf(where, order, sql`LIMIT ${limit} OFFSET ${query.offset ?? 0}`).execute(tx);
  const counted = await sql<{ total: number; people: number }>`
    SELECT count(*)::int AS total, COALESCE(sum(h.size), 0)::int AS people
    FROM monitor_case c LEFT JOIN household h ON h.county = c.county AND h.id = c.household_id WHERE ${where}`.execute(tx);
  const waiting = await sql<{ step: CaseStep; n: number; overdue: number }>`
    SELECT c.waits_for AS step, count(*)::int AS n, count(*) FILTER (WHERE ${nearest} < ${today}::date)::int AS overdue
    FROM monitor_case c WHERE ${allOf([...mayBeSeen(asker), sql`c.closed_at IS NULL AND c.waits_for IS NOT NULL`])} GROUP BY c.waits_for`.execute(tx);
  return {
    cases: rows.map((row) => itemOf(row, today, soonDays)),
    total: counted.rows[0]?.total ?? 0,
    people: counted.rows[0]?.people ?? 0,
    waiting: Object.fromEntries(waiting.rows.map(({ step, n }) => [step, n])),
    overdue: waiting.rows.reduce((sum, { overdue }) => sum + overdue, 0),
  };
}

/** One case with its whole history, or undefined out of the asker's scope. */
export async function caseDetail(tx: Tx, asker: Officer, caseId: string, policy: Policy): Promise<CaseDetail | undefined> {
  const today = dayInChina(asker.now);
  const where = allOf([...mayBeSeen(asker), sql`c.id = ${caseId}::uuid`]);
  const { rows } = await pageOf(where, sql`c.id`, sql``).execute(tx);
  const [row] = rows;
  if (!row) return undefined;
  const entries = await sql<{ id: string; act: CaseEntry['act']; at: Date; on: string; byName: string }>`
    SELECT id, body AS act, at, on_day::text AS on, by_name AS "byName" FROM case_entry
    WHERE county = ${asker.county} AND case_id = ${caseId}::uuid ORDER BY place`.execute(tx);
  const others = await sql<{ id: string; procedure: CaseProcedure; ended: CaseEnd | null; opened_at: Date }>`
    SELECT id, procedure, ended, opened_at FROM monitor_case
    WHERE county = ${asker.county} AND household_id = ${row.household_id}::uuid AND id <> ${caseId}::uuid ORDER BY opened_at DESC`.execute(tx);
  return {
    item: itemOf(row, today, (policy.caseClocks ?? DEFAULT_CASE_CLOCKS).soonDays),
    taskId: row.task_id,
    nationalNo: row.national_no,
    pausedDays: row.paused_days,
    postedOn: row.posted_on,
    entries: entries.rows.map(({ at, ...entry }) => ({ ...entry, at: at.toISOString() })),
    comparisons: await comparisonsOf(tx, asker, caseId),
    conditions: row.procedure === 'elimination' ? await eliminationConditions(tx, asker, row.household_id, policy) : [],
    others: others.rows.map(({ opened_at, ...other }) => ({ ...other, openedAt: opened_at.toISOString() })),
  };
}
