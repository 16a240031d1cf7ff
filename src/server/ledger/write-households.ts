// Writes the next versions of households that the archive already holds; the database keeps the version before by itself (migrations/0011_conflicts.sql).
import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Household, Member } from '../../domain/household.ts';
import { householdRow, memberRows } from './households.ts';
import type { Tx } from './open-ledger.ts';
import { spell } from './spelling.ts';
import { logChanges } from './village-log.ts';

/** How a version came about. `handInId`: the check that it comes from. */
export interface Origin {
  source: 'check' | 'desk' | 'settlement';
  at: Date;
  accountId: string | null;
  handInId: string | null;
}

/**
 * Each version is one above that in `before`. Call it with the villages locked (`lockVillages`); the phones of the villages hear of it. Somebody new whose id is another
 * member's gets one of their own, and a name without spelling its spelling. Nobody is ever taken out: who left is marked so.
 */
export async function writeNextVersions(
  tx: Tx,
  county: string,
  before: ReadonlyMap<string, Household>,
  households: readonly Household[],
  originOf: (householdId: string) => Origin,
): Promise<Household[]> {
  if (households.length === 0) return [];
  const next = (await withOwnIds(tx, county, before, households)).map((household) => ({ ...household, members: household.members.map(spelt) }));
  await write(tx, county, before, next, originOf);
  await logChanges(
    tx,
    county,
    next.map(({ id, villageCode }) => ({ villageCode, entity: 'household', id })),
  );
  return next;
}

const spelt = (member: Member): Member => (member.pinyin === '' && member.name !== '' ? { ...member, ...spell(member.name) } : member);

/** An id that a phone gave somebody new may be another member's, by mistake or on purpose: then the newcomer gets one of their own. */
async function withOwnIds(tx: Tx, county: string, before: ReadonlyMap<string, Household>, households: readonly Household[]): Promise<Household[]> {
  const isNew = (household: Household, member: Member): boolean => !before.get(household.id)?.members.some((known) => known.id === member.id);
  const fresh = households.flatMap((household) => household.members.filter((member) => isNew(household, member)).map((member) => member.id));
  const counts = new Map<string, number>();
  for (const id of fresh) counts.set(id, (counts.get(id) ?? 0) + 1);
  const { rows } = await sql<{ id: string }>`SELECT id FROM member WHERE county = ${county} AND id = ANY (${fresh}::uuid[])`.execute(tx);
  const taken = new Set([...rows.map((row) => row.id), ...fresh.filter((id) => (counts.get(id) ?? 0) > 1)]);
  if (taken.size === 0) return [...households];
  return households.map((household) => ({
    ...household,
    members: household.members.map((member) => (taken.has(member.id) && isNew(household, member) ? { ...member, id: randomUUID() } : member)),
  }));
}

/** One statement for the households and, after it, one for the members that are otherwise than before. */
async function write(
  tx: Tx,
  county: string,
  before: ReadonlyMap<string, Household>,
  households: readonly Household[],
  originOf: (householdId: string) => Origin,
): Promise<void> {
  const plain = <Row extends { body: string }>(row: Row): object => ({ ...row, body: JSON.parse(row.body) });
  const rows = households.map((household) => {
    const { source, at, accountId, handInId } = originOf(household.id);
    return {
      ...plain(householdRow(county, household)),
      told_of: household.version,
      source,
      changed_at: at,
      changed_by: accountId,
      hand_in_id: handInId,
    };
  });
  await sql`
    UPDATE household SET group_name = n.group_name, address = n.address, head_name = n.head_name, phone = n.phone, kind = n.kind,
      category = n.category, monitor_state = n.monitor_state, size = n.size, body = n.body, version = n.version,
      told_of = n.told_of, source = n.source, changed_at = n.changed_at, changed_by = n.changed_by, hand_in_id = n.hand_in_id
    FROM json_populate_recordset(NULL::household, ${JSON.stringify(rows)}::json) AS n
    WHERE household.county = ${county} AND household.id = n.id`.execute(tx);
  const members = households.flatMap((household) => {
    const known = before.get(household.id);
    const old = new Set(known ? memberRows(county, known).map((row) => JSON.stringify(row)) : []);
    return memberRows(county, household).filter((row) => !old.has(JSON.stringify(row)));
  });
  if (members.length === 0) return;
  await sql`
    INSERT INTO member (county, id, household_id, village_code, position, name, id_number, body)
    SELECT county, id, household_id, village_code, position, name, id_number, body
    FROM json_populate_recordset(NULL::member, ${JSON.stringify(members.map(plain))}::json)
    ON CONFLICT (county, id) DO UPDATE SET position = excluded.position, name = excluded.name, id_number = excluded.id_number, body = excluded.body
    WHERE member.household_id = excluded.household_id`.execute(tx);
}
