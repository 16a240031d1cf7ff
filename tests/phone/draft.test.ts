// Stories of a check being filled in, from the prefilled family to the record that is handed in.
import { describe, expect, it } from 'vitest';
import {
  confirmFamily,
  confirmGuarantees,
  familyConfirmed,
  finish,
  guaranteesAnswered,
  markGuarantee,
  newDraft,
  peopleCounted,
  whatIsMissing,
} from '../../src/domain/core-draft.ts';
import { suggestedSummary } from '../../src/domain/core-summary.ts';
import { incomeStanding, netIncome, referenceIncome } from '../../src/domain/income.ts';
import { CheckContent } from '../../src/domain/visit.ts';
import { aHousehold, aTask } from './county.ts';

const task = aTask();
const household = aHousehold();
const policy = { monitoringLine: 8000 };

describe('a check at the door', () => {
  it('begins with everything the archive knows, and nothing decided but 农户', () => {
    const draft = newDraft(task, household, ['赵采集', '钱陪同']);
    expect(draft.survey.members.map((member) => member.name)).toEqual(['王银环', '郭玉梅']);
    expect(draft.survey.household.phone).toBe(household.phone);
    expect(draft.residency).toBe('rural');
    expect(draft.include).toBeNull();
    expect(draft.visitors).toEqual(['赵采集', '钱陪同']);
    expect(familyConfirmed(draft)).toBe(false);
  });

  it('about somebody the archive does not know begins with the name on the lead as head', () => {
    const draft = newDraft(aTask({ householdId: null }), null, []);
    expect(draft.survey.members).toHaveLength(1);
    expect(draft.survey.members[0]).toMatchObject({ name: '王银环', relation: '02', memberId: null });
    expect(draft.survey.household.address).toBe(task.placeText);
  });

  it('goes on from its own answers when it was returned', () => {
    const ready = { ...confirmGuarantees(confirmFamily(newDraft(task, household, []))), include: false, reason: 'supported' as const };
    const content = finish(ready, '有人赡养，不纳入。');
    const again = newDraft({ ...task, state: 'returned', lastContent: content }, household, ['别人']);
    expect(again.reason).toBe('supported');
    expect(again.summary).toBe('有人赡养，不纳入。');
    expect(familyConfirmed(again)).toBe(true);
  });

  it('not included is ready after two confirmations, one choice and one reason, with its text written', () => {
    const draft = { ...confirmGuarantees(confirmFamily(newDraft(task, household, []))), include: false, reason: 'reimbursed' as const };
    expect(whatIsMissing(draft)).toEqual([]);
    const text = suggestedSummary(draft, task, policy);
    expect(text).toBe('三季度自付医疗费 18,432 元，相关费用已报销救助，家庭能够承担，三保障和饮水安全无问题，不纳入。');
    const content = finish(draft, text);
    expect(CheckContent.parse(content).result).toEqual({ residency: 'rural', include: false, category: null, reason: 'reimbursed', summary: text });
  });

  it('keeps what a person wrote instead of the suggested text', () => {
    const draft = { ...newDraft(task, household, []), include: false, reason: 'untrue' as const, summary: '没有住过院' };
    expect(finish(draft, '别的').result.summary).toBe('没有住过院');
  });

  it('says what is missing, and only a missing result keeps it from being handed in', () => {
    const empty = newDraft(task, household, []);
    expect(
      whatIsMissing(empty)
        .filter((lack) => lack.weight === 'needed')
        .map((lack) => lack.key),
    ).toEqual(['include']);
    expect(() => finish(empty, '')).toThrow();
    const included = { ...empty, include: true, category: 'marginal' as const };
    expect(whatIsMissing(included).map((lack) => lack.key)).toEqual(['family', 'guarantees', 'income', 'risks', 'visitors']);
    expect(finish(included, '建议纳入。').result.category).toBe('marginal');
  });

  it('other as a reason asks for words of its own', () => {
    const draft = { ...newDraft(task, household, []), include: false, reason: 'other' as const };
    expect(whatIsMissing(draft).some((lack) => lack.key === 'summary' && lack.weight === 'needed')).toBe(true);
    expect(suggestedSummary(draft, task, policy)).toBe('');
  });

  it('never hands in both a category and a reason', () => {
    const changedMind = { ...newDraft(task, household, []), include: true, category: 'sudden' as const, reason: 'supported' as const };
    expect(finish(changedMind, '建议纳入。').result).toMatchObject({ category: 'sudden', reason: null });
  });

  it('one problem tapped counts the other three guarantees as looked at', () => {
    const draft = markGuarantee(newDraft(task, household, []), 'water', true);
    expect(guaranteesAnswered(draft)).toBe(true);
    expect(draft.survey.guarantees.housing.problem).toBe(false);
    expect(whatIsMissing(draft).some((lack) => lack.key === 'guaranteeWho')).toBe(true);
    expect(suggestedSummary({ ...draft, include: false, reason: 'stableIncome' }, task, policy)).toContain('饮水不安全');
    expect(markGuarantee(draft, 'water', false).survey.guarantees.water.problem).toBe(false);
  });

  it('who died or moved away no longer counts', () => {
    const draft = newDraft(task, household, []);
    const [first, second] = draft.survey.members;
    const after = {
      ...draft,
      survey: { ...draft.survey, members: [first, { ...second, presence: 'dead' as const }] as typeof draft.survey.members },
    };
    expect(peopleCounted(after)).toBe(1);
  });
});

describe('an income item nobody asked about', () => {
  const included = { ...confirmGuarantees(confirmFamily(newDraft(task, household, ['甲', '乙']))), include: true, category: 'marginal' as const };
  const having = (income: typeof included.survey.income) => ({ ...included, survey: { ...included.survey, risks: ['illness' as const], income } });
  const none = { business: 0, property: 0, transfers: 0, costs: 0, claims: 0 };

  it('is named, holds the check back, and never becomes 0 by itself', () => {
    const half = having({ ...none, wages: 30_000 });
    expect(whatIsMissing(half)).toEqual([{ path: 'survey.income.selfPaid', key: 'incomeItem', weight: 'needed' }]);
    expect(() => finish(half, '建议纳入。')).toThrow();
    expect(suggestedSummary(half, task, policy)).not.toContain('人均');
  });

  it('is not missed once it is said to be 0', () => {
    const whole = having({ ...none, wages: 30_000, selfPaid: 0 });
    expect(whatIsMissing(whole)).toEqual([]);
    expect(finish(whole, '建议纳入。').survey.income?.selfPaid).toBe(0);
  });

  it('does not stand in the way of 不纳入, which does not ask for income', () => {
    const changedMind = { ...having({ wages: 30_000 }), include: false, reason: 'stableIncome' as const };
    expect(whatIsMissing(changedMind)).toEqual([]);
    expect(finish(changedMind, '不纳入。').survey.income).toBeNull();
  });
});

describe('income against the line', () => {
  const totals = { wages: 30_400, business: 12_000.1, property: 0.2, transfers: 1500, costs: 4000, claims: 2000, selfPaid: 18_432 };
  it('nets out costs, adds claims and takes off what was paid by themselves, to the fen', () => {
    expect(netIncome(totals)).toBe(39_900.3);
    expect(referenceIncome(totals)).toBe(23_468.3);
  });
  it('tells how far each person is above or below', () => {
    expect(incomeStanding(totals, 4, 8000)).toMatchObject({
      netPerCapita: 9975.08,
      netGap: 1975.08,
      referencePerCapita: 5867.08,
      referenceGap: -2132.92,
    });
  });
  it('has no figure for a household of nobody', () => {
    expect(incomeStanding(totals, 0, 8000)).toBeNull();
  });
});
