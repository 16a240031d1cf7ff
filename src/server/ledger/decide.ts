// 初审 and 审核: checks are passed on or returned, several at once, each judged by itself; what a decision changes is written in one transaction.
import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type * as z from 'zod/mini';
import type { Policy } from '../../domain/policy.ts';
import { DECISIONS, type Return, type ReviewLevel, type TaskOrigin, type TaskState, type TaskStep } from '../../domain/task.ts';
import type { CheckResult } from '../../domain/visit.ts';
import type { Decide, DecideResult } from '../../wire/desk.ts';
import { followChecks } from './cases.ts';
import { closeAnswered } from './close-tasks.ts';
import type { Officer } from './desk-scope.ts';
import { dayInChina, inScope } from './desk-scope.ts';
import type { Tx } from './open-ledger.ts';
import { rememberChecks } from './remember-checks.ts';
import { auditTasks, logTasks } from './task-making.ts';
import { lockVillages } from './village-log.ts';

/** How long a returned check has, when an answered one is closed, and the clocks of the cases that open. */
export type DecisionClocks = Pick<Policy, 'returnedDueDays' | 'closeAfterDays' | 'caseClocks'>;

type Request = z.infer<typeof Decide>;
type Result = z.infer<typeof DecideResult>;

interface CheckRow {
  id: string;
  village_code: string;
  household_id: string | null;
  origin: TaskOrigin;
  state: TaskState;
  last_hand_in_id: string | null;
  result: CheckResult | null;
  errors: string[];
}

const STATE_NOW: Record<TaskState, string> = {
  dispatched: '村里还没有上报',
  submitted: '还在等乡镇初审',
  returned: '已被退回村里',
  reviewed: '乡镇已初审通过',
  audited: '县级已审核通过',
  closed: '已办结',
  withdrawn: '已撤回',
};

/** Why this check can't be decided so, in words; null when it can. */
function obstacle(check: CheckRow | undefined, handInId: string, level: ReviewLevel, kind: 'pass' | 'return'): string | null {
  if (!check) return '没有找到，或不在您的辖区';
  if (check.state !== DECISIONS[level].from) return `已有人处理过或还不到这一步：${STATE_NOW[check.state]}`;
  if (check.last_hand_in_id !== handInId) return '村里又上报了新的一版，请看过新的再定';
  if (kind === 'pass' && level === 'county' && check.result?.include && check.household_id === null) return '户不在档案，请先在档案里找到这一户';
  if (kind === 'pass' && check.errors.length > 0) return `还有没解决的错误，请退回或核实：${check.errors.join('；')}`;
  return null;
}

/** The villages are locked first and in order; then the checks, so that of two people deciding at once the second sees the first one's decision. */
async function lockChecks(tx: Tx, asker: Officer, ids: readonly string[]): Promise<Map<string, CheckRow>> {
  const villages = await sql<{ village_code: string }>`
    SELECT DISTINCT village_code FROM task WHERE county = ${asker.county} AND id = ANY (${ids}::uuid[]) AND ${inScope(asker, 'village_code')}`.execute(
    tx,
  );
  await lockVillages(
    tx,
    asker.county,
    villages.rows.map((row) => row.village_code),
  );
  const { rows } = await sql<CheckRow>`
    SELECT t.id, t.village_code, t.household_id, t.origin, t.state, t.last_hand_in_id, t.result,
      ARRAY(SELECT r->>'message' FROM judgement j, jsonb_array_elements(j.remarks) r
        WHERE j.county = t.county AND j.hand_in_id = t.last_hand_in_id AND r->>'severity' = 'E' AND NOT EXISTS (SELECT 1 FROM remark_settled s
          WHERE s.county = j.county AND s.hand_in_id = j.hand_in_id AND s.code = r->>'code' AND s.path = (r->>'instanceId') || '/' || (r->>'key'))) AS errors
    FROM task t
    WHERE t.county = ${asker.county} AND t.id = ANY (${ids}::uuid[]) AND ${inScope(asker, 't.village_code')}
    ORDER BY t.id FOR UPDATE OF t`.execute(tx);
  return new Map(rows.map((row) => [row.id, row]));
}

/**
 * Decides on checks at one level, in the caller's transaction. What can't be decided (not in scope, decided by somebody else, a newer hand-in, unsettled errors)
 * is left as it is and comes back with its reason; the others are not held up by it.
 * @param days clocks of the policy in force: how long a returned check has, and when an answered one is closed.
 */
export async function decide(tx: Tx, asker: Officer, level: ReviewLevel, request: Request, days: DecisionClocks): Promise<Result> {
  const asked = new Map(request.checks.map((check) => [check.taskId, check.handInId]));
  const found = await lockChecks(tx, asker, [...asked.keys()]);
  const notDecided: Result['notDecided'] = [];
  const checks: CheckRow[] = [];
  for (const [taskId, handInId] of asked) {
    const check = found.get(taskId);
    const reason = obstacle(check, handInId, level, request.decision.kind);
    if (reason !== null) notDecided.push({ taskId, reason });
    else if (check) checks.push(check);
  }
  if (checks.length === 0) return { decided: 0, notDecided };
  const ids = checks.map((check) => check.id);
  await writeReviews(tx, asker, level, request.decision, checks);
  if (request.decision.kind === 'return') await sendBack(tx, asker, level, request.decision, ids, days.returnedDueDays);
  else {
    await passOn(tx, asker, level, ids);
    if (level === 'county') await settle(tx, asker, checks, days);
  }
  await logTasks(tx, asker.county, checks);
  await auditTasks(tx, asker, `check.${request.decision.kind}`, checks, { level });
  return { decided: checks.length, notDecided };
}

async function writeReviews(tx: Tx, asker: Officer, level: ReviewLevel, decision: Request['decision'], checks: readonly CheckRow[]): Promise<void> {
  const returned = decision.kind === 'return' ? decision : { reason: '', text: '', fields: [] };
  const rows = checks.map((check) => ({ id: randomUUID(), task_id: check.id, hand_in_id: check.last_hand_in_id, village_code: check.village_code }));
  await sql`
    INSERT INTO review (county, id, task_id, hand_in_id, village_code, level, decision, reason, body, fields, author_id, decided_at)
    SELECT ${asker.county}, n.id, n.task_id, n.hand_in_id, n.village_code, ${level}, ${decision.kind}, ${returned.reason}, ${returned.text}, ${returned.fields}::text[],
      ${asker.accountId}, ${asker.now}
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS n(id uuid, task_id uuid, hand_in_id uuid, village_code text)`.execute(tx);
}

async function passOn(tx: Tx, asker: Officer, level: ReviewLevel, ids: readonly string[]): Promise<void> {
  const state = DECISIONS[level].pass;
  const step: TaskStep = { state, at: asker.now.toISOString(), byName: asker.name, note: '' };
  await sql`
    UPDATE task SET state = ${state}, returned = NULL, steps = steps || ${JSON.stringify([step])}::jsonb, updated_at = now()
    WHERE county = ${asker.county} AND id = ANY (${ids}::uuid[])`.execute(tx);
}

/** Back to the village with the reason and a due date of its own; the answers stay with the task. */
async function sendBack(
  tx: Tx,
  asker: Officer,
  level: ReviewLevel,
  decision: Extract<Request['decision'], { kind: 'return' }>,
  ids: readonly string[],
  dueDays: number,
): Promise<void> {
  const at = asker.now.toISOString();
  const { reason, text, fields } = decision;
  const returned: Return = { reason, text, fields, level, byName: asker.name, at };
  const step: TaskStep = { state: 'returned', at, byName: asker.name, note: text ? `${reason}：${text}` : reason };
  await sql`
    UPDATE task SET state = 'returned', returned = ${JSON.stringify(returned)}::jsonb, due_on = ${dayInChina(asker.now)}::date + ${dueDays}::int,
      steps = steps || ${JSON.stringify([step])}::jsonb, updated_at = now()
    WHERE county = ${asker.county} AND id = ANY (${ids}::uuid[])`.execute(tx);
}

/** What follows from the county's pass: the departments get their answers, an inclusion opens its case, the archive remembers the check, and what nobody waits for is closed. */
async function settle(tx: Tx, asker: Officer, checks: readonly CheckRow[], days: DecisionClocks): Promise<void> {
  const ids = checks.map((check) => check.id);
  await sql`
    UPDATE lead SET state = 'answered', result = t.result
    FROM task t
    WHERE t.county = lead.county AND t.id = lead.task_id AND lead.county = ${asker.county} AND lead.task_id = ANY (${ids}::uuid[]) AND lead.state = 'dispatched'`.execute(
    tx,
  );
  await followChecks(tx, asker, checks, days);
  await rememberChecks(tx, asker, checks);
  await closeAnswered(tx, asker, days.closeAfterDays, ids);
}
