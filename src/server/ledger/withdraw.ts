// 撤回: tasks that should not have been dispatched are taken back with a reason; the phones put them away, and their leads wait for a new decision.
import { sql } from 'kysely';
import type * as z from 'zod/mini';
import type { TaskState, TaskStep } from '../../domain/task.ts';
import type { Withdraw, WithdrawResult } from '../../wire/desk.ts';
import { audit } from './audit.ts';
import { allOf, inDivision, inScope, type Officer } from './desk-scope.ts';
import type { Tx } from './open-ledger.ts';
import { auditTasks, logTasks, type Placed } from './task-making.ts';
import { lockVillages } from './village-log.ts';

/** Only what the village has not handed in: work that was done is decided on, not taken back. */
const WITHDRAWABLE: readonly TaskState[] = ['dispatched'];

/**
 * Takes back the named tasks, or those of a sweep in a division that nobody has handed in yet, in the caller's transaction. A lead goes back to 待下发, or ends as withdrawn
 * with `leads: 'end'`. What a phone still sends for such a task is kept as a dispute (judge-hand-ins), not lost.
 */
export async function withdraw(tx: Tx, asker: Officer, request: z.infer<typeof Withdraw>): Promise<z.infer<typeof WithdrawResult>> {
  const conditions = [sql`t.county = ${asker.county}`, inScope(asker, 't.village_code')];
  if (request.taskIds) conditions.push(sql`t.id = ANY (${request.taskIds}::uuid[])`);
  if (request.sweepTitle !== undefined) conditions.push(sql`t.origin = 'sweep' AND t.title = ${request.sweepTitle}`);
  if (request.division) conditions.push(inDivision('t.village_code', request.division));
  const where = allOf(conditions);
  const found = await sql<Placed>`SELECT t.id, t.village_code FROM task t WHERE ${where}`.execute(tx);
  await lockVillages(
    tx,
    asker.county,
    found.rows.map((row) => row.village_code),
  );
  const step: TaskStep = { state: 'withdrawn', at: asker.now.toISOString(), byName: asker.name, note: request.reason };
  const { rows } = await sql<Placed>`
    UPDATE task t SET state = 'withdrawn', steps = t.steps || ${JSON.stringify([step])}::jsonb, updated_at = now()
    WHERE ${where} AND t.state = ANY (${WITHDRAWABLE}::text[])
    RETURNING t.id, t.village_code`.execute(tx);
  const leads = await sql<{ id: string }>`
    UPDATE lead SET state = ${request.leads === 'end' ? 'withdrawn' : 'matched'}, task_id = CASE WHEN ${request.leads} = 'end' THEN task_id END
    WHERE county = ${asker.county} AND task_id = ANY (${rows.map((row) => row.id)}::uuid[]) AND state = 'dispatched'
    RETURNING id`.execute(tx);
  await logTasks(tx, asker.county, rows);
  await auditTasks(tx, asker, 'task.withdraw', rows, { reason: request.reason });
  await audit(
    tx,
    asker,
    leads.rows.map((row) => ({ action: 'lead.withdraw', entity: 'lead', entityId: row.id, detail: { to: request.leads } })),
    asker.now,
  );
  return { withdrawn: rows.length, leads: leads.rows.length, kept: found.rows.length - rows.length };
}
