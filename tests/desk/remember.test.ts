// What the archive knows after the county has passed a check, and what the phones of the village hear of it.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { SubmittedInstance } from '../../src/domain/survey/answers.ts';
import type { CheckContent } from '../../src/domain/visit.ts';
import { decide } from '../../src/server/ledger/decide.ts';
import { dispatch } from '../../src/server/ledger/dispatch.ts';
import { addHouseholds, householdsById } from '../../src/server/ledger/households.ts';
import { householdTexts } from '../../src/server/ledger/noun-json.ts';
import { COUNTY, HOUSEHOLDS, SUNWANG, smallCounty, uuid } from '../support/county.ts';
import { type FreshDatabase, freshDatabase } from '../support/database.ts';
import { aCheck, aHousehold, aMember, answered, idNumberOf } from '../support/household.ts';
import { aLead, handedIn, importLeads, NOT_INCLUDED, officer } from './support/office.ts';

let db: FreshDatabase;
beforeAll(async () => {
  db = await freshDatabase();
  await smallCounty(db.ledger);
});
afterAll(() => db.drop());
beforeEach(() => db.sql('TRUNCATE lead, task, hand_in, review, monitor_case, village_log, import_batch CASCADE'));

const [home, other] = HOUSEHOLDS;
const [head, spouse] = (home?.members ?? []).map((member) => member.id);

/** A check of this household that township and county passed, one after the other. */
async function passed(content: CheckContent, householdId = home?.id): Promise<void> {
  const name = HOUSEHOLDS.find((household) => household.id === householdId)?.headName ?? '王建国';
  await importLeads(db.ledger, [aLead(name, { householdId })]);
  await db.ledger.within(officer('county'), (tx) => dispatch(tx, officer('county'), { department: 'yibao', to: { kind: 'village' } }, '2026-11-29'));
  const [task] = await db.sql<{ id: string }>("SELECT id FROM task WHERE state = 'dispatched'");
  const check = { taskId: task?.id ?? '', handInId: await handedIn(db, task?.id ?? '', content.result, [], content) };
  const days = { returnedDueDays: 3, closeAfterDays: 7 };
  for (const [who, level] of [['anyu', 'township'] as const, ['county', 'county'] as const]) {
    const done = await db.ledger.within(officer(who), (tx) => decide(tx, officer(who), level, { checks: [check], decision: { kind: 'pass' } }, days));
    expect(done.notDecided).toEqual([]);
  }
}

const archive = async (id = home?.id ?? '') => (await db.ledger.within(officer('county'), (tx) => householdsById(tx, COUNTY, [id])))[0];
/** The household as it goes to the phones of the village. */
const onPhones = async (id = home?.id ?? '') =>
  JSON.parse((await db.ledger.within(officer('sunwang'), (tx) => householdTexts(tx, COUNTY, { ids: [id] })))[0]?.json ?? 'null');

const found = (values: SubmittedInstance['values'], members: SubmittedInstance[] = []): CheckContent =>
  aCheck(answered('root', values, members.length > 0 ? { members } : {}), { result: NOT_INCLUDED });

it('tells the village of the new phone, the new member with the spelling of the name, the income of the year, and the check among 以前的核查', async () => {
  const baby = randomUUID();
  await passed(
    found({ phone: '15400001234', road: 'cement', wagesWork: 18000, transferPension: 2400, spendMedical: 300.5 }, [
      answered(head ?? '', { health: ['chronic'] }),
      answered(spouse ?? '', {}),
      answered(baby, { name: '王小燕', relation: '42', idNumber: idNumberOf('2026-02-03', 2), presence: 'present' }),
    ]),
  );
  const seen = await onPhones();
  expect(seen).toMatchObject({
    phone: '15400001234',
    size: 3,
    version: 2,
    details: { road: 'cement', perCapitaBefore: 13300 },
    income: { year: 2026, totals: { wages: 18000, transfers: 2400, selfPaid: 300.5 }, items: { wagesWork: 18000 } },
    members: [
      { id: head, health: ['chronic'] },
      { id: spouse },
      { id: baby, name: '王小燕', pinyin: 'wang xiao yan', initials: 'wxy', birthOn: '2026-02-03', sex: '2' },
    ],
    pastChecks: [{ on: '2026-11-22', origin: 'lead', include: false, reason: 'reimbursed', summary: NOT_INCLUDED.summary }],
  });
  expect(await archive()).toEqual(seen);
  const [log] = await db.sql<{ seq: number }>("SELECT seq::int FROM village_log WHERE entity = 'household' AND entity_id = $1", [home?.id]);
  const [village] = await db.sql<{ seq: number }>('SELECT seq::int FROM village WHERE code = $1', [SUNWANG]);
  expect(log?.seq).toBeGreaterThan(1);
  expect(log?.seq).toBeLessThanOrEqual(village?.seq ?? 0);
});

it('keeps who died in the archive with the day, and what a second check did not ask', async () => {
  await passed(found({}, [answered(spouse ?? '', { presence: 'dead', presenceOn: '2026-09-01' })]));
  const now = await archive();
  expect(now?.members[1]).toMatchObject({ id: spouse, presence: 'dead', details: { presenceOn: '2026-09-01' } });
  expect([now?.size, now?.phone, now?.pastChecks.length, now?.version]).toEqual([2, '15400001234', 2, 3]);
});

it('gives a newcomer an id of their own where the phone’s is another household’s member', async () => {
  const taken = other?.members[0]?.id ?? '';
  await passed(found({}, [answered(head ?? '', {}), answered(taken, { name: '王混入' })]));
  const now = await archive();
  const newcomer = now?.members.find((member) => member.name === '王混入');
  expect(newcomer && newcomer.id !== taken).toBe(true);
  expect((await archive(other?.id))?.members[0]).toMatchObject({ id: taken, name: other?.headName });
});

it('holds everything the survey asks, and gives it back as it was', async () => {
  const household = aHousehold({
    id: uuid('h', 77),
    villageCode: SUNWANG,
    members: [
      aMember(77, { id: uuid('m', 77), jobs: [{ workPlace: '140802', workMonths: 3 }], details: { political: 'party', majorInsurance: true } }),
    ],
    details: { road: 'asphalt', measures: [{ id: 'm1', measure: 'industry', state: 'done' }], identifiedOn: '2026-01-02' },
  });
  await db.ledger.within(officer('county'), (tx) => addHouseholds(tx, COUNTY, [household]));
  expect(await archive(household.id)).toEqual(household);
  expect(await onPhones(household.id)).toEqual(household);
});
