// 确认导入: everything an import brings — leads, learned names, the batch, the trace — goes into the ledger in one transaction or not at all.
import { sql } from 'kysely';
import type { DepartmentCode } from '../../domain/department.ts';
import { type AuditNote, audit } from './audit.ts';
import type { Officer } from './desk-scope.ts';
import type { Tx } from './open-ledger.ts';

export interface LeadToImport {
  id: string;
  indicator: string;
  indicatorText: string;
  amount: number | null;
  period: string;
  personName: string;
  idNumber: string;
  placeText: string;
  villageCode: string;
  householdId: string | null;
  matchReason: string;
  /** domain/lead leadKey; no two of an import are the same. */
  leadKey: string;
}

export interface AliasToLearn {
  /** The place as the file writes it; the matcher normalises it whenever it reads. */
  text: string;
  townshipCode: string | null;
  divisionCode: string;
}

export interface ImportToConfirm {
  id: string;
  fileName: string;
  fileHash: string;
  department: DepartmentCode;
  indicator: string;
  period: string;
  leads: readonly LeadToImport[];
  /** Rows of the file that repeat another of its rows. */
  repeated: number;
  rejected: number;
  aliases: readonly AliasToLearn[];
}

export interface ConfirmedCounts {
  created: number;
  merged: number;
  rejected: number;
}

const BATCH = 2000;

/** What an import brought, when it is in the ledger already; null when it is not. */
export async function confirmedImport(tx: Tx, county: string, importId: string): Promise<ConfirmedCounts | null> {
  const { rows } = await sql<ConfirmedCounts>`
    SELECT created_count AS created, merged_count AS merged, rejected_count AS rejected FROM import_batch WHERE county = ${county} AND id = ${importId}`.execute(
    tx,
  );
  return rows[0] ?? null;
}

/**
 * Brings an import into the ledger. The same person, indicator and period of the same department is merged into the lead that is there: until it is dispatched
 * the newer amount counts, afterwards it stays as the village saw it. Confirmed twice, the second time changes nothing and gives the first one's counts.
 */
export async function confirmImport(tx: Tx, asker: Officer, order: ImportToConfirm, onProgress: (done: number) => void): Promise<ConfirmedCounts> {
  const before = await confirmedImport(tx, asker.county, order.id);
  if (before) return before;
  let created = 0;
  for (let from = 0; from < order.leads.length; from += BATCH) {
    created += await insertLeads(tx, asker, order, order.leads.slice(from, from + BATCH));
    onProgress(Math.min(from + BATCH, order.leads.length));
  }
  for (const alias of order.aliases) {
    await sql`
      INSERT INTO division_alias (county, alias, township_code, division_code, author_id, created_at)
      VALUES (${asker.county}, ${alias.text}, ${alias.townshipCode ?? ''}, ${alias.divisionCode}, ${asker.accountId}, ${asker.now})
      ON CONFLICT (county, alias, township_code) DO UPDATE SET division_code = EXCLUDED.division_code, author_id = EXCLUDED.author_id, created_at = EXCLUDED.created_at`.execute(
      tx,
    );
  }
  const counts = { created, merged: order.leads.length - created + order.repeated, rejected: order.rejected };
  await sql`
    INSERT INTO import_batch (county, id, file_name, file_hash, department, indicator, period, author_id, created_count, merged_count, rejected_count, created_at)
    VALUES (${asker.county}, ${order.id}, ${order.fileName}, ${order.fileHash}, ${order.department}, ${order.indicator}, ${order.period}, ${asker.accountId},
      ${counts.created}, ${counts.merged}, ${counts.rejected}, ${asker.now})`.execute(tx);
  const notes = order.aliases.map(
    (alias): AuditNote => ({
      action: 'alias.learn',
      entity: 'division',
      entityId: alias.divisionCode,
      villageCode: alias.divisionCode,
    }),
  );
  await audit(
    tx,
    asker,
    [
      {
        action: 'import.confirm',
        entity: 'import',
        entityId: order.id,
        detail: { ...counts, department: order.department, indicator: order.indicator },
      },
      ...notes,
    ],
    asker.now,
  );
  return counts;
}

/** Returns how many were new. */
async function insertLeads(tx: Tx, asker: Officer, order: ImportToConfirm, leads: readonly LeadToImport[]): Promise<number> {
  const rows = leads.map((lead) => ({
    id: lead.id,
    indicator: lead.indicator,
    indicator_text: lead.indicatorText,
    amount: lead.amount,
    period: lead.period,
    person_name: lead.personName,
    id_number: lead.idNumber,
    place_text: lead.placeText,
    lead_key: lead.leadKey,
    village_code: lead.villageCode,
    household_id: lead.householdId,
    match_reason: lead.matchReason,
  }));
  const { rows: written } = await sql<{ fresh: boolean }>`
    INSERT INTO lead (county, id, batch_id, department, indicator, indicator_text, amount, period, person_name, id_number, place_text, lead_key, village_code, household_id,
      match_reason, state, received_at)
    SELECT ${asker.county}, n.id, ${order.id}, ${order.department}, n.indicator, n.indicator_text, n.amount, n.period, n.person_name, n.id_number, n.place_text, n.lead_key,
      n.village_code, n.household_id, n.match_reason, 'matched', ${asker.now}
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS n(id uuid, indicator text, indicator_text text, amount numeric, period text, person_name text, id_number text,
      place_text text, lead_key text, village_code text, household_id uuid, match_reason text)
    ORDER BY n.lead_key
    ON CONFLICT (county, department, lead_key) DO UPDATE SET
      amount = CASE WHEN lead.state = 'matched' THEN COALESCE(EXCLUDED.amount, lead.amount) ELSE lead.amount END
    RETURNING (xmax = 0) AS fresh`.execute(tx);
  return written.filter((row) => row.fresh).length;
}
