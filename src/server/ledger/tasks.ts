// Check tasks as the office's lists show them: by state, place and due date, and the queue that waits for a decision.
import { type RawBuilder, sql } from 'kysely';
import type * as z from 'zod/mini';
import { spokenName } from '../../domain/division.ts';
import { DECISIONS, type ReviewLevel, type TaskOrigin, type TaskState } from '../../domain/task.ts';
import type { CheckResult } from '../../domain/visit.ts';
import type { QueuedCheck, QueuedChecks, ReviewQuery, TaskItem, TaskQuery, Tasks } from '../../wire/desk.ts';
import type { Officer } from './desk-scope.ts';
import { allOf, contains, dayInChina, inDivision, inScope } from './desk-scope.ts';
import type { Tx } from './open-ledger.ts';

interface TaskRow {
  id: string;
  state: TaskState;
  origin: TaskOrigin;
  title: string;
  head_name: string;
  village_code: string;
  village_name: string;
  township_name: string;
  group_name: string;
  due_on: string;
  overdue_days: number;
  assignee_name: string;
  lead_texts: string[];
  submitted_at: Date | null;
  result: CheckResult | null;
  remark_count: number;
  last_hand_in_id: string | null;
}

const itemOf = (row: TaskRow): TaskItem => ({
  id: row.id,
  state: row.state,
  origin: row.origin,
  title: row.title,
  headName: row.head_name,
  villageCode: row.village_code,
  villageName: spokenName({ name: row.village_name, level: 'village' }),
  townshipName: row.township_name,
  groupName: row.group_name,
  dueOn: row.due_on,
  overdueDays: row.overdue_days,
  assigneeName: row.assignee_name,
  leadTexts: row.lead_texts,
  submittedAt: row.submitted_at?.toISOString() ?? null,
  result: row.result,
  remarkCount: row.remark_count,
  handInId: row.last_hand_in_id,
});

/** A task is overdue while the village has still to go, from the day after its due date. */
const overdueOn = (today: string): RawBuilder<boolean> => sql<boolean>`(t.state IN ('dispatched', 'returned') AND t.due_on < ${today}::date)`;

/** One page of tasks in an order of `t`'s columns; everything else is looked up for the rows of that page only. */
async function pageOf(
  tx: Tx,
  where: RawBuilder<boolean>,
  order: RawBuilder<unknown>,
  page: { limit: number; offset: number },
  today: string,
): Promise<TaskItem[]> {
  const { rows } = await sql<TaskRow>`
    SELECT t.id, t.state, t.origin, t.title, COALESCE(h.head_name, t.person_name) AS head_name, t.village_code, t.due_on::text AS due_on,
      CASE WHEN ${overdueOn(today)} THEN ${today}::date - t.due_on ELSE 0 END AS overdue_days,
      COALESCE(v.name, '') AS village_name, COALESCE(w.name, '') AS township_name, COALESCE(h.group_name, '') AS group_name, COALESCE(a.name, '') AS assignee_name,
      ARRAY(SELECT l.indicator_text FROM lead l WHERE l.county = t.county AND l.task_id = t.id ORDER BY l.received_at, l.id) AS lead_texts,
      t.submitted_at, t.result, COALESCE(jsonb_array_length(j.remarks), 0) AS remark_count, t.last_hand_in_id
    FROM (SELECT t.* FROM task t WHERE ${where} ORDER BY ${order} LIMIT ${page.limit} OFFSET ${page.offset}) t
    LEFT JOIN household h ON h.county = t.county AND h.id = t.household_id
    LEFT JOIN division v ON v.county = t.county AND v.code = t.village_code
    LEFT JOIN division w ON w.county = t.county AND w.code = left(t.village_code, 9) || '000'
    LEFT JOIN account a ON a.county = t.county AND a.id = t.assigned_to
    LEFT JOIN judgement j ON j.county = t.county AND j.hand_in_id = t.last_hand_in_id
    ORDER BY ${order}`.execute(tx);
  return rows.map(itemOf);
}

/** By the person of the task or the head of its household; both are asked, since a lead may name a grandchild. */
const named = (asker: Officer, part: string): RawBuilder<boolean> => sql<boolean>`(${contains('t.person_name', part)} OR t.household_id IN (
  SELECT h.id FROM household h WHERE h.county = ${asker.county} AND ${inScope(asker, 'h.village_code')} AND ${contains('h.head_name', part)}))`;

const mayBeSeen = (asker: Officer): RawBuilder<unknown>[] => [sql`t.county = ${asker.county}`, inScope(asker, 't.village_code')];

async function countByState(tx: Tx, asker: Officer): Promise<Record<string, number>> {
  const { rows } = await sql<{ state: TaskState; n: number }>`
    SELECT t.state, count(*)::int AS n FROM task t WHERE ${allOf(mayBeSeen(asker))} GROUP BY t.state`.execute(tx);
  return Object.fromEntries(rows.map(({ state, n }) => [state, n]));
}

async function count(tx: Tx, where: RawBuilder<boolean>): Promise<number> {
  const { rows } = await sql<{ n: number }>`SELECT count(*)::int AS n FROM task t WHERE ${where}`.execute(tx);
  return rows[0]?.n ?? 0;
}

/** Tasks of the asker's divisions, the earliest due first. `counts` are of the whole scope. */
export async function listTasks(tx: Tx, asker: Officer, query: z.infer<typeof TaskQuery>, limit: number): Promise<z.infer<typeof Tasks>> {
  const today = dayInChina(asker.now);
  const conditions = mayBeSeen(asker);
  const search = query.search?.trim();
  if (query.state) conditions.push(sql`t.state = ${query.state}`);
  if (query.origin) conditions.push(sql`t.origin = ${query.origin}`);
  if (query.division) conditions.push(inDivision('t.village_code', query.division));
  if (query.overdue !== undefined) conditions.push(query.overdue ? overdueOn(today) : sql`NOT ${overdueOn(today)}`);
  if (search) conditions.push(named(asker, search));
  const where = allOf(conditions);
  return {
    tasks: await pageOf(tx, where, sql`t.due_on, t.id`, { limit, offset: query.offset ?? 0 }, today),
    total: await count(tx, where),
    counts: await countByState(tx, asker),
  };
}

/** The queue of one level under a filter. */
function waitingFor(asker: Officer, level: ReviewLevel, query: z.infer<typeof ReviewQuery>): RawBuilder<boolean> {
  const conditions = [...mayBeSeen(asker), sql`t.state = ${DECISIONS[level].from}`];
  const search = query.search?.trim();
  if (query.division) conditions.push(inDivision('t.village_code', query.division));
  if (query.include !== undefined) conditions.push(sql`(t.result->>'include')::boolean = ${query.include}`);
  if (search) conditions.push(named(asker, search));
  return allOf(conditions);
}

/** What waits for the asker's own decision: for the township what villages handed in, for the county what townships passed. The longest waiting first. */
export async function listReviews(
  tx: Tx,
  asker: Officer,
  level: ReviewLevel,
  query: z.infer<typeof ReviewQuery>,
  limit: number,
): Promise<z.infer<typeof Tasks>> {
  const where = waitingFor(asker, level, query);
  return {
    tasks: await pageOf(tx, where, sql`t.submitted_at, t.id`, { limit, offset: query.offset ?? 0 }, dayInChina(asker.now)),
    total: await count(tx, where),
    counts: await countByState(tx, asker),
  };
}

/** Every check of the queue under a filter, in its order and no more than is needed to decide on them together. */
export async function listQueued(
  tx: Tx,
  asker: Officer,
  level: ReviewLevel,
  query: z.infer<typeof ReviewQuery>,
  limit: number,
): Promise<z.infer<typeof QueuedChecks>> {
  const where = waitingFor(asker, level, query);
  const { rows } = await sql<QueuedCheck>`
    SELECT t.id AS "taskId", t.last_hand_in_id AS "handInId", COALESCE(h.head_name, t.person_name) AS "headName",
      COALESCE((t.result->>'include')::boolean, false) AS include, COALESCE(jsonb_array_length(j.remarks), 0) AS "remarkCount"
    FROM (SELECT t.* FROM task t WHERE ${where} AND t.last_hand_in_id IS NOT NULL ORDER BY t.submitted_at, t.id LIMIT ${limit}) t
    LEFT JOIN household h ON h.county = t.county AND h.id = t.household_id
    LEFT JOIN judgement j ON j.county = t.county AND j.hand_in_id = t.last_hand_in_id
    ORDER BY t.submitted_at, t.id`.execute(tx);
  return { checks: rows, total: await count(tx, where) };
}
