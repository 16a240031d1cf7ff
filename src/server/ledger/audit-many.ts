// Audit entries of a bulk act, in statements small enough for the database's limit of parameters.
import type { Asker } from './asker.ts';
import { type AuditNote, audit } from './audit.ts';
import type { Tx } from './open-ledger.ts';

/** Eight parameters an entry; PostgreSQL takes 65,535 a statement. */
const BATCH = 5000;

export async function auditMany(tx: Tx, asker: Asker & { now: Date }, notes: readonly AuditNote[]): Promise<void> {
  for (let from = 0; from < notes.length; from += BATCH) await audit(tx, asker, notes.slice(from, from + BATCH), asker.now);
}
