// How tasks come into the ledger: which doors already have an open one, new ones in bulk, and leads that join.

import { sql } from 'kysely';
import type { AuditAction } from '../../domain/audit-action.ts';
import { OPEN_STATES, type TaskState, type TaskStep } from '../../domain/task.ts';
import { audit } from './audit.ts';
import type { Actor } from './desk-scope.ts';
import type { Tx } from './open-ledger.ts';
import { logChanges } from './village-log.ts';

/** Whoever is to be visited: a household, or a person of a village whose household is not known. */
export interface Door {
  village_code: string;
  household_id: string | null;
  person_name: string;
  id_number: string;
}

export interface NewTask extends Placed {
  household_id: string | null;
  person_name: string;
  place_text: string;
  assigned_to: string | null;
}

/** A record and the village it belongs to. */
export interface Placed {
  id: string;
  village_code: string;
}

export interface OpenTask extends Placed {
  state: TaskState;
}

export interface Join {
  task: OpenTask;
  note: string;
}

/** Leads of one household share a task; without a household those of one person in one village do. */
export const doorKey = (door: Door): string =>
  door.household_id ?? `${door.village_code}|${door.id_number === '' ? door.person_name : door.id_number.slice(0, 18)}`;

/** The open task of each door that has one, locked. */
export async function lockOpenTasks(tx: Tx, county: string, doors: readonly Door[]): Promise<Map<string, OpenTask>> {
  const households = [...new Set(doors.flatMap((door) => door.household_id ?? []))];
  const homeless = [...new Set(doors.flatMap((door) => (door.household_id ? [] : [door.village_code])))];
  const byHousehold = await sql<OpenTask & { household_id: string }>`
    SELECT id, village_code, state, household_id FROM task
    WHERE county = ${county} AND household_id = ANY (${households}::uuid[]) AND state = ANY (${OPEN_STATES}::text[])
    ORDER BY id FOR UPDATE`.execute(tx);
  const open = new Map<string, OpenTask>(byHousehold.rows.map(({ household_id, ...task }) => [household_id, task]));
  if (homeless.length === 0) return open;
  const byPerson = await sql<OpenTask & { person_name: string; id_number: string | null }>`
    SELECT t.id, t.village_code, t.state, t.person_name, (SELECT max(l.id_number) FROM lead l WHERE l.county = t.county AND l.task_id = t.id) AS id_number
    FROM task t
    WHERE t.county = ${county} AND t.household_id IS NULL AND t.village_code = ANY (${homeless}::text[]) AND t.state = ANY (${OPEN_STATES}::text[])
    ORDER BY t.id FOR UPDATE OF t`.execute(tx);
  for (const { person_name, id_number, ...task } of byPerson.rows) {
    open.set(doorKey({ village_code: task.village_code, household_id: null, person_name, id_number: id_number ?? '' }), task);
  }
  return open;
}

/** New tasks in state `dispatched`. Returns the ids made: a household that got an open task in the same moment from elsewhere is left out. */
export async function insertTasks(
  tx: Tx,
  asker: Actor,
  tasks: readonly NewTask[],
  kind: { origin: 'lead' | 'sweep'; title: string; dueOn: string },
): Promise<Set<string>> {
  if (tasks.length === 0) return new Set();
  const { rows } = await sql<{ id: string }>`
    INSERT INTO task (county, id, village_code, household_id, person_name, place_text, origin, title, due_on, assigned_to, state, steps)
    SELECT ${asker.county}, n.id, n.village_code, n.household_id, n.person_name, n.place_text, ${kind.origin}, ${kind.title}, ${kind.dueOn}::date, n.assigned_to,
      'dispatched', ${JSON.stringify([firstStep(asker)])}::jsonb
    FROM jsonb_to_recordset(${JSON.stringify(tasks)}::jsonb)
      AS n(id uuid, village_code text, household_id uuid, person_name text, place_text text, assigned_to uuid)
    ORDER BY n.village_code, n.id
    ON CONFLICT DO NOTHING
    RETURNING id`.execute(tx);
  return new Set(rows.map((row) => row.id));
}

export const firstStep = (asker: Actor): TaskStep => ({ state: 'dispatched', at: asker.now.toISOString(), byName: asker.name, note: '' });

/** Writes on each task's timeline which leads joined it; where the village has still to go, the earlier due date holds. */
export async function noteJoins(tx: Tx, asker: Actor, joins: readonly Join[], dueOn: string): Promise<void> {
  if (joins.length === 0) return;
  const steps = joins.map(({ task, note }) => ({ state: task.state, at: asker.now.toISOString(), byName: asker.name, note }) satisfies TaskStep);
  // Arrays tell the planner how many rows come: with JSON it takes them for a hundred, and reads a big county's tasks once for each.
  await sql`
    UPDATE task SET
      steps = task.steps || jsonb_build_array(j.step),
      due_on = CASE WHEN task.state = 'dispatched' THEN LEAST(task.due_on, ${dueOn}::date) ELSE task.due_on END,
      updated_at = now()
    FROM unnest(${joins.map(({ task }) => task.id)}::uuid[], ${steps.map((step) => JSON.stringify(step))}::jsonb[]) AS j(id, step)
    WHERE task.county = ${asker.county} AND task.id = j.id`.execute(tx);
}

/** Enters tasks into their villages' logs, so that phones hear of them. */
export const logTasks = (tx: Tx, county: string, tasks: readonly Placed[]): Promise<void> =>
  logChanges(
    tx,
    county,
    tasks.map((task) => ({ villageCode: task.village_code, entity: 'task', id: task.id })),
  );

/** One entry a task in the audit trail. */
export const auditTasks = (tx: Tx, asker: Actor, action: AuditAction, tasks: readonly Placed[], detail: Record<string, unknown>): Promise<void> =>
  audit(
    tx,
    asker,
    tasks.map((task) => ({ action, entity: 'task', entityId: task.id, villageCode: task.village_code, detail })),
    asker.now,
  );
