// 集中排查: one task for every household of a division that has none open, village by village, so that a county of 62,000 is done in seconds and can go on after a stop.
import { sql } from 'kysely';
import { audit } from './audit.ts';
import type { Officer } from './desk-scope.ts';
import { inDivision, inScope } from './desk-scope.ts';
import type { Tx } from './open-ledger.ts';
import { firstStep, logTasks, type Placed } from './task-making.ts';
import { lockVillages } from './village-log.ts';

export interface SweepOrder {
  division: string;
  title: string;
  /** YYYY-MM-DD. */
  dueOn: string;
}

/** The villages a sweep goes through, in order, each with its number of households: the progress bar's steps. */
export async function villagesToSweep(tx: Tx, asker: Officer, order: SweepOrder): Promise<{ code: string; households: number }[]> {
  const { rows } = await sql<{ code: string; households: number }>`
    SELECT v.code, count(h.id)::int AS households
    FROM village v LEFT JOIN household h ON h.county = v.county AND h.village_code = v.code
    WHERE v.county = ${asker.county} AND ${inScope(asker, 'v.code')} AND ${inDivision('v.code', order.division)}
    GROUP BY v.code ORDER BY v.code`.execute(tx);
  return rows;
}

/** Makes the tasks of one village, in the caller's transaction; returns how many. Households with an open task keep that one. The trail names the job, so that no village is swept twice by it. */
export async function sweepVillage(tx: Tx, asker: Officer, order: SweepOrder, villageCode: string, jobId: string): Promise<number> {
  await lockVillages(tx, asker.county, [villageCode]);
  const { rows } = await sql<Placed>`
    INSERT INTO task (county, id, village_code, household_id, person_name, place_text, origin, title, due_on, state, steps)
    SELECT h.county, gen_random_uuid(), h.village_code, h.id, h.head_name, h.address, 'sweep', ${order.title}, ${order.dueOn}::date, 'dispatched',
      ${JSON.stringify([firstStep(asker)])}::jsonb
    FROM household h
    WHERE h.county = ${asker.county} AND h.village_code = ${villageCode} AND ${inScope(asker, 'h.village_code')}
    ORDER BY h.id
    ON CONFLICT DO NOTHING
    RETURNING id, village_code`.execute(tx);
  await logTasks(tx, asker.county, rows);
  const detail = { created: rows.length, title: order.title, dueOn: order.dueOn };
  await audit(tx, asker, { action: 'task.sweep', entity: 'job', entityId: jobId, villageCode, detail }, asker.now);
  return rows.length;
}

/** The villages that a sweep's job has been through, with the tasks it made there. To be asked as the system. */
export async function sweptVillages(tx: Tx, county: string, jobId: string): Promise<Map<string, number>> {
  const { rows } = await sql<{ village_code: string; created: number }>`
    SELECT village_code, (detail->>'created')::int AS created FROM audit WHERE county = ${county} AND entity_id = ${jobId} AND action = 'task.sweep'`.execute(
    tx,
  );
  return new Map(rows.map((row) => [row.village_code, row.created]));
}
