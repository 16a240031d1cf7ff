// The archive of households and members: nouns to rows and back.
import { type Insertable, type Selectable, sql } from 'kysely';
import type { Household } from '../../domain/household.ts';
import type { Tx } from './open-ledger.ts';
import type { Tables } from './tables.ts';

type HouseholdRow = Selectable<Tables['household']>;
type MemberRow = Pick<Selectable<Tables['member']>, 'id' | 'household_id' | 'name' | 'id_number' | 'body'>;

/** Households by id with all their members; those out of the asker's sight are missing. */
export async function householdsById(tx: Tx, county: string, ids: readonly string[]): Promise<Household[]> {
  if (ids.length === 0) return [];
  const rows = await tx.selectFrom('household').selectAll().where('county', '=', county).where('id', '=', sql<string>`ANY(${ids}::uuid[])`).execute();
  const members = await tx
    .selectFrom('member')
    .select(['id', 'household_id', 'name', 'id_number', 'body'])
    .where('county', '=', county)
    .where('household_id', '=', sql<string>`ANY(${ids}::uuid[])`)
    .orderBy('household_id')
    .orderBy('position')
    .execute();
  const byHousehold = new Map<string, MemberRow[]>();
  for (const member of members) byHousehold.set(member.household_id, [...(byHousehold.get(member.household_id) ?? []), member]);
  return rows.map((row) => householdOf(row, byHousehold.get(row.id) ?? []));
}

/** The noun of a row and its members, which come in their own order. */
export const householdOf = (row: HouseholdRow, members: readonly MemberRow[]): Household => ({
  id: row.id,
  villageCode: row.village_code,
  groupName: row.group_name,
  houseNo: row.house_no,
  address: row.address,
  headName: row.head_name,
  phone: row.phone,
  kind: row.kind,
  category: row.category,
  monitorState: row.monitor_state,
  size: row.size,
  version: row.version,
  ...row.body,
  members: members.map((member) => ({ id: member.id, name: member.name, idNumber: member.id_number, ...member.body })),
});

export function householdRow(county: string, household: Household): Insertable<Tables['household']> {
  const { dwelling, landMu, woodMu, guarantees, income, helper, noLabour, details, pastChecks, disputed } = household;
  return {
    county,
    id: household.id,
    village_code: household.villageCode,
    group_name: household.groupName,
    house_no: household.houseNo,
    address: household.address,
    head_name: household.headName,
    phone: household.phone,
    kind: household.kind,
    category: household.category,
    monitor_state: household.monitorState,
    size: household.size,
    version: household.version,
    body: JSON.stringify({ dwelling, landMu, woodMu, guarantees, income, helper, noLabour, details, pastChecks, disputed }),
  };
}

export const memberRows = (county: string, household: Household): Insertable<Tables['member']>[] =>
  household.members.map(({ id, name, idNumber, ...body }, position) => ({
    county,
    id,
    household_id: household.id,
    village_code: household.villageCode,
    position,
    name,
    id_number: idNumber,
    body: JSON.stringify(body),
  }));

/** Rows a statement: one parameter carries them all as JSON, so that PostgreSQL's limit of 65,535 parameters is never near. */
const BATCH = 2000;

/**
 * Puts many households with their members into the archive, each batch with two statements. COPY is not allowed behind the row-level walls;
 * this is its equal to within a factor of two. `onBatch` hears how many households are in.
 */
export async function addHouseholds(tx: Tx, county: string, households: readonly Household[], onBatch?: (done: number) => void): Promise<void> {
  for (let from = 0; from < households.length; from += BATCH) {
    const batch = households.slice(from, from + BATCH);
    // The bodies go in as values, not as text within JSON: json_populate_recordset turns them into jsonb itself.
    const rows = batch.map((household) => plain(householdRow(county, household)));
    await sql`INSERT INTO household (county, id, village_code, group_name, house_no, address, head_name, phone, kind, category, monitor_state, size, version, body)
      SELECT county, id, village_code, group_name, house_no, address, head_name, phone, kind, category, monitor_state, size, version, body
      FROM json_populate_recordset(NULL::household, ${JSON.stringify(rows)}::json)`.execute(tx);
    const members = batch.flatMap((household) => memberRows(county, household).map(plain));
    await sql`INSERT INTO member (county, id, household_id, village_code, position, name, id_number, body)
      SELECT county, id, household_id, village_code, position, name, id_number, body
      FROM json_populate_recordset(NULL::member, ${JSON.stringify(members)}::json)`.execute(tx);
    onBatch?.(from + batch.length);
  }
}

const plain = <Row extends { body: string }>(row: Row): object => ({ ...row, body: JSON.parse(row.body) });
