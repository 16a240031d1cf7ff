// A family in whose facts no rule finds anything, and how an example departs from it. ID numbers lie in the never-issued range 149926.
import type { Facts, GuaranteeFacts, HouseholdFacts, IncomeFacts, JobFacts, MeasureFacts, MemberFacts } from '../../src/domain/facts.ts';
import { checkDigit } from '../../src/domain/id-number.ts';
import { DEFAULT_RULE_THRESHOLDS } from '../../src/domain/policy-defaults.ts';
import { DEFAULT_NAMES } from '../../src/domain/policy-names.ts';
import type { RuleContext } from '../../src/domain/rules/rule.ts';

/** Born on YYYY-MM-DD; an odd `order` is a man's. */
export function numberFor(birthOn: string, order: number): string {
  const first17 = `149926${birthOn.replaceAll('-', '')}${String(order).padStart(3, '0')}`;
  return first17 + checkDigit(first17);
}

export const context: RuleContext = {
  today: '2026-06-15',
  line: 8000,
  thresholds: DEFAULT_RULE_THRESHOLDS,
  names: DEFAULT_NAMES,
  county: '140826',
  elsewhere: null,
};

/** Born on YYYY-MM-DD, ID number to match; everything else sound for a grown-up at home. */
export function person(name: string, birthOn: string, sex: '1' | '2', changes: Partial<MemberFacts> = {}): MemberFacts {
  return {
    instanceId: `m-${name}`,
    name,
    idKind: 'resident',
    idNumber: numberFor(birthOn, sex === '1' ? 11 : 12),
    sex,
    birthOn,
    relation: '97',
    ethnic: '01',
    political: 'masses',
    phone: null,
    schooling: 'junior',
    schoolStage: null,
    notInSchool: null,
    rainDew: null,
    health: ['healthy'],
    certificateNo: null,
    labour: 'ordinary',
    jobs: [],
    residentMedical: true,
    employeeMedical: false,
    majorInsurance: true,
    commercialInsurance: false,
    medicalAid: false,
    residentPension: true,
    employeePension: false,
    minimum: false,
    destitute: false,
    relocated: false,
    publicPost: null,
    publicPostMonths: null,
    presence: 'present',
    presenceOn: null,
    ...changes,
  };
}

export const job = (changes: Partial<JobFacts> = {}): JobFacts => ({
  instanceId: 'j-1',
  workPlace: '140802',
  workCounty: null,
  workMonths: 8,
  monthlyPay: 4000,
  workFrom: '2025-03',
  workTo: '2025-10',
  ...changes,
});

export const measure = (changes: Partial<MeasureFacts> = {}): MeasureFacts => ({
  instanceId: 'x-1',
  measure: 'industry',
  support: null,
  state: 'done',
  measureOn: '2026-05-10',
  amount: null,
  ...changes,
});

/** Head (51), wife (49), son (25, away at work) and granddaughter (8, at primary school). */
export const head = (changes: Partial<MemberFacts> = {}) => person('王建国', '1975-02-03', '1', { relation: '02', phone: '13800000001', ...changes });
export const wife = (changes: Partial<MemberFacts> = {}) => person('李秀英', '1976-08-19', '2', { relation: '10', ...changes });
export const son = (changes: Partial<MemberFacts> = {}) => person('王磊', '2000-11-30', '1', { relation: '20', jobs: [job()], ...changes });
export const girl = (changes: Partial<MemberFacts> = {}) =>
  person('王小梅', '2018-03-12', '2', {
    relation: '42',
    political: null,
    schooling: null,
    schoolStage: 'primary',
    labour: 'none',
    residentPension: null,
    employeePension: null,
    ...changes,
  });
export const everybody = (): MemberFacts[] => [head(), wife(), son(), girl()];

const noProblem: GuaranteeFacts = { problem: false, who: null, since: null, action: null };
export const problem: GuaranteeFacts = { problem: true, who: '王建国', since: '2026-04', action: '已报村委' };

/** Net 53,000 元 for four: 13,250 a person. */
export const income = (totals: Partial<IncomeFacts['totals']> = {}, more: Partial<IncomeFacts> = {}): IncomeFacts => ({
  items: null,
  totals: { wages: 32000, business: 24000, property: 1000, transfers: 2000, costs: 6000, claims: 0, selfPaid: 800, ...totals },
  stated: null,
  ...more,
});

export interface Changes extends Partial<Omit<Facts, 'household' | 'guarantees' | 'monitor'>> {
  household?: Partial<HouseholdFacts>;
  guarantees?: Partial<Facts['guarantees']>;
  monitor?: Partial<Facts['monitor']>;
}

/** The archive's facts of a household that is not monitored. With other members the archive's size follows them. */
export function family({ household, guarantees, monitor, ...changes }: Changes = {}): Facts {
  const members = changes.members ?? everybody();
  return {
    household: {
      householdNo: null,
      phone: '13800000001',
      address: '东组12号',
      groupName: '东组',
      kind: 'general',
      archivedSize: members.filter(({ presence }) => presence !== 'dead' && presence !== 'movedOut').length,
      resettled: false,
      noLabour: false,
      landCultivated: 6,
      landWood: 2,
      landReforested: 0,
      landOrchard: 0,
      landPasture: 0,
      landWater: 0,
      road: 'cement',
      roadKm: 0.5,
      floorArea: 100,
      dwelling: 'B',
      electricity: true,
      broadcast: true,
      safeWater: true,
      toilet: true,
      fuel: 'clean',
      ...household,
    },
    guarantees: { housing: noProblem, schooling: noProblem, water: noProblem, insurance: noProblem, ...guarantees },
    income: income(),
    perCapitaBefore: 12000,
    risks: null,
    riskText: null,
    disaster: null,
    measures: null,
    monitor: { category: 'none', state: 'none', identifiedOn: null, eliminatedOn: null, ...monitor },
    result: null,
    elimination: null,
    ...changes,
    members,
  };
}

/** A household in monitoring since April 2026 for illness: head ill, helped every month. */
export const monitored = (changes: Changes = {}): Facts =>
  family({
    risks: ['illness'],
    measures: [measure({ instanceId: 'x-1' }), measure({ instanceId: 'x-2', measure: 'health' })],
    members: [head({ health: ['chronic'] }), wife(), son(), girl()],
    income: income({ wages: 12000, business: 16000, selfPaid: 9000 }),
    perCapitaBefore: 6000,
    ...changes,
    monitor: { category: 'marginal', state: 'monitored', identifiedOn: '2026-04-08', ...changes.monitor },
  });

/** What a check finds at the door; not included unless it says so. */
export const atTheDoor = (changes: Changes = {}): Facts => family({ result: { include: false, category: null }, ...changes });
