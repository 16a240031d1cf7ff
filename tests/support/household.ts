// One household and its members for stories that need no database: what a test does not name is as in most families of the county.
import type { Household, Member } from '../../src/domain/household.ts';
import { checkDigit } from '../../src/domain/id-number.ts';
import type { AnswerValue, Submission, SubmittedInstance } from '../../src/domain/survey/answers.ts';
import type { CheckContent } from '../../src/domain/visit.ts';

/** A number of the range that was never issued, with a right check digit: born on YYYY-MM-DD, odd `order` for a man. */
export const idNumberOf = (birthOn: string, order: number): string => {
  const first17 = `149926${birthOn.replaceAll('-', '')}${String(order).padStart(3, '0')}`;
  return first17 + checkDigit(first17);
};

export const memberId = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;

/** A healthy man of 56 who farms; `n` tells members apart. */
export const aMember = (n: number, more: Partial<Member> = {}): Member => {
  const birthOn = more.birthOn ?? '1970-05-06';
  const sex = more.sex ?? '1';
  return {
    id: memberId(n),
    name: `王小${'一二三四五六七八九'[n % 9]}`,
    pinyin: '',
    initials: '',
    idNumber: idNumberOf(birthOn, n * 2 + (sex === '1' ? 1 : 0)),
    relation: n === 1 ? '02' : '20',
    sex,
    birthOn,
    ethnic: '01',
    phone: '',
    ...(more.schoolStage ? {} : { schooling: 'junior' as const }),
    health: ['healthy'],
    labour: 'ordinary',
    medicalInsurance: 'resident',
    pension: 'resident',
    relief: 'none',
    presence: 'present',
    ...more,
  };
};

/** A couple with 4 亩, both working the land. */
export const aHousehold = (more: Partial<Household> = {}): Household => {
  const members = more.members ?? [
    aMember(1, { name: '王银环', phone: '15400000001' }),
    aMember(2, { name: '李秀英', relation: '10', sex: '2', birthOn: '1972-03-04' }),
  ];
  return {
    id: memberId(100),
    villageCode: '140826106201',
    groupName: '东组',
    houseNo: '27',
    address: '东组 27 号',
    headName: members[0]?.name ?? '',
    phone: members[0]?.phone ?? '',
    kind: 'general',
    category: 'none',
    monitorState: 'none',
    size: members.length,
    dwelling: 'A',
    landMu: 4,
    woodMu: 0,
    guarantees: { housing: false, schooling: false, water: false, insurance: false },
    income: { year: 2025, totals: { wages: 30000, business: 9000, property: 0, transfers: 1200, costs: 3000, claims: 0, selfPaid: 0 } },
    helper: null,
    noLabour: false,
    pastChecks: [],
    version: 3,
    ...more,
    members,
  };
};

/** Answers under one id, all confirmed. */
export const answered = (id: string, values: SubmittedInstance['values'], repeats: SubmittedInstance['repeats'] = {}): SubmittedInstance => ({
  id,
  values,
  repeats,
  unconfirmed: [],
});

/** A check that says so, 不纳入 unless told otherwise. */
export const aCheck = (root: SubmittedInstance, more: Partial<CheckContent> = {}): CheckContent => ({
  result: { residency: 'rural', include: false, category: null, reason: 'stableIncome', summary: '收入稳定，不纳入。' },
  visitors: ['张三', '李四'],
  respondent: '王银环',
  survey: { form: 'a', version: '1', root } satisfies Submission,
  supplements: [],
  explanations: [],
  evidence: [],
  position: null,
  ...more,
});

/** Whoever hands in what the archive knows, question by question. */
export function confirming(known: Record<string, unknown>, id = 'root'): SubmittedInstance {
  const values: Record<string, AnswerValue> = {};
  const repeats: Record<string, SubmittedInstance[]> = {};
  for (const [key, value] of Object.entries(known)) {
    if (Array.isArray(value) && (value.length === 0 || typeof value[0] === 'object')) {
      if (value.length > 0) repeats[key] = value.map((one: Record<string, unknown>) => confirming(one, String(one.id)));
    } else if (key !== 'id') values[key] = value as AnswerValue;
  }
  return { id, values, repeats, unconfirmed: [] };
}
