// What an act on a case brings with it: departments are asked, a household is visited again, a registration changes the household's standing.
import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { CaseAct } from '../../domain/case/act.ts';
import { DEFAULT_COMPARISONS } from '../../domain/case/comparison.ts';
import { monitoredBy } from '../../domain/case/monitored.ts';
import { PROCEDURES } from '../../domain/case/step.ts';
import type { CasePlace } from '../../domain/case/walk.ts';
import { belongs } from '../../domain/facts.ts';
import type { Policy } from '../../domain/policy.ts';
import { daysAfter } from '../../domain/work-calendar.ts';
import type { OpenCase } from './cases.ts';
import { type Actor, dayInChina } from './desk-scope.ts';
import { householdsById } from './households.ts';
import type { Tx } from './open-ledger.ts';
import { auditTasks, insertTasks, logTasks } from './task-making.ts';
import { writeNextVersions } from './write-households.ts';

/** In the transaction of the act, after it was appended. */
export async function followAct(tx: Tx, asker: Actor, one: OpenCase, act: CaseAct, place: CasePlace, policy: Policy): Promise<void> {
  if (act.act === 'authorize') await askDepartments(tx, asker, one);
  if (act.act === 'goBack') {
    const order = PROCEDURES[one.procedure];
    if (order.indexOf(act.to) <= order.indexOf('compared')) await supersede(tx, asker, one);
    if (act.to === 'visited') await visitAgain(tx, asker, one, `个案退回重新入户：${act.reason}`, policy);
  }
  if (act.act === 'register' && place.ended === 'registered') await register(tx, asker, one, act);
}

/** One question to each department about each of its subjects and each person who counts; whoever has no ID number is asked about by name. */
async function askDepartments(tx: Tx, asker: Actor, one: OpenCase): Promise<void> {
  const [household] = one.household_id === null ? [] : await householdsById(tx, asker.county, [one.household_id]);
  const questions = (household?.members ?? []).filter(belongs).flatMap(({ id, name, idNumber }) =>
    DEFAULT_COMPARISONS.map(({ department, subject }) => ({
      id: randomUUID(),
      department,
      subject,
      member_id: id,
      person_name: name,
      id_number: idNumber,
    })),
  );
  await sql`
    INSERT INTO comparison (county, id, case_id, village_code, department, subject, member_id, person_name, id_number, asked_at)
    SELECT ${asker.county}, n.id, ${one.id}::uuid, ${one.village_code}, n.department, n.subject, n.member_id, n.person_name, n.id_number, ${asker.now}
    FROM jsonb_to_recordset(${JSON.stringify(questions)}::jsonb) AS n(id uuid, department text, subject text, member_id text, person_name text, id_number text)`.execute(
    tx,
  );
}

const supersede = async (tx: Tx, asker: Actor, one: OpenCase): Promise<void> => {
  await sql`
    UPDATE comparison SET superseded_at = ${asker.now}
    WHERE county = ${asker.county} AND case_id = ${one.id}::uuid AND superseded_at IS NULL`.execute(tx);
};

/** A task for the village, so that the household is visited anew; a household that has an open one already is not given a second. */
export async function visitAgain(tx: Tx, asker: Actor, one: OpenCase, title: string, policy: Policy): Promise<void> {
  const [household] = one.household_id === null ? [] : await householdsById(tx, asker.county, [one.household_id]);
  if (!household) return;
  const task = {
    id: randomUUID(),
    village_code: one.village_code,
    household_id: household.id,
    person_name: household.headName,
    place_text: household.address,
    assigned_to: null,
  };
  const made = await insertTasks(tx, asker, [task], {
    origin: 'lead',
    title,
    dueOn: daysAfter(dayInChina(asker.now), policy.returnedDueDays),
  });
  if (!made.has(task.id)) return;
  await logTasks(tx, asker.county, [task]);
  await auditTasks(tx, asker, 'task.dispatch', [task], { caseId: one.id });
}

/** The household's standing changes with the registration, as its next version; phones of the village hear of it. */
async function register(tx: Tx, asker: Actor, one: OpenCase, act: Extract<CaseAct, { act: 'register' }>): Promise<void> {
  if (one.household_id === null) return;
  const [before] = await householdsById(tx, asker.county, [one.household_id]);
  const { rows } = await sql<{ category: 'unstable' | 'marginal' | 'sudden' }>`
    SELECT category FROM monitor_case WHERE county = ${asker.county} AND id = ${one.id}::uuid`.execute(tx);
  if (!before) return;
  const after = monitoredBy(before, one.procedure, rows[0]?.category ?? before.category, act, dayInChina(asker.now));
  const origin = { source: 'desk', at: asker.now, accountId: asker.accountId, handInId: null } as const;
  await writeNextVersions(tx, asker.county, new Map([[before.id, before]]), [after], () => origin);
}
