// 找到这一户: a task about a person whose household was not found gets the household that somebody of the office chose in the archive.
import { sql } from 'kysely';
import { spokenName } from '../../domain/division.ts';
import { maskIdNumber } from '../../domain/id-number.ts';
import { OPEN_STATES } from '../../domain/task.ts';
import type { FoundHousehold } from '../../wire/desk.ts';
import { inScope, type Officer } from './desk-scope.ts';
import type { Tx } from './open-ledger.ts';
import { auditTasks, logTasks } from './task-making.ts';
import { lockVillages } from './village-log.ts';

const MOST = 20;

/** Households of one village with a member of this name (a part of it will do) or of this ID number (all of it, or at least its last four digits). */
export async function findHouseholds(tx: Tx, asker: Officer, villageCode: string, text: string): Promise<FoundHousehold[]> {
  const wanted = text.trim().toUpperCase();
  const { rows } = await sql<{
    id: string;
    head_name: string;
    group_name: string;
    house_no: string;
    village_name: string;
    members: { name: string; id: string }[];
  }>`
    SELECT h.id, h.head_name, h.group_name, h.house_no, d.name AS village_name,
      (SELECT jsonb_agg(jsonb_build_object('name', m.name, 'id', m.id_number) ORDER BY m.position) FROM member m WHERE m.county = h.county AND m.household_id = h.id) AS members
    FROM household h JOIN division d ON d.county = h.county AND d.code = h.village_code
    WHERE h.county = ${asker.county} AND h.village_code = ${villageCode} AND ${inScope(asker, 'h.village_code')} AND h.id IN (
      SELECT m.household_id FROM member m WHERE m.county = ${asker.county} AND m.village_code = ${villageCode}
        AND (strpos(m.name, ${wanted}) > 0 OR (length(${wanted}) >= 4 AND right(m.person_id, length(${wanted})) = ${wanted})))
    ORDER BY h.head_name, h.group_name, h.id LIMIT ${MOST}`.execute(tx);
  return rows.map((row) => ({
    id: row.id,
    headName: row.head_name,
    groupName: row.group_name,
    houseNo: row.house_no,
    villageName: spokenName({ name: row.village_name, level: 'village' }),
    members: (row.members ?? []).map((member) => ({ name: member.name, idNumber: maskIdNumber(member.id) })),
  }));
}

/**
 * Gives a task its household, in the caller's transaction. Refused in words when the task has one, is not open, the household is of another village, or has an open task of its own:
 * one household, one open task.
 */
export async function identifyHousehold(
  tx: Tx,
  asker: Officer,
  taskId: string,
  householdId: string,
): Promise<'done' | 'notFound' | { refused: string }> {
  const places = await sql<{ village_code: string }>`
    SELECT village_code FROM task WHERE county = ${asker.county} AND id = ${taskId} AND ${inScope(asker, 'village_code')}`.execute(tx);
  const villageCode = places.rows[0]?.village_code;
  if (!villageCode) return 'notFound';
  await lockVillages(tx, asker.county, [villageCode]);
  const { rows } = await sql<{ household_id: string | null; open: boolean }>`
    SELECT household_id, state = ANY (${OPEN_STATES}::text[]) AS open FROM task WHERE county = ${asker.county} AND id = ${taskId} FOR UPDATE`.execute(
    tx,
  );
  const [task] = rows;
  if (!task?.open) return { refused: '这个任务已经办完或撤回，不能再改' };
  if (task.household_id !== null) return { refused: '这个任务已经有户了' };
  const house = await sql`SELECT 1 FROM household WHERE county = ${asker.county} AND id = ${householdId} AND village_code = ${villageCode}`.execute(
    tx,
  );
  if (house.rows.length === 0) return { refused: '这一户不在这个村' };
  const other = await sql`
    SELECT 1 FROM task WHERE county = ${asker.county} AND household_id = ${householdId} AND state = ANY (${OPEN_STATES}::text[])`.execute(tx);
  if (other.rows.length > 0) return { refused: '这一户已有没办完的任务，请先处理那一个' };
  await sql`UPDATE task SET household_id = ${householdId}, updated_at = now() WHERE county = ${asker.county} AND id = ${taskId}`.execute(tx);
  await sql`UPDATE lead SET household_id = ${householdId} WHERE county = ${asker.county} AND task_id = ${taskId} AND household_id IS NULL`.execute(
    tx,
  );
  const placed = [{ id: taskId, village_code: villageCode }];
  await logTasks(tx, asker.county, placed);
  await auditTasks(tx, asker, 'task.identify', placed, { householdId });
  return 'done';
}
