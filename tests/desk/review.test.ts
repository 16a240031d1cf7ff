// 初审 and 审核: a check goes up, or back with a reason; what the county passes reaches the department, the case, the archive and the phones.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { CheckResult } from '../../src/domain/visit.ts';
import { acknowledge, closeAnswered } from '../../src/server/ledger/close-tasks.ts';
import { decide } from '../../src/server/ledger/decide.ts';
import { dispatch } from '../../src/server/ledger/dispatch.ts';
import { checkDossier } from '../../src/server/ledger/dossier.ts';
import { householdsById } from '../../src/server/ledger/households.ts';
import { listLeads } from '../../src/server/ledger/leads.ts';
import { listQueued, listReviews } from '../../src/server/ledger/tasks.ts';
import { tasksById } from '../../src/server/ledger/tasks-by-id.ts';
import { COUNTY, HOUSEHOLDS, smallCounty } from '../support/county.ts';
import { type FreshDatabase, freshDatabase } from '../support/database.ts';
import { aLead, aRemark, handedIn, INCLUDED, importLeads, NOT_INCLUDED, NOW, officer } from './support/office.ts';

let db: FreshDatabase;
beforeAll(async () => {
  db = await freshDatabase();
  await smallCounty(db.ledger);
});
afterAll(() => db.drop());
beforeEach(() => db.sql('TRUNCATE lead, task, hand_in, review, monitor_case, village_log, import_batch CASCADE'));

const [home] = HOUSEHOLDS;
const DAYS = { returnedDueDays: 3, closeAfterDays: 7 };
type Decision = Parameters<typeof decide>[3]['decision'];
const PASS: Decision = { kind: 'pass' };
const BACK: Decision = { kind: 'return', reason: '信息不完整', text: '请补充学生学籍', fields: ['guarantees.schooling'] };

/** A check of 王建国's household that the village handed in. */
async function submitted(result: CheckResult = NOT_INCLUDED, remarks: object[] = []): Promise<{ taskId: string; handInId: string }> {
  await importLeads(db.ledger, [aLead('王建国', { householdId: home?.id })]);
  await db.ledger.within(officer('county'), (tx) => dispatch(tx, officer('county'), { department: 'yibao', to: { kind: 'village' } }, '2026-11-29'));
  const [task] = await db.sql<{ id: string }>('SELECT id FROM task');
  const taskId = task?.id ?? '';
  return { taskId, handInId: await handedIn(db, taskId, result, remarks) };
}

const township = (check: { taskId: string; handInId: string }, decision: Decision, who: 'anyu' | 'moli' = 'anyu') =>
  db.ledger.within(officer(who), (tx) => decide(tx, officer(who), 'township', { checks: [check], decision }, DAYS));
const county = (check: { taskId: string; handInId: string }, decision: Decision) =>
  db.ledger.within(officer('county'), (tx) => decide(tx, officer('county'), 'county', { checks: [check], decision }, DAYS));
const task = async (id: string) => (await db.ledger.within(officer('county'), (tx) => tasksById(tx, COUNTY, [id])))[0];

describe('a township reviews', () => {
  it('sees what waits for it, and nothing of another township', async () => {
    const check = await submitted();
    const own = await db.ledger.within(officer('anyu'), (tx) => listReviews(tx, officer('anyu'), 'township', {}, 50));
    expect(own.tasks).toMatchObject([{ id: check.taskId, handInId: check.handInId, result: { include: false } }]);
    const other = await db.ledger.within(officer('moli'), (tx) => listReviews(tx, officer('moli'), 'township', {}, 50));
    expect(other.tasks).toEqual([]);
    expect(await township(check, PASS, 'moli')).toMatchObject({ decided: 0, notDecided: [{ reason: expect.stringContaining('不在您的辖区') }] });
  });

  it('can choose every check of its queue at once, each with the hand-in that stands there', async () => {
    const check = await submitted();
    const all = await db.ledger.within(officer('anyu'), (tx) => listQueued(tx, officer('anyu'), 'township', {}, 5000));
    expect(all).toEqual({ checks: [{ ...check, headName: '王建国', include: false, remarkCount: 0 }], total: 1 });
    expect(await db.ledger.within(officer('anyu'), (tx) => listQueued(tx, officer('anyu'), 'township', { include: true }, 5000))).toMatchObject({
      total: 0,
    });
    expect(await db.ledger.within(officer('moli'), (tx) => listQueued(tx, officer('moli'), 'township', {}, 5000))).toEqual({ checks: [], total: 0 });
    expect(await db.ledger.within(officer('county'), (tx) => listQueued(tx, officer('county'), 'county', {}, 5000))).toEqual({
      checks: [],
      total: 0,
    });
  });

  it('passes a check on to the county', async () => {
    const check = await submitted();
    expect(await township(check, PASS)).toEqual({ decided: 1, notDecided: [] });
    expect(await task(check.taskId)).toMatchObject({ state: 'reviewed', returned: null });
    const queue = await db.ledger.within(officer('county'), (tx) => listReviews(tx, officer('county'), 'county', {}, 50));
    expect(queue.total).toBe(1);
  });

  it('returns a check with its reason, its own due date and the answers kept', async () => {
    const check = await submitted();
    await township(check, BACK);
    expect(await task(check.taskId)).toMatchObject({
      state: 'returned',
      dueOn: '2026-11-25',
      returned: { reason: '信息不完整', text: '请补充学生学籍', fields: ['guarantees.schooling'], level: 'township', byName: '孙乡办' },
      lastContent: { result: { summary: NOT_INCLUDED.summary } },
    });
    const [log] = await db.sql<{ seq: number }>('SELECT seq::int FROM village_log WHERE entity_id = $1', [check.taskId]);
    expect(log?.seq).toBeGreaterThan(1);
  });

  it('does not decide on a hand-in that it has not seen', async () => {
    const check = await submitted();
    const answer = await township({ ...check, handInId: randomUUID() }, PASS);
    expect(answer.notDecided[0]?.reason).toContain('新的一版');
    expect((await task(check.taskId))?.state).toBe('submitted');
  });

  it('takes one decision of two that come at the same moment', async () => {
    const check = await submitted();
    const answers = await Promise.all([township(check, PASS), township(check, BACK)]);
    expect(answers.map((answer) => answer.decided).sort()).toEqual([0, 1]);
    expect(answers.flatMap((answer) => answer.notDecided)[0]?.reason).toContain('已有人处理过');
    expect(await db.sql('SELECT 1 FROM review')).toHaveLength(1);
  });

  it('cannot pass what still has an error, but can return it', async () => {
    const check = await submitted(NOT_INCLUDED, [aRemark('E', '王建国的身份证号不对')]);
    expect((await township(check, PASS)).notDecided[0]?.reason).toContain('王建国的身份证号不对');
    expect((await township(check, BACK)).decided).toBe(1);
  });
});

describe('the county audits', () => {
  it('cannot skip the township', async () => {
    const check = await submitted();
    expect((await county(check, PASS)).notDecided[0]?.reason).toContain('还在等乡镇初审');
  });

  it('gives the department its answer, remembers the check in the archive, and closes when the department has taken note', async () => {
    const check = await submitted();
    await township(check, PASS);
    await county(check, PASS);
    expect((await task(check.taskId))?.state).toBe('audited');
    const answered = await db.ledger.within(officer('yibao'), (tx) => listLeads(tx, officer('yibao'), {}, 50));
    expect(answered.leads[0]).toMatchObject({
      lead: { state: 'answered' },
      taskState: 'audited',
      result: { include: false, reason: 'reimbursed', summary: NOT_INCLUDED.summary },
    });
    const [archive] = await db.ledger.within(officer('county'), (tx) => householdsById(tx, COUNTY, [home?.id ?? '']));
    expect(archive).toMatchObject({ version: 2, pastChecks: [{ on: '2026-11-22', origin: 'lead', include: false, reason: 'reimbursed' }] });
    expect(await db.sql("SELECT 1 FROM village_log WHERE entity = 'household' AND entity_id = $1", [home?.id])).toHaveLength(1);

    const leadId = answered.leads[0]?.lead.id ?? '';
    const other = await db.ledger.within(officer('minzheng'), (tx) => acknowledge(tx, officer('minzheng'), [leadId]));
    expect(other.acknowledged).toBe(0);
    const noted = await db.ledger.within(officer('yibao'), (tx) => acknowledge(tx, officer('yibao'), [leadId]));
    expect(noted).toEqual({ acknowledged: 1, taskIds: [check.taskId] });
    await db.ledger.within(officer('county'), (tx) => closeAnswered(tx, officer('county'), 7, noted.taskIds));
    expect((await task(check.taskId))?.state).toBe('closed');
  });

  it('closes by itself when the days for the department have passed', async () => {
    const check = await submitted();
    await township(check, PASS);
    await county(check, PASS);
    const close = (days: number) => {
      const later = officer('county', new Date(NOW.getTime() + days * 86_400_000));
      return db.ledger.within(later, (tx) => closeAnswered(tx, later, 7, null));
    };
    expect(await close(6)).toBe(0);
    expect(await close(8)).toBe(1);
    expect((await task(check.taskId))?.state).toBe('closed');
  });

  it('opens one case for an included household', async () => {
    const check = await submitted(INCLUDED);
    await township(check, PASS);
    await county(check, PASS);
    expect(await db.sql('SELECT household_id, category, task_id FROM monitor_case')).toEqual([
      { household_id: home?.id, category: 'sudden', task_id: check.taskId },
    ]);
  });

  it('closes at once what no department waits for', async () => {
    const check = await submitted();
    await db.sql('UPDATE lead SET task_id = NULL');
    await township(check, PASS);
    await county(check, PASS);
    expect((await task(check.taskId))?.state).toBe('closed');
  });

  it('shows the dossier masked, with what was found otherwise', async () => {
    const check = await submitted();
    const seen = JSON.stringify({ ...home, address: '老屋' });
    await db.sql('UPDATE hand_in SET known = $1', [seen]);
    const dossier = await db.ledger.within(officer('anyu'), (tx) => checkDossier(tx, officer('anyu'), check.taskId));
    expect(dossier).toMatchObject({
      villageName: '孙王村',
      known: { phone: '138****0001', members: [{ idNumber: expect.stringMatching(/^149926\*{8}/) }, {}] },
      handIn: { content: { survey: { root: { values: { phone: '138****0001' } } } } },
      differences: [{ path: 'root/address', before: '老屋', after: '1号' }],
    });
    expect(await db.ledger.within(officer('moli'), (tx) => checkDossier(tx, officer('moli'), check.taskId))).toBeNull();
  });

  it('shows no number of a person in full anywhere: in what differs, in what was handed in before, in what went back', async () => {
    const check = await submitted();
    const [member, ...others] = home?.members ?? [];
    const seen = {
      ...home,
      phone: '13900000009',
      members: [{ ...member, phone: '13900000008', idNumber: `${member?.idNumber.slice(0, 17)}9` }, ...others],
    };
    await db.sql('UPDATE hand_in SET known = $1', [JSON.stringify(seen)]);
    await township(check, BACK);
    const dossier = await db.ledger.within(officer('anyu'), (tx) => checkDossier(tx, officer('anyu'), check.taskId));
    expect(dossier?.task.lastContent).toBeTruthy();
    expect(dossier?.differences.map(({ path }) => path)).toContain('root/phone');
    expect(JSON.stringify(dossier)).not.toMatch(/(?<!\d)(1[3-9]\d{9}|\d{17}[\dXx])(?!\d)/);
  });
});
