// The village log: every change to a task or household takes the next number of its village, drawn under that village's row lock in the transaction of the change.
import { sql } from 'kysely';
import type { Tx } from './open-ledger.ts';

export interface LoggedChange {
  villageCode: string;
  entity: 'task' | 'household' | 'case';
  id: string;
  /** `gone`: it is no longer in this village (moved to another one; log it there too). */
  as?: 'changed' | 'gone';
}

/**
 * Takes the row locks of these villages in the order of their codes. Whoever changes tasks or households of several villages, or reads them to decide,
 * calls this first: then two bulk acts wait for each other instead of dead-locking, and numbers become visible in order.
 */
export async function lockVillages(tx: Tx, county: string, codes: readonly string[]): Promise<void> {
  const sorted = [...new Set(codes)].sort();
  await sql`SELECT 1 FROM village WHERE county = ${county} AND code = ANY (${sorted}::text[]) ORDER BY code FOR UPDATE`.execute(tx);
}

/**
 * Enters changes into the logs of their villages: each record once a call, with consecutive numbers from the village's own sequence. The log is compacted:
 * a record's earlier number is replaced. Works for one change and for the 62,000 of a sweep (four statements whatever the count).
 * Call it last in the transaction or after `lockVillages`: from here on the villages are locked.
 */
export async function logChanges(tx: Tx, county: string, changes: readonly LoggedChange[]): Promise<void> {
  if (changes.length === 0) return;
  const last = new Map<string, LoggedChange>();
  for (const change of changes) last.set(`${change.villageCode} ${change.entity} ${change.id}`, change);
  const rows = [...last.values()];
  await lockVillages(
    tx,
    county,
    rows.map((row) => row.villageCode),
  );
  const counts = new Map<string, number>();
  for (const row of rows) counts.set(row.villageCode, (counts.get(row.villageCode) ?? 0) + 1);
  const villages = [...counts.keys()];
  const { rows: drawn } = await sql<{ code: string; seq: number }>`
    UPDATE village SET seq = village.seq + n.count
    FROM unnest(${villages}::text[], ${villages.map((code) => counts.get(code) ?? 0)}::bigint[]) AS n(code, count)
    WHERE village.county = ${county} AND village.code = n.code
    RETURNING village.code, village.seq`.execute(tx);
  const top = new Map(drawn.map(({ code, seq }) => [code, Number(seq)]));
  const missing = villages.filter((code) => !top.has(code));
  if (missing.length > 0) throw new Error(`village log: no such village in sight: ${missing.join(', ')}`);
  // Numbered downwards from the top of what was drawn.
  const numbers = rows.map((row) => {
    const seq = top.get(row.villageCode) ?? 0;
    top.set(row.villageCode, seq - 1);
    return seq;
  });
  await sql`
    INSERT INTO village_log (county, village_code, seq, entity, entity_id, gone)
    SELECT ${county}, n.village_code, n.seq, n.entity, n.entity_id, n.gone
    FROM unnest(${rows.map((row) => row.villageCode)}::text[], ${numbers}::bigint[], ${rows.map((row) => row.entity)}::text[],
      ${rows.map((row) => row.id)}::uuid[], ${rows.map((row) => row.as === 'gone')}::boolean[]) AS n(village_code, seq, entity, entity_id, gone)
    ON CONFLICT (county, village_code, entity, entity_id) DO UPDATE SET seq = excluded.seq, gone = excluded.gone`.execute(tx);
}
