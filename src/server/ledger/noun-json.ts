// Tasks and households as JSON made by PostgreSQL itself: tens of thousands go to phones without becoming objects in between.
import { type RawBuilder, sql } from 'kysely';

/** domain/household of a row aliased `h`, as jsonb. */
export const householdJson: RawBuilder<unknown> = sql`(h.body || jsonb_build_object(
  'id', h.id, 'villageCode', h.village_code, 'groupName', h.group_name, 'houseNo', h.house_no, 'address', h.address, 'headName', h.head_name,
  'phone', h.phone, 'kind', h.kind, 'category', h.category, 'monitorState', h.monitor_state, 'size', h.size, 'version', h.version,
  'members', COALESCE((
    SELECT jsonb_agg(m.body || jsonb_build_object('id', m.id, 'name', m.name, 'idNumber', m.id_number) ORDER BY m.position)
    FROM member m WHERE m.county = h.county AND m.household_id = h.id), '[]'::jsonb)))`;

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
