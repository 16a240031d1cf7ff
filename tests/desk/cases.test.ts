// A case from the county's pass to its registration, sent back on the way, and later out of monitoring: against the real ledger, with the clock moved.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { CaseAct } from '../../src/domain/case/act.ts';
import type { CaseStep } from '../../src/domain/case/step.ts';
import { DEFAULT_POLICIES } from '../../src/domain/policy-defaults.ts';
import type { CheckResult } from '../../src/domain/visit.ts';
import { caseDetail, listCases } from '../../src/server/ledger/case-list.ts';
import { actOnCase, openElimination } from '../../src/server/ledger/cases.ts';
import { answerComparisons, explainHit, listComparisons } from '../../src/server/ledger/comparisons.ts';
import { decide } from '../../src/server/ledger/decide.ts';
import { dispatch } from '../../src/server/ledger/dispatch.ts';
import { householdsById } from '../../src/server/ledger/households.ts';
import { COUNTY, HOUSEHOLDS, type PEOPLE, smallCounty, uuid } from '../support/county.ts';
import { type FreshDatabase, freshDatabase } from '../support/database.ts';
import { aLead, handedIn, INCLUDED, importLeads, NOT_INCLUDED, NOW, officer } from './support/office.ts';

let db: FreshDatabase;
beforeAll(async () => {
  db = await freshDatabase();
});
afterAll(() => db.drop());
beforeEach(async () => {
  await db.sql(
    'TRUNCATE county, division, village, policy, account, household, member, lead, task, hand_in, review, monitor_case, village_log, import_batch CASCADE',
  );
  await smallCounty(db.ledger);
});

const policy =
  DEFAULT_POLICIES[0] ??
  (() => {
    throw new Error('no policy');
  })();
const home =
  HOUSEHOLDS[0] ??
  (() => {
    throw new Error('no household');
  })();
type Who = keyof typeof PEOPLE;
/** Days after the day on which everything begins, 22 November 2026. */
const on = (who: Who, day = 0) => officer(who, new Date(NOW.getTime() + day * 86_400_000));
const dayOf = (day: number): string => new Date(NOW.getTime() + day * 86_400_000).toISOString().slice(0, 10);

/** A lead about the household is checked, and township and county pass it. */
async function checked(result: CheckResult, day = 0): Promise<void> {
  const open = await db.sql<{ id: string }>("SELECT id FROM task WHERE state = 'dispatched' AND household_id = $1", [home.id]);
  if (open.length === 0) {
    await importLeads(db.ledger, [aLead(home.headName, { householdId: home.id, period: `第${day}天` })]);
    await db.ledger.within(on('county', day), (tx) =>
      dispatch(tx, on('county', day), { department: 'yibao', to: { kind: 'village' } }, dayOf(day + 7)),
    );
  }
  const [task] = await db.sql<{ id: string }>("SELECT id FROM task WHERE state = 'dispatched' AND household_id = $1", [home.id]);
  const check = { taskId: task?.id ?? '', handInId: await handedIn(db, task?.id ?? '', result) };
  for (const [who, level] of [['anyu', 'township'] as const, ['county', 'county'] as const]) {
    const done = await db.ledger.within(on(who, day), (tx) =>
      decide(tx, on(who, day), level, { checks: [check], decision: { kind: 'pass' } }, policy),
    );
    expect(done.notDecided).toEqual([]);
  }
}

const theCase = async (): Promise<string> =>
  (await db.sql<{ id: string }>('SELECT id FROM monitor_case ORDER BY opened_at DESC LIMIT 1'))[0]?.id ?? '';
const act = async (who: Who, one: CaseAct, day = 0) => {
  const id = await theCase();
  return db.ledger.within(on(who, day), (tx) => actOnCase(tx, on(who, day), id, { act: one }, policy));
};
const detail = async (who: Who = 'county', day = 0) => {
  const id = await theCase();
  return db.ledger.within(on(who, day), (tx) => caseDetail(tx, on(who, day), id, policy));
};
const list = (who: Who, query: Parameters<typeof listCases>[2] = {}, day = 0) =>
  db.ledger.within(on(who, day), (tx) => listCases(tx, on(who, day), query, policy, 50));

const signers = home.members.map(({ id, name }) => ({
  memberId: id,
  name,
  answer: 'signed' as const,
  signatureId: uuid('s', 1),
  fingerprintId: null,
}));
const AUTHORIZE: CaseAct = { act: 'authorize', signers };
const appraised = (day: number): CaseAct => ({
  act: 'appraise',
  heldOn: dayOf(day),
  place: '村委会',
  host: '周采集',
  present: 21,
  votesFor: 20,
  votesAgainst: 1,
  opinion: '同意',
  minutes: [],
});
const posted = (day: number): CaseAct => ({ act: 'post', postedOn: dayOf(day), place: '村务公开栏', photos: [] });
const takenDown = (day: number): CaseAct => ({ act: 'publish', takenDownOn: dayOf(day), photos: [] });
const REGISTER = (day: number): CaseAct => ({
  act: 'register',
  nationalNo: '14082600012345',
  identifiedMonth: dayOf(day).slice(0, 7).replace('-', ''),
  announcedOn: dayOf(day),
});

/** Every department answers that it has nothing. */
async function departmentsFindNothing(day: number): Promise<void> {
  for (const who of ['yibao', 'minzheng'] as const) {
    const asked = await db.ledger.within(on(who, day), (tx) => listComparisons(tx, on(who, day), { waiting: true }, 500));
    if (asked.total > 0)
      await db.ledger.within(on(who, day), (tx) =>
        answerComparisons(tx, on(who, day), { answers: asked.comparisons.map(({ id }) => ({ id, hit: false, detail: '' })) }),
      );
  }
  // Departments that nobody signs in for in this small county.
  await db.sql('UPDATE comparison SET hit = false, answered_at = now() WHERE answered_at IS NULL AND superseded_at IS NULL');
}

async function walkTo(step: CaseStep, from = 0): Promise<void> {
  const walk: [CaseStep, () => Promise<unknown>][] = [
    ['authorized', () => act('sunwang', AUTHORIZE, from)],
    ['compared', async () => [await departmentsFindNothing(from), await act('county', { act: 'compare', note: '' }, from + 1)]],
    ['appraised', () => act('sunwang', appraised(from + 2), from + 2)],
    ['published', async () => [await act('sunwang', posted(from + 3), from + 3), await act('sunwang', takenDown(from + 8), from + 8)]],
    ['townshipApproved', () => act('anyu', { act: 'approveTownship', opinion: '' }, from + 9)],
    ['countyApproved', () => act('county', { act: 'approveCounty', opinion: '' }, from + 10)],
    ['registered', () => act('anyu', REGISTER(from + 11), from + 11)],
  ];
  for (const [one, take] of walk) {
    await take();
    expect((await detail())?.item.done).toBe(one);
    if (one === step) return;
  }
}

const archive = async () => (await db.ledger.within(on('county'), (tx) => householdsById(tx, COUNTY, [home.id])))[0];

describe('识别纳入', () => {
  it('opens with the county’s pass, the clock running from the lead, and waits for the authorisation', async () => {
    await checked(INCLUDED);
    const one = await detail();
    expect(one?.item).toMatchObject({
      done: 'visited',
      waitsFor: 'authorized',
      signalOn: dayOf(0),
      decisionDueOn: dayOf(15),
      standing: 'soon',
      headName: '王建国',
      category: 'sudden',
    });
    expect(one?.entries.map(({ act: { act: name } }) => name)).toEqual(['open', 'visit']);
    expect((await list('county')).waiting).toEqual({ authorized: 1 });
  });

  it('nine steps bring it into the national system, and the household into monitoring with its next version', async () => {
    await checked(INCLUDED);
    await walkTo('registered');
    expect(await detail()).toMatchObject({ item: { ended: 'registered', waitsFor: null, stepDueOn: null }, nationalNo: '14082600012345' });
    const household = await archive();
    expect(household).toMatchObject({
      monitorState: 'monitored',
      category: 'sudden',
      details: { householdNo: '14082600012345', identifiedOn: '2026-12-03' },
    });
    expect(household?.version).toBe(home.version + 2);
    const [log] = await db.sql<{ seq: number }>("SELECT seq::int FROM village_log WHERE entity = 'household' AND entity_id = $1", [home.id]);
    const [village] = await db.sql<{ seq: number }>('SELECT seq::int FROM village WHERE code = $1', [home.villageCode]);
    expect(log?.seq).toBeLessThanOrEqual(village?.seq ?? 0);
  });

  it('nobody takes another’s step, none is skipped, and a department’s hit waits for an explanation', async () => {
    await checked(INCLUDED);
    expect(await act('anyu', { act: 'approveTownship', opinion: '' })).toEqual({ obstacle: 'notNext' });
    expect(await act('anyu', AUTHORIZE)).toEqual({ obstacle: 'notYours' });
    expect(await act('xunwang', AUTHORIZE)).toBe('notFound');
    expect(await act('sunwang', { act: 'authorize', signers: signers.slice(0, 1) })).toEqual({ obstacle: 'nobodyAsked' });
    await act('sunwang', AUTHORIZE);
    expect(await act('county', { act: 'compare', note: '' })).toEqual({ obstacle: 'unanswered' });

    const asked = await db.ledger.within(on('minzheng'), (tx) => listComparisons(tx, on('minzheng'), { waiting: true }, 500));
    expect(asked.comparisons.map(({ personName, subject }) => `${personName} ${subject}`).sort()).toEqual(['王家人 relief', '王建国 relief'].sort());
    expect(asked.comparisons.map(({ idNumber }) => idNumber).sort()).toEqual(home.members.map(({ idNumber }) => idNumber).sort());
    const [hit] = asked.comparisons;
    await db.ledger.within(on('minzheng'), (tx) =>
      answerComparisons(tx, on('minzheng'), { answers: [{ id: hit?.id ?? '', hit: true, detail: '2025年起低保' }] }),
    );
    await departmentsFindNothing(0);
    expect(await act('county', { act: 'compare', note: '' })).toEqual({ obstacle: 'unexplained' });
    expect((await detail())?.comparisons.find(({ id }) => id === hit?.id)?.idNumber).toMatch(/^\d{6}\*+/);
    expect(await db.ledger.within(on('county'), (tx) => explainHit(tx, on('county'), hit?.id ?? '', '低保金已计入收入'))).toBe(true);
    expect(await act('county', { act: 'compare', note: '' })).toEqual({ done: 'compared' });
  });

  it('a department answers only what it was asked, and not for another', async () => {
    await checked(INCLUDED);
    await act('sunwang', AUTHORIZE);
    const asked = await db.ledger.within(on('minzheng'), (tx) => listComparisons(tx, on('minzheng'), {}, 500));
    const answers = asked.comparisons.map(({ id }) => ({ id, hit: false, detail: '' }));
    const tried = await db.ledger.within(on('yibao'), (tx) => answerComparisons(tx, on('yibao'), { answers }));
    expect([tried.answered, tried.notAnswered.length]).toEqual([0, answers.length]);
    expect((await db.ledger.within(on('yibao'), (tx) => listComparisons(tx, on('yibao'), {}, 500))).total).toBe(0);
  });

  it('sent back to the visit it gets a new task, pauses its clock, is compared anew, and keeps everything that was done', async () => {
    await checked(INCLUDED);
    await walkTo('published');
    expect(await act('anyu', { act: 'goBack', to: 'visited', reason: '收入没有核实', text: '' }, 9)).toEqual({ done: 'alerted' });
    const [task] = await db.sql<{ title: string; state: string }>("SELECT title, state FROM task WHERE household_id = $1 AND state = 'dispatched'", [
      home.id,
    ]);
    expect(task?.title).toContain('收入没有核实');
    expect((await detail('county', 12))?.item).toMatchObject({ waitsFor: 'visited', backAt: 'visited' });
    await checked(INCLUDED, 12);
    const again = await detail('county', 12);
    expect(again?.item).toMatchObject({ done: 'visited', waitsFor: 'authorized', decisionDueOn: dayOf(15 + 3) });
    expect(again?.pausedDays).toBe(3);
    expect(again?.entries).toHaveLength(9);
    expect(again?.comparisons).toEqual([]);
    await walkTo('registered', 12);
  });

  it('visited anew and not included after all, it ends there', async () => {
    await checked(INCLUDED);
    await act('county', { act: 'goBack', to: 'visited', reason: '没有核实', text: '' });
    await checked(NOT_INCLUDED, 2);
    expect((await detail())?.item.ended).toBe('notIncluded');
    expect((await archive())?.monitorState).toBe('none');
  });

  it('one open case a household, held by the database', async () => {
    await checked(INCLUDED);
    await checked(INCLUDED, 1);
    expect(await db.sql('SELECT 1 FROM monitor_case')).toHaveLength(1);
    await expect(
      db.sql(
        'INSERT INTO monitor_case (county, id, village_code, household_id, category, signal_on) SELECT county, $1, village_code, household_id, category, signal_on FROM monitor_case',
        [randomUUID()],
      ),
    ).rejects.toThrow(/case_one_open/);
  });
});

describe('风险消除和再次识别', () => {
  it('a monitored household whose conditions are not met is not passed on, and the office sees which', async () => {
    await checked(INCLUDED);
    await walkTo('registered');
    expect(await db.ledger.within(on('anyu', 20), (tx) => openElimination(tx, on('anyu', 20), home.id, policy))).toHaveProperty('id');
    expect(await db.ledger.within(on('anyu', 20), (tx) => openElimination(tx, on('anyu', 20), home.id, policy))).toEqual({
      refused: '这一户已经有正在办理的个案',
    });
    await checked(NOT_INCLUDED, 21);
    await act('sunwang', appraised(22), 22);
    await act('sunwang', posted(22), 22);
    await act('sunwang', takenDown(27), 27);
    expect((await detail('county', 28))?.item.done).toBe('published');
    expect(await act('anyu', { act: 'approveTownship', opinion: '' }, 28)).toEqual({ obstacle: 'notEligible' });
    const conditions = (await detail('county', 28))?.conditions ?? [];
    expect(conditions.find(({ condition }) => condition === 'identifiedLongEnough')).toMatchObject({
      standing: 'unmet',
      because: '已满 0 个月，需要 6 个月',
    });
  });

  it('a household that is not monitored can’t leave monitoring', async () => {
    expect(await db.ledger.within(on('anyu'), (tx) => openElimination(tx, on('anyu'), home.id, policy))).toEqual({
      refused: '这一户现在不是监测对象',
    });
  });
});

describe('lists', () => {
  it('即将到期 and 逾期 follow the clock, and a township sees its own', async () => {
    await checked(INCLUDED);
    expect((await list('anyu', { standing: 'overdue' }, 0)).total).toBe(0);
    expect((await list('anyu', { standing: 'overdue' }, 3)).total).toBe(1);
    expect((await list('anyu', {}, 3)).overdue).toBe(1);
    expect((await list('moli', {}, 3)).total).toBe(0);
    expect(await db.ledger.within(on('moli'), (tx) => caseDetail(tx, on('moli'), 'c0000000-0000-4000-8000-000000000000', policy))).toBeUndefined();
    expect((await list('anyu', { search: '王建国' })).people).toBe(home.size);
  });
});
