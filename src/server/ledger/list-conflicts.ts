// The desk's list of conflicts that wait, and one conflict's values in full for a purpose.
import { type RawBuilder, sql } from 'kysely';
import type * as z from 'zod/mini';
import { partsOf, sameValue } from '../../domain/archive/fields.ts';
import type { Side } from '../../domain/conflict.ts';
import { spokenName } from '../../domain/division.ts';
import { maskField } from '../../domain/masking.ts';
import type { ConflictItem, ConflictQuery } from '../../wire/conflicts.ts';
import { audit } from './audit.ts';
import { allOf, contains, inDivision, inScope, type Officer } from './desk-scope.ts';
import type { Tx } from './open-ledger.ts';

type Query = z.infer<typeof ConflictQuery>;

/** Days after which a conflict is listed as old. */
const AGES = { week: 7, month: 30 } as const;

interface Row {
  id: string;
  household_id: string;
  head_name: string;
  group_name: string;
  village_code: string;
  village_name: string | null;
  township_name: string | null;
  path: string;
  member_name: string | null;
  sides: Side[];
  opened_at: Date;
}

function conditionsOf(asker: Officer, { division, household, search, age }: Query): RawBuilder<boolean> {
  const conditions: RawBuilder<unknown>[] = [sql`c.county = ${asker.county}`, sql`c.settled_at IS NULL`, inScope(asker, 'h.village_code')];
  if (division) conditions.push(inDivision('h.village_code', division));
  if (household) conditions.push(sql`c.household_id = ${household}`);
  if (age) conditions.push(sql`c.opened_at < ${asker.now}::timestamptz - make_interval(days => ${AGES[age]}::int)`);
  if (search) {
    conditions.push(
      sql`(${contains('h.head_name', search)} OR EXISTS (SELECT 1 FROM jsonb_array_elements(c.sides) s WHERE strpos(s->>'byName', ${search}) > 0))`,
    );
  }
  return allOf(conditions);
}

const from = sql`household_conflict c JOIN household h ON h.county = c.county AND h.id = c.household_id`;

/** How many wait, in the asker's divisions. */
export async function countConflicts(tx: Tx, asker: Officer, query: Query = {}): Promise<number> {
  const { rows } = await sql<{ n: number }>`SELECT count(*)::int AS n FROM ${from} WHERE ${conditionsOf(asker, query)}`.execute(tx);
  return rows[0]?.n ?? 0;
}

/** The oldest first; several of one household stand together. */
export async function listConflicts(tx: Tx, asker: Officer, query: Query, limit: number): Promise<{ conflicts: ConflictItem[]; total: number }> {
  const { rows } = await sql<Row>`
    SELECT c.id, c.household_id, h.head_name, h.group_name, h.village_code, v.name AS village_name, w.name AS township_name, c.path, m.name AS member_name, c.sides, c.opened_at
    FROM ${from}
    LEFT JOIN division v ON v.county = h.county AND v.code = h.village_code
    LEFT JOIN division w ON w.county = h.county AND w.code = left(h.village_code, 9) || '000'
    LEFT JOIN member m ON m.county = c.county AND m.household_id = c.household_id AND m.id::text = split_part(c.path, '/', 1)
    WHERE ${conditionsOf(asker, query)}
    ORDER BY c.opened_at, c.household_id, c.path LIMIT ${limit} OFFSET ${query.offset ?? 0}`.execute(tx);
  return { conflicts: rows.map(itemOf), total: await countConflicts(tx, asker, query) };
}

function itemOf(row: Row): ConflictItem {
  const shown = row.sides.map((side): Side => ({ ...side, value: maskField(row.path, side.value) as Side['value'] }));
  return {
    id: row.id,
    householdId: row.household_id,
    headName: row.head_name,
    groupName: row.group_name,
    villageCode: row.village_code,
    villageName: row.village_name === null ? '' : spokenName({ name: row.village_name, level: 'village' }),
    townshipName: row.township_name ?? '',
    path: row.path,
    memberName: row.member_name ?? '',
    sides: shown,
    masked: shown.some((side, index) => !sameValue(side.value as string | null, row.sides[index]?.value as string | null)),
    openedAt: row.opened_at.toISOString(),
  };
}

/** Every value of a conflict in full; null when it is not in the asker's sight. The trail says which field of whom and why, never the values. */
export async function unmaskConflict(tx: Tx, asker: Officer, conflictId: string, purpose: string): Promise<Side['value'][] | null> {
  const { rows } = await sql<Row>`
    SELECT c.id, c.household_id, h.village_code, c.path, c.sides FROM ${from}
    WHERE c.county = ${asker.county} AND c.id = ${conflictId} AND ${inScope(asker, 'h.village_code')}`.execute(tx);
  const [found] = rows;
  if (!found) return null;
  const { instance, key } = partsOf(found.path);
  await audit(
    tx,
    asker,
    {
      action: 'household.unmask',
      entity: instance === 'root' ? 'household' : 'member',
      entityId: instance === 'root' ? found.household_id : instance,
      villageCode: found.village_code,
      detail: { field: key, purpose, conflict: conflictId },
    },
    asker.now,
  );
  return found.sides.map((side) => side.value);
}
