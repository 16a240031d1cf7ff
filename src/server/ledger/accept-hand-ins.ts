// Takes hand-ins into the ledger: effect, village log, audit entry and receipt in one transaction, exactly once whatever is sent how often.
import { sql } from 'kysely';
import type { AuditAction } from '../../domain/audit-action.ts';
import type { Policy } from '../../domain/policy.ts';
import type { TaskState } from '../../domain/task.ts';
import type { Receipt } from '../../wire/sync.ts';
import { type Asker, systemOf } from './asker.ts';
import { type AuditNote, audit } from './audit.ts';
import { noteReceived } from './devices.ts';
import { type NamedEvidence, writeEvidence } from './evidence.ts';
import { inTurns } from './in-turns.ts';
import { askFor } from './job-queue.ts';
import { JUDGING } from './judge-checks.ts';
import {
  type Arrival,
  type Effect,
  failedReceipt,
  formName,
  formsNamed,
  isOutside,
  isReceipt,
  judge,
  type KnownTask,
  type Outside,
  readArrival,
  type Standing,
  takenReceipt,
} from './judge-hand-ins.ts';
import type { Ledger, Tx } from './open-ledger.ts';
import { lockVillages, logChanges } from './village-log.ts';
import { archiveOf, recordsOf, writeHandIns, writeTasks } from './write-hand-ins.ts';

export interface HandInSender {
  asker: Asker;
  name: string;
  deviceId: string;
  policy: Policy;
  /** Account of whoever brought them for the sender, in a file of unsent work. */
  broughtBy?: string;
  /** Called when the database has got the largest piece of work of a transaction: the time for reading what comes next. */
  meanwhile?: () => void;
}

/** Hand-ins of one transaction. Their receipts go back while the next are taken in: the phone stores them meanwhile. */
const BATCH = 250;
/** Of many the first few go ahead: the database need not wait until as many are read as make a batch. */
const VANGUARD = 100;

type Read = readonly (Arrival | Outside | Receipt)[];

/** Receipts in the order of the hand-ins. Throws only when the database itself is out of reach: then what has no receipt waits on. */
export async function acceptHandIns(ledger: Ledger, sender: HandInSender, handIns: readonly unknown[], now: Date): Promise<Receipt[]> {
  const arrivals = readArrivals(sender.asker, handIns);
  const receipts: Receipt[] = [];
  for await (const some of acceptInBatches(ledger, sender, await arrivals.next(), arrivals, now)) receipts.push(...some);
  return receipts;
}

/** The same, as the batches are received; each batch is read while the database is busy with the one before. Gives at least one batch, be it empty. */
export async function* acceptInBatches(
  ledger: Ledger,
  sender: HandInSender,
  first: IteratorResult<Read, undefined>,
  others: AsyncIterator<Read, undefined>,
  now: Date,
): AsyncGenerator<Receipt[], undefined> {
  for (let read = first; !read.done; ) {
    let reading: ReturnType<typeof others.next> | undefined;
    const meanwhile = (): void => {
      reading ??= others.next();
    };
    const receipts = await acceptRead(ledger, { ...sender, meanwhile }, read.value, now);
    meanwhile();
    yield receipts;
    read = (await reading) ?? { done: true, value: undefined };
  }
}

/** What was handed in, batch by batch, looked at a few records at a time. */
export async function* readArrivals(asker: Asker, handIns: readonly unknown[]): AsyncGenerator<Read, undefined> {
  let to = handIns.length > BATCH ? VANGUARD : BATCH;
  for (let from = 0; from === 0 || from < handIns.length; from = to, to += BATCH) {
    yield await inTurns(handIns.slice(from, to), (raw) => readArrival(raw, asker));
  }
}

async function acceptRead(ledger: Ledger, sender: HandInSender, read: Read, now: Date): Promise<Receipt[]> {
  const arrivals = read.filter((one): one is Arrival => !isReceipt(one) && !isOutside(one));
  const judged = arrivals.length === 0 ? [] : await acceptAll(ledger, sender, arrivals, now);
  const before = await receivedBefore(ledger, sender.asker, read.filter(isOutside));
  let next = 0;
  return read.map((one) => {
    if (isReceipt(one)) return one;
    return isOutside(one) ? (before.get(one.outside.id) ?? one.outside) : (judged[next++] as Receipt);
  });
}

/**
 * The same record gives the same receipt, also when its village was taken from the sender after it was received and the receipt was lost on the way. What lies outside of the
 * sender's scope the walls hide, so that the server asks in its own name, for records of this account alone.
 */
async function receivedBefore(ledger: Ledger, asker: Asker, outside: readonly Outside[]): Promise<Map<string, Receipt>> {
  if (outside.length === 0) return new Map();
  const { rows } = await ledger.within(systemOf(asker.county), (tx) =>
    sql<{ id: string; hash: string; received_at: Date }>`
      SELECT id, hash, received_at FROM hand_in
      WHERE county = ${asker.county} AND account_id = ${asker.accountId}::uuid AND id = ANY (${outside.map((one) => one.outside.id)}::uuid[])`.execute(
      tx,
    ),
  );
  const hashes = new Map(outside.map((one) => [one.outside.id, one.hash]));
  return new Map(
    rows
      .filter(({ id, hash }) => hashes.get(id) === hash)
      .map(({ id, hash, received_at }) => [id, { outcome: 'accepted', id, hash, receivedAt: received_at.toISOString() }]),
  );
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
    const archive = await archiveOf(tx, asker.county, effects);
    // The server reads what was found at the door while the database moves the tasks.
    const [records] = await Promise.all([recordsOf(effects), writeTasks(tx, sender, effects, now)]);
    const written = writeHandIns(tx, sender, effects, archive, records, now);
    sender.meanwhile?.();
    await written;
    await noteReceived(
      tx,
      sender,
      effects.map(({ arrival }) => arrival.handIn.number),
    );
    await writeEvidence(tx, asker.county, effects.flatMap(evidenceNamed));
    // Judged a moment later: a phone with a week's work gets its receipts first.
    const toJudge = effects.map(({ arrival }) => arrival.handIn.id);
    await askFor(tx, asker, JUDGING, { handIns: toJudge });
    await logChanges(
      tx,
      asker.county,
      effects.map(({ task }) => ({ villageCode: task.villageCode, entity: 'task', id: task.id })),
    );
  }
  const brought = sender.broughtBy ? { broughtBy: sender.broughtBy } : {};
  await audit(
    tx,
    asker,
    [
      ...effects.map(({ arrival, task, revision, beside }) =>
        note('handIn.accept', arrival, { taskId: task.id, revision, ...(beside ? { beside } : {}), ...brought }),
      ),
      ...disputes.map((arrival) => note('handIn.dispute', arrival, { taskId: arrival.handIn.taskId, ...brought })),
    ],
    now,
  );
  return receipts;
}

const evidenceNamed = ({ arrival: { handIn }, task }: Effect): NamedEvidence[] =>
  handIn.content.evidence.map((evidence) => ({ handInId: handIn.id, taskId: task.id, villageCode: task.villageCode, evidence }));

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
    last_hand_in_id: string | null;
    open: boolean;
  }>`
    SELECT id, village_code, household_id, state, revision, assigned_to, last_hand_in_id, state IN ('dispatched', 'submitted', 'returned', 'reviewed') AS open FROM task
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
    forms: await publishedOf(tx, county, arrivals),
  };
  for (const row of tasks.rows) {
    const task: KnownTask = {
      id: row.id,
      villageCode: row.village_code,
      householdId: row.household_id,
      state: row.state,
      revision: row.revision,
      assignedTo: row.assigned_to,
      lastHandInId: row.last_hand_in_id,
    };
    standing.tasks.set(task.id, task);
    if (row.open && task.householdId) standing.openOf.set(task.householdId, task);
  }
  return standing;
}

/** A batch is mostly filled on one form, so that this is one small look-up whatever its size. */
async function publishedOf(tx: Tx, county: string, arrivals: readonly Arrival[]): Promise<Set<string>> {
  const named = new Map(arrivals.flatMap(formsNamed).map(({ form, version }) => [formName(form, version), form]));
  if (named.size === 0) return new Set();
  const rows = await tx
    .selectFrom('survey_form')
    .select(['form_id', 'version'])
    .where('county', '=', county)
    .where('form_id', 'in', [...new Set(named.values())])
    .execute();
  return new Set(rows.map((row) => formName(row.form_id, row.version)));
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
