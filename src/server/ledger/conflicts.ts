// 数据冲突 in the ledger: opened where reports differ, and joined by whatever else is said of a field in dispute.
import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Side } from '../../domain/conflict.ts';
import { type AuditNote, audit } from './audit.ts';
import type { Officer } from './desk-scope.ts';
import { withSide } from './household-versions.ts';
import type { Tx } from './open-ledger.ts';

/** What somebody found otherwise than the archive says. */
export interface Difference {
  householdId: string;
  villageCode: string;
  path: string;
  archive: Side;
  found: Side;
}

/** Opens a conflict for each field, or adds the value to the one that is open; the trail names fields, never values. */
export async function openConflicts(tx: Tx, asker: Officer, differences: readonly Difference[]): Promise<void> {
  if (differences.length === 0) return;
  const ids = [...new Set(differences.map((one) => one.householdId))];
  const open = await tx
    .selectFrom('household_conflict')
    .select(['id', 'household_id', 'path', 'sides'])
    .where('county', '=', asker.county)
    .where('household_id', 'in', ids)
    .where('settled_at', 'is', null)
    .forUpdate()
    .execute();
  const notes: AuditNote[] = [];
  for (const { householdId, villageCode, path, archive, found } of differences) {
    const known = open.find((one) => one.household_id === householdId && one.path === path);
    const sides = JSON.stringify(withSide(known?.sides ?? [archive], found));
    const id = known?.id ?? randomUUID();
    if (known) {
      if (sides === JSON.stringify(known.sides)) continue;
      await tx.updateTable('household_conflict').set({ sides }).where('county', '=', asker.county).where('id', '=', id).execute();
    } else {
      await sql`INSERT INTO household_conflict (county, id, household_id, path, sides, opened_at)
        VALUES (${asker.county}, ${id}, ${householdId}, ${path}, ${sides}::jsonb, ${asker.now})`.execute(tx);
    }
    notes.push({
      action: 'conflict.open',
      entity: 'household',
      entityId: householdId,
      villageCode,
      detail: { path, conflict: id, handIn: found.handInId },
    });
  }
  await audit(tx, asker, notes, asker.now);
}
