// One masked value in full, for a purpose that is written down in the same transaction.
import { sql } from 'kysely';
import type * as z from 'zod/mini';
import type { Unmask } from '../../wire/desk.ts';
import { audit } from './audit.ts';
import { inScope, type Officer } from './desk-scope.ts';
import type { Tx } from './open-ledger.ts';

/** The value, or null when the household or member is not in the asker's sight. The trail says which field of whom and why, never the value. */
export async function unmask(tx: Tx, asker: Officer, request: z.infer<typeof Unmask>): Promise<string | null> {
  const { householdId, memberId, field, purpose } = request;
  const { rows } = memberId
    ? await sql<{ value: string; village_code: string }>`
        SELECT CASE WHEN ${field} = 'idNumber' THEN id_number ELSE COALESCE(body->>'phone', '') END AS value, village_code FROM member
        WHERE county = ${asker.county} AND id = ${memberId} AND household_id = ${householdId} AND ${inScope(asker, 'village_code')}`.execute(tx)
    : await sql<{ value: string; village_code: string }>`
        SELECT CASE WHEN ${field} = 'phone' THEN h.phone ELSE COALESCE((SELECT m.id_number FROM member m WHERE m.county = h.county AND m.household_id = h.id
          ORDER BY (m.body->>'relation' = '02') DESC, m.position LIMIT 1), '') END AS value, h.village_code
        FROM household h WHERE h.county = ${asker.county} AND h.id = ${householdId} AND ${inScope(asker, 'h.village_code')}`.execute(tx);
  const [found] = rows;
  if (!found) return null;
  await audit(
    tx,
    asker,
    {
      action: 'household.unmask',
      entity: memberId ? 'member' : 'household',
      entityId: memberId ?? householdId,
      villageCode: found.village_code,
      detail: { field, purpose },
    },
    asker.now,
  );
  return found.value;
}
