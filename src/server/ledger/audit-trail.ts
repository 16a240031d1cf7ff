// The audit trail as the county office reads it: who did what to which record, newest first.
import { sql } from 'kysely';
import type * as z from 'zod/mini';
import { spokenName } from '../../domain/division.ts';
import type { Audit, AuditQuery } from '../../wire/desk.ts';
import { allOf, type Officer } from './desk-scope.ts';
import type { Tx } from './open-ledger.ts';

interface EntryRow {
  id: number;
  at: Date;
  account_name: string;
  action: string;
  entity: string;
  entity_id: string;
  village_name: string | null;
  detail: unknown;
}

/** `action` may be a whole verb (check.pass) or a noun with all its verbs (check). */
export async function readAudit(tx: Tx, asker: Officer, query: z.infer<typeof AuditQuery>, limit: number): Promise<z.infer<typeof Audit>> {
  const conditions = [sql`u.county = ${asker.county}`];
  if (query.entityId) conditions.push(sql`u.entity_id = ${query.entityId}`);
  if (query.action) conditions.push(sql`(u.action = ${query.action} OR starts_with(u.action, ${`${query.action}.`}))`);
  const where = allOf(conditions);
  const { rows } = await sql<EntryRow>`
    SELECT u.id, u.at, COALESCE(a.name, '') AS account_name, u.action, u.entity, u.entity_id, v.name AS village_name, u.detail
    FROM (SELECT * FROM audit u WHERE ${where} ORDER BY u.id DESC LIMIT ${limit} OFFSET ${query.offset ?? 0}) u
    LEFT JOIN account a ON a.county = u.county AND a.id = u.account_id
    LEFT JOIN division v ON v.county = u.county AND v.code = u.village_code
    ORDER BY u.id DESC`.execute(tx);
  const total = await sql<{ n: number }>`SELECT count(*)::int AS n FROM audit u WHERE ${where}`.execute(tx);
  return {
    entries: rows.map((row) => ({
      id: String(row.id),
      at: row.at.toISOString(),
      accountName: row.account_name,
      action: row.action,
      entity: row.entity,
      entityId: row.entity_id,
      villageName: row.village_name === null ? '' : spokenName({ name: row.village_name, level: 'village' }),
      detail: row.detail,
    })),
    total: total.rows[0]?.n ?? 0,
  };
}
