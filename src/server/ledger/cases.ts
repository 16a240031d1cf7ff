// 监测个案: opened by the county's pass of a check, walked act by act; each act is appended and what follows from it happens in the same transaction.
import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { CaseAct } from '../../domain/case/act.ts';
import { DEFAULT_CASE_CLOCKS, dueOf } from '../../domain/case/clock.ts';
import { type CaseProcedure, type CaseStep, stepAfter } from '../../domain/case/step.ts';
import { afterAct, type CaseGiven, type CaseObstacle, type CasePlace, obstacleTo, placeOf } from '../../domain/case/walk.ts';
import type { Policy } from '../../domain/policy.ts';
import type { CheckResult } from '../../domain/visit.ts';
import { WORK_YEARS } from '../../domain/work-calendar.ts';
import { audit } from './audit.ts';
import { followAct, visitAgain } from './case-effects.ts';
import { factsForCase } from './case-facts.ts';
import { type Actor, dayInChina, inScope } from './desk-scope.ts';
import type { Tx } from './open-ledger.ts';
import { lockVillages, logChanges } from './village-log.ts';

export interface OpenCase {
  id: string;
  village_code: string;
  household_id: string | null;
  task_id: string | null;
  procedure: CaseProcedure;
  signal_on: string;
  acts: number;
}

interface EntryRow {
  act: CaseAct;
  on: string;
}

/** An act that is to be written: `on` is the day it counts for, `handInId` the hand-in of a village that says so. */
export interface Doing {
  act: CaseAct;
  on?: string;
  handInId?: string | null;
}

async function historyOf(tx: Tx, county: string, caseId: string): Promise<EntryRow[]> {
  const { rows } = await sql<EntryRow>`
    SELECT body AS act, on_day::text AS on FROM case_entry WHERE county = ${county} AND case_id = ${caseId}::uuid ORDER BY place`.execute(tx);
  return rows;
}

/** The case with its village locked, or undefined when there is none in the asker's scope. */
async function lockCase(tx: Tx, asker: Actor, caseId: string): Promise<OpenCase | undefined> {
  const found = await sql<{ village_code: string }>`
    SELECT village_code FROM monitor_case WHERE county = ${asker.county} AND id = ${caseId}::uuid AND ${inScope(asker, 'village_code')}`.execute(tx);
  const village = found.rows[0]?.village_code;
  if (village === undefined) return undefined;
  await lockVillages(tx, asker.county, [village]);
  const { rows } = await sql<OpenCase>`
    SELECT id, village_code, household_id, task_id, procedure, signal_on::text AS signal_on, acts FROM monitor_case
    WHERE county = ${asker.county} AND id = ${caseId}::uuid FOR UPDATE`.execute(tx);
  return rows[0];
}

/** Appends acts that are known to be allowed, and writes into the case's row what follows from its whole history. */
async function append(
  tx: Tx,
  asker: Actor,
  one: OpenCase,
  history: readonly EntryRow[],
  doings: readonly Doing[],
  policy: CaseClockPolicy,
): Promise<CasePlace> {
  const today = dayInChina(asker.now);
  const entries = doings.map(({ act, on, handInId }, index) => ({
    id: randomUUID(),
    place: one.acts + index + 1,
    act: act.act,
    body: act,
    on_day: on ?? today,
    hand_in_id: handInId ?? null,
  }));
  await sql`
    INSERT INTO case_entry (county, id, case_id, village_code, place, act, body, on_day, at, account_id, by_name, hand_in_id)
    SELECT ${asker.county}, n.id, ${one.id}::uuid, ${one.village_code}, n.place, n.act, n.body, n.on_day, ${asker.now}, ${asker.accountId}::uuid, ${asker.name}, n.hand_in_id
    FROM jsonb_to_recordset(${JSON.stringify(entries)}::jsonb) AS n(id uuid, place int, act text, body jsonb, on_day date, hand_in_id uuid)`.execute(
    tx,
  );
  const all = [...history, ...entries.map(({ body, on_day }) => ({ act: body, on: on_day }))];
  const place = placeOf(one.procedure, all);
  const due = dueOf(one.procedure, all, one.signal_on, today, policy.caseClocks ?? DEFAULT_CASE_CLOCKS, WORK_YEARS);
  const registered = all.map(({ act }) => act).find((act) => act.act === 'register');
  await sql`
    UPDATE monitor_case SET done = ${place.done}, waits_for = ${due.step}, back_at = ${place.backAt}, ended = ${place.ended}, green_channel = ${place.greenChannel},
      posted_on = ${place.postedOn}::date, step_due_on = ${due.stepDueOn}::date, decision_due_on = ${due.decisionDueOn}::date, paused_days = ${due.pausedDays},
      acts = ${one.acts + entries.length}, closed_at = ${place.ended === null ? null : asker.now},
      national_no = ${registered?.act === 'register' ? registered.nationalNo : ''}, identified_month = ${registered?.act === 'register' ? registered.identifiedMonth : ''}
    WHERE county = ${asker.county} AND id = ${one.id}::uuid`.execute(tx);
  await audit(
    tx,
    asker,
    entries.map(({ act }) => ({ action: 'case.act', entity: 'case', entityId: one.id, villageCode: one.village_code, detail: { act } })),
    asker.now,
  );
  await logChanges(tx, asker.county, [{ villageCode: one.village_code, entity: 'case', id: one.id }]);
  return place;
}

type CaseClockPolicy = Pick<Policy, 'caseClocks'>;

/** A check that the county has passed. */
export interface PassedCheck {
  id: string;
  village_code: string;
  household_id: string | null;
  last_hand_in_id: string | null;
  result: CheckResult | null;
}

/**
 * What checks that the county passed mean for cases: where a case waits for the visit, this was it, or the case ends with it (visited anew and not included after all);
 * an inclusion of a household without an open case opens one with its first two steps done. Included again while its case goes on further, the check is only remembered.
 * Call it with the villages locked.
 */
export async function followChecks(tx: Tx, asker: Actor, checks: readonly PassedCheck[], policy: CaseClockPolicy): Promise<void> {
  for (const check of checks) {
    const open = check.household_id === null ? undefined : await openCaseOf(tx, asker.county, check.household_id);
    if (open) await followVisit(tx, asker, open, check, policy);
    else if (check.result?.include) await openCase(tx, asker, check, policy);
  }
}

async function followVisit(tx: Tx, asker: Actor, open: OpenCase, check: PassedCheck, policy: CaseClockPolicy): Promise<void> {
  const history = await historyOf(tx, asker.county, open.id);
  const place = placeOf(open.procedure, history);
  if (stepAfter(open.procedure, place.done) !== 'visited') return;
  const stays = open.procedure === 'elimination' || check.result?.include === true;
  const act: CaseAct = stays ? await visitOf(tx, asker.county, check) : { act: 'reject', reason: '重新入户核查，不纳入', toldHow: '' };
  await append(tx, asker, open, history, [{ act, handInId: check.last_hand_in_id }], policy);
}

async function openCase(tx: Tx, asker: Actor, check: PassedCheck, policy: CaseClockPolicy): Promise<void> {
  const { rows } = await sql<OpenCase>`
    INSERT INTO monitor_case (county, id, village_code, household_id, task_id, category, opened_at, signal_on)
    SELECT t.county, ${randomUUID()}::uuid, ${check.village_code}, ${check.household_id}::uuid, t.id, ${categoryOf(check)}, ${asker.now},
      ((COALESCE((SELECT min(l.received_at) FROM lead l WHERE l.county = t.county AND l.task_id = t.id), t.created_at) AT TIME ZONE 'Asia/Shanghai')::date)
    FROM task t WHERE t.county = ${asker.county} AND t.id = ${check.id}::uuid
    RETURNING id, village_code, household_id, task_id, procedure, signal_on::text AS signal_on, acts`.execute(tx);
  const [opened] = rows;
  if (!opened) throw new Error('the task of a check that was just passed is not there');
  const opening: CaseAct = { act: 'open', category: categoryOf(check), source: 'task', taskId: check.id };
  const visit = { act: await visitOf(tx, asker.county, check), handInId: check.last_hand_in_id };
  await append(tx, asker, opened, [], [{ act: opening, on: opened.signal_on }, visit], policy);
}

const categoryOf = ({ result }: PassedCheck) => result?.category ?? 'none';

async function visitOf(tx: Tx, county: string, check: PassedCheck): Promise<Extract<CaseAct, { act: 'visit' }>> {
  const { rows } = await sql<{ visitors: string[] }>`
    SELECT content->'visitors' AS visitors FROM hand_in WHERE county = ${county} AND id = ${check.last_hand_in_id}::uuid`.execute(tx);
  return { act: 'visit', handInId: check.last_hand_in_id, visitors: rows[0]?.visitors ?? [] };
}

const openCaseOf = async (tx: Tx, county: string, householdId: string): Promise<OpenCase | undefined> =>
  (
    await sql<OpenCase>`
      SELECT id, village_code, household_id, task_id, procedure, signal_on::text AS signal_on, acts FROM monitor_case
      WHERE county = ${county} AND household_id = ${householdId}::uuid AND closed_at IS NULL FOR UPDATE`.execute(tx)
  ).rows[0];

export type ActOutcome = { done: CaseStep | null } | { obstacle: CaseObstacle } | 'notFound';

/**
 * Does one act on a case, in the caller's transaction: allowed by the one table of domain/case, appended, and followed by what it brings (comparisons asked, a new visit,
 * the household's standing). An act that was handed in before (the same hand-in) is not done twice.
 */
export async function actOnCase(tx: Tx, asker: Actor, caseId: string, doing: Doing, policy: Policy): Promise<ActOutcome> {
  const one = await lockCase(tx, asker, caseId);
  if (!one) return 'notFound';
  const history = await historyOf(tx, asker.county, caseId);
  const place = placeOf(one.procedure, history);
  const clocks = policy.caseClocks ?? DEFAULT_CASE_CLOCKS;
  const facts = await factsForCase(tx, asker, one, policy);
  if (asker.role === 'door' || asker.role === 'runner') return 'notFound';
  const given: CaseGiven = { by: asker.role, today: dayInChina(asker.now), noticeDays: clocks.noticeDays, ...facts };
  const obstacle = obstacleTo(place, doing.act, given);
  if (obstacle !== null) return { obstacle };
  await append(tx, asker, one, history, [doing], policy);
  await followAct(tx, asker, one, doing.act, afterAct(place, doing.act), policy);
  return { done: afterAct(place, doing.act).done };
}

/** Proposes that a household leaves monitoring: opens the procedure of elimination. Its conditions are judged by the act that passes it on, so that the office sees what is missing. */
export async function openElimination(
  tx: Tx,
  asker: Actor,
  householdId: string,
  policy: Policy,
): Promise<{ id: string } | { refused: string } | 'notFound'> {
  const found = await sql<{ village_code: string }>`
    SELECT village_code FROM household WHERE county = ${asker.county} AND id = ${householdId}::uuid AND ${inScope(asker, 'village_code')}`.execute(
    tx,
  );
  const village = found.rows[0]?.village_code;
  if (village === undefined) return 'notFound';
  await lockVillages(tx, asker.county, [village]);
  const [household] = (
    await sql<{ monitor_state: string; category: string }>`
      SELECT monitor_state, category FROM household WHERE county = ${asker.county} AND id = ${householdId}::uuid`.execute(tx)
  ).rows;
  if (household?.monitor_state !== 'monitored' && household?.monitor_state !== 'relapsed') return { refused: '这一户现在不是监测对象' };
  if (await openCaseOf(tx, asker.county, householdId)) return { refused: '这一户已经有正在办理的个案' };
  const today = dayInChina(asker.now);
  const { rows } = await sql<OpenCase>`
    INSERT INTO monitor_case (county, id, village_code, household_id, category, procedure, opened_at, signal_on)
    VALUES (${asker.county}, ${randomUUID()}::uuid, ${village}, ${householdId}::uuid, ${household.category}, 'elimination', ${asker.now}, ${today}::date)
    RETURNING id, village_code, household_id, task_id, procedure, signal_on::text AS signal_on, acts`.execute(tx);
  const [opened] = rows;
  if (!opened) throw new Error('a case that was just opened is not there');
  const source = asker.role === 'auditor' ? 'county' : 'township';
  const opening: CaseAct = { act: 'open', category: household.category as 'unstable', source, taskId: null };
  await append(tx, asker, opened, [], [{ act: opening }], policy);
  await visitAgain(tx, asker, opened, '风险消除核查', policy);
  return { id: opened.id };
}
