// The trace beside the act: every change a person makes writes one entry in the same transaction.
import { sql } from 'kysely';
import type { AuditAction, AuditEntity } from '../../domain/audit-action.ts';
import type { Asker } from './asker.ts';
import type { Tx } from './open-ledger.ts';

export interface AuditNote {
  action: AuditAction;
  /** Table and id of the record it was done to. */
  entity: AuditEntity;
  entityId: string;
  villageCode?: string | null;
  /** Counts, codes, reasons. Never names, ID numbers, health or income. */
  detail?: Record<string, unknown>;
}

/** Adds to the audit trail in `asker`'s name. Nothing is returned: most who write it may not read it. `at` is the server's clock. */
export async function audit(tx: Tx, asker: Asker, note: AuditNote | readonly AuditNote[], at?: Date): Promise<void> {
  const notes = Array.isArray(note) ? (note as readonly AuditNote[]) : [note as AuditNote];
  if (notes.length === 0) return;
  const rows = notes.map(({ action, entity, entityId, villageCode, detail }) => ({
    action,
    entity,
    entity_id: entityId,
    village_code: villageCode ?? null,
    detail: detail ?? {},
  }));
  // One parameter for all entries: the acts of a whole county are one statement.
  await sql`
    INSERT INTO audit (county, account_id, at, action, entity, entity_id, village_code, detail)
    SELECT ${asker.county}, ${asker.accountId}::uuid, COALESCE(${at ?? null}::timestamptz, now()), n.action, n.entity, n.entity_id, n.village_code, n.detail
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS n(action text, entity text, entity_id text, village_code text, detail jsonb)`.execute(
    tx,
  );
}
