// 办结: an audited check is closed when every department said 已知晓, when there is none to say it, or when the days for it have passed.
import { type RawBuilder, sql } from 'kysely';
import type { TaskStep } from '../../domain/task.ts';
import { audit } from './audit.ts';
import type { Actor, Officer } from './desk-scope.ts';
import type { Tx } from './open-ledger.ts';
import { auditTasks, logTasks } from './task-making.ts';
import { lockVillages } from './village-log.ts';

/** A department's 已知晓 on its own answered leads. Returns the leads that were new and the tasks that may now be closed, which a department may not do itself. */
export async function acknowledge(tx: Tx, asker: Officer, leadIds: readonly string[]): Promise<{ acknowledged: number; taskIds: string[] }> {
  const { rows } = await sql<{ id: string; task_id: string | null }>`
    UPDATE lead SET acknowledged_at = ${asker.now}
    WHERE county = ${asker.county} AND department = ${asker.department} AND id = ANY (${leadIds}::uuid[]) AND state = 'answered' AND acknowledged_at IS NULL
    RETURNING id, task_id`.execute(tx);
  await audit(
    tx,
    asker,
    rows.map((row) => ({ action: 'lead.acknowledge', entity: 'lead', entityId: row.id })),
    asker.now,
  );
  return { acknowledged: rows.length, taskIds: [...new Set(rows.flatMap((row) => row.task_id ?? []))] };
}

/** Of a task `t`: the days are over in which a department may say 已知晓. */
const isOverdue = (closeAfterDays: number, now: Date): RawBuilder<boolean> => sql<boolean>`(
  SELECT max(r.decided_at) FROM review r WHERE r.county = t.county AND r.task_id = t.id AND r.level = 'county' AND r.decision = 'pass'
) < ${now}::timestamptz - make_interval(days => ${closeAfterDays}::int)`;

/** How many audited checks of the county so many days would close without a department's word. As `systemOf(county)`. */
export async function closableAfter(tx: Tx, county: string, closeAfterDays: number, now: Date): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    SELECT count(*)::int AS n FROM task t WHERE t.county = ${county} AND t.state = 'audited' AND ${isOverdue(closeAfterDays, now)}`.execute(tx);
  return rows[0]?.n ?? 0;
}

/** Closes the audited tasks that nobody waits for any more, of those named or (null) of the whole county. In the caller's transaction; returns how many. */
export async function closeAnswered(tx: Tx, asker: Actor, closeAfterDays: number, taskIds: readonly string[] | null): Promise<number> {
  const only = taskIds ? sql`t.id = ANY (${taskIds}::uuid[])` : sql`true`;
  const due = await sql<{ id: string; village_code: string }>`
    SELECT t.id, t.village_code
    FROM task t
    WHERE t.county = ${asker.county} AND t.state = 'audited' AND ${only}
      AND (NOT EXISTS (SELECT 1 FROM lead l WHERE l.county = t.county AND l.task_id = t.id AND l.acknowledged_at IS NULL)
        OR ${isOverdue(closeAfterDays, asker.now)})`.execute(tx);
  if (due.rows.length === 0) return 0;
  await lockVillages(tx, asker.county, [...new Set(due.rows.map((row) => row.village_code))]);
  const step: TaskStep = { state: 'closed', at: asker.now.toISOString(), byName: '', note: '' };
  const closed = await sql<{ id: string; village_code: string }>`
    UPDATE task SET state = 'closed', steps = steps || ${JSON.stringify([step])}::jsonb, updated_at = now()
    WHERE county = ${asker.county} AND id = ANY (${due.rows.map((row) => row.id)}::uuid[]) AND state = 'audited'
    RETURNING id, village_code`.execute(tx);
  await logTasks(tx, asker.county, closed.rows);
  await auditTasks(tx, asker, 'task.close', closed.rows, {});
  return closed.rows.length;
}
