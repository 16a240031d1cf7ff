// ID numbers and phones that stand in two households of the county or more: what the rules ask about everywhere else.
import { type RawBuilder, sql } from 'kysely';
import { spokenName } from '../../domain/division.ts';
import type { Elsewhere } from '../../domain/rules/rule.ts';
import type { Tx } from './open-ledger.ts';

type Kind = 'person' | 'phone';

/** Who died or moved away is not looked at (domain 5). */
const present: RawBuilder<boolean> = sql<boolean>`(m.body->>'presence') IS DISTINCT FROM 'dead' AND (m.body->>'presence') IS DISTINCT FROM 'movedOut'`;

/**
 * Answers for any household of the county whether a number is also another one's, and names that one by its village and not by its head: whoever reads a finding of
 * their township need not see the families of another. Asked as the county's system; holds in memory only what is shared.
 */
export async function sharedNumbers(tx: Tx, county: string): Promise<(householdId: string) => Elsewhere> {
  const { rows } = await sql<{ kind: Kind; number: string; household: string; village: string; township: string | null }>`
    WITH number AS (
      SELECT 'person' AS kind, upper(m.person_id) AS number, m.household_id AS household FROM member m
      WHERE m.county = ${county} AND length(m.person_id) = 18 AND m.person_id NOT LIKE '999999%' AND ${present}
      UNION SELECT 'phone', trim(m.body->>'phone'), m.household_id FROM member m WHERE m.county = ${county} AND length(m.body->>'phone') >= 7 AND ${present}
      UNION SELECT 'phone', trim(h.phone), h.id FROM household h WHERE h.county = ${county} AND length(h.phone) >= 7
    ), shared AS (SELECT kind, number FROM number GROUP BY kind, number HAVING count(*) > 1)
    SELECT n.kind, n.number, n.household, COALESCE(v.name, '') AS village, t.name AS township
    FROM shared s JOIN number n ON n.kind = s.kind AND n.number = s.number
    JOIN household h ON h.county = ${county} AND h.id = n.household
    LEFT JOIN division v ON v.county = h.county AND v.code = h.village_code
    LEFT JOIN division t ON t.county = h.county AND t.code = left(h.village_code, 9) || '000'
    ORDER BY n.kind, n.number, n.household`.execute(tx);
  const holders: Record<Kind, Map<string, { household: string; place: string }[]>> = { person: new Map(), phone: new Map() };
  for (const { kind, number, household, village, township } of rows) {
    const place = `${township ?? ''}${spokenName({ name: village, level: 'village' })}`;
    const known = holders[kind].get(number);
    if (known) known.push({ household, place });
    else holders[kind].set(number, [{ household, place }]);
  }
  return (householdId) => {
    const ask = (kind: Kind, number: string): string | null => {
      const others = holders[kind].get(number)?.filter(({ household }) => household !== householdId) ?? [];
      const [first] = others;
      return first ? `${first.place}的${others.length > 1 ? `${others.length}户` : '一户'}` : null;
    };
    return { idNumber: (person) => ask('person', person), phone: (phone) => ask('phone', phone) };
  };
}
