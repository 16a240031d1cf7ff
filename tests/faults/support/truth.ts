// What must be true after healing, asked of the database and of the phones; and at every moment: no cursor is ahead of what the phone holds.
import type { Household } from '../../../src/domain/household.ts';
import type { Task } from '../../../src/domain/task.ts';
import { askerOf } from '../../../src/server/ledger/asker.ts';
import { pull } from '../../../src/server/ledger/pull.ts';
import { canonicalJson, type SyncPage } from '../../../src/wire/sync.ts';
import { COUNTY } from '../../support/county.ts';
import type { FreshDatabase } from '../../support/database.ts';
import type { Phone } from './phone.ts';
import type { Place } from './place.ts';
import type { Ground } from './run.ts';

/** What is held, by id, as one text each. */
async function heldBy({ store }: Phone): Promise<Map<string, string>> {
  const held = new Map<string, string>();
  for (const task of await store.tasks()) held.set(task.id, canonicalJson(task));
  await store.eachHousehold((household) => {
    held.set(household.id, canonicalJson(household));
  });
  return held;
}

async function truthFor(
  db: FreshDatabase,
  phone: Phone,
): Promise<{ nouns: Map<string, string>; villageOf: Map<string, string>; cursors: Record<string, number> }> {
  const rows = await db.sql<{ scope: string[] }>('SELECT scope FROM account WHERE id = $1', [phone.collector.account.id]);
  const asker = askerOf({ ...phone.collector.account, scope: rows[0]?.scope ?? [] }, COUNTY);
  const pages = (await pull(db.ledger, asker, {}, [], () => new Date())).map((line) => JSON.parse(line) as SyncPage);
  const nouns = new Map<string, string>();
  const villageOf = new Map<string, string>();
  for (const change of pages.flatMap((page) => page.changes)) {
    const noun: Task | Household | null = change.kind === 'task' ? change.task : change.kind === 'household' ? change.household : null;
    if (!noun) continue;
    nouns.set(noun.id, canonicalJson(noun));
    villageOf.set(noun.id, change.villageCode);
  }
  return { nouns, villageOf, cursors: Object.assign({}, ...pages.map((page) => page.cursors)) as Record<string, number> };
}

/**
 * A cursor says: what has a number up to here is on this phone. A record's number is its newest (the log is compacted), so that whatever stands at or below the cursor
 * must be held exactly as it is now, and what is gone must be gone.
 */
export async function cursorsHold(db: FreshDatabase, phone: Phone): Promise<void> {
  const { cursors } = await phone.store.beginPass();
  const codes = Object.keys(cursors);
  if (codes.length === 0) return;
  const log = await db.sql<{ village_code: string; entity_id: string; gone: boolean; entity: string }>(
    `SELECT l.village_code, l.entity_id, l.gone, l.entity FROM village_log l JOIN unnest($2::text[], $3::bigint[]) AS c(code, cursor)
     ON l.village_code = c.code AND l.seq <= c.cursor WHERE l.county = $1`,
    [COUNTY, codes, codes.map((code) => cursors[code])],
  );
  const [held, truth] = [await heldBy(phone), await truthFor(db, phone)];
  for (const row of log) {
    // Out of scope at this moment: the phone has not heard of that yet.
    if (!(row.village_code in truth.cursors)) continue;
    const now = truth.villageOf.get(row.entity_id) === row.village_code ? truth.nouns.get(row.entity_id) : undefined;
    if (now !== undefined && !row.gone && held.get(row.entity_id) !== now)
      throw new Error(
        `${phone.collector.account.name}: the cursor ${cursors[row.village_code]} of ${row.village_code} has passed a change of ${row.entity} ${row.entity_id}:\nheld ${held.get(row.entity_id)}\nis   ${now}`,
      );
  }
}

export async function everythingIsThere({ db, tally }: Ground, place: Place, phones: readonly Phone[]): Promise<void> {
  const wrong: string[] = [];
  for (const phone of phones) {
    const { name } = phone.collector.account;
    await handInsAreThere(db, tally, phone, (what) => wrong.push(`${name}: ${what}`));
    const [held, truth] = [await heldBy(phone), await truthFor(db, phone)];
    for (const [id, text] of truth.nouns)
      if (held.get(id) !== text) wrong.push(`${name} holds ${held.get(id)?.slice(0, 300)}\nbut it is ${text.slice(0, 300)}`);
    for (const id of held.keys()) if (!truth.nouns.has(id)) wrong.push(`${name} still holds ${id}: ${held.get(id)?.slice(0, 300)}`);
    const { cursors } = await phone.store.beginPass();
    if (canonicalJson(cursors) !== canonicalJson(truth.cursors))
      wrong.push(`${name} stands at ${canonicalJson(cursors)}, not ${canonicalJson(truth.cursors)}`);
  }
  await ledgerIsSound(db, tally, place, (what) => wrong.push(what));
  if (wrong.length > 0) throw new Error(wrong.join('\n'));
}

type Say = (what: string) => void;

async function handInsAreThere(db: FreshDatabase, tally: Ground['tally'], phone: Phone, say: Say): Promise<void> {
  const { store, made, begun, typed } = phone;
  const kept = await store.handIns();
  const byId = new Map(kept.map((one) => [one.handIn.id, one]));
  tally.handIns += kept.length;
  const lost = (what: string): void => {
    tally.lost++;
    say(what);
  };
  for (const id of made) if (!byId.has(id)) lost(`the check ${id} was said to be kept and is not on the phone`);
  for (const [taskId, summary] of typed) {
    const draft = await store.draft(taskId);
    // Handed in while the power failed: then the draft has become a check.
    if (draft?.answers.summary !== summary && !begun.some((one) => one.taskId === taskId && byId.has(one.handInId)))
      lost(`what was typed about ${taskId} is gone: ${draft?.answers.summary}`);
  }
  const ids = [...byId.keys()];
  const rows = await db.sql<{ id: string; hash: string }>('SELECT id, hash FROM hand_in WHERE id = ANY ($1)', [ids]);
  const disputes = await db.sql<{ hand_in_id: string; hash: string }>('SELECT hand_in_id, hash FROM hand_in_dispute WHERE hand_in_id = ANY ($1)', [
    ids,
  ]);
  for (const { handIn, state, refused } of kept) {
    const stored = rows.filter((row) => row.id === handIn.id);
    if (state === 'received') {
      if (stored.length === 0) lost(`the check ${handIn.id} has a receipt and is not on the server`);
      else if (stored.length > 1 || stored[0]?.hash !== handIn.hash)
        say(`the check ${handIn.id} is on the server ${stored.length} times, or with other content`);
    } else if (state === 'refused') {
      tally.refused++;
      if (stored.length > 0) say(`the check ${handIn.id} is on the server and its phone was told that it was refused: ${refused?.message}`);
      // Of a village that was theirs for a while only: it waits on the phone for whoever gives the village back.
      else if (refused?.problem === 'forbidden' && !phone.collector.villages.includes(handIn.villageCode)) continue;
      else if (!disputes.some((one) => one.hand_in_id === handIn.id && one.hash === handIn.hash))
        lost(`the check ${handIn.id} was refused (${refused?.message}) and not kept at the office`);
    } else say(`the check ${handIn.id} still waits (${state})`);
  }
  const numbers = kept.map((one) => one.handIn.number).sort((a, b) => a - b);
  if (numbers.some((number, at) => number !== at + 1)) say(`its checks have the numbers ${numbers.join(', ')}`);
  const [device] = await db.sql<{ highest_number: number }>('SELECT highest_number FROM device WHERE id = $1', [await store.deviceId()]);
  if (device && device.highest_number !== (numbers.at(-1) ?? 0))
    say(`the server knows of ${device.highest_number} checks, the phone made ${numbers.at(-1)}`);
}

/** One effect a hand-in: one audit entry, one revision of its task. */
async function ledgerIsSound(db: FreshDatabase, tally: Ground['tally'], { villages }: Place, say: Say): Promise<void> {
  const twice = await db.sql<{ id: string; n: number; audits: number }>(
    `SELECT h.id, count(*)::int AS n, (SELECT count(*)::int FROM audit a WHERE a.entity_id = h.id::text AND a.action = 'handIn.accept') AS audits
     FROM hand_in h WHERE h.village_code = ANY ($1) GROUP BY h.id`,
    [villages],
  );
  for (const row of twice) {
    if (row.n === 1 && row.audits === 1) continue;
    tally.duplicated++;
    say(`the check ${row.id} is on the server ${row.n} times and had ${row.audits} effects`);
  }
  const tasks = await db.sql<{ id: string; revision: number; n: number }>(
    `SELECT t.id, t.revision, (SELECT count(DISTINCT h.revision)::int FROM hand_in h WHERE h.task_id = t.id) AS n FROM task t WHERE t.village_code = ANY ($1)`,
    [villages],
  );
  for (const task of tasks) if (task.revision !== task.n) say(`the task ${task.id} is at revision ${task.revision} after ${task.n} checks`);
}
