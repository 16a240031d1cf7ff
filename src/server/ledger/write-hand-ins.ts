// Writes what was judged: the tasks move on, and each hand-in is kept with the archive as it stood.
import { sql } from 'kysely';
import type { TaskStep } from '../../domain/task.ts';
import type { HandInSender } from './accept-hand-ins.ts';
import { inTurns } from './in-turns.ts';
import type { Effect } from './judge-hand-ins.ts';
import { householdTexts } from './noun-json.ts';
import type { Tx } from './open-ledger.ts';

export async function writeTasks(tx: Tx, sender: HandInSender, all: readonly Effect[], now: Date): Promise<void> {
  const effects = all.filter((effect) => effect.beside === null);
  if (effects.length > 0) await moveOn(tx, sender, effects, now);
  if (effects.length < all.length) await noteSeconds(tx, sender, all, now);
}

/** Whoever looks at the task sees that somebody else was there too. */
async function noteSeconds(tx: Tx, { asker, name }: HandInSender, all: readonly Effect[], now: Date): Promise<void> {
  const tasks = all.filter((effect) => effect.beside !== null).map(({ task }) => task.id);
  await sql`
    UPDATE task SET updated_at = ${now}, steps = steps || jsonb_build_array(jsonb_build_object(
      'state', state, 'at', ${now.toISOString()}::text, 'byName', ${name}::text, 'note', ${'另一份核查也收到了，县里审核时逐项合并'}::text))
    WHERE county = ${asker.county} AND id = ANY (${tasks}::uuid[])`.execute(tx);
}

async function moveOn(tx: Tx, { asker, name, policy }: HandInSender, effects: readonly Effect[], now: Date): Promise<void> {
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
  const moves = JSON.stringify(
    Object.fromEntries(effects.map(({ arrival: { handIn }, task }) => [task.id, { handIn: handIn.id, result: handIn.content.result }])),
  );
  await sql`
    UPDATE task SET state = 'submitted', revision = revision + 1, submitted_at = ${now}, returned = NULL,
      last_hand_in_id = (${moves}::jsonb -> id::text ->> 'handIn')::uuid, result = ${moves}::jsonb -> id::text -> 'result',
      steps = steps || ${JSON.stringify([submitted])}::jsonb, updated_at = ${now}
    WHERE county = ${asker.county} AND id = ANY (${effects.map(({ task }) => task.id)}::uuid[])`.execute(tx);
}

/** The households as they stand, as JSON text, one a hand-in; `null` where there is none. */
export async function archiveOf(tx: Tx, county: string, effects: readonly Effect[]): Promise<string[]> {
  const known = await householdTexts(tx, county, { ids: effects.flatMap(({ task }) => task.householdId ?? []) });
  const textOf = new Map(known.map((row) => [row.id, row.json]));
  return effects.map(({ task }) => (task.householdId && textOf.get(task.householdId)) || 'null');
}

/** What is small of each hand-in, as JSON text. */
export async function recordsOf(effects: readonly Effect[]): Promise<string> {
  const records = await inTurns(effects, ({ arrival: { handIn }, task, revision, beside }) =>
    JSON.stringify({
      id: handIn.id,
      kind: handIn.kind,
      village: task.villageCode,
      household: task.householdId,
      task: task.id,
      revision,
      number: handIn.number,
      seen: handIn.seenVersion,
      hash: handIn.hash,
      made: handIn.madeAt,
      offset: handIn.clockOffsetMs,
      beside,
    }),
  );
  return `[${records.join(',')}]`;
}

/**
 * What is large travels as text, one a line: JSON text has no line breaks of its own, and PostgreSQL cuts it up in a third of the time that one large JSON takes it.
 * As bytes, which the driver sends as they are; a text it writes into ever larger buffers.
 */
export async function writeHandIns(
  tx: Tx,
  { asker, deviceId }: HandInSender,
  effects: readonly Effect[],
  archive: readonly string[],
  records: string,
  now: Date,
): Promise<void> {
  const lines = (texts: readonly string[]): Buffer => Buffer.from(texts.join('\n'));
  const contents = effects.map(({ arrival: { content } }) => content);
  await sql`
    INSERT INTO hand_in (county, id, kind, village_code, household_id, task_id, revision, device_id, device_number, account_id, seen_version, known, content, hash,
      made_at, clock_offset_ms, received_at, beside)
    SELECT ${asker.county}, n.id, n.kind, n.village, n.household, n.task, n.revision, ${deviceId}, n.number, ${asker.accountId}, n.seen,
      NULLIF(n.known, 'null')::json, n.content::jsonb, n.hash, n.made, n."offset", ${now}, n.beside
    FROM ROWS FROM (
      jsonb_to_recordset(${records}::jsonb) AS (id uuid, kind text, village text, household uuid, task uuid, revision integer, number integer, seen integer,
        hash text, made timestamptz, "offset" numeric, beside uuid),
      unnest(string_to_array(${lines(archive)}, E'\n')),
      unnest(string_to_array(${lines(contents)}, E'\n'))
    ) AS n(id, kind, village, household, task, revision, number, seen, hash, made, "offset", beside, known, content)`.execute(tx);
}
