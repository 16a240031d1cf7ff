// Tasks as whole nouns (domain/task), for who looks at single ones.
import { sql } from 'kysely';
import type { Task } from '../../domain/task.ts';
import { taskJson } from './noun-json.ts';
import type { Tx } from './open-ledger.ts';

/** In the order of `ids`; what the asker may not see is missing. */
export async function tasksById(tx: Tx, county: string, ids: readonly string[]): Promise<Task[]> {
  if (ids.length === 0) return [];
  const { rows } = await sql<{ id: string; task: Task }>`
    SELECT t.id, ${taskJson} AS task FROM task t WHERE t.county = ${county} AND t.id = ANY (${ids}::uuid[])`.execute(tx);
  const found = new Map(rows.map((row) => [row.id, row.task]));
  return ids.flatMap((id) => found.get(id) ?? []);
}
