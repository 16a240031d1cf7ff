// The phones that hand in: what each says it holds, and which may no longer come.

import { sql } from 'kysely';
import type * as z from 'zod/mini';
import type { DeviceReport } from '../../wire/sync.ts';
import type { Asker } from './asker.ts';
import type { Tx } from './open-ledger.ts';

/** Writes down what a device says of itself; `revoked` when it may not hand in any more (its report is kept all the same: what it holds is then known to be lost). */
export async function reportDevice(
  tx: Tx,
  asker: Asker,
  { report, wireVersion }: { report: z.infer<typeof DeviceReport>; wireVersion: number },
  now: Date,
): Promise<'welcome' | 'revoked'> {
  const { files = { waiting: 0, bytes: 0 }, room, failing } = report;
  const said = {
    label: report.label,
    app_version: report.appVersion,
    store_version: report.storeVersion ?? null,
    wire_version: wireVersion,
    highest_number: report.highestNumber,
    holding: report.holding,
    oldest_at: report.oldestAt,
    refused: report.refused ?? 0,
    aside: report.aside ?? 0,
    drafts: report.drafts ?? 0,
    files_waiting: files.waiting,
    file_bytes: files.bytes,
    room_used: room?.used ?? null,
    room_allowed: room?.allowed ?? null,
    failing_times: failing?.times ?? 0,
    failing_since: failing?.since ?? null,
    failing_why: failing?.why ?? null,
    last_contact_at: now,
  };
  const row = await tx
    .insertInto('device')
    .values({ county: asker.county, id: report.id, account_id: asker.accountId as string, ...said, first_contact_at: now })
    .onConflict((conflict) =>
      conflict.columns(['county', 'id', 'account_id']).doUpdateSet({
        ...said,
        highest_number: sql`GREATEST(device.highest_number, excluded.highest_number)`,
        // The refusal that follows is how it hears of it.
        told_at: sql`CASE WHEN device.revoked_at IS NOT NULL THEN COALESCE(device.told_at, excluded.last_contact_at) END`,
      }),
    )
    .returning('revoked_at')
    .executeTakeFirstOrThrow();
  return row.revoked_at ? 'revoked' : 'welcome';
}

/** Which of a device's numbers are here, in the transaction that takes them in: what is missing is then a question of one row. */
export async function noteReceived(tx: Tx, { asker, deviceId }: { asker: Asker; deviceId: string }, numbers: readonly number[]): Promise<void> {
  await sql`
    UPDATE device SET received = received + (SELECT range_agg(int4range(n, n + 1)) FROM unnest(${numbers}::int[]) n)
    WHERE county = ${asker.county} AND id = ${deviceId} AND account_id = ${asker.accountId}`.execute(tx);
}

/** Whether one of these devices is stopped, whoever's it is; from now on it counts as told. As doorkeeper. */
export async function tellStopped(tx: Tx, ids: readonly (string | null | undefined)[], now: Date): Promise<boolean> {
  const named = ids.filter((id): id is string => typeof id === 'string');
  if (named.length === 0) return false;
  const { rows } = await sql<{ told_at: Date | null }>`
    SELECT told_at FROM device WHERE id = ANY (${named}::uuid[]) AND revoked_at IS NOT NULL`.execute(tx);
  if (rows.some((row) => row.told_at === null))
    await sql`UPDATE device SET told_at = ${now} WHERE id = ANY (${named}::uuid[]) AND revoked_at IS NOT NULL AND told_at IS NULL`.execute(tx);
  return rows.length > 0;
}
