// Facts of any kind, sensible or not: what comes out of old archives, half-filled forms and broken hands.
import * as fc from 'fast-check';
import type { Facts, GuaranteeFacts, JobFacts, MeasureFacts, MemberFacts } from '../../src/domain/facts.ts';
import { Health, HouseholdKind, Labour, MonitorCategory, MonitorState, Presence, RELATIONS } from '../../src/domain/household.ts';
import * as codes from '../../src/domain/official/codes.ts';
import { RiskCode } from '../../src/domain/visit.ts';
import { numberFor } from './family.ts';

const known = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null });
const one = <T>(list: readonly T[]) => known(fc.constantFrom(...list));
const text = known(fc.oneof(fc.string({ maxLength: 12 }), fc.constantFrom('', ' ', '王小梅')));
const yesNo = known(fc.boolean());
const dayFrom = (from: string) =>
  fc.date({ min: new Date(from), max: new Date('2027-12-31'), noInvalidDate: true }).map((date) => date.toISOString().slice(0, 10));
const day = known(fc.oneof(dayFrom('2020-01-01'), fc.constantFrom('', '2026', '2026-06-15')));
const amount = known(fc.oneof(fc.double(), fc.integer({ min: -10, max: 100_000 }), fc.constantFrom(0, 99.99, 100, 30_000)));
const yuan = fc.oneof(
  fc.integer({ min: -1000, max: 200_000 }),
  fc.double({ min: 0, max: 100_000, noNaN: true }).map((n) => Math.round(n * 100) / 100),
);
const number = fc
  .tuple(dayFrom('1890-01-01'), fc.integer({ min: 0, max: 999 }), fc.constantFrom('', '', '', '42', '4201', '99', '1'))
  .map(([birth, order, more]) => numberFor(birth, order) + more);
const idNumber = known(fc.oneof(number, fc.string({ maxLength: 24 }), fc.constantFrom('999999201803120123', '')));

const job: fc.Arbitrary<Omit<JobFacts, 'instanceId'>> = fc.record({
  workPlace: known(fc.constantFrom('', '14', '140800', '140802', '140826', '441900', '太原')),
  workCounty: known(fc.constantFrom('', '雁塔区')),
  workMonths: amount,
  monthlyPay: amount,
  workFrom: known(fc.constantFrom('', '2025-03', '2025-06')),
  workTo: known(fc.constantFrom('', '2025-05', '2025-10')),
});

const member: fc.Arbitrary<Omit<MemberFacts, 'instanceId' | 'jobs'> & { jobs: Omit<JobFacts, 'instanceId'>[] }> = fc.record({
  name: text,
  idKind: one(codes.ID_KINDS),
  idNumber,
  sex: one(['1', '2'] as const),
  birthOn: known(fc.oneof(dayFrom('1890-01-01'), fc.constantFrom('', 'x'))),
  relation: known(fc.constantFrom(...Object.keys(RELATIONS), '', 'zz')),
  ethnic: text,
  political: one(codes.POLITICAL),
  phone: known(fc.constantFrom('', '13800000001', '123')),
  schooling: one(codes.SCHOOLING),
  schoolStage: one(codes.SCHOOL_STAGES),
  notInSchool: one(codes.NOT_IN_SCHOOL),
  rainDew: yesNo,
  health: known(fc.array(fc.constantFrom(...Health.options), { maxLength: 4 })),
  certificateNo: idNumber,
  labour: one(Labour.options),
  jobs: fc.array(job, { maxLength: 3 }),
  residentMedical: yesNo,
  employeeMedical: yesNo,
  majorInsurance: yesNo,
  commercialInsurance: yesNo,
  medicalAid: yesNo,
  residentPension: yesNo,
  employeePension: yesNo,
  minimum: yesNo,
  destitute: yesNo,
  relocated: yesNo,
  publicPost: one(codes.PUBLIC_POSTS),
  publicPostMonths: amount,
  presence: one(Presence.options),
  presenceOn: day,
});

const guarantee: fc.Arbitrary<GuaranteeFacts> = fc.record({ problem: yesNo, who: text, since: text, action: text });

const measure: fc.Arbitrary<Omit<MeasureFacts, 'instanceId'>> = fc.record({
  measure: one(codes.MEASURES),
  support: one(codes.SUPPORTS),
  state: one(['planned', 'done'] as const),
  measureOn: day,
  amount,
});

const numbered = <T extends object>(prefix: string, list: T[]): (T & { instanceId: string })[] =>
  list.map((one, index) => ({ ...one, instanceId: `${prefix}${index}` }));

export const arbitraryFacts: fc.Arbitrary<Facts> = fc.record({
  household: fc.record({
    householdNo: text,
    phone: known(fc.constantFrom('', '13800000001', '0359-6522000')),
    address: text,
    groupName: text,
    kind: one(HouseholdKind.options),
    archivedSize: known(fc.integer({ min: 0, max: 6 })),
    resettled: yesNo,
    noLabour: yesNo,
    landCultivated: amount,
    landWood: amount,
    landReforested: amount,
    landOrchard: amount,
    landPasture: amount,
    landWater: amount,
    road: one(codes.ROADS),
    roadKm: amount,
    floorArea: amount,
    dwelling: one(['A', 'B', 'C', 'D'] as const),
    electricity: yesNo,
    broadcast: yesNo,
    safeWater: yesNo,
    toilet: yesNo,
    fuel: one(codes.FUELS),
  }),
  members: fc
    .array(member, { maxLength: 6 })
    .map((list) => numbered('m-', list).map((one) => ({ ...one, jobs: numbered(`j-${one.instanceId}-`, one.jobs) }))),
  guarantees: fc.record({ housing: guarantee, schooling: guarantee, water: guarantee, insurance: guarantee }),
  income: known(
    fc.record({
      items: known(fc.dictionary(fc.constantFrom(...Object.values(codes.INCOME_PARTS).flat()), yuan)),
      totals: fc.record({ wages: yuan, business: yuan, property: yuan, transfers: yuan, costs: yuan, claims: yuan, selfPaid: yuan }),
      stated: known(fc.record({ net: known(yuan), perCapita: known(yuan) })),
    }),
  ),
  perCapitaBefore: known(yuan),
  risks: known(fc.uniqueArray(fc.constantFrom(...RiskCode.options), { maxLength: 5 })),
  riskText: text,
  disaster: one(codes.DISASTERS),
  measures: known(fc.array(measure, { maxLength: 4 }).map((list) => numbered('x-', list))),
  monitor: fc.record({
    category: fc.constantFrom(...MonitorCategory.options),
    state: fc.constantFrom(...MonitorState.options),
    identifiedOn: day,
    eliminatedOn: day,
  }),
  result: known(fc.record({ include: fc.boolean(), category: one(MonitorCategory.options) })),
  elimination: known(fc.record({ way: one(['helped', 'natural'] as const), on: day, contact: text, phone: text })),
});
