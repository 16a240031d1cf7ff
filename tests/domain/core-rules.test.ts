// The quality rules at the doorstep: what must be put right, what needs a word, and what is simply fine.
import { describe, expect, test } from 'vitest';
import { coreRemarks } from '../../src/domain/rules/core.ts';
import type { CoreContent, MemberAnswer } from '../../src/domain/visit.ts';
import { household, idNumber, notIncluded } from '../sync/support/people.ts';

const known = household(1);
const found = (content: CoreContent, line = 8000): string[] =>
  coreRemarks(content, { known, line }).map((remark) => `${remark.severity} ${remark.code} ${remark.path}`);
const member = (more: Partial<MemberAnswer> = {}): MemberAnswer => ({
  memberId: null,
  confirmed: true,
  name: '王银环',
  idNumber: idNumber(7),
  relation: '02',
  phone: '',
  presence: 'present',
  presenceOn: '',
  ...more,
});
const withMembers = (...members: MemberAnswer[]): CoreContent => {
  const content = notIncluded();
  return { ...content, survey: { ...content.survey, members } };
};
const income = { wages: 0, business: 0, property: 0, transfers: 0, costs: 0, claims: 0, selfPaid: 0 };
const included = (): CoreContent => {
  const content = withMembers(member());
  return {
    ...content,
    result: { ...content.result, include: true, category: 'marginal', reason: null },
    survey: { ...content.survey, income: { ...income, wages: 6000 }, risks: ['employment'] },
  };
};

test('a clean check has no remarks, an inclusion in order has none either', () => {
  expect(found(withMembers(member()))).toEqual([]);
  expect(found(included())).toEqual([]);
});

describe('members', () => {
  test('a wrong check digit, the same number twice, two heads and a missing relation must be put right', () => {
    const wrong = idNumber(7).slice(0, 17) + (idNumber(7).endsWith('1') ? '2' : '1');
    expect(found(withMembers(member({ idNumber: wrong })))).toEqual(['E id.checkDigit survey.members.0.idNumber']);
    expect(found(withMembers(member(), member({ name: '李四', relation: '10' })))).toEqual(['E id.twice survey.members.1.idNumber']);
    expect(found(withMembers(member(), member({ idNumber: idNumber(8) })))).toEqual(['E head.two survey.members']);
    expect(found(withMembers(member(), member({ idNumber: idNumber(8), relation: '' })))).toEqual(['E member.relation survey.members.1.relation']);
  });

  test('who has died or left is not looked at; a head who did is only mentioned', () => {
    expect(found(withMembers(member({ presence: 'dead', idNumber: 'x' }), member({ relation: '10' })))).toEqual(['W head.left survey.members']);
    expect(found(withMembers(member({ relation: '10' })))).toEqual(['E head.none survey.members']);
  });

  test('the message names the person', () => {
    const [remark] = coreRemarks(withMembers(member({ idNumber: '14992619500101' })), { known, line: null });
    expect(remark?.message).toContain('王银环');
  });
});

describe('the result', () => {
  test('an inclusion needs a category that fits the kind of household, a risk and an income', () => {
    const bare = { ...included(), result: { ...included().result, category: null }, survey: { ...included().survey, risks: [], income: null } };
    expect(found(bare)).toEqual(['E result.noCategory result.category', 'E risk.none survey.risks', 'E income.none survey.income']);
    expect(found({ ...included(), result: { ...included().result, category: 'unstable' } })).toEqual(['E result.unstableKind result.category']);
  });

  test('income against the line asks for a word, in either direction', () => {
    const poor = withMembers(member());
    expect(found({ ...poor, survey: { ...poor.survey, income: { ...income, wages: 7999 } } })).toEqual(['W income.belowLine survey.income']);
    expect(found({ ...included(), survey: { ...included().survey, income: { ...income, wages: 8000 } } })).toEqual([
      'W income.aboveLine survey.income',
    ]);
    const sudden = { ...included(), result: { ...included().result, category: 'sudden' as const } };
    expect(found({ ...sudden, survey: { ...sudden.survey, income: { ...income, wages: 9000 } } })).toEqual([]);
  });

  test('a guarantee with a problem asks who and what is done, and why the household is not included', () => {
    const content = withMembers(member());
    content.survey.guarantees.water = { problem: true, who: '', since: '', action: '' };
    expect(found(content)).toEqual(['W guarantee.unexplained survey.guarantees.water', 'W guarantee.notIncluded survey.guarantees.water']);
  });
});
