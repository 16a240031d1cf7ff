// A family as the archive knows it, of any size, for measuring the official survey: every question that a check asks is filled in.
import { INCOME_PARTS } from '../../src/domain/official/codes.ts';

type Known = Record<string, unknown>;

const yes = (names: readonly string[]): Known => Object.fromEntries(names.map((name) => [name, 'yes']));

/** Ages from 4 to 76, one in three out at work. */
export function officialMember(index: number): Known {
  const year = 1950 + ((index * 17) % 73);
  const grown = year < 2008;
  return {
    id: `m${index}`,
    name: `成员${index}`,
    idNumber: `149926${year}0115${String(100 + index)}X`,
    idKind: 'resident',
    relation: index === 0 ? '02' : '97',
    ethnic: '01',
    political: grown ? 'masses' : undefined,
    phone: `1380000${String(1000 + index)}`,
    inSchool: grown ? 'no' : 'yes',
    ...(grown ? { schooling: 'junior' } : { schoolStage: 'primary' }),
    health: ['healthy'],
    labour: grown ? 'ordinary' : 'none',
    ...yes(['residentMedical', 'majorInsurance', 'residentPension']),
    presence: 'present',
    jobs:
      index % 3 === 0
        ? [{ id: `m${index}.1`, workPlace: '140802', trade: 'building', workMonths: 8, monthlyPay: 3000, workFrom: '2026-02', workTo: '2026-10' }]
        : [],
  };
}

export const officialKnown = (members: number): Known => ({
  ...yes(['electricity', 'broadcast', 'safeWater', 'toilet']),
  ...Object.fromEntries(Object.values(INCOME_PARTS).flatMap((items) => items.map((item, index) => [item, 100.5 * (index + 1)]))),
  ...{ housingProblem: 'no', schoolingProblem: 'no', waterProblem: 'no', insuranceProblem: 'no' },
  householdNo: '140826000001',
  kind: 'general',
  phone: '13800000000',
  groupName: '东组',
  address: '坡底村 12 号',
  dwelling: 'B',
  road: 'cement',
  fuel: 'coal',
  landCultivated: 6.5,
  risks: ['illness', 'labour'],
  lastPerCapita: 9000,
  members: Array.from({ length: members }, (_, index) => officialMember(index)),
  measures: [{ id: 'x1', measure: 'health', state: 'done', amount: 1200 }],
});
