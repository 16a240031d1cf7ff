// Imports that are in the ledger, for the list of imports.
import { type RawBuilder, sql } from 'kysely';
import type { DepartmentCode } from '../../domain/department.ts';
import { allOf, type Officer } from './desk-scope.ts';
import type { Tx } from './open-ledger.ts';

export interface Batch {
  id: string;
  fileName: string;
  department: DepartmentCode;
  indicator: string;
  period: string;
  created: number;
  merged: number;
  rejected: number;
  authorName: string;
  createdAt: Date;
}

const mayBeSeen = (asker: Officer): RawBuilder<boolean> =>
  allOf([sql`b.county = ${asker.county}`, asker.role === 'department' ? sql`b.department = ${asker.department}` : sql`true`]);

async function batches(tx: Tx, where: RawBuilder<boolean>, limit: number, offset: number): Promise<Batch[]> {
  const { rows } = await sql<Batch>`
    SELECT b.id, b.file_name AS "fileName", b.department, b.indicator, b.period, b.created_count AS created, b.merged_count AS merged, b.rejected_count AS rejected,
      COALESCE(a.name, '') AS "authorName", b.created_at AS "createdAt"
    FROM import_batch b LEFT JOIN account a ON a.county = b.county AND a.id = b.author_id
    WHERE ${where} ORDER BY b.created_at DESC, b.id LIMIT ${limit} OFFSET ${offset}`.execute(tx);
  return rows;
}

/** Newest first; a department sees its own. */
export const listBatches = (tx: Tx, asker: Officer, limit: number, offset: number): Promise<Batch[]> => batches(tx, mayBeSeen(asker), limit, offset);

export async function batchById(tx: Tx, asker: Officer, id: string): Promise<Batch | null> {
  const [found] = await batches(tx, allOf([mayBeSeen(asker), sql`b.id = ${id}`]), 1, 0);
  return found ?? null;
}

export async function countBatches(tx: Tx, asker: Officer): Promise<number> {
  const { rows } = await sql<{ n: number }>`SELECT count(*)::int AS n FROM import_batch b WHERE ${mayBeSeen(asker)}`.execute(tx);
  return rows[0]?.n ?? 0;
}
