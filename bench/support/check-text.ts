// A check of about 4 kB as people write them: four members, problems explained, no two the same. Runs in Node and in the browser.
import { OFFICIAL_SURVEY } from '../../src/domain/official/survey.ts';
import type { CheckContent } from '../../src/domain/visit.ts';

const PHRASES = [
  '户主常年在外务工，',
  '老伴身体不好需要人照顾，',
  '孙子在镇上念初中，',
  '去年秋天收成一般，',
  '医药费报销了一部分，',
  '村里给安排了公益岗位，',
  '房子前年翻修过，',
  '自来水时有时无，',
  '儿子在运城打零工，',
  '家里种了四亩小麦，',
  '还种了一点山楂，',
  '养了两头猪，',
  '欠亲戚一些钱，',
  '合作医疗已经交了，',
  '女儿出嫁在外村，',
  '最近一次住院是九月份，',
];
const NAMES = [...'王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧'];

/** A small generator of one's own: the same number gives the same check everywhere. */
function dice(seed: number): (sides: number) => number {
  let state = seed * 2654435761 + 12345;
  return (sides) => {
    state = Math.imul(state ^ (state >>> 15), 2246822519) + 3266489917;
    return Math.abs(state >> 3) % sides;
  };
}

export function checkOf(n: number): CheckContent {
  const roll = dice(n + 1);
  const text = (length: number): string => {
    let out = '';
    while (out.length < length) out += roll(3) === 0 ? `${PHRASES[roll(PHRASES.length)]}` : `${1 + roll(28)}日花了${roll(9000)}元，`;
    return out.slice(0, length);
  };
  const name = (): string => `${NAMES[roll(NAMES.length)]}${NAMES[roll(NAMES.length)]}${NAMES[roll(NAMES.length)]}`;
  const guarantee = (key: string) => {
    const problem = roll(4) === 0;
    return {
      [`${key}Problem`]: problem ? 'yes' : 'no',
      ...(problem ? { [`${key}Who`]: name(), [`${key}Since`]: `2026-0${1 + roll(9)}`, [`${key}Action`]: text(90) } : {}),
    };
  };
  const member = (relation: string, place: number) => ({
    id: `00000000-0000-4000-8000-${String(n * 10 + place).padStart(12, '0')}`,
    values: {
      idNumber: `149926${1940 + roll(80)}0${1 + roll(9)}1${roll(10)}${100 + roll(900)}${roll(10)}`,
      idKind: 'resident',
      name: name(),
      relation,
      sex: `${1 + roll(2)}`,
      birthOn: `${1940 + roll(80)}-0${1 + roll(9)}-11`,
      age: 20 + roll(60),
      presence: 'present',
      belongs: 1,
      ethnic: '01',
      political: 'masses',
      phone: `139${10000000 + roll(9999999)}`,
      schooling: 'junior',
      health: ['healthy'],
      labour: 'ordinary',
      residentMedical: 'yes',
      majorInsurance: 'yes',
      residentPension: 'yes',
      minimum: 'no',
      destitute: 'no',
    },
    repeats: {},
    unconfirmed: [],
  });
  return {
    result: { residency: 'rural', include: false, category: null, reason: 'stableIncome', summary: text(330) },
    visitors: [name(), name()],
    respondent: name(),
    survey: {
      form: OFFICIAL_SURVEY.id,
      version: OFFICIAL_SURVEY.version,
      root: {
        id: 'root',
        values: {
          kind: 'general',
          phone: `138${10000000 + roll(9999999)}`,
          address: text(20),
          groupName: `第${roll(9)}组`,
          landCultivated: roll(90) / 10,
          dwelling: 'B',
          floorArea: 60 + roll(90),
          road: 'cement',
          roadKm: roll(3),
          size: 4,
          ...guarantee('housing'),
          ...guarantee('schooling'),
          ...guarantee('water'),
          ...guarantee('insurance'),
        },
        repeats: { members: ['02', '10', '20', '30'].map(member) },
        unconfirmed: [],
      },
    },
    supplements: [],
    explanations: [{ code: 'identity.phoneForm', instanceId: 'root', key: 'phone', kind: 'explained', text: text(60) }],
    evidence: [],
    position: null,
  };
}
