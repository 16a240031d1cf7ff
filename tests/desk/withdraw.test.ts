// 撤回 and 找到这一户: what the office puts right in tasks that are already out.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { decide } from '../../src/server/ledger/decide.ts';
import { dispatch } from '../../src/server/ledger/dispatch.ts';
import { findHouseholds, identifyHousehold } from '../../src/server/ledger/identify-household.ts';
import { listLeads } from '../../src/server/ledger/leads.ts';
import { tasksById } from '../../src/server/ledger/tasks-by-id.ts';
import { withdraw } from '../../src/server/ledger/withdraw.ts';
import { COUNTY, HOUSEHOLDS, SUNWANG, smallCounty } from '../support/county.ts';
import { type FreshDatabase, freshDatabase } from '../support/database.ts';
import { aLead, handedIn, INCLUDED, importLeads, officer } from './support/office.ts';

let db: FreshDatabase;
const [home] = HOUSEHOLDS;
const householdId = home?.id ?? '';
const DAYS = { returnedDueDays: 3, closeAfterDays: 7 };

async function dispatched(household: string | null): Promise<string> {
  await importLeads(db.ledger, [aLead('王建国', { householdId: household })]);
  await db.ledger.within(officer('county'), (tx) => dispatch(tx, officer('county'), { department: 'yibao', to: { kind: 'village' } }, '2026-11-29'));
  const [task] = await db.sql<{ id: string }>('SELECT id FROM task');
  return task?.id ?? '';
}
const task = async (id: string) => (await db.ledger.within(officer('county'), (tx) => tasksById(tx, COUNTY, [id])))[0];
const takeBack = (taskIds: string[], leads: 'again' | 'end' = 'again') =>
  db.ledger.within(officer('county'), (tx) => withdraw(tx, officer('county'), { taskIds, reason: '名单发错了', leads }));
const leadNow = async () => (await db.ledger.within(officer('county'), (tx) => listLeads(tx, officer('county'), {}, 10))).leads[0]?.lead;

beforeAll(async () => {
  db = await freshDatabase();
  await smallCounty(db.ledger);
});
afterAll(() => db.drop());
beforeEach(() => db.sql('TRUNCATE lead, task, hand_in, review, monitor_case, village_log, import_batch CASCADE'));

describe('a task that should not have gone out', () => {
  it('is taken back with its reason; its lead waits for 下发 again, the village hears of it, the trail names it', async () => {
    const id = await dispatched(householdId);
    const [before] = await db.sql<{ seq: number }>('SELECT seq::int FROM village_log WHERE entity_id = $1', [id]);
    expect(await takeBack([id])).toEqual({ withdrawn: 1, leads: 1, kept: 0 });
    expect(await task(id)).toMatchObject({ state: 'withdrawn', steps: expect.arrayContaining([expect.objectContaining({ note: '名单发错了' })]) });
    expect(await leadNow()).toMatchObject({ state: 'matched', taskId: null });
    const [after] = await db.sql<{ seq: number }>('SELECT seq::int FROM village_log WHERE entity_id = $1', [id]);
    expect(after?.seq).toBeGreaterThan(before?.seq ?? 0);
    expect(await db.sql("SELECT 1 FROM audit WHERE action = 'task.withdraw' AND entity_id = $1", [id])).toHaveLength(1);
    const again = await db.ledger.within(officer('county'), (tx) =>
      dispatch(tx, officer('county'), { department: 'yibao', to: { kind: 'village' } }, '2026-11-29'),
    );
    expect(again.tasksCreated).toBe(1);
  });

  it('can end with its lead', async () => {
    await takeBack([await dispatched(householdId)], 'end');
    expect(await leadNow()).toMatchObject({ state: 'withdrawn' });
  });

  it('stays once it was handed in: work that was done is decided on', async () => {
    const id = await dispatched(householdId);
    await handedIn(db, id, INCLUDED);
    expect(await takeBack([id])).toEqual({ withdrawn: 0, leads: 0, kept: 1 });
    expect(await task(id)).toMatchObject({ state: 'submitted' });
  });

  it('is out of reach of another township', async () => {
    const id = await dispatched(householdId);
    const other = officer('moli');
    expect(await db.ledger.within(other, (tx) => withdraw(tx, other, { taskIds: [id], reason: '名单发错了', leads: 'again' }))).toMatchObject({
      withdrawn: 0,
    });
  });
});

describe('an inclusion whose household is not known', () => {
  async function reviewed(): Promise<{ taskId: string; handInId: string }> {
    const taskId = await dispatched(null);
    const check = { taskId, handInId: await handedIn(db, taskId, INCLUDED) };
    const anyu = officer('anyu');
    await db.ledger.within(anyu, (tx) => decide(tx, anyu, 'township', { checks: [check], decision: { kind: 'pass' } }, DAYS));
    return check;
  }
  const audit = (check: { taskId: string; handInId: string }) =>
    db.ledger.within(officer('county'), (tx) => decide(tx, officer('county'), 'county', { checks: [check], decision: { kind: 'pass' } }, DAYS));

  it('is not passed by the county until somebody found the household, and then opens its case', async () => {
    const check = await reviewed();
    expect(await audit(check)).toEqual({ decided: 0, notDecided: [{ taskId: check.taskId, reason: '户不在档案，请先在档案里找到这一户' }] });
    const found = await db.ledger.within(officer('county'), (tx) => findHouseholds(tx, officer('county'), SUNWANG, '王建'));
    expect(found[0]).toMatchObject({ id: householdId, headName: '王建国' });
    expect(found[0]?.members[0]?.idNumber).toContain('*');
    expect(await db.ledger.within(officer('county'), (tx) => identifyHousehold(tx, officer('county'), check.taskId, householdId))).toBe('done');
    expect(await audit(check)).toEqual({ decided: 1, notDecided: [] });
    expect(await db.sql<{ household_id: string }>('SELECT household_id FROM monitor_case')).toEqual([{ household_id: householdId }]);
    expect(await db.sql("SELECT 1 FROM audit WHERE action = 'task.identify'")).toHaveLength(1);
  });

  it('is found by the township too, by the last digits of an ID number, but not in a village of others', async () => {
    const check = await reviewed();
    const anyu = officer('anyu');
    const digits = home?.members[0]?.idNumber.slice(-6) ?? '';
    expect((await db.ledger.within(anyu, (tx) => findHouseholds(tx, anyu, SUNWANG, digits)))[0]?.id).toBe(householdId);
    const moli = officer('moli');
    expect(await db.ledger.within(moli, (tx) => findHouseholds(tx, moli, SUNWANG, '王建国'))).toEqual([]);
    expect(await db.ledger.within(moli, (tx) => identifyHousehold(tx, moli, check.taskId, householdId))).toBe('notFound');
    expect(await db.ledger.within(anyu, (tx) => identifyHousehold(tx, anyu, check.taskId, householdId))).toBe('done');
  });

  it('does not get a household that has an open task of its own', async () => {
    const check = await reviewed();
    await db.sql(
      "INSERT INTO task (county, id, village_code, household_id, person_name, origin, due_on, state) SELECT county, gen_random_uuid(), village_code, $1, '王建国', 'sweep', due_on, 'dispatched' FROM task",
      [householdId],
    );
    expect(await db.ledger.within(officer('county'), (tx) => identifyHousehold(tx, officer('county'), check.taskId, householdId))).toEqual({
      refused: '这一户已有没办完的任务，请先处理那一个',
    });
  });
});
