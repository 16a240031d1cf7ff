// The queue of long work, in the ledger: what is asked for in a transaction is in the queue when that transaction is.
import { randomUUID } from 'node:crypto';
import { type Selectable, sql } from 'kysely';
import type { Asker } from './asker.ts';
import type { Tx } from './open-ledger.ts';
import type { Tables } from './tables.ts';

export type JobRow = Selectable<Tables['job']>;

/** The channel on which the runner hears that there is work. */
export const JOB_CHANNEL = 'ruhu_job';

/** How often a job may be begun: one that takes its server down with it is not tried for ever. */
const ATTEMPTS = 3;

/** Asks for long work in the asker's name; its id is what a page polls. */
export async function askFor(tx: Tx, asker: Asker, kind: string, input: unknown, id: string = randomUUID()): Promise<string> {
  await tx
    .insertInto('job')
    .values({ county: asker.county, id, kind, input: JSON.stringify(input), author_id: asker.accountId })
    .execute();
  await sql`SELECT pg_notify(${JOB_CHANNEL}, '')`.execute(tx);
  return id;
}

/** One job as its author, or the county office, sees it. */
export const jobById = (tx: Tx, county: string, id: string): Promise<JobRow | undefined> =>
  tx.selectFrom('job').selectAll().where('county', '=', county).where('id', '=', id).executeTakeFirst();

/** The oldest waiting job, now running; undefined when none waits. As runner. */
export async function takeJob(tx: Tx, kinds: readonly string[], now: Date): Promise<JobRow | undefined> {
  const next = await tx
    .selectFrom('job')
    .select(['county', 'id'])
    .where('state', '=', 'waiting')
    .where('kind', 'in', kinds.length > 0 ? [...kinds] : [''])
    .orderBy('created_at')
    .limit(1)
    .forUpdate()
    .skipLocked()
    .executeTakeFirst();
  if (!next) return undefined;
  return tx
    .updateTable('job')
    .set((eb) => ({ state: 'running', attempts: eb('attempts', '+', 1), updated_at: now }))
    .where('county', '=', next.county)
    .where('id', '=', next.id)
    .returningAll()
    .executeTakeFirst();
}

/** Jobs whose server died: begun anew, or given up after too many attempts. Only for the one runner, which runs none of them. As runner. */
export async function takeBackOrphans(tx: Tx, now: Date): Promise<{ again: number; givenUp: number }> {
  const again = await tx
    .updateTable('job')
    .set({ state: 'waiting', updated_at: now })
    .where('state', '=', 'running')
    .where('attempts', '<', ATTEMPTS)
    .executeTakeFirst();
  const givenUp = await tx
    .updateTable('job')
    .set({ state: 'failed', message: '服务器多次中断，这项工作没有完成，请重新操作', updated_at: now })
    .where('state', '=', 'running')
    .executeTakeFirst();
  return { again: Number(again.numUpdatedRows), givenUp: Number(givenUp.numUpdatedRows) };
}

export const noteProgress = (
  tx: Tx,
  job: Pick<JobRow, 'county' | 'id' | 'attempts'>,
  progress: { done: number; total: number; message?: string },
  now: Date,
) =>
  tx
    .updateTable('job')
    .set({ ...progress, updated_at: now })
    .where('county', '=', job.county)
    .where('id', '=', job.id)
    .where('state', '=', 'running')
    .where('attempts', '=', job.attempts)
    .execute();

/** Ends a running job, if it is still this attempt's. Within the transaction of the work's own effect, both are there or neither: a crash cannot repeat it. */
export const endJob = (
  tx: Tx,
  job: Pick<JobRow, 'county' | 'id' | 'attempts'>,
  end: { state: 'done'; result: unknown } | { state: 'failed'; message: string },
  now: Date,
) =>
  tx
    .updateTable('job')
    .set({ state: end.state, updated_at: now, ...(end.state === 'done' ? { result: JSON.stringify(end.result ?? null) } : { message: end.message }) })
    .where('county', '=', job.county)
    .where('id', '=', job.id)
    .where('state', '=', 'running')
    .where('attempts', '=', job.attempts)
    .execute();
