// 下发任务: matched leads become check tasks, one task a household, with every lead about it on the same task.
import { randomUUID } from 'node:crypto';
import { type RawBuilder, sql } from 'kysely';
import type * as z from 'zod/mini';
import { DEPARTMENT_NAMES, type DepartmentCode } from '../../domain/department.ts';
import { withinScope } from '../../domain/division.ts';
import type { LeadState } from '../../domain/lead.ts';
import type { Dispatch, DispatchResult } from '../../wire/desk.ts';
import type { Officer } from './desk-scope.ts';
import { allOf, inDivision, inScope } from './desk-scope.ts';
import type { Tx } from './open-ledger.ts';
import { auditTasks, type Door, doorKey, insertTasks, type Join, lockOpenTasks, logTasks, type NewTask, noteJoins } from './task-making.ts';
import { lockVillages } from './village-log.ts';

type Request = z.infer<typeof Dispatch>;
type Result = z.infer<typeof DispatchResult>;

interface WaitingLead extends Door {
  id: string;
  place_text: string;
  department: DepartmentCode;
  indicator_text: string;
  group_name: string | null;
  address: string | null;
  head_name: string | null;
}

/** Locks the leads that may be dispatched, so that the same click twice finds them dispatched the second time. */
async function lockWaiting(tx: Tx, asker: Officer, request: Request): Promise<WaitingLead[]> {
  const where: RawBuilder<unknown>[] = [sql`l.county = ${asker.county}`, sql`l.state = 'matched'`, inScope(asker, 'l.village_code')];
  if (request.leadIds) where.push(sql`l.id = ANY (${request.leadIds}::uuid[])`);
  if (request.batchId) where.push(sql`l.batch_id = ${request.batchId}`);
  if (request.department) where.push(sql`l.department = ${request.department}`);
  if (request.division) where.push(inDivision('l.village_code', request.division));
  const { rows } = await sql<WaitingLead>`
    SELECT l.id, l.village_code, l.household_id, l.person_name, l.id_number, l.place_text, l.department, l.indicator_text, h.group_name, h.address, h.head_name
    FROM lead l LEFT JOIN household h ON h.county = l.county AND h.id = l.household_id
    WHERE ${allOf(where)}
    ORDER BY l.id FOR UPDATE OF l`.execute(tx);
  return rows;
}

const WHY_NOT: Record<LeadState, string> = {
  unmatched: '还没有确定到村，请先确定',
  matched: '不在您的辖区',
  dispatched: '已经下发过',
  answered: '已经核查过',
  withdrawn: '已撤回',
};

async function explainMissing(tx: Tx, asker: Officer, asked: readonly string[], taken: ReadonlySet<string>): Promise<Result['skipped']> {
  const missing = asked.filter((id) => !taken.has(id));
  if (missing.length === 0) return [];
  const { rows } = await sql<{ id: string; state: LeadState }>`
    SELECT id, state FROM lead WHERE county = ${asker.county} AND id = ANY (${missing}::uuid[])`.execute(tx);
  const states = new Map(rows.map((row) => [row.id, row.state]));
  return missing.map((leadId) => {
    const state = states.get(leadId);
    return { leadId, reason: state ? WHY_NOT[state] : '没有找到这条线索' };
  });
}

/** Who gets a lead's task: an account, null for the whole village, undefined when the chosen collector does not look after that village. */
type Assignee = (lead: WaitingLead) => string | null | undefined;

async function assigneeOf(tx: Tx, asker: Officer, to: Request['to'], villages: readonly string[]): Promise<Assignee> {
  if (to.kind === 'village') return () => null;
  if (to.kind === 'collector') {
    const { rows } = await sql<{ scope: string[] }>`
      SELECT scope FROM account WHERE county = ${asker.county} AND id = ${to.accountId} AND role = 'collector' AND disabled_at IS NULL`.execute(tx);
    const scope = rows[0]?.scope ?? [];
    return (lead) => (withinScope(lead.village_code, scope) ? to.accountId : undefined);
  }
  const { rows } = await sql<{ village_code: string; group_name: string; account_id: string }>`
    SELECT g.village_code, g.group_name, g.account_id
    FROM group_collector g JOIN account a ON a.county = g.county AND a.id = g.account_id AND a.disabled_at IS NULL
    WHERE g.county = ${asker.county} AND g.village_code = ANY (${villages}::text[])`.execute(tx);
  const byGroup = new Map(rows.map((row) => [`${row.village_code}|${row.group_name}`, row.account_id]));
  return (lead) => byGroup.get(`${lead.village_code}|${lead.group_name ?? ''}`) ?? null;
}

function joinNote(leads: readonly WaitingLead[]): string {
  return `又来线索：${[...new Set(leads.map((lead) => `${DEPARTMENT_NAMES[lead.department]} ${lead.indicator_text}`))].join('、')}`;
}

/**
 * Dispatches the matched leads of a selection, in the caller's transaction. `dueOn` is the due date of new tasks, YYYY-MM-DD.
 * A household with an open task gets its leads on that task. Before the hand-in the village sees them beside the others and the earlier due date holds; after it
 * (`joinedAfterHandIn`) the reviewer sees that a lead came in later and may return the check for it: a lead never waits unseen, and nobody is visited twice for one worry.
 */
export async function dispatch(tx: Tx, asker: Officer, request: Request, dueOn: string): Promise<Result> {
  const waiting = await lockWaiting(tx, asker, request);
  const skipped = await explainMissing(tx, asker, request.leadIds ?? [], new Set(waiting.map((lead) => lead.id)));
  const assignee = await assigneeOf(tx, asker, request.to, [...new Set(waiting.map((lead) => lead.village_code))]);
  const leads = waiting.filter((lead) => assignee(lead) !== undefined);
  for (const lead of waiting)
    if (assignee(lead) === undefined) skipped.push({ leadId: lead.id, reason: '选定的采集员不负责这个村，请换人或下发到村' });

  const villages = [...new Set(leads.map((lead) => lead.village_code))];
  await lockVillages(tx, asker.county, villages);
  const open = await lockOpenTasks(tx, asker.county, leads);
  const doors = new Map<string, WaitingLead[]>();
  for (const lead of leads) doors.set(doorKey(lead), [...(doors.get(doorKey(lead)) ?? []), lead]);

  const fresh = new Map<string, NewTask>();
  const joins: Join[] = [];
  for (const [key, [first, ...rest]] of doors) {
    const task = open.get(key);
    if (!first) continue;
    if (task) joins.push({ task, note: joinNote([first, ...rest]) });
    else
      fresh.set(key, {
        id: randomUUID(),
        village_code: first.village_code,
        household_id: first.household_id,
        person_name: first.person_name,
        place_text: first.address || first.place_text,
        assigned_to: assignee(first) ?? null,
      });
  }
  const made = await insertTasks(tx, asker, [...fresh.values()], { origin: 'lead', title: '', dueOn });
  if (made.size < fresh.size) {
    // A collector's own check of the same household came in at this very moment: its task is there now, and the leads join it.
    const late = await lockOpenTasks(tx, asker.county, leads);
    for (const [key, task] of fresh) {
      const other = late.get(key);
      if (made.has(task.id) || !other) continue;
      fresh.delete(key);
      open.set(key, other);
      joins.push({ task: other, note: joinNote(doors.get(key) ?? []) });
    }
  }
  await noteJoins(tx, asker, joins, dueOn);

  // Arrays tell the planner how many rows come; with JSON it takes them for a hundred and joins 20,000 leads one by one.
  const taskIds = leads.map((lead) => open.get(doorKey(lead))?.id ?? fresh.get(doorKey(lead))?.id);
  await sql`
    UPDATE lead SET state = 'dispatched', task_id = p.task_id
    FROM unnest(${leads.map((lead) => lead.id)}::uuid[], ${taskIds}::uuid[]) AS p(lead_id, task_id)
    WHERE lead.county = ${asker.county} AND lead.id = p.lead_id`.execute(tx);

  const touched = [...fresh.values(), ...joins.map(({ task }) => task)];
  await logTasks(tx, asker.county, touched);
  await auditTasks(tx, asker, 'task.dispatch', touched, { to: request.to.kind, dueOn });
  return {
    tasksCreated: fresh.size,
    tasksJoined: joins.length,
    joinedAfterHandIn: joins.filter(({ task }) => task.state === 'submitted' || task.state === 'reviewed').length,
    leads: leads.length,
    skipped,
  };
}
