// Tasks and households as JSON text made by PostgreSQL itself: tens of thousands go to phones without becoming objects in between.
import { type RawBuilder, sql } from 'kysely';
import type { Tx } from './open-ledger.ts';

export interface NounText {
  village: string;
  id: string;
  json: string;
}

/** Of whole villages, or by id. Scope beyond that is the row policies' business. */
export type Which = { villages: readonly string[] } | { ids: readonly string[] };

/**
 * domain/household as text. Put together from pieces: a body is jsonb with at least one key, so that its text less the opening brace continues an object.
 * Building jsonb values instead takes PostgreSQL three times as long.
 */
export async function householdTexts(tx: Tx, county: string, which: Which): Promise<NounText[]> {
  const byVillage = 'villages' in which;
  const keys = byVillage ? which.villages : which.ids;
  if (keys.length === 0) return [];
  const households = await sql<{ village: string; id: string; head: string }>`
    SELECT village_code AS village, id, '{"id":"' || id || '","villageCode":"' || village_code || '","groupName":' || to_json(group_name) || ',"houseNo":' || to_json(house_no)
      || ',"address":' || to_json(address) || ',"headName":' || to_json(head_name) || ',"phone":' || to_json(phone) || ',"kind":"' || kind || '","category":"' || category
      || '","monitorState":"' || monitor_state || '","size":' || size || ',"version":' || version || ',' || substr(body::text, 2) AS head
    FROM household WHERE county = ${county} AND ${byVillage ? sql`village_code = ANY (${keys}::text[])` : sql`id = ANY (${keys}::uuid[])`}
    ORDER BY village_code, group_name, id`.execute(tx);
  const members = await sql<{ household: string; list: string }>`
    SELECT household_id AS household, string_agg('{"id":"' || id || '","name":' || to_json(name) || ',"idNumber":' || to_json(id_number) || ',' || substr(body::text, 2), ','
      ORDER BY position) AS list
    FROM member WHERE county = ${county} AND ${byVillage ? sql`village_code = ANY (${keys}::text[])` : sql`household_id = ANY (${keys}::uuid[])`}
    GROUP BY household_id`.execute(tx);
  const listOf = new Map(members.rows.map((row) => [row.household, row.list]));
  return households.rows.map(({ village, id, head }) => ({ village, id, json: `${head.slice(0, -1)},"members":[${listOf.get(id) ?? ''}]}` }));
}

/** domain/task of a row aliased `t`, as jsonb. */
export const taskJson: RawBuilder<unknown> = sql`jsonb_build_object(
  'id', t.id, 'villageCode', t.village_code, 'householdId', t.household_id, 'personName', t.person_name, 'placeText', t.place_text, 'origin', t.origin,
  'title', t.title, 'dueOn', t.due_on, 'assignedTo', t.assigned_to, 'state', t.state, 'returned', t.returned, 'revision', t.revision,
  'lastHandInId', t.last_hand_in_id, 'steps', t.steps,
  'lastContent', CASE WHEN t.state = 'returned' THEN (SELECT i.content FROM hand_in i WHERE i.county = t.county AND i.id = t.last_hand_in_id) END,
  'leads', COALESCE((
    SELECT jsonb_agg(jsonb_build_object('id', l.id, 'department', l.department, 'indicatorText', l.indicator_text, 'amount', l.amount, 'period', l.period,
      'personName', l.person_name, 'receivedOn', (l.received_at AT TIME ZONE 'Asia/Shanghai')::date) ORDER BY l.received_at, l.id)
    FROM lead l WHERE l.county = t.county AND l.task_id = t.id), '[]'::jsonb))`;
