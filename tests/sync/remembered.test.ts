// A check through its whole life: typed on the phone, passed by township and county, and back on the phone as what the archive knows.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { knownOf } from '../../src/domain/archive/known-of.ts';
import type { Household } from '../../src/domain/household.ts';
import { OFFICIAL_SURVEY } from '../../src/domain/official/survey.ts';
import type { Form } from '../../src/domain/survey/form.ts';
import { loadDefinition } from '../../src/domain/survey/load.ts';
import { submissionOf } from '../../src/domain/survey/submission.ts';
import { addInstance, answer, confirmKnown, openSurvey, ROOT, tell } from '../../src/domain/survey/survey.ts';
import type { CheckContent } from '../../src/domain/visit.ts';
import { decide } from '../../src/server/ledger/decide.ts';
import type { Officer } from '../../src/server/ledger/desk-scope.ts';
import { asker, PEOPLE, uuid } from '../support/county.ts';
import { aCheck, idNumberOf } from '../support/household.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { draft } from './support/people.ts';
import { pickUpPhone } from './support/phone-in-hand.ts';
import { dispatchTasks } from './support/visits.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
  await dispatchTasks(server.db.ledger, [1]);
});
afterAll(() => server.close());

const officer = (who: 'anyu' | 'county'): Officer => ({
  ...asker(who),
  accountId: PEOPLE[who].id,
  name: PEOPLE[who].name,
  now: new Date('2026-11-22T02:00:00Z'),
});

const form = loadDefinition(OFFICIAL_SURVEY).form as Form;

/** The official survey on the quick path: another phone, a child, everything else as known. */
function found(household: Household): CheckContent {
  const clock = { today: '2026-11-21', now: '2026-11-21T09:00:00.000+08:00' };
  const survey = openSurvey(form, { clock, newId: randomUUID, language: 'zh', known: knownOf(household) });
  tell(survey, 'include', 'no');
  answer(survey, ROOT, 'phone', '15400001234');
  const { id } = addInstance(survey, ROOT, 'members');
  const child = { idNumber: idNumberOf('2026-02-03', 2), name: '王小燕', relation: '42', ethnic: '01', health: ['healthy'], residentMedical: 'yes' };
  for (const [key, value] of Object.entries(child)) answer(survey, id ?? '', key, value);
  for (const section of ['household', 'people', 'guarantees']) confirmKnown(survey, ROOT, section);
  const submission = submissionOf(survey);
  return aCheck(submission.root, { survey: submission });
}

test('after 审核通过 the phone shows the new phone number, the new member, and the check under 以前的核查', async () => {
  const phone = await pickUpPhone(server, 'sunwang');
  try {
    await phone.sync.now();
    const before = await phone.store.household(uuid('h', 1));
    const task = await phone.store.task(uuid('t', 1));
    if (!before || !task) throw new Error('the phone has not got its task');
    expect(before.pastChecks).toEqual([]);
    const content = found(before);
    const written = draft(0, undefined, { taskId: task.id, householdId: task.householdId, villageCode: task.villageCode, revision: 1 });
    const { id } = await phone.store.handIn(written, content, { handInId: randomUUID(), now: new Date('2026-11-21T01:00:00Z') });
    await phone.sync.now();
    for (const [who, level] of [['anyu', 'township'] as const, ['county', 'county'] as const]) {
      const request = { checks: [{ taskId: task.id, handInId: id }], decision: { kind: 'pass' as const } };
      const done = await server.db.ledger.within(officer(who), (tx) =>
        decide(tx, officer(who), level, request, { returnedDueDays: 3, closeAfterDays: 7 }),
      );
      expect(done).toEqual({ decided: 1, notDecided: [] });
    }
    await phone.sync.now();
    expect(await phone.store.household(uuid('h', 1))).toMatchObject({
      phone: '15400001234',
      size: 3,
      income: before.income,
      members: [{}, {}, { name: '王小燕', pinyin: 'wang xiao yan', birthOn: '2026-02-03' }],
      pastChecks: [{ on: '2026-11-22', origin: 'lead', include: false, summary: '收入稳定，不纳入。' }],
    });
    const [line] = (await phone.store.householdLines()).filter((one) => one.id === uuid('h', 1));
    expect(line?.search).toContain('wangxiaoyan');
  } finally {
    phone.putDown();
  }
});
