// The archive remembers what the county passed: each household's next version, its members, and the village logs by which phones hear of it.
import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { rememberCheck } from '../../domain/archive/remember-check.ts';
import type { PlaceName } from '../../domain/archive/remember-member.ts';
import type { Household, Member } from '../../domain/household.ts';
import { PLACES } from '../../domain/official/places.ts';
import { ZH } from '../../domain/official/wording.ts';
import type { TaskOrigin } from '../../domain/task.ts';
import type { CheckContent } from '../../domain/visit.ts';
import { dayInChina, type Officer } from './desk-scope.ts';
import { householdRow, householdsById, memberRows } from './households.ts';
import type { Tx } from './open-ledger.ts';
import { spell } from './spelling.ts';
import { logChanges } from './village-log.ts';

/** A check as it was decided on. */
export interface PassedCheck {
  household_id: string | null;
  village_code: string;
  origin: TaskOrigin;
  last_hand_in_id: string | null;
}

/** Households a statement. */
const BATCH = 500;

const PLACE_NAMES = new Map(PLACES.map(({ name, label }) => [name, label?.[ZH]]));
const placeName: PlaceName = (code) => PLACE_NAMES.get(code);

/** Call it with the villages locked (`lockVillages`), so that no two decisions read the same version of a household. */
export async function rememberChecks(tx: Tx, asker: Officer, checks: readonly PassedCheck[]): Promise<void> {
  for (let from = 0; from < checks.length; from += BATCH) await rememberBatch(tx, asker, checks.slice(from, from + BATCH));
}

async function rememberBatch(tx: Tx, asker: Officer, checks: readonly PassedCheck[]): Promise<void> {
  const found = checks.flatMap(({ household_id, last_hand_in_id, origin }) =>
    household_id && last_hand_in_id ? [{ household_id, last_hand_in_id, origin }] : [],
  );
  if (found.length === 0) return;
  const handIns = await sql<{ id: string; content: CheckContent }>`
    SELECT id, content FROM hand_in WHERE county = ${asker.county} AND id = ANY (${found.map((check) => check.last_hand_in_id)}::uuid[])`.execute(tx);
  const contents = new Map(handIns.rows.map(({ id, content }) => [id, content]));
  const ids = [...new Set(found.map((check) => check.household_id))];
  const before = new Map((await householdsById(tx, asker.county, ids)).map((household) => [household.id, household]));
  const after = new Map(before);
  for (const { household_id, last_hand_in_id, origin } of found) {
    const household = after.get(household_id);
    const content = contents.get(last_hand_in_id);
    if (!household || !content) continue;
    after.set(household_id, rememberCheck(household, content, { on: dayInChina(asker.now), origin, newId: randomUUID, placeName }));
  }
  const changed = await withOwnIds(
    tx,
    asker,
    before,
    [...after.values()].filter((household) => household !== before.get(household.id)),
  );
  await writeHouseholds(
    tx,
    asker,
    before,
    changed.map((household) => ({ ...household, members: household.members.map(spelt) })),
  );
  await logChanges(
    tx,
    asker.county,
    changed.map(({ id, villageCode }) => ({ villageCode, entity: 'household', id })),
  );
}

const spelt = (member: Member): Member => (member.pinyin === '' && member.name !== '' ? { ...member, ...spell(member.name) } : member);

/** An id that a phone gave somebody new may be another member's, by mistake or on purpose: then the newcomer gets one of their own. */
async function withOwnIds(tx: Tx, asker: Officer, before: ReadonlyMap<string, Household>, households: readonly Household[]): Promise<Household[]> {
  const isNew = (household: Household, member: Member): boolean => !before.get(household.id)?.members.some((known) => known.id === member.id);
  const fresh = households.flatMap((household) => household.members.filter((member) => isNew(household, member)).map((member) => member.id));
  const counts = new Map<string, number>();
  for (const id of fresh) counts.set(id, (counts.get(id) ?? 0) + 1);
  const { rows } = await sql<{ id: string }>`SELECT id FROM member WHERE county = ${asker.county} AND id = ANY (${fresh}::uuid[])`.execute(tx);
  const taken = new Set([...rows.map((row) => row.id), ...fresh.filter((id) => (counts.get(id) ?? 0) > 1)]);
  if (taken.size === 0) return [...households];
  return households.map((household) => ({
    ...household,
    members: household.members.map((member) => (taken.has(member.id) && isNew(household, member) ? { ...member, id: randomUUID() } : member)),
  }));
}

/** One statement for the households and one for the members that are otherwise than before. Nobody is ever taken out: who left is marked so. */
async function writeHouseholds(tx: Tx, asker: Officer, before: ReadonlyMap<string, Household>, households: readonly Household[]): Promise<void> {
  const plain = <Row extends { body: string }>(row: Row): object => ({ ...row, body: JSON.parse(row.body) });
  const rows = households.map((household) => plain(householdRow(asker.county, household)));
  await sql`
    UPDATE household SET group_name = n.group_name, address = n.address, head_name = n.head_name, phone = n.phone, kind = n.kind, size = n.size, body = n.body, version = n.version
    FROM json_populate_recordset(NULL::household, ${JSON.stringify(rows)}::json) AS n
    WHERE household.county = ${asker.county} AND household.id = n.id`.execute(tx);
  const members = households.flatMap((household) => {
    const known = before.get(household.id);
    const old = new Set(known ? memberRows(asker.county, known).map((row) => JSON.stringify(row)) : []);
    return memberRows(asker.county, household).filter((row) => !old.has(JSON.stringify(row)));
  });
  if (members.length === 0) return;
  await sql`
    INSERT INTO member (county, id, household_id, village_code, position, name, id_number, body)
    SELECT county, id, household_id, village_code, position, name, id_number, body
    FROM json_populate_recordset(NULL::member, ${JSON.stringify(members.map(plain))}::json)
    ON CONFLICT (county, id) DO UPDATE SET position = excluded.position, name = excluded.name, id_number = excluded.id_number, body = excluded.body
    WHERE member.household_id = excluded.household_id`.execute(tx);
}
