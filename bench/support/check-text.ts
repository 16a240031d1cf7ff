// A check of about 4 kB as people write them: four members, problems explained, no two the same. Runs in Node and in the browser.
import type { CoreContent } from '../../src/domain/visit.ts';

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

export function checkOf(n: number): CoreContent {
  const roll = dice(n + 1);
  const text = (length: number): string => {
    let out = '';
    while (out.length < length) out += roll(3) === 0 ? `${PHRASES[roll(PHRASES.length)]}` : `${1 + roll(28)}日花了${roll(9000)}元，`;
    return out.slice(0, length);
  };
  const name = (): string => `${NAMES[roll(NAMES.length)]}${NAMES[roll(NAMES.length)]}${NAMES[roll(NAMES.length)]}`;
  const guarantee = () => ({ problem: roll(4) === 0, who: name(), since: `2026-0${1 + roll(9)}`, action: text(90) });
  return {
    result: { residency: 'rural', include: false, category: null, reason: 'stableIncome', summary: text(330) },
    visitors: [name(), name()],
    respondent: name(),
    surveyVersion: 'core-1',
    survey: {
      household: { confirmed: true, phone: `138${10000000 + roll(9999999)}`, address: text(20), groupName: `第${roll(9)}组` },
      members: Array.from({ length: 4 }, (_, place) => ({
        memberId: null,
        confirmed: true,
        name: name(),
        idNumber: `149926${1940 + roll(80)}0${1 + roll(9)}1${roll(10)}${100 + roll(900)}${roll(10)}`,
        relation: ['02', '10', '20', '30'][place] ?? '99',
        phone: `139${10000000 + roll(9999999)}`,
        presence: 'present',
        presenceOn: '',
      })),
      guarantees: { housing: guarantee(), schooling: guarantee(), water: guarantee(), insurance: guarantee() },
      income: {
        wages: roll(40000),
        business: roll(9000),
        property: roll(900),
        transfers: roll(4000),
        costs: roll(3000),
        claims: 0,
        selfPaid: roll(5000),
      },
      risks: ['illness'],
      riskText: text(160),
    },
  };
}
