// The phones that hand in: what each says it holds, and which may no longer come.

import { sql } from 'kysely';
import type * as z from 'zod/mini';
import type { DeviceReport } from '../../wire/sync.ts';
import type { Asker } from './asker.ts';
import type { Tx } from './open-ledger.ts';

/** Writes down what a device says of itself; `revoked` when it may not hand in any more (its report is kept all the same: what it holds is then known to be lost). */
export async function reportDevice(tx: Tx, asker: Asker, report: z.infer<typeof DeviceReport>, now: Date): Promise<'welcome' | 'revoked'> {
  const { rows } = await sql<{ revoked_at: Date | null }>`
    INSERT INTO device (county, id, account_id, label, app_version, highest_number, holding, oldest_at, last_contact_at)
    VALUES (${asker.county}, ${report.id}, ${asker.accountId}, ${report.label}, ${report.appVersion}, ${report.highestNumber}, ${report.holding}, ${report.oldestAt}, ${now})
    ON CONFLICT (county, id, account_id) DO UPDATE SET label = excluded.label, app_version = excluded.app_version,
      highest_number = GREATEST(device.highest_number, excluded.highest_number), holding = excluded.holding, oldest_at = excluded.oldest_at,
      last_contact_at = excluded.last_contact_at
    RETURNING revoked_at`.execute(tx);
  return rows[0]?.revoked_at ? 'revoked' : 'welcome';
}
