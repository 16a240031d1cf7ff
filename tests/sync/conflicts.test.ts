// Two people say something about one household: what both say is brought together at the county's pass, what they differ in waits for the desk, and what it decides comes back to the phones.
import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { knownOf } from '../../src/domain/archive/known-of.ts';
import type { Household } from '../../src/domain/household.ts';
import { OFFICIAL_SURVEY } from '../../src/domain/official/survey.ts';
import type { Form } from '../../src/domain/survey/form.ts';
import { loadDefinition } from '../../src/domain/survey/load.ts';
import { submissionOf } from '../../src/domain/survey/submission.ts';
import { answer, confirmKnown, openSurvey, ROOT, tell } from '../../src/domain/survey/survey.ts';
import type { Task } from '../../src/domain/task.ts';
import type { CheckContent } from '../../src/domain/visit.ts';
import { decide } from '../../src/server/ledger/decide.ts';
import type { Officer } from '../../src/server/ledger/desk-scope.ts';
import { householdsById } from '../../src/server/ledger/households.ts';
import { logChanges } from '../../src/server/ledger/village-log.ts';
import type { ConflictItem, Conflicts } from '../../src/wire/conflicts.ts';
import type { HandIn } from '../../src/wire/sync.ts';
import { asker, COUNTY, MOLI_VILLAGE, PEOPLE, SUNWANG, uuid } from '../support/county.ts';
import { aCheck } from '../support/household.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { draft } from './support/people.ts';
import { type Phone, pickUpPhone } from './support/phone-in-hand.ts';
import { dispatchTasks } from './support/visits.ts';

let server: TestServer;
let one: Phone;
let two: Phone;
beforeAll(async () => {
  server = await startServer();
  one = await pickUpPhone(server, 'sunwang');
  two = await pickUpPhone(server, 'sunwang');
  await Promise.all([one.sync.now(), two.sync.now()]);
});
afterAll(async () => {
  one.putDown();
  two.putDown();
  await server.close();
});

const H = uuid('h', 1);
const [HEAD, SPOUSE] = [uuid('m', 2), uuid('m', 3)];

/** The county as it was: the household in its village, nothing handed in, nothing in dispute. */
afterEach(async () => {
  const { sql } = server.db;
  await sql('DELETE FROM household_conflict');
  await sql("UPDATE task SET state = 'closed' WHERE household_id = $1", [H]);
  await sql("UPDATE household SET body = body - 'disputed' WHERE id = $1", [H]);
});

const officer = (who: 'anyu' | 'county'): Officer => ({
  ...asker(who),
  accountId: PEOPLE[who].id,
  name: PEOPLE[who].name,
  now: server.clock.now(),
});

let task = 10;
/** A task about the household is on both phones, which then are out of reach. */
async function sendOut(): Promise<Task> {
  const id = uuid('t', ++task);
  await dispatchTasks(server.db.ledger, [task]);
  await server.db.sql('UPDATE task SET household_id = $1 WHERE id = $2', [H, id]);
  await server.db.ledger.within(officer('county'), (tx) => logChanges(tx, COUNTY, [{ villageCode: SUNWANG, entity: 'task', id }]));
  await Promise.all([one.sync.now(), two.sync.now()]);
  return taskOn(one, id);
}

const taskOn = async (phone: Phone, id: string): Promise<Task> => {
  const found = await phone.store.task(id);
  if (!found) throw new Error('the phone has not got this task');
  return found;
};
const onPhone = async (phone: Phone): Promise<Household> => {
  const found = await phone.store.household(H);
  if (!found) throw new Error('the phone has not got this household');
  return found;
};
const archive = async (): Promise<Household> => {
  const [found] = await server.db.ledger.within(officer('county'), (tx) => householdsById(tx, COUNTY, [H]));
  if (!found) throw new Error('no such household');
  return found;
};

const form = loadDefinition(OFFICIAL_SURVEY).form as Form;
type Answers = Record<string, string | number | readonly string[]>;

/** Filled in at the door on the household as this phone knows it, everything else confirmed; not sent yet. */
async function checks(phone: Phone, { id, revision }: Task, answers: Answers, ofMembers: Record<string, Answers> = {}): Promise<HandIn> {
  const seen = await onPhone(phone);
  const clock = { today: '2026-11-21', now: '2026-11-21T09:00:00.000+08:00' };
  const survey = openSurvey(form, { clock, newId: randomUUID, language: 'zh', known: knownOf(seen) });
  tell(survey, 'include', 'no');
  for (const [instance, values] of [[ROOT, answers], ...Object.entries(ofMembers)] as const) {
    for (const [key, value] of Object.entries(values)) answer(survey, instance, key, value);
  }
  for (const section of ['household', 'people', 'guarantees']) confirmKnown(survey, ROOT, section);
  const submission = submissionOf(survey);
  const content: CheckContent = aCheck(submission.root, { survey: submission });
  const written = draft(0, undefined, { taskId: id, householdId: H, villageCode: SUNWANG, revision: revision + 1, seenVersion: seen.version });
  return phone.store.handIn(written, content, { handInId: randomUUID(), now: new Date('2026-11-21T01:00:00Z') });
}

async function decideOn(taskId: string, who: 'anyu' | 'county', decision: Parameters<typeof decide>[3]['decision']): Promise<void> {
  const [row] = await server.db.sql<{ last_hand_in_id: string }>('SELECT last_hand_in_id FROM task WHERE id = $1', [taskId]);
  const request = { checks: [{ taskId, handInId: row?.last_hand_in_id ?? '' }], decision };
  const level = who === 'anyu' ? 'township' : 'county';
  const done = await server.db.ledger.within(officer(who), (tx) =>
    decide(tx, officer(who), level, request, { returnedDueDays: 3, closeAfterDays: 7 }),
  );
  expect(done).toEqual({ decided: 1, notDecided: [] });
}
async function passed(taskId: string): Promise<void> {
  await decideOn(taskId, 'anyu', { kind: 'pass' });
  await decideOn(taskId, 'county', { kind: 'pass' });
}

const desk = (who: 'county' | 'anyu' | 'moli') => server.client(who);
const waiting = async (who: 'county' | 'anyu' | 'moli' = 'county'): Promise<ConflictItem[]> =>
  (await (await desk(who)).get<Conflicts>('/api/conflicts')).body.conflicts;
const settle = async (decisions: object[], who: 'county' | 'anyu' = 'county') => (await desk(who)).post('/api/conflicts/settle', { decisions });

test('two collectors at one door, out of reach, in different fields: both are received, both are kept, nobody is asked', async () => {
  const sent = await sendOut();
  await checks(one, sent, { phone: '15400001111' });
  const second = await checks(two, sent, { road: 'asphalt' }, { [HEAD]: { health: ['chronic'] } });
  await one.sync.now();
  expect(await two.sync.now()).toMatchObject({ kind: 'idle', unsent: 0, refused: 0 });
  expect(await taskOn(two, sent.id)).toMatchObject({ state: 'submitted', revision: 1 });
  const dossier = (await (await desk('anyu')).get<{ beside: { id: string }[] }>(`/api/checks/${sent.id}`)).body;
  expect(dossier.beside.map(({ id }) => id)).toEqual([second.id]);
  const before = await archive();
  await passed(sent.id);
  expect(await waiting()).toEqual([]);
  await Promise.all([one.sync.now(), two.sync.now()]);
  for (const phone of [one, two]) {
    const now = await onPhone(phone);
    expect(now).toMatchObject({
      phone: '15400001111',
      details: { road: 'asphalt' },
      members: [{ health: ['chronic'] }, {}],
      version: before.version + 2,
    });
    expect(now.disputed).toBeUndefined();
    expect(now.pastChecks).toHaveLength(before.pastChecks.length + 2);
  }
});

test('in the same field: the archive keeps what it had, both values wait at the desk with author and time, and what it decides is on both phones', async () => {
  const sent = await sendOut();
  const first = await checks(one, sent, { phone: '15400002221', dwelling: 'C' });
  await checks(two, sent, { phone: '15400002222', dwelling: 'D' });
  await one.sync.now();
  await two.sync.now();
  await passed(sent.id);
  await Promise.all([one.sync.now(), two.sync.now()]);
  expect(await onPhone(one)).toMatchObject({ phone: '15400002221', dwelling: 'C', disputed: ['root/dwelling', 'root/phone'] });
  const [grade, number] = await waiting();
  expect([grade?.path, number?.path]).toEqual(['root/dwelling', 'root/phone']);
  expect(grade?.sides).toMatchObject([
    { value: 'C', byName: '周采集', source: 'check', handInId: first.id, taskId: sent.id, at: '2026-11-21T01:00:00.000Z' },
    { value: 'D', byName: '周采集', source: 'check' },
  ]);
  expect(number?.sides.map(({ value }) => value)).toEqual(['154****2221', '154****2222']);
  const done = await settle([grade, number].map((item) => ({ conflictId: item?.id, seen: 2, keep: { kind: 'side', index: 1 } })));
  expect(done.body).toEqual({ settled: 2, notSettled: [] });
  expect(await waiting()).toEqual([]);
  await Promise.all([one.sync.now(), two.sync.now()]);
  for (const phone of [one, two]) {
    const now = await onPhone(phone);
    expect(now).toMatchObject({ phone: '15400002222', dwelling: 'D' });
    expect(now.disputed).toBeUndefined();
    // Whose value was not kept reads so on the task; a phone number is not told there.
    expect((await taskOn(phone, sent.id)).steps.at(-1)).toMatchObject({
      byName: '赵县办',
      note: '县里采用了另一处的数据：住房鉴定等级：D 级（整栋危险）；联系电话',
    });
  }
  const trail = await server.db.sql<{ detail: object }>("SELECT detail FROM audit WHERE action LIKE 'conflict.%' ORDER BY id");
  expect(trail).toHaveLength(4);
  expect(JSON.stringify(trail)).not.toMatch(/154000/);
});

test('what the desk put right meanwhile stands beside what a check found that had not seen it', async () => {
  const sent = await sendOut();
  await checks(one, sent, { address: '东组 31 号', toilet: 'yes' });
  const anyu = await desk('anyu');
  const { version } = await archive();
  const put = (value: string, seenVersion: number) => ({ path: 'root/address', value, reason: '户主来电话更正', seenVersion });
  expect((await anyu.post(`/api/households/${H}/corrections`, put('东组 30 号', version))).body).toEqual({ version: version + 1 });
  // Whoever had the version before on the screen looks again first; another township sees no such household.
  expect((await anyu.post(`/api/households/${H}/corrections`, put('东组 29 号', version))).status).toBe(409);
  expect((await (await desk('moli')).post(`/api/households/${H}/corrections`, put('东组 29 号', version + 1))).status).toBe(404);
  await one.sync.now();
  await passed(sent.id);
  expect(await archive()).toMatchObject({ address: '东组 30 号', details: { toilet: true }, disputed: ['root/address'] });
  const [conflict] = await waiting('anyu');
  expect(conflict?.sides).toMatchObject([
    { value: '东组 30 号', byName: '孙乡办', source: 'desk', taskId: null },
    { value: '东组 31 号', byName: '周采集', source: 'check' },
  ]);
  // The township sees it, the county decides.
  const decision = { conflictId: conflict?.id, seen: 2, keep: { kind: 'other', value: '东组 32 号', reason: '到户看过门牌' } };
  expect((await settle([decision], 'anyu')).status).toBe(403);
  expect((await settle([{ ...decision, seen: 1 }])).body).toMatchObject({ settled: 0, notSettled: [{ reason: '又来了一份不同的数据，请看过再定' }] });
  expect((await settle([decision])).body).toMatchObject({ settled: 1 });
  expect((await settle([decision])).body).toMatchObject({ settled: 0, notSettled: [{ reason: '已有人确定过' }] });
  expect((await archive()).address).toBe('东组 32 号');
  expect(await waiting('moli')).toEqual([]);
});

test('a field in dispute is not corrected past the dispute, and a third value joins it', async () => {
  const sent = await sendOut();
  await checks(one, sent, { floorArea: 80 });
  await checks(two, sent, { floorArea: 90 });
  await one.sync.now();
  await two.sync.now();
  await passed(sent.id);
  const { version } = await archive();
  const refused = await (await desk('county')).post(`/api/households/${H}/corrections`, {
    ...{ path: 'root/floorArea', value: 85, reason: '看过图纸', seenVersion: version },
  });
  expect([refused.status, (refused.body as { message: string }).message]).toEqual([409, '这一项有两处不同的数据，请在数据冲突里确定']);
  const next = await sendOut();
  await checks(one, next, { floorArea: 100, fuel: 'clean' });
  await one.sync.now();
  await passed(next.id);
  expect((await waiting())[0]?.sides.map(({ value }) => value)).toEqual([80, 90, 100]);
  expect(await archive()).toMatchObject({ details: { floorArea: 80, fuel: 'clean' }, disputed: ['root/floorArea'] });
});

test('a check returned and handed in again does not undo what came in meanwhile', async () => {
  const sent = await sendOut();
  const known = await onPhone(one);
  await checks(one, sent, { phone: known.phone, broadcast: 'yes' });
  await one.sync.now();
  await decideOn(sent.id, 'anyu', { kind: 'return', reason: '缺少说明', text: '', fields: [] });
  const { version } = await archive();
  const correction = { path: 'root/phone', value: '15400003333', reason: '户主来电话更正', seenVersion: version };
  expect((await (await desk('anyu')).post(`/api/households/${H}/corrections`, correction)).status).toBe(200);
  await one.sync.now();
  const returned = await taskOn(one, sent.id);
  expect([returned.state, (await onPhone(one)).phone]).toEqual(['returned', '15400003333']);
  // Its answers are carried over: the phone number among them was confirmed before the correction.
  await checks(one, returned, { phone: known.phone, broadcast: 'yes' });
  await one.sync.now();
  await passed(sent.id);
  expect(await archive()).toMatchObject({ phone: '15400003333', details: { broadcast: true } });
  expect(await waiting()).toEqual([]);
});

test('the household has moved to another village meanwhile: what differs follows it, and is listed where it lives now', async () => {
  const sent = await sendOut();
  await checks(one, sent, { grid: '一网格' });
  await checks(two, sent, { grid: '二网格' });
  await one.sync.now();
  await two.sync.now();
  await decideOn(sent.id, 'anyu', { kind: 'pass' });
  await server.db.sql('UPDATE household SET village_code = $1 WHERE id = $2', [MOLI_VILLAGE, H]);
  await server.db.sql('UPDATE member SET village_code = $1 WHERE household_id = $2', [MOLI_VILLAGE, H]);
  await decideOn(sent.id, 'county', { kind: 'pass' });
  expect((await waiting('moli')).map(({ path, villageName }) => [path, villageName])).toEqual([['root/grid', '磨里村']]);
  expect(await waiting('anyu')).toEqual([]);
  const [conflict] = await waiting();
  expect((await settle([{ conflictId: conflict?.id, seen: 2, keep: { kind: 'side', index: 0 } }])).body).toMatchObject({ settled: 1 });
  const [log] = await server.db.sql('SELECT 1 FROM village_log WHERE village_code = $1 AND entity_id = $2', [MOLI_VILLAGE, H]);
  expect(log).toBeDefined();
  await server.db.sql('UPDATE household SET village_code = $1 WHERE id = $2', [SUNWANG, H]);
  await server.db.sql('UPDATE member SET village_code = $1 WHERE household_id = $2', [SUNWANG, H]);
});

test('every version of a household is kept, whoever writes the next, and none is altered', async () => {
  const { version, phone } = await archive();
  await server.db.ledger.within(officer('county'), (tx) =>
    tx
      .updateTable('household')
      .set({ phone: '15400004444', version: version + 1 })
      .where('id', '=', H)
      .execute(),
  );
  const [kept] = await server.db.sql<{ body: Household }>('SELECT body FROM household_version WHERE household_id = $1 AND version = $2', [
    H,
    version,
  ]);
  expect(kept?.body).toMatchObject({ phone, version, members: [{ id: HEAD }, { id: SPOUSE }] });
  for (const act of ['UPDATE household_version SET version = 99', 'DELETE FROM household_version', 'DELETE FROM household_conflict']) {
    const touched = server.db.ledger.within(officer('county'), (tx) => tx.executeQuery({ sql: act, parameters: [], query: {} } as never));
    await expect(touched).rejects.toThrow(/permission denied/);
  }
});

test('departments and administrators find no door to it', async () => {
  for (const who of ['yibao', 'admin', 'sunwang'] as const) {
    const client = await server.client(who);
    expect((await client.get('/api/conflicts')).status).toBe(403);
    expect((await client.get(`/api/households/${H}/fields`)).status).toBe(403);
  }
});
