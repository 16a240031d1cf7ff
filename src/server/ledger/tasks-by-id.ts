// Tasks as whole nouns (domain/task), with the leads on them and, while returned, the answers of the latest hand-in.
import { sql } from 'kysely';
import type { Task, TaskLead } from '../../domain/task.ts';
import type { CheckContent } from '../../domain/visit.ts';
import { dayInChina } from './desk-scope.ts';
import type { Tx } from './open-ledger.ts';

interface TaskRow extends Omit<Task, 'leads' | 'lastContent'> {
  content: CheckContent | null;
}

interface LeadRow extends Omit<TaskLead, 'receivedOn'> {
  taskId: string;
  receivedAt: Date;
}

/** In the order of `ids`; what the asker may not see is missing. */
export async function tasksById(tx: Tx, county: string, ids: readonly string[]): Promise<Task[]> {
  if (ids.length === 0) return [];
  const tasks = await sql<TaskRow>`
    SELECT t.id, t.village_code AS "villageCode", t.household_id AS "householdId", t.person_name AS "personName", t.place_text AS "placeText", t.origin, t.title,
      t.due_on AS "dueOn", t.assigned_to AS "assignedTo", t.state, t.returned, t.revision, t.last_hand_in_id AS "lastHandInId", t.steps, i.content
    FROM task t LEFT JOIN hand_in i ON t.state = 'returned' AND i.county = t.county AND i.id = t.last_hand_in_id
    WHERE t.county = ${county} AND t.id = ANY (${ids}::uuid[])`.execute(tx);
  const leads = await sql<LeadRow>`
    SELECT task_id AS "taskId", id, department, indicator_text AS "indicatorText", amount, period, person_name AS "personName", received_at AS "receivedAt"
    FROM lead WHERE county = ${county} AND task_id = ANY (${ids}::uuid[]) ORDER BY received_at, id`.execute(tx);
  const byTask = new Map<string, TaskLead[]>();
  for (const { taskId, receivedAt, ...lead } of leads.rows) {
    byTask.set(taskId, [...(byTask.get(taskId) ?? []), { ...lead, receivedOn: dayInChina(receivedAt) }]);
  }
  const found = new Map(
    tasks.rows.map(({ content, ...task }): [string, Task] => [task.id, { ...task, leads: byTask.get(task.id) ?? [], lastContent: content }]),
  );
  return ids.flatMap((id) => found.get(id) ?? []);
}
