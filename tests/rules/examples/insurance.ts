// Examples of the rules of insurance and health.
import type { MemberFacts } from '../../../src/domain/facts.ts';
import { family, girl, head, numberFor, person, son, wife } from '../family.ts';
import { type Example, says } from './example.ts';

const withSon = (changes: Partial<MemberFacts>) => family({ members: [head(), wife(), son(changes), girl()] });
const born = (years: number, days = 0) => new Date(Date.UTC(2026 - years, 5, 15 + days)).toISOString().slice(0, 10);
const young = (days: number, changes: Partial<MemberFacts> = {}) =>
  family({ members: [head(), wife(), person('王磊', born(16, days), '1', { relation: '20', labour: 'none', residentPension: false, ...changes })] });

export const INSURANCE_EXAMPLES: readonly Example[] = [
  {
    code: 'insurance.bothMedical',
    breaks: [says('王磊的居民医保和职工医保都是“是”', withSon({ employeeMedical: true }))],
    sound: [says('只有居民医保', family()), says('只有职工医保', withSon({ residentMedical: false, employeeMedical: true }))],
  },
  {
    code: 'insurance.noMedical',
    breaks: [
      says('王磊都没有参加', withSon({ residentMedical: false })),
      says('都没有填', withSon({ residentMedical: null, employeeMedical: null })),
    ],
    sound: [
      says('参加了居民医保', family()),
      says('参加了职工医保，居民医保空着', withSon({ residentMedical: null, employeeMedical: true })),
      says('已去世的人', withSon({ residentMedical: null, employeeMedical: null, presence: 'dead' })),
    ],
  },
  {
    code: 'insurance.majorEmpty',
    breaks: [says('王磊没有填大病保险', withSon({ majorInsurance: null }))],
    sound: [says('填了“没有”', withSon({ majorInsurance: false })), says('填了“有”', family())],
  },
  {
    code: 'insurance.noPension',
    breaks: [
      says('王磊 25 岁，两种养老保险都没有', withSon({ residentPension: false })),
      says('刚满 16 岁', young(0)),
      says('都没有填', withSon({ residentPension: null, employeePension: null })),
    ],
    sound: [
      says('差一天满 16 岁', young(1)),
      says(
        '17 岁，在校',
        withSon({
          birthOn: born(17),
          idNumber: numberFor(born(17), 11),
          schooling: null,
          schoolStage: 'senior2',
          labour: 'none',
          jobs: [],
          residentPension: false,
        }),
      ),
      says('有职工养老保险', withSon({ residentPension: false, employeePension: true })),
      says('王小梅 8 岁，不问', family()),
    ],
  },
  {
    code: 'insurance.aidUninsured',
    breaks: [says('王磊没有参保，享受了医疗救助', withSon({ residentMedical: false, medicalAid: true }))],
    sound: [says('参保，享受了医疗救助', withSon({ medicalAid: true })), says('没有享受', family())],
  },
  {
    code: 'health.noCertificate',
    breaks: [says('王磊残疾，没有残疾证号', withSon({ health: ['disabled'] }))],
    sound: [
      says('有残疾证号', withSon({ health: ['disabled'], certificateNo: `${numberFor('2000-11-30', 11)}43` })),
      says('证件号码就是 20 位残疾证', withSon({ health: ['disabled'], idNumber: `${numberFor('2000-11-30', 11)}43` })),
      says('健康', family()),
    ],
  },
];
