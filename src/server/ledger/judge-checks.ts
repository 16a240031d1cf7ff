// Judges checks that were handed in and keeps what was found: by the server a moment after the receipt, or on the spot for whoever is about to decide.
import { sql } from 'kysely';
import { spokenName } from '../../domain/division.ts';
import type { Household } from '../../domain/household.ts';
import { type JudgedRemark, judgeCheck } from '../../domain/judge-check.ts';
import type { Policy } from '../../domain/policy.ts';
import { namesOf } from '../../domain/policy-names.ts';
import type { Elsewhere } from '../../domain/rules/rule.ts';
import type { Submission, SubmittedInstance } from '../../domain/survey/answers.ts';
import type { Form } from '../../domain/survey/form.ts';
import type { CheckContent } from '../../domain/visit.ts';
import type { Asker } from './asker.ts';
import { loadedForm } from './loaded-forms.ts';
import type { Tx } from './open-ledger.ts';

/** The kind of its job; its input names hand-ins. */
export const JUDGING = 'judge';

interface Waiting {
  id: string;
  village_code: string;
  household_id: string | null;
  known: Household | null;
  content: CheckContent;
  made_at: Date;
}

/** YYYY-MM-DD and the moment, in China's time. */
function inChina(at: Date): { today: string; now: string } {
  const local = new Date(at.getTime() + 8 * 3_600_000).toISOString();
  return { today: local.slice(0, 10), now: `${local.slice(0, -1)}+08:00` };
}

/** Checks among these that nobody has judged yet are judged and what was found is kept. Says how many. */
export async function judgeChecks(tx: Tx, asker: Asker, handInIds: readonly string[], policy: Policy, now: Date): Promise<number> {
  if (handInIds.length === 0) return 0;
  const { county } = asker;
  const { rows } = await sql<Waiting>`
    SELECT i.id, i.village_code, i.household_id, i.known, i.content, i.made_at FROM hand_in i
    WHERE i.county = ${county} AND i.id = ANY (${handInIds}::uuid[])
      AND NOT EXISTS (SELECT 1 FROM judgement j WHERE j.county = i.county AND j.hand_in_id = i.id)`.execute(tx);
  const elsewhere = await numbersElsewhere(tx, county, rows);
  const judged: { id: string; village: string; remarks: JudgedRemark[] }[] = [];
  for (const row of rows) {
    const forms: (Form | null)[] = [];
    for (const { form, version } of [row.content.survey, ...row.content.supplements])
      forms.push((await loadedForm(tx, county, form, version)) ?? null);
    const { today, now: madeAt } = inChina(row.made_at);
    const context = {
      today,
      line: policy.monitoringLine,
      thresholds: policy.ruleThresholds,
      names: namesOf(policy),
      county,
      elsewhere: elsewhere(row.household_id),
    };
    judged.push({ id: row.id, village: row.village_code, remarks: judgeCheck(row.content, row.known, forms, context, madeAt) });
  }
  if (judged.length === 0) return 0;
  await sql`
    INSERT INTO judgement (county, hand_in_id, village_code, remarks, judged_at)
    SELECT ${county}, n.id, n.village, n.remarks, ${now} FROM jsonb_to_recordset(${JSON.stringify(judged)}::jsonb) AS n(id uuid, village text, remarks jsonb)
    ON CONFLICT DO NOTHING`.execute(tx);
  return judged.length;
}

/** The latest check of a task, should it still wait. */
export async function judgeLatest(tx: Tx, asker: Asker, taskId: string, policy: Policy, now: Date): Promise<void> {
  const { rows } = await sql<{ id: string }>`
    SELECT t.last_hand_in_id AS id FROM task t
    WHERE t.county = ${asker.county} AND t.id = ${taskId} AND t.last_hand_in_id IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM judgement j WHERE j.county = t.county AND j.hand_in_id = t.last_hand_in_id)`.execute(tx);
  await judgeChecks(
    tx,
    asker,
    rows.map((row) => row.id),
    policy,
    now,
  );
}

const PERSON = /^\d{17}[\dX]/;

function* instancesIn(instance: SubmittedInstance): Generator<SubmittedInstance> {
  yield instance;
  for (const instances of Object.values(instance.repeats)) for (const inner of instances) yield* instancesIn(inner);
}

/** Numbers of people that stand in a survey, by the official names. */
function numbersIn({ root }: Submission): { people: string[]; phones: string[] } {
  const people: string[] = [];
  const phones: string[] = [];
  for (const { values } of instancesIn(root)) {
    const id = String(values.idNumber ?? '')
      .replace(/\s/g, '')
      .toUpperCase();
    if (PERSON.test(id) && !id.startsWith('999999')) people.push(id.slice(0, 18));
    const phone = String(values.phone ?? '').trim();
    if (phone.length >= 7) phones.push(phone);
  }
  return { people, phones };
}

/** Whether a number is another household's, as far as the asker sees; named by the village, never by the head: a reader need not see families of elsewhere. */
async function numbersElsewhere(tx: Tx, county: string, rows: readonly Waiting[]): Promise<(householdId: string | null) => Elsewhere> {
  const numbers = rows.map(({ content }) => numbersIn(content.survey));
  const people = [...new Set(numbers.flatMap((one) => one.people))];
  const phones = [...new Set(numbers.flatMap((one) => one.phones))];
  const found = await sql<{ kind: 'person' | 'phone'; number: string; household: string; village: string }>`
    SELECT 'person' AS kind, upper(m.person_id) AS number, m.household_id AS household, COALESCE(v.name, '') AS village
    FROM member m LEFT JOIN division v ON v.county = m.county AND v.code = m.village_code
    WHERE m.county = ${county} AND m.id_number <> '' AND m.person_id = ANY (${people}::text[])
      AND (m.body->>'presence') IS DISTINCT FROM 'dead' AND (m.body->>'presence') IS DISTINCT FROM 'movedOut'
    UNION ALL
    SELECT 'phone', h.phone, h.id, COALESCE(v.name, '')
    FROM household h LEFT JOIN division v ON v.county = h.county AND v.code = h.village_code
    WHERE h.county = ${county} AND h.phone <> '' AND h.phone = ANY (${phones}::text[])`.execute(tx);
  return (householdId) => {
    const ask = (kind: 'person' | 'phone', number: string): string | null => {
      const other = found.rows.find((row) => row.kind === kind && row.number === number && row.household !== householdId);
      return other ? `${spokenName({ name: other.village, level: 'village' })}的一户` : null;
    };
    return { idNumber: (person) => ask('person', person), phone: (phone) => ask('phone', phone) };
  };
}

/** 已核实: a remark that could not be settled at the door no longer holds the check back. False when there is no such remark to settle. */
export async function settleRemark(
  tx: Tx,
  asker: Asker & { accountId: string },
  remark: { taskId: string; handInId: string; code: string; path: string; note: string },
  now: Date,
): Promise<{ villageCode: string } | null> {
  const { county, accountId } = asker;
  const { rows } = await sql<{ village_code: string }>`
    SELECT j.village_code FROM judgement j
    JOIN task t ON t.county = j.county AND t.last_hand_in_id = j.hand_in_id AND t.id = ${remark.taskId}
    WHERE j.county = ${county} AND j.hand_in_id = ${remark.handInId} AND EXISTS (
      SELECT 1 FROM jsonb_array_elements(j.remarks) r
      WHERE r->>'code' = ${remark.code} AND (r->>'instanceId') || '/' || (r->>'key') = ${remark.path} AND r->>'severity' = 'E')`.execute(tx);
  const [found] = rows;
  if (!found) return null;
  await sql`
    INSERT INTO remark_settled (county, hand_in_id, village_code, code, path, note, author_id, settled_at)
    VALUES (${county}, ${remark.handInId}, ${found.village_code}, ${remark.code}, ${remark.path}, ${remark.note}, ${accountId}, ${now})
    ON CONFLICT DO NOTHING`.execute(tx);
  return { villageCode: found.village_code };
}
