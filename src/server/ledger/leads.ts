// Leads as the office's lists show them, and what a department says to the answers it got.
import { type RawBuilder, sql } from 'kysely';
import type * as z from 'zod/mini';
import { spokenName } from '../../domain/division.ts';
import { maskIdNumber } from '../../domain/id-number.ts';
import type { Lead, LeadState } from '../../domain/lead.ts';
import type { TaskState } from '../../domain/task.ts';
import type { CheckResult } from '../../domain/visit.ts';
import type { LeadItem, LeadQuery, Leads } from '../../wire/desk.ts';
import { allOf, contains, inDivision, inScope, type Officer } from './desk-scope.ts';
import type { Tx } from './open-ledger.ts';

type Query = z.infer<typeof LeadQuery>;

/** A department sees the leads it sent, wherever they belong; everybody else sees those of their divisions, an auditor also those without a place. */
function mayBeSeen(asker: Officer): RawBuilder<unknown>[] {
  const county = sql`l.county = ${asker.county}`;
  if (asker.role === 'department') return [county, sql`l.department = ${asker.department}`];
  if (asker.role === 'auditor') return [county, sql`(l.village_code IS NULL OR ${inScope(asker, 'l.village_code')})`];
  return [county, inScope(asker, 'l.village_code')];
}

function conditionsOf(asker: Officer, query: Query): RawBuilder<boolean> {
  const conditions = mayBeSeen(asker);
  const search = query.search?.trim();
  if (query.state) conditions.push(sql`l.state = ${query.state}`);
  if (query.department) conditions.push(sql`l.department = ${query.department}`);
  if (query.batchId) conditions.push(sql`l.batch_id = ${query.batchId}`);
  if (query.division) conditions.push(inDivision('l.village_code', query.division));
  if (search)
    conditions.push(sql`(${contains('l.person_name', search)} OR ${contains('l.place_text', search)} OR ${contains('l.indicator_text', search)})`);
  return allOf(conditions);
}

interface LeadRow {
  id: string;
  batch_id: string | null;
  department: Lead['department'];
  indicator: string;
  indicator_text: string;
  amount: number | null;
  period: string;
  person_name: string;
  id_number: string;
  place_text: string;
  village_code: string | null;
  household_id: string | null;
  match_reason: string;
  state: LeadState;
  task_id: string | null;
  result: CheckResult | null;
  acknowledged_at: Date | null;
  received_at: Date;
  task_state: TaskState | null;
  due_on: string | null;
  village_name: string | null;
  township_name: string | null;
}

/** The department learns what became of its lead, not which household of the archive it belongs to. */
function itemOf(row: LeadRow, asker: Officer): LeadItem {
  const outsider = asker.role === 'department';
  return {
    lead: {
      id: row.id,
      batchId: row.batch_id,
      department: row.department,
      indicator: row.indicator,
      indicatorText: row.indicator_text,
      amount: row.amount,
      period: row.period,
      personName: row.person_name,
      idNumber: maskIdNumber(row.id_number),
      placeText: row.place_text,
      villageCode: row.village_code,
      householdId: outsider ? null : row.household_id,
      matchReason: row.match_reason,
      state: row.state,
      taskId: outsider ? null : row.task_id,
      receivedAt: row.received_at.toISOString(),
    },
    townshipName: row.township_name ?? '',
    villageName: row.village_name === null ? '' : spokenName({ name: row.village_name, level: 'village' }),
    taskState: row.task_state,
    dueOn: row.due_on,
    result: row.result,
    acknowledgedAt: row.acknowledged_at?.toISOString() ?? null,
  };
}

/** One page of leads, newest first, with the total of the filter and the counts of the asker's whole scope. `limit` is the caller's, already bounded. */
export async function listLeads(tx: Tx, asker: Officer, query: Query, limit: number): Promise<z.infer<typeof Leads>> {
  const where = conditionsOf(asker, query);
  const { rows } = await sql<LeadRow>`
    SELECT l.*, t.state AS task_state, t.due_on::text AS due_on, v.name AS village_name, w.name AS township_name
    FROM (SELECT l.* FROM lead l WHERE ${where} ORDER BY l.received_at DESC, l.id LIMIT ${limit} OFFSET ${query.offset ?? 0}) l
    LEFT JOIN task t ON t.county = l.county AND t.id = l.task_id
    LEFT JOIN division v ON v.county = l.county AND v.code = l.village_code
    LEFT JOIN division w ON w.county = l.county AND w.code = left(l.village_code, 9) || '000'
    ORDER BY l.received_at DESC, l.id`.execute(tx);
  const total = await sql<{ n: number }>`SELECT count(*)::int AS n FROM lead l WHERE ${where}`.execute(tx);
  const counts = await sql<{ state: LeadState; n: number }>`
    SELECT l.state, count(*)::int AS n FROM lead l WHERE ${allOf(mayBeSeen(asker))} GROUP BY l.state`.execute(tx);
  return {
    leads: rows.map((row) => itemOf(row, asker)),
    total: total.rows[0]?.n ?? 0,
    counts: Object.fromEntries(counts.rows.map(({ state, n }) => [state, n])),
  };
}
