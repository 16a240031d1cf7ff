// What the archive knows once the county has passed a check.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import * as z from 'zod/mini';
import { knownOf } from '../../src/domain/archive/known-of.ts';
import { incomeYear, rememberCheck } from '../../src/domain/archive/remember-check.ts';
import { Household } from '../../src/domain/household.ts';
import type { SubmittedInstance } from '../../src/domain/survey/answers.ts';
import { aCheck, aHousehold, aMember, answered, confirming, idNumberOf, memberId } from '../support/household.ts';

const ON = '2026-11-22';
const NEW_ID = '00000000-0000-4000-8000-00000000ffff';
const PLACES: Record<string, string> = { '140802': '山西省运城市盐湖区', '610100': '陕西省西安市' };
const remember = (household: Household, content: ReturnType<typeof aCheck>): Household =>
  rememberCheck(household, content, { on: ON, origin: 'lead', newId: () => NEW_ID, placeName: (code) => PLACES[code] });

const FAMILY = aHousehold({
  members: [
    aMember(1, { name: '王银环', phone: '15400000001', pinyin: 'wang yin huan', initials: 'wyh', details: { political: 'masses' } }),
    aMember(2, { name: '王小军', birthOn: '1998-01-02', jobs: [{ workPlace: '140802', placeName: '山西省运城市盐湖区', workMonths: 10 }] }),
  ],
  details: { road: 'cement', roadKm: 0.4, waterWho: '全家', waterSince: '2025-03', waterLitres: 12 },
  guarantees: { housing: false, schooling: false, water: true, insurance: false },
  income: {
    year: 2025,
    totals: { wages: 30000, business: 9000, property: 0, transfers: 0, costs: 0, claims: 0, selfPaid: 0 },
    items: { wagesWork: 30000, businessCrops: 9000 },
  },
});

test('a check that asked nothing leaves the archive as it was, but for itself among the past checks', () => {
  const next = remember(FAMILY, aCheck(answered('root', {})));
  expect(next).toEqual({
    ...FAMILY,
    version: FAMILY.version + 1,
    pastChecks: [{ on: ON, origin: 'lead', include: false, reason: 'stableIncome', summary: '收入稳定，不纳入。' }],
  });
});

test('a check that confirms everything changes nothing that was known', () => {
  const root = confirming(knownOf(FAMILY));
  const { version, pastChecks, income, details, ...next } = remember(FAMILY, aCheck(root));
  const { version: _, pastChecks: _past, income: _income, details: _details, ...before } = FAMILY;
  expect(next).toEqual(before);
  expect(details).toEqual({ ...FAMILY.details, perCapitaBefore: 19500 });
  expect(income).toEqual({ ...FAMILY.income, year: 2026 });
  expect([version, pastChecks.length]).toEqual([4, 1]);
});

test('a new phone, a new road, and water that is safe again are remembered; the trouble with the water is forgotten', () => {
  const next = remember(
    FAMILY,
    aCheck(answered('root', { phone: '154 0000 0009', road: 'asphalt', floorArea: '120.5', waterProblem: 'no', toilet: 'yes' })),
  );
  expect(next.phone).toBe('15400000009');
  expect(next.guarantees.water).toBe(false);
  expect(next.details).toEqual({ road: 'asphalt', roadKm: 0.4, floorArea: 120.5, toilet: true });
});

test('what nobody confirmed is not remembered, even when it is otherwise than the archive by now', () => {
  const root: SubmittedInstance = { ...answered('root', { phone: '15400000008', address: '旧址' }), unconfirmed: ['phone'] };
  const next = remember(FAMILY, aCheck(root));
  expect([next.phone, next.address]).toEqual([FAMILY.phone, '旧址']);
});

test('somebody new stays under the id of the check, with what the ID number says', () => {
  const idNumber = idNumberOf('2026-03-01', 4);
  const child = answered(memberId(9), { name: '王小梅', idNumber, relation: '42', presence: 'present', residentMedical: 'yes' });
  const next = remember(FAMILY, aCheck(answered('root', {}, { members: [answered(memberId(1), {}), answered(memberId(2), {}), child] })));
  expect(next.size).toBe(3);
  expect(next.members[2]).toEqual({
    id: memberId(9),
    name: '王小梅',
    pinyin: '',
    initials: '',
    idNumber,
    relation: '42',
    sex: '2',
    birthOn: '2026-03-01',
    ethnic: '',
    phone: '',
    health: [],
    medicalInsurance: 'resident',
    presence: 'present',
  });
});

test('an instance that is no archive id gets one; one without a name is nobody', () => {
  const members = [answered('new-1', { name: '王小梅' }), answered('new-2', { phone: '15400000003' })];
  const next = remember(FAMILY, aCheck(answered('root', {}, { members })));
  expect(next.members.map((member) => member.id)).toEqual([memberId(1), memberId(2), NEW_ID]);
});

test('whoever died or moved away stays in the archive with the day, and is not counted; a new head is the household’s name', () => {
  const members = [answered(memberId(1), { presence: 'dead', presenceOn: '2026-08-01' }), answered(memberId(2), { relation: '02' })];
  const next = remember(FAMILY, aCheck(answered('root', {}, { members })));
  expect(next.members[0]).toMatchObject({ presence: 'dead', details: { political: 'masses', presenceOn: '2026-08-01' } });
  expect([next.size, next.headName]).toEqual([1, '王小军']);
  const back = remember(next, aCheck(answered('root', {}, { members: [answered(memberId(1), { presence: 'present' })] })));
  expect(back.members[0]?.details).toEqual({ political: 'masses' });
});

test('school and schooling end each other; a changed name is to be spelt anew', () => {
  const members = [answered(memberId(1), { name: '王银凤', schooling: 'senior' }), answered(memberId(2), { schoolStage: 'vocational1' })];
  const [head, son] = remember(FAMILY, aCheck(answered('root', {}, { members }))).members;
  expect(head).toMatchObject({ name: '王银凤', pinyin: '', initials: '', schooling: 'senior' });
  expect(son?.schoolStage).toBe('vocational1');
  expect(son && 'schooling' in son).toBe(false);
});

test('of two kinds of insurance one is kept; claiming both says nothing', () => {
  const of = (values: SubmittedInstance['values']) =>
    remember(FAMILY, aCheck(answered('root', {}, { members: [answered(memberId(1), values)] }))).members[0];
  expect(of({ residentMedical: 'no', employeeMedical: 'yes' })?.medicalInsurance).toBe('employee');
  expect(of({ residentMedical: 'no', employeeMedical: 'no' })?.medicalInsurance).toBe('none');
  expect(of({ residentMedical: 'yes', employeeMedical: 'yes' })?.medicalInsurance).toBe('resident');
  expect(of({ minimum: 'yes' })?.relief).toBe('minimum');
});

test('work: a known spell is gone on with, a new place is named, one that is over is not there any more', () => {
  const son = (jobs: SubmittedInstance[], values: SubmittedInstance['values'] = { labour: 'ordinary' }) =>
    remember(FAMILY, aCheck(answered('root', {}, { members: [answered(memberId(2), values, jobs.length > 0 ? { jobs } : {})] }))).members[1]?.jobs;
  expect(son([answered(`${memberId(2)}.1`, { workMonths: 11, monthlyPay: 5200 })])).toEqual([
    { workPlace: '140802', placeName: '山西省运城市盐湖区', workMonths: 11, monthlyPay: 5200 },
  ]);
  expect(son([answered('j', { workPlace: '610100', workCounty: '雁塔区', workMonths: 3 })])).toEqual([
    { workPlace: '610100', workCounty: '雁塔区', workMonths: 3, placeName: '陕西省西安市雁塔区' },
  ]);
  expect(son([])).toBeUndefined();
  expect(son([], {})).toHaveLength(1);
});

test('an income is remembered with its year and items, and what was before it; half confirmed it is not', () => {
  const items = { wagesWork: 24000, wagesOdd: 0, businessCrops: 9000 };
  const next = remember(FAMILY, aCheck(answered('root', { ...items, net: 1 })));
  expect(next.income).toEqual({
    year: 2026,
    totals: { wages: 24000, business: 9000, property: 0, transfers: 0, costs: 0, claims: 0, selfPaid: 0 },
    items,
  });
  expect(next.details?.perCapitaBefore).toBe(19500);
  const half = remember(FAMILY, aCheck({ ...answered('root', items), unconfirmed: ['businessCrops'] }));
  expect(half.income).toEqual(FAMILY.income);
  // The form suggests the wages from the spells of work; nobody has said what the rest is.
  expect(remember(FAMILY, aCheck(answered('root', { wagesWork: 42000 }))).income).toEqual(FAMILY.income);
  expect(incomeYear('2027-01-15')).toBe(2026);
});

test('a second income of the same year keeps what was before the first', () => {
  const first = remember(FAMILY, aCheck(answered('root', { wagesWork: 24000, wagesOdd: 0 })));
  const second = remember(first, aCheck(answered('root', { wagesWork: 26000, wagesOdd: 0 })));
  expect([second.income?.totals.wages, second.details?.perCapitaBefore]).toEqual([26000, 19500]);
});

test('an inclusion brings its risks and measures; category and monitoring are left to the case', () => {
  const root = answered(
    'root',
    { include: 'yes', risks: ['illness', 'disaster'], disaster: 'flood', suddenLoss: 20000, needs: ['health'] },
    { measures: [answered(memberId(50), { measure: 'health', state: 'planned' }), answered(memberId(51), { state: 'done' })] },
  );
  const next = remember(FAMILY, aCheck(root, { result: { residency: 'rural', include: true, category: 'sudden', reason: null, summary: '' } }));
  expect(next.details).toMatchObject({
    risks: ['illness', 'disaster'],
    disaster: 'flood',
    suddenLoss: 20000,
    needs: ['health'],
    measures: [{ id: memberId(50), measure: 'health', state: 'planned' }],
  });
  expect([next.category, next.monitorState, next.pastChecks[0]?.include]).toEqual(['none', 'none', true]);
  const later = remember(next, aCheck(answered('root', { phone: '15400000002' })));
  expect(later.details).toEqual(next.details);
});

const answer = fc.oneof(fc.string({ maxLength: 12 }), fc.double(), fc.constantFrom('yes', 'no', 'dead', '2026-01-01', 'A', '02', 'junior1'));
const someKey = fc.constantFrom('phone', 'presence', 'presenceOn', 'idNumber', 'name', 'relation', 'labour', 'schooling', 'schoolStage', 'wagesWork');
const rootKey = fc.constantFrom(
  'phone',
  'dwelling',
  'landWood',
  'road',
  'roadKm',
  'waterProblem',
  'wagesWork',
  'include',
  'risks',
  'helperName',
  'measures',
);
const someMember = fc.record({
  id: fc.constantFrom(memberId(1), memberId(2), memberId(7), 'x'),
  values: fc.dictionary(someKey, answer),
  repeats: fc.constant({}),
  unconfirmed: fc.array(someKey),
}) as fc.Arbitrary<SubmittedInstance>;

test('whatever is answered, what is remembered is a household that the wire lets through', () => {
  fc.assert(
    fc.property(
      fc.dictionary(rootKey, answer),
      fc.uniqueArray(someMember, { selector: ({ id }) => id }),
      fc.boolean(),
      (values, members, include) => {
        const result = { residency: 'rural' as const, include, category: null, reason: null, summary: '' };
        const next = remember(FAMILY, aCheck(answered('root', values, { members }), { result }));
        const read = z.safeParse(Household, JSON.parse(JSON.stringify(next)));
        expect(read.error?.issues).toBeUndefined();
        expect(next.members.slice(0, 2).map((member) => member.id)).toEqual([memberId(1), memberId(2)]);
      },
    ),
    { numRuns: 500 },
  );
});
