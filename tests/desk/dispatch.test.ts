// 下发任务: leads become one task a household, whoever sends them and however often somebody clicks.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { dispatch } from '../../src/server/ledger/dispatch.ts';
import { listLeads } from '../../src/server/ledger/leads.ts';
import { listTasks } from '../../src/server/ledger/tasks.ts';
import { tasksById } from '../../src/server/ledger/tasks-by-id.ts';
import { COUNTY, HOUSEHOLDS, MOLI_VILLAGE, PEOPLE, SUNWANG, smallCounty } from '../support/county.ts';
import { type FreshDatabase, freshDatabase } from '../support/database.ts';
import { aLead, handedIn, importLeads, NOT_INCLUDED, officer } from './support/office.ts';

let db: FreshDatabase;
beforeAll(async () => {
  db = await freshDatabase();
  await smallCounty(db.ledger);
});
afterAll(() => db.drop());
beforeEach(() => db.sql('TRUNCATE lead, task, hand_in, review, monitor_case, village_log, import_batch, group_collector CASCADE'));

const [first, second] = HOUSEHOLDS;
const all = { kind: 'village' } as const;
const send = (request: Parameters<typeof dispatch>[2], dueOn = '2026-11-29') =>
  db.ledger.within(officer('county'), (tx) => dispatch(tx, officer('county'), request, dueOn));
const everyTask = () => db.ledger.within(officer('county'), (tx) => listTasks(tx, officer('county'), {}, 100));

describe('dispatching leads', () => {
  it('gathers all leads about a household on one task for its village', async () => {
    await importLeads(db.ledger, [
      aLead('王建国', { householdId: first?.id }),
      aLead('王家人', { householdId: first?.id, indicatorText: '大额医疗' }),
      aLead('李秀英', { householdId: second?.id }),
    ]);
    const result = await send({ division: SUNWANG, to: all });
    expect(result).toMatchObject({ tasksCreated: 2, tasksJoined: 0, leads: 3, skipped: [] });
    const { tasks, counts } = await everyTask();
    expect(counts).toEqual({ dispatched: 2 });
    expect(tasks.find((task) => task.headName === '王建国')?.leadTexts.sort()).toEqual(['三季度自付医疗费', '大额医疗'].sort());
    expect(tasks[0]).toMatchObject({ villageName: '孙王村', townshipName: '安峪镇', dueOn: '2026-11-29', overdueDays: 0, assigneeName: '' });
  });

  it('makes one task of two people who click at the same moment', async () => {
    await importLeads(db.ledger, [aLead('王建国', { householdId: first?.id })]);
    const results = await Promise.all([send({ department: 'yibao', to: all }), send({ department: 'yibao', to: all })]);
    expect(results.map((result) => result.tasksCreated).sort()).toEqual([0, 1]);
    expect((await everyTask()).total).toBe(1);
  });

  it('says why a named lead was not dispatched', async () => {
    const lead = aLead('王建国', { householdId: first?.id });
    await importLeads(db.ledger, [lead]);
    await send({ leadIds: [lead.id], to: all });
    const again = await send({ leadIds: [lead.id], to: all });
    expect(again).toMatchObject({ tasksCreated: 0, leads: 0, skipped: [{ leadId: lead.id, reason: '已经下发过' }] });
  });

  it('puts a later lead on the open task, and the earlier due date holds', async () => {
    await importLeads(db.ledger, [aLead('王建国', { householdId: first?.id })]);
    await send({ department: 'yibao', to: all }, '2026-12-10');
    await importLeads(db.ledger, [aLead('王建国', { householdId: first?.id, period: '2026Q4', indicatorText: '四季度自付医疗费' })]);
    const result = await send({ department: 'yibao', to: all }, '2026-12-01');
    expect(result).toMatchObject({ tasksCreated: 0, tasksJoined: 1, joinedAfterHandIn: 0 });
    const { tasks } = await everyTask();
    expect(tasks).toHaveLength(1);
    expect(tasks[0]).toMatchObject({ dueOn: '2026-12-01', leadTexts: expect.arrayContaining(['三季度自付医疗费', '四季度自付医疗费']) });
  });

  it('says so when a lead joins a check that was handed in already', async () => {
    await importLeads(db.ledger, [aLead('王建国', { householdId: first?.id })]);
    await send({ department: 'yibao', to: all });
    const [task] = (await everyTask()).tasks;
    await handedIn(db, task?.id ?? '', NOT_INCLUDED);
    await importLeads(db.ledger, [aLead('王建国', { householdId: first?.id, period: '2026Q4' })]);
    expect(await send({ department: 'yibao', to: all })).toMatchObject({ tasksJoined: 1, joinedAfterHandIn: 1 });
    const [whole] = await db.ledger.within(officer('county'), (tx) => tasksById(tx, COUNTY, [task?.id ?? '']));
    expect(whole).toMatchObject({ state: 'submitted', dueOn: '2026-11-29' });
    expect(whole?.steps.at(-1)?.note).toContain('医保局');
  });

  it('sends the leads of somebody without a household to the village, one task a person', async () => {
    await importLeads(db.ledger, [aLead('赵无户'), aLead('赵无户', { period: '2026Q2' }), aLead('钱无户')]);
    expect(await send({ department: 'yibao', to: all })).toMatchObject({ tasksCreated: 2, leads: 3 });
    await importLeads(db.ledger, [aLead('赵无户', { period: '2026Q1' })]);
    expect(await send({ department: 'yibao', to: all })).toMatchObject({ tasksCreated: 0, tasksJoined: 1 });
  });

  it('gives tasks to the collector of the group, and to the village where none is named', async () => {
    await db.sql('INSERT INTO group_collector VALUES ($1, $2, $3, $4)', [COUNTY, SUNWANG, '东组', PEOPLE.sunwang.id]);
    await importLeads(db.ledger, [aLead('王建国', { householdId: first?.id }), aLead('李秀英', { householdId: second?.id })]);
    await send({ department: 'yibao', to: { kind: 'group' } });
    const { tasks } = await everyTask();
    expect(tasks.find((task) => task.groupName === '东组')?.assigneeName).toBe('周采集');
    expect(tasks.find((task) => task.groupName === '西组')?.assigneeName).toBe('');
  });

  it('does not give a task to a collector of another village', async () => {
    await importLeads(db.ledger, [aLead('王建国', { householdId: first?.id })]);
    const result = await send({ department: 'yibao', to: { kind: 'collector', accountId: PEOPLE.moliVillage.id } });
    expect(result).toMatchObject({ tasksCreated: 0, leads: 0 });
    expect(result.skipped[0]?.reason).toContain('不负责这个村');
  });

  it('leaves a number in the village log and an entry in the audit trail for every task', async () => {
    await importLeads(db.ledger, [
      aLead('王建国', { householdId: first?.id }),
      aLead('刘文山', { villageCode: MOLI_VILLAGE, householdId: HOUSEHOLDS[3]?.id }),
    ]);
    await send({ department: 'yibao', to: all });
    const log = await db.sql("SELECT village_code FROM village_log WHERE entity = 'task' ORDER BY 1");
    expect(log.map((row) => row.village_code)).toEqual([MOLI_VILLAGE, SUNWANG]);
    expect(
      await db.sql("SELECT DISTINCT entity_id FROM audit WHERE action = 'task.dispatch' AND entity_id IN (SELECT id::text FROM task)"),
    ).toHaveLength(2);
  });

  it('shows the department its own leads only, masked and without the archive', async () => {
    await importLeads(db.ledger, [aLead('王建国', { householdId: first?.id, idNumber: first?.members[0]?.idNumber ?? '' })]);
    const own = await db.ledger.within(officer('yibao'), (tx) => listLeads(tx, officer('yibao'), {}, 50));
    expect(own).toMatchObject({ total: 1, counts: { matched: 1 } });
    expect(own.leads[0]?.lead).toMatchObject({ householdId: null, idNumber: expect.stringMatching(/^149926\*{8}/) });
    const other = await db.ledger.within(officer('minzheng'), (tx) => listLeads(tx, officer('minzheng'), {}, 50));
    expect(other).toMatchObject({ leads: [], total: 0, counts: {} });
  });

  it('does not let one township see the tasks of another', async () => {
    await importLeads(db.ledger, [aLead('王建国', { householdId: first?.id })]);
    await send({ department: 'yibao', to: all });
    const seen = await db.ledger.within(officer('anyu'), (tx) => listTasks(tx, officer('anyu'), {}, 50));
    const unseen = await db.ledger.within(officer('moli'), (tx) => listTasks(tx, officer('moli'), {}, 50));
    expect([seen.total, unseen.total]).toEqual([1, 0]);
  });
});
