// Takes hand-ins into the ledger: effect, village log, audit entry and receipt in one transaction, exactly once whatever is sent how often.
import { sql } from 'kysely';
import type { AuditAction } from '../../domain/audit-action.ts';
import type { Household } from '../../domain/household.ts';
import type { Policy } from '../../domain/policy.ts';
import { coreRemarks, type RuleContext, type RuleRemark } from '../../domain/rules/core.ts';
import type { TaskState, TaskStep } from '../../domain/task.ts';
import type { CheckContent } from '../../domain/visit.ts';
import type { Receipt } from '../../wire/sync.ts';
import type { Asker } from './asker.ts';
import { type AuditNote, audit } from './audit.ts';
import {
  type Arrival,
  type Effect,
  failedReceipt,
  isReceipt,
  judge,
  type KnownTask,
  readArrival,
  type Standing,
  takenReceipt,
} from './judge-hand-ins.ts';
import { householdTexts } from './noun-json.ts';
import type { Ledger, Tx } from './open-ledger.ts';
import { lockVillages, logChanges } from './village-log.ts';

export interface HandInSender {
  asker: Asker;
  name: string;
  deviceId: string;
  policy: Policy;
}

/** Receipts in the order of the hand-ins. Throws only when the database itself is out of reach: then no hand-in has a receipt and all of them wait on. */
export async function acceptHandIns(ledger: Ledger, sender: HandInSender, handIns: readonly unknown[], now: Date): Promise<Receipt[]> {
  const read = handIns.map((raw) => readArrival(raw, sender.asker));
  const arrivals = read.filter((one): one is Arrival => !isReceipt(one));
  const judged = arrivals.length === 0 ? [] : await acceptAll(ledger, sender, arrivals, now);
  let next = 0;
  return read.map((one) => (isReceipt(one) ? one : (judged[next++] as Receipt)));
}

/** All in one transaction; should that fail for a reason nobody foresaw, each in its own, so that one bad record blocks nobody. */
async function acceptAll(ledger: Ledger, sender: HandInSender, arrivals: readonly Arrival[], now: Date): Promise<Receipt[]> {
  try {
    return await ledger.within(sender.asker, (tx) => accept(tx, sender, arrivals, now));
  } catch (error) {
    if (!isAboutData(error)) throw error;
    const [only, ...others] = arrivals;
    if (only && others.length === 0)
      return [isTaken(error) ? await refuseTaken(ledger, sender, only, now) : failedReceipt(only.handIn.id, isUnstorable(error))];
  }
  const receipts: Receipt[] = [];
  for (const arrival of arrivals) receipts.push(...(await acceptAll(ledger, sender, [arrival], now)));
  return receipts;
}

/** SQLSTATE classes that speak of the connection or the server (08, 53, 57, 58) concern every record alike; without a class it was no answer of PostgreSQL. */
function isAboutData(error: unknown): boolean {
  const code = (error as { code?: unknown }).code;
  return typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code) && !/^(08|53|57|58)/.test(code);
}

/** Class 22: the content itself cannot be stored (a NUL character, a number beyond its type). Trying again would not help. */
const isUnstorable = (error: unknown): boolean => String((error as { code?: unknown }).code).startsWith('22');

/** An id is taken by a record that this sender may not see: one of another village. However often it comes, it stays taken. */
const isTaken = (error: unknown): boolean => (error as { code?: unknown }).code === '23505';

/** Kept for a person to look at, like every other conflict. */
async function refuseTaken(ledger: Ledger, { asker }: HandInSender, arrival: Arrival, now: Date): Promise<Receipt> {
  await ledger.within(asker, async (tx) => {
    await keepDisputes(tx, asker, [arrival], now);
    await audit(tx, asker, [note('handIn.dispute', arrival, { taskId: arrival.handIn.taskId })], now);
  });
  return takenReceipt(arrival.handIn.id);
}

async function accept(tx: Tx, sender: HandInSender, arrivals: readonly Arrival[], now: Date): Promise<Receipt[]> {
  const { asker } = sender;
  // From here on whoever sends the same records, for the same tasks, waits until this transaction has ended.
  await lockVillages(
    tx,
    asker.county,
    arrivals.map(({ handIn }) => handIn.villageCode),
  );
  const standing = await standingOf(tx, asker.county, arrivals);
  const { receipts, effects, disputes } = judge(arrivals, standing, asker, now.toISOString());
  if (disputes.length > 0) await keepDisputes(tx, asker, disputes, now);
  if (effects.length > 0) {
    await writeTasks(tx, sender, effects, now);
    await writeHandIns(tx, sender, effects, now);
    await logChanges(
      tx,
      asker.county,
      effects.map(({ task }) => ({ villageCode: task.villageCode, entity: 'task', id: task.id })),
    );
  }
  await audit(
    tx,
    asker,
    [
      ...effects.map(({ arrival, task, revision }) => note('handIn.accept', arrival, { taskId: task.id, revision })),
      ...disputes.map((arrival) => note('handIn.dispute', arrival, { taskId: arrival.handIn.taskId })),
    ],
    now,
  );
  return receipts;
}

const note = (action: AuditAction, { handIn }: Arrival, detail: Record<string, unknown>): AuditNote => ({
  action,
  entity: 'hand_in',
  entityId: handIn.id,
  villageCode: handIn.villageCode,
  detail: { ...detail, number: handIn.number },
});

async function standingOf(tx: Tx, county: string, arrivals: readonly Arrival[]): Promise<Standing> {
  const ids = arrivals.map(({ handIn }) => handIn.id);
  const taskIds = arrivals.map(({ handIn }) => handIn.taskId);
  const householdIds = arrivals.flatMap(({ handIn }) => handIn.householdId ?? []);
  const received = await sql<{ id: string; hash: string; received_at: Date }>`
    SELECT id, hash, received_at FROM hand_in WHERE county = ${county} AND id = ANY (${ids}::uuid[])`.execute(tx);
  const tasks = await sql<{
    id: string;
    village_code: string;
    household_id: string | null;
    state: TaskState;
    revision: number;
    assigned_to: string | null;
    open: boolean;
  }>`
    SELECT id, village_code, household_id, state, revision, assigned_to, state IN ('dispatched', 'submitted', 'returned', 'reviewed') AS open FROM task
    WHERE county = ${county} AND (id = ANY (${taskIds}::uuid[])
      OR (household_id = ANY (${householdIds}::uuid[]) AND state IN ('dispatched', 'submitted', 'returned', 'reviewed')))
    ORDER BY id FOR UPDATE`.execute(tx);
  const households = await sql<{ id: string; village_code: string }>`
    SELECT id, village_code FROM household WHERE county = ${county} AND id = ANY (${householdIds}::uuid[])`.execute(tx);
  const standing: Standing = {
    received: new Map(received.rows.map((row) => [row.id, { hash: row.hash, receivedAt: row.received_at.toISOString() }])),
    tasks: new Map(),
    openOf: new Map(),
    households: new Map(households.rows.map((row) => [row.id, row.village_code])),
  };
  for (const row of tasks.rows) {
    const task: KnownTask = {
      id: row.id,
      villageCode: row.village_code,
      householdId: row.household_id,
      state: row.state,
      revision: row.revision,
      assignedTo: row.assigned_to,
    };
    standing.tasks.set(task.id, task);
    if (row.open && task.householdId) standing.openOf.set(task.householdId, task);
  }
  return standing;
}

/** Same id with other content, or a check that came second: the sender keeps it, and so do we. */
async function keepDisputes(tx: Tx, asker: Asker, disputes: readonly Arrival[], now: Date): Promise<void> {
  await sql`
    INSERT INTO hand_in_dispute (county, hand_in_id, hash, account_id, village_code, body, received_at)
    SELECT ${asker.county}, n."handInId", n.hash, ${asker.accountId}, n."villageCode", n.body, ${now}
    FROM jsonb_to_recordset(${JSON.stringify(
      disputes.map(({ handIn, raw }) => ({ handInId: handIn.id, hash: handIn.hash, villageCode: handIn.villageCode, body: raw })),
    )}::jsonb) AS n("handInId" uuid, hash text, "villageCode" text, body jsonb)
    ON CONFLICT DO NOTHING`.execute(tx);
}

async function writeTasks(tx: Tx, { asker, name, policy }: HandInSender, effects: readonly Effect[], now: Date): Promise<void> {
  const submitted: TaskStep = { state: 'submitted', at: now.toISOString(), byName: name, note: '' };
  const day = new Date(now.getTime() + 8 * 3_600_000);
  const dueOn = (origin: string): string => {
    const days = policy.dueDays[origin === 'round' ? 'round' : 'self'];
    return new Date(day.getTime() + days * 86_400_000).toISOString().slice(0, 10);
  };
  const fresh = effects.flatMap(({ arrival: { handIn }, task, newTask }) =>
    newTask
      ? [
          {
            id: task.id,
            village: task.villageCode,
            household: task.householdId,
            origin: newTask.origin,
            person: handIn.content.respondent,
            due: dueOn(newTask.origin),
          },
        ]
      : [],
  );
  if (fresh.length > 0) {
    await sql`
      INSERT INTO task (county, id, village_code, household_id, person_name, origin, due_on, state, created_at, updated_at)
      SELECT ${asker.county}, n.id, n.village, n.household, COALESCE(h.head_name, n.person), n.origin, n.due, 'dispatched', ${now}, ${now}
      FROM jsonb_to_recordset(${JSON.stringify(fresh)}::jsonb) AS n(id uuid, village text, household uuid, origin text, person text, due date)
      LEFT JOIN household h ON h.county = ${asker.county} AND h.id = n.household`.execute(tx);
  }
  // Looked up by key instead of joined: without fresh statistics PostgreSQL joins a thousand records to all tasks of the county one by one.
  const moves = Object.fromEntries(effects.map(({ arrival: { handIn }, task }) => [task.id, { handIn: handIn.id, result: handIn.content.result }]));
  await sql`
    UPDATE task SET state = 'submitted', revision = revision + 1, submitted_at = ${now}, returned = NULL,
      last_hand_in_id = (${JSON.stringify(moves)}::jsonb -> id::text ->> 'handIn')::uuid, result = ${JSON.stringify(moves)}::jsonb -> id::text -> 'result',
      steps = steps || ${JSON.stringify([submitted])}::jsonb, updated_at = ${now}
    WHERE county = ${asker.county} AND id = ANY (${Object.keys(moves)}::uuid[])`.execute(tx);
}

const remarksOn = (content: CheckContent, context: RuleContext): RuleRemark[] =>
  content.surveyVersion === 'core-1' ? coreRemarks(content, context) : [];

/** What is large travels as text, one a line: JSON text has no line breaks of its own, and PostgreSQL cuts it up in a third of the time that one large JSON takes it. */
async function writeHandIns(tx: Tx, { asker, deviceId, policy }: HandInSender, effects: readonly Effect[], now: Date): Promise<void> {
  const householdIds = effects.flatMap(({ task }) => task.householdId ?? []);
  const archive = await householdTexts(tx, asker.county, { ids: householdIds });
  const knownOf = new Map(archive.map((row) => [row.id, row.json]));
  const texts = effects.map(({ task }) => (task.householdId && knownOf.get(task.householdId)) || 'null');
  const rows = effects.map(({ arrival: { handIn }, task, revision }, index) => ({
    id: handIn.id,
    kind: handIn.kind,
    village: task.villageCode,
    household: task.householdId,
    task: task.id,
    revision,
    number: handIn.number,
    seen: handIn.seenVersion,
    hash: handIn.hash,
    remarks: remarksOn(handIn.content, { known: JSON.parse(texts[index] ?? 'null') as Household | null, line: policy.monitoringLine }),
    made: handIn.madeAt,
    offset: handIn.clockOffsetMs,
  }));
  const contents = effects.map(({ arrival: { raw } }) => JSON.stringify(raw.content));
  await sql`
    INSERT INTO hand_in (county, id, kind, village_code, household_id, task_id, revision, device_id, device_number, account_id, seen_version, known, content, hash,
      remarks, made_at, clock_offset_ms, received_at)
    SELECT ${asker.county}, n.id, n.kind, n.village, n.household, n.task, n.revision, ${deviceId}, n.number, ${asker.accountId}, n.seen,
      NULLIF(n.known, 'null')::json, n.content::jsonb, n.hash, n.remarks, n.made, n."offset", ${now}
    FROM ROWS FROM (
      jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS (id uuid, kind text, village text, household uuid, task uuid, revision integer, number integer, seen integer,
        hash text, remarks jsonb, made timestamptz, "offset" numeric),
      unnest(string_to_array(${texts.join('\n')}, E'\n')),
      unnest(string_to_array(${contents.join('\n')}, E'\n'))
    ) AS n(id, kind, village, household, task, revision, number, seen, hash, remarks, made, "offset", known, content)`.execute(tx);
}
