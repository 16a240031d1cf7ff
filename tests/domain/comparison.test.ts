// What the reviewer sees marked: every answer that is otherwise than the archive, and nothing else.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { differencesOf, revisionDifferences } from '../../src/domain/comparison.ts';
import { GUARANTEES, type Household, type Member } from '../../src/domain/household.ts';
import type { CoreContent, GuaranteeAnswer } from '../../src/domain/visit.ts';

const uuid = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;

const member = (n: number, name: string): Member => ({
  id: uuid(n),
  name,
  pinyin: '',
  initials: '',
  idNumber: `14992619700101${String(n).padStart(4, '0')}`,
  relation: n === 1 ? '02' : '20',
  sex: '1',
  birthOn: '1970-01-01',
  ethnic: '01',
  phone: '13800000000',
  schooling: 'junior',
  health: ['healthy'],
  labour: 'ordinary',
  medicalInsurance: 'resident',
  pension: 'resident',
  relief: 'none',
  presence: 'present',
});

const known = (): Household => ({
  id: uuid(100),
  villageCode: '140826101201',
  groupName: '东组',
  houseNo: '27',
  address: '东组 27 号',
  headName: '王银环',
  phone: '13800000000',
  kind: 'general',
  category: 'none',
  monitorState: 'none',
  size: 2,
  dwelling: 'A',
  landMu: 4,
  woodMu: 0,
  guarantees: { housing: false, schooling: false, water: false, insurance: false },
  income: { year: 2025, totals: { wages: 30000, business: 9000, property: 0, transfers: 1200, costs: 3000, claims: 0, selfPaid: 0 } },
  helper: null,
  noLabour: false,
  members: [member(1, '王银环'), member(2, '王小军')],
  pastChecks: [],
  version: 3,
});

const fine: GuaranteeAnswer = { problem: false, who: '', since: '', action: '' };

/** The answers of somebody who confirms everything as it is known. */
const confirmed = (household: Household): CoreContent => ({
  result: { residency: 'rural', include: false, category: null, reason: 'stableIncome', summary: '收入稳定' },
  visitors: ['张三', '李四'],
  respondent: '王银环',
  surveyVersion: 'core-1',
  survey: {
    household: { confirmed: true, phone: household.phone, address: household.address, groupName: household.groupName },
    members: household.members.map((one) => ({
      memberId: one.id,
      confirmed: true,
      name: one.name,
      idNumber: one.idNumber,
      relation: one.relation,
      phone: one.phone,
      presence: one.presence,
      presenceOn: '',
    })),
    guarantees: { housing: fine, schooling: fine, water: fine, insurance: fine },
    income: household.income ? { ...household.income.totals } : null,
    risks: [],
    riskText: '',
  },
});

const paths = (household: Household, content: CoreContent): string[] => differencesOf(household, content).map((one) => one.path);

test('a household confirmed as it is known shows no differences', () => {
  expect(differencesOf(known(), confirmed(known()))).toEqual([]);
});

test('the quick path, which asks neither members nor income, shows none either', () => {
  const content = confirmed(known());
  content.survey.members = [];
  content.survey.income = null;
  content.survey.guarantees.water = { ...fine, problem: null };
  expect(differencesOf(known(), content)).toEqual([]);
});

test('a blank in a phone number or a small x in an ID number is not a difference', () => {
  const household = known();
  const content = confirmed(household);
  content.survey.household.phone = '138 0000 0000';
  (household.members[0] as Member).idNumber = '14992619700101002X';
  (content.survey.members[0] as { idNumber: string }).idNumber = '14992619700101002x';
  expect(paths(household, content)).toEqual([]);
});

test('a member who died is named, and the household is one smaller', () => {
  const content = confirmed(known());
  (content.survey.members[1] as { presence: string }).presence = 'dead';
  expect(differencesOf(known(), content)).toEqual([
    { path: 'household.size', kind: 'changed', memberName: '', before: 2, after: 1 },
    { path: 'members.1.presence', kind: 'changed', memberName: '王小军', before: 'present', after: 'dead' },
  ]);
});

test('somebody new and somebody no longer listed are told apart', () => {
  const content = confirmed(known());
  content.survey.members[1] = { ...(content.survey.members[1] as CoreContent['survey']['members'][number]), memberId: null, name: '王小梅' };
  const found = differencesOf(known(), content);
  expect(found.map(({ kind, memberName }) => [kind, memberName])).toEqual([
    ['added', '王小梅'],
    ['missing', '王小军'],
  ]);
});

test('an income that was never recorded has no before', () => {
  const household = { ...known(), income: null };
  const content = confirmed(known());
  expect(differencesOf(household, content).find((one) => one.path === 'income.wages')).toMatchObject({ before: null, after: 30000 });
});

test('a category is compared only when the household is to be included', () => {
  const content = confirmed(known());
  content.result = { ...content.result, include: true, category: 'sudden', reason: null };
  expect(differencesOf(known(), content)).toEqual([{ path: 'result.category', kind: 'changed', memberName: '', before: 'none', after: 'sudden' }]);
});

test('whatever income and guarantees are answered, exactly the changed ones are marked', () => {
  const item = fc.constantFrom('wages', 'business', 'property', 'transfers', 'costs', 'claims', 'selfPaid');
  fc.assert(
    fc.property(fc.uniqueArray(item), fc.uniqueArray(fc.constantFrom(...GUARANTEES)), (items, problems) => {
      const content = confirmed(known());
      for (const name of items) (content.survey.income as Record<string, number>)[name] = 77777;
      for (const name of problems) content.survey.guarantees[name] = { ...fine, problem: true };
      const expected = [...problems.map((name) => `guarantees.${name}`), ...items.map((name) => `income.${name}`)];
      expect(paths(known(), content).sort()).toEqual(expected.sort());
    }),
  );
});

test('a second revision shows what was put right since the first', () => {
  const first = confirmed(known());
  const second = confirmed(known());
  second.result.summary = '已补充住院票据，收入稳定';
  (second.survey.income as { selfPaid: number }).selfPaid = 18432;
  expect(revisionDifferences(first, second).map((one) => one.path)).toEqual(['result.summary', 'income.selfPaid']);
  expect(revisionDifferences(first, first)).toEqual([]);
});
