// Synthetic households of about 1.4 kB as JSON, and their ids. Runs in Node and in the browser.
import type { Household } from '../../src/domain/household.ts';
import { checkDigit } from '../../src/domain/id-number.ts';

/** family: two hex digits that say what it is. */
export const idOf = (family: string, n: number): string => `000000${family}-0000-4000-8000-${n.toString(16).padStart(12, '0')}`;

const SYLLABLES = [...'王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕'];
const SPOKEN = ['wang', 'li', 'zhang', 'liu', 'chen', 'yang', 'zhao', 'huang', 'zhou', 'wu'];
const pick = <T>(list: readonly T[], n: number): T => list[Math.abs(Math.imul(n, 2654435761) >> 5) % list.length] as T;
export const nameOf = (n: number): string => pick(SYLLABLES, n) + pick(SYLLABLES, n * 31 + 7) + pick(SYLLABLES, n * 17 + 3);

function idNumberOf(n: number): string {
  const first17 = `149926${1940 + (n % 70)}${String(1 + (n % 12)).padStart(2, '0')}${String(1 + (n % 28)).padStart(2, '0')}${String(n % 1000).padStart(3, '0')}`;
  return first17 + checkDigit(first17);
}

/** About 1 kB as JSON, with one or two members. */
export function householdOf(n: number, villageCode: string): Household {
  const headName = nameOf(n);
  return {
    id: idOf('01', n),
    villageCode,
    groupName: `第${1 + (n % 8)}组`,
    houseNo: `${n}`,
    address: `村东第${n % 50}排`,
    headName,
    phone: `13${String(800000000 + n)}`,
    kind: n % 4 === 0 ? 'lifted' : 'general',
    category: 'none',
    monitorState: 'none',
    size: 1 + (n % 2),
    dwelling: 'B',
    landMu: 3 + (n % 50) / 10,
    woodMu: 0,
    guarantees: { housing: false, schooling: false, water: false, insurance: false },
    income: {
      year: 2025,
      totals: { wages: 9000 + (n % 20000), business: n % 8000, property: 0, transfers: n % 3000, costs: n % 900, claims: 0, selfPaid: n % 700 },
    },
    helper: null,
    noLabour: false,
    members: Array.from({ length: 1 + (n % 2) }, (_, place) => ({
      id: idOf('02', n * 2 + place),
      name: place === 0 ? headName : nameOf(n + 50000),
      pinyin: `${pick(SPOKEN, n)} ${pick(SPOKEN, n * 3)} ${pick(SPOKEN, n * 7)}`,
      initials: 'wlz',
      idNumber: idNumberOf(n * 2 + place),
      relation: place === 0 ? '02' : '10',
      sex: place === 0 ? ('1' as const) : ('2' as const),
      birthOn: `${1940 + (n % 70)}-0${1 + (n % 9)}-11`,
      ethnic: '01',
      phone: '',
      schooling: 'junior',
      health: ['healthy' as const],
      labour: 'ordinary' as const,
      medicalInsurance: 'resident' as const,
      pension: 'resident' as const,
      relief: 'none' as const,
      presence: 'present' as const,
    })),
    pastChecks: [],
    version: 1,
  };
}
