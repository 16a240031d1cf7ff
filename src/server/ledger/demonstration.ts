// What the ledger knows about a demonstration county: whether it is one, how it was ordered, and how far its loading came.
import { sql } from 'kysely';
import type { TaskOrigin, TaskState } from '../../domain/task.ts';
import type { Tx } from './open-ledger.ts';

/** How the county was first ordered; a later start goes on with exactly this, whatever it was asked for itself. */
export interface DemonstrationOrder {
  households: number;
  people: number;
  seed: string;
  /** YYYY-MM-DD: the day that ages and incomes are drawn for, and the first day of what is going on. */
  drawnOn: string;
  today: string;
}

export interface DemonstrationState {
  county: 'absent' | 'demonstration' | 'real';
  /** Null until the county is founded. */
  order: DemonstrationOrder | null;
  /** Actions done, e.g. demonstration.begin. */
  done: ReadonlySet<string>;
  /** Villages whose households are in, as the trace written in the same transaction says. */
  villages: ReadonlySet<string>;
}

/** As `systemOf(county)`. */
export async function demonstrationState(tx: Tx, county: string): Promise<DemonstrationState> {
  const own = await tx.selectFrom('county').select('demonstration').where('county', '=', county).executeTakeFirst();
  const notes = await tx
    .selectFrom('audit')
    .select(['action', 'detail'])
    .where('county', '=', county)
    .where('entity', '=', 'county')
    .where('entity_id', '=', county)
    .where('action', 'like', 'demonstration.%')
    .execute();
  const villages = await tx
    .selectFrom('audit')
    .select('entity_id')
    .where('county', '=', county)
    .where('entity', '=', 'village')
    .where('action', '=', 'demonstration.village')
    .execute();
  return {
    county: own ? (own.demonstration ? 'demonstration' : 'real') : 'absent',
    order: (notes.find((note) => note.action === 'demonstration.begin')?.detail as DemonstrationOrder | undefined) ?? null,
    done: new Set(notes.map((note) => note.action)),
    villages: new Set(villages.map((village) => village.entity_id)),
  };
}

/** The password hash that most accounts share, because they were made together; undefined when no two are alike. */
export async function sharedPasswordHash(tx: Tx, county: string): Promise<string | undefined> {
  const row = await tx
    .selectFrom('account')
    .select('password_hash')
    .where('county', '=', county)
    .groupBy('password_hash')
    .having(sql`count(*)`, '>', 1)
    .orderBy(sql`count(*)`, 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.password_hash;
}

/** Gives all accounts with this hash another; whoever set a password of their own keeps it. */
export async function replacePasswordHash(tx: Tx, county: string, from: string, to: string): Promise<void> {
  await tx.updateTable('account').set({ password_hash: to }).where('county', '=', county).where('password_hash', '=', from).execute();
}

/** The tasks of these leads, each with the hand-in that would be decided on. */
export async function tasksOfLeads(
  tx: Tx,
  county: string,
  leadIds: readonly string[],
): Promise<{ leadId: string; taskId: string; handInId: string | null; state: TaskState }[]> {
  const rows = await tx
    .selectFrom('lead')
    .innerJoin('task', (join) => join.onRef('task.county', '=', 'lead.county').onRef('task.id', '=', 'lead.task_id'))
    .select(['lead.id as lead_id', 'task.id as task_id', 'task.last_hand_in_id', 'task.state'])
    .where('lead.county', '=', county)
    .where('lead.id', '=', sql<string>`ANY(${leadIds}::uuid[])`)
    .orderBy('lead.id')
    .execute();
  return rows.map((row) => ({ leadId: row.lead_id, taskId: row.task_id, handInId: row.last_hand_in_id, state: row.state }));
}

/** The checks of one origin in a village, with their households, in an order that stays. */
export async function tasksOfVillage(
  tx: Tx,
  county: string,
  villageCode: string,
  origin: TaskOrigin,
): Promise<{ taskId: string; householdId: string; state: TaskState }[]> {
  const rows = await tx
    .selectFrom('task')
    .select(['id', 'household_id', 'state'])
    .where('county', '=', county)
    .where('village_code', '=', villageCode)
    .where('origin', '=', origin)
    .orderBy('household_id')
    .execute();
  return rows.flatMap((row) => (row.household_id ? [{ taskId: row.id, householdId: row.household_id, state: row.state }] : []));
}
