// What the ledger already knows of an import's rows: the people by ID number and by name, and the leads that came before.
import { sql } from 'kysely';
import { spokenName } from '../../domain/division.ts';
import type { FoundPerson } from '../../domain/matching/household-match.ts';
import type { PlaceAlias } from '../../domain/matching/place-match.ts';
import type { Tx } from './open-ledger.ts';

interface PersonRow {
  household_id: string;
  village_code: string;
  village_name: string;
  head_name: string;
  name: string;
  id_number: string;
  watched: boolean;
}

const personOf = (row: PersonRow): FoundPerson => ({
  householdId: row.household_id,
  villageCode: row.village_code,
  villageName: spokenName({ name: row.village_name, level: 'village' }),
  headName: row.head_name,
  name: row.name,
  idNumber: row.id_number,
  watched: row.watched,
});

/** As policy-preview's: 脱贫户 and 监测户. */
const watched = sql`(h.kind = 'lifted' OR h.monitor_state IN ('monitored', 'relapsed')) AS watched`;

/** How many people are asked for in one query: small enough to keep the connection free for others in between. */
const BATCH = 5000;

/** Everybody of the county's archive with one of these ID numbers (first 18 digits), by that number. To be asked as the system: a department may not see households. */
export async function peopleByIdNumber(tx: Tx, county: string, idNumbers: readonly string[]): Promise<Map<string, FoundPerson[]>> {
  const found = new Map<string, FoundPerson[]>();
  const ids = [...new Set(idNumbers)];
  for (let from = 0; from < ids.length; from += BATCH) {
    const { rows } = await sql<PersonRow & { person_id: string }>`
      SELECT m.person_id, m.household_id, m.village_code, d.name AS village_name, h.head_name, m.name, m.id_number, ${watched}
      FROM member m JOIN household h ON h.county = m.county AND h.id = m.household_id JOIN division d ON d.county = m.county AND d.code = m.village_code
      WHERE m.county = ${county} AND m.id_number <> '' AND m.person_id = ANY (${ids.slice(from, from + BATCH)}::text[])`.execute(tx);
    for (const row of rows) found.set(row.person_id, [...(found.get(row.person_id) ?? []), personOf(row)]);
  }
  return found;
}

export interface NamedPerson {
  villageCode: string;
  name: string;
}

export const namedKey = (person: NamedPerson): string => `${person.villageCode}|${person.name}`;

/** Everybody of these names in these villages, by `namedKey`. */
export async function peopleByName(tx: Tx, county: string, people: readonly NamedPerson[]): Promise<Map<string, FoundPerson[]>> {
  const found = new Map<string, FoundPerson[]>();
  const wanted = [...new Map(people.map((person) => [namedKey(person), person])).values()];
  for (let from = 0; from < wanted.length; from += BATCH) {
    const batch = wanted.slice(from, from + BATCH);
    const { rows } = await sql<PersonRow>`
      SELECT m.household_id, m.village_code, d.name AS village_name, h.head_name, m.name, m.id_number, ${watched}
      FROM unnest(${batch.map((person) => person.villageCode)}::text[], ${batch.map((person) => person.name)}::text[]) AS n(village_code, name)
      JOIN member m ON m.county = ${county} AND m.village_code = n.village_code AND m.name = n.name
      JOIN household h ON h.county = m.county AND h.id = m.household_id
      JOIN division d ON d.county = m.county AND d.code = m.village_code`.execute(tx);
    for (const row of rows) {
      const key = namedKey({ villageCode: row.village_code, name: row.name });
      found.set(key, [...(found.get(key) ?? []), personOf(row)]);
    }
  }
  return found;
}

/** Which of these lead keys the department has sent before. */
export async function knownLeadKeys(tx: Tx, county: string, department: string, keys: readonly string[]): Promise<Set<string>> {
  const known = new Set<string>();
  const wanted = [...new Set(keys)];
  for (let from = 0; from < wanted.length; from += BATCH) {
    const { rows } = await sql<{ lead_key: string }>`
      SELECT lead_key FROM lead WHERE county = ${county} AND department = ${department} AND lead_key = ANY (${wanted.slice(from, from + BATCH)}::text[])`.execute(
      tx,
    );
    for (const row of rows) known.add(row.lead_key);
  }
  return known;
}

/** What people of this county settled before, with who did. */
export async function learnedAliases(tx: Tx, county: string): Promise<PlaceAlias[]> {
  const { rows } = await sql<{ alias: string; township_code: string; division_code: string; author_id: string | null; author: string }>`
    SELECT s.alias, s.township_code, s.division_code, s.author_id, COALESCE(a.name, '') AS author
    FROM division_alias s LEFT JOIN account a ON a.county = s.county AND a.id = s.author_id
    WHERE s.county = ${county} ORDER BY s.created_at`.execute(tx);
  return rows.map((row) => ({
    text: row.alias,
    townshipCode: row.township_code === '' ? null : row.township_code,
    divisionCode: row.division_code,
    kind: row.author_id ? 'learned' : 'former',
    author: row.author,
  }));
}

/** When, and by whom, a file with this hash was imported for this department before; newest first, null when never. */
export async function sameFileBefore(tx: Tx, county: string, department: string, fileHash: string): Promise<{ at: Date; author: string } | null> {
  const { rows } = await sql<{ at: Date; author: string }>`
    SELECT b.created_at AS at, COALESCE(a.name, '') AS author FROM import_batch b LEFT JOIN account a ON a.county = b.county AND a.id = b.author_id
    WHERE b.county = ${county} AND b.department = ${department} AND b.file_hash = ${fileHash} ORDER BY b.created_at DESC LIMIT 1`.execute(tx);
  return rows[0] ?? null;
}
