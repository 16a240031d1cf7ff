// A run of the quality rules over the county's archive as the ledger keeps it: begun, village by village, finished; and asked for by somebody.
import { sql } from 'kysely';
import type { RuleRemark } from '../../domain/rules/rule.ts';
import { audit } from './audit.ts';
import type { Officer } from './desk-scope.ts';
import { askFor, type JobRow, jobById } from './job-queue.ts';
import type { Tx } from './open-ledger.ts';

/** The kind of its job. */
export const QUALITY_RUN = 'quality';

/** The run last asked for. As its author or the county office, who see the county's jobs. */
export const lastAskedFor = (tx: Tx, county: string): Promise<JobRow | undefined> =>
  tx
    .selectFrom('job')
    .selectAll()
    .where('county', '=', county)
    .where('kind', '=', QUALITY_RUN)
    .orderBy('created_at', 'desc')
    .limit(1)
    .executeTakeFirst();

/** 全县核验: asks for a run, or hands back the one that is waiting or running; two who press at once get the same. */
export async function askForRun(tx: Tx, officer: Officer): Promise<JobRow> {
  await sql`SELECT pg_advisory_xact_lock(hashtext(${`${QUALITY_RUN} ${officer.county}`}))`.execute(tx);
  const last = await lastAskedFor(tx, officer.county);
  if (last?.state === 'waiting' || last?.state === 'running') return last;
  const id = await askFor(tx, officer, QUALITY_RUN, {});
  await audit(tx, officer, { action: 'quality.run', entity: 'job', entityId: id }, officer.now);
  const job = await jobById(tx, officer.county, id);
  if (!job) throw new Error('a job that was just asked for is not there');
  return job;
}

export interface VillageToCheck {
  code: string;
  households: number;
  /** Been through by this run before it was broken off. */
  done: boolean;
}

/** Takes the run up, anew or where it was broken off; what an abandoned run left is cleared away. The villages with households in them, in order. As the county's system. */
export async function beginRun(tx: Tx, run: { county: string; id: string; authorName: string }, now: Date): Promise<VillageToCheck[]> {
  const { county, id, authorName } = run;
  await tx.deleteFrom('quality_run').where('county', '=', county).where('finished_at', 'is', null).where('id', '<>', id).execute();
  await tx
    .insertInto('quality_run')
    .values({ county, id, begun_at: now, author_name: authorName })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const { rows } = await sql<VillageToCheck>`
    SELECT h.code, h.households, d.village_code IS NOT NULL AS done
    FROM (SELECT village_code AS code, count(*)::int AS households FROM household WHERE county = ${county} GROUP BY village_code) h
    LEFT JOIN quality_village d ON d.county = ${county} AND d.run_id = ${id} AND d.village_code = h.code
    ORDER BY h.code`.execute(tx);
  return rows;
}

export async function householdsOf(tx: Tx, county: string, village: string): Promise<string[]> {
  const rows = await tx.selectFrom('household').select('id').where('county', '=', county).where('village_code', '=', village).orderBy('id').execute();
  return rows.map(({ id }) => id);
}

export interface HouseholdRemarks {
  householdId: string;
  remarks: readonly RuleRemark[];
}

/** One village's findings, and that it has been through. Two statements, whatever their number. */
export async function keepVillage(
  tx: Tx,
  run: { county: string; id: string },
  village: string,
  households: readonly HouseholdRemarks[],
  now: Date,
): Promise<void> {
  const rows = households.flatMap(({ householdId, remarks }) =>
    remarks.map(({ code, severity, instanceId, key, message }) => ({
      household_id: householdId,
      code,
      severity,
      instance_id: instanceId,
      key,
      message,
    })),
  );
  await tx
    .insertInto('quality_village')
    .values({
      county: run.county,
      run_id: run.id,
      village_code: village,
      households: households.length,
      with_findings: households.filter(({ remarks }) => remarks.length > 0).length,
    })
    .execute();
  if (rows.length === 0) return;
  await sql`INSERT INTO finding (county, run_id, village_code, household_id, code, severity, instance_id, key, message, found_at)
    SELECT ${run.county}, ${run.id}::uuid, ${village}, f.household_id, f.code, f.severity, f.instance_id, f.key, f.message, ${now}
    FROM json_to_recordset(${JSON.stringify(rows)}::json)
      AS f(household_id uuid, code text, severity text, instance_id text, key text, message text)`.execute(tx);
}

/** From here on the lists show this run; the ones before are gone. */
export async function finishRun(tx: Tx, { county, id }: { county: string; id: string }, now: Date): Promise<void> {
  await tx.updateTable('quality_run').set({ finished_at: now }).where('county', '=', county).where('id', '=', id).execute();
  await tx.deleteFrom('quality_run').where('county', '=', county).where('id', '<>', id).execute();
}
