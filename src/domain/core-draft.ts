// A check while it is being filled in: how it begins, what one tap confirms, what is still missing, and how it becomes the record that is handed in.
import { GUARANTEES } from './guarantee.ts';
import type { Household, Member } from './household.ts';
import { itemsOpen, wholeIncome } from './income.ts';
import type { Task } from './task.ts';
import type { CoreContent, CoreDraft, GuaranteeAnswer, MemberAnswer } from './visit.ts';

const answerOf = (member: Member): MemberAnswer => ({
  memberId: member.id,
  confirmed: false,
  name: member.name,
  idNumber: member.idNumber,
  relation: member.relation,
  phone: member.phone,
  presence: member.presence,
  presenceOn: '',
});

const notAsked = (): GuaranteeAnswer => ({ problem: null, who: '', since: '', action: '' });

/** Somebody found at the door whom the archive does not know. */
export const newMember = (name = ''): MemberAnswer => ({
  memberId: null,
  confirmed: false,
  name,
  idNumber: '',
  relation: '',
  phone: '',
  presence: 'present',
  presenceOn: '',
});

/**
 * A new check with everything known filled in: from the last hand-in when it was returned, else from the archive, else only the person the lead names.
 * `visitors` are those of this collector's last check. 户籍情况 is 农户 until somebody says otherwise.
 */
export function newDraft(
  about: Pick<Task, 'personName' | 'placeText' | 'lastContent' | 'state'>,
  household: Household | null,
  visitors: readonly string[],
): CoreDraft {
  if (about.state === 'returned' && about.lastContent?.surveyVersion === 'core-1') return draftFrom(about.lastContent);
  return {
    residency: 'rural',
    include: null,
    category: null,
    reason: null,
    summary: null,
    visitors: visitors.slice(0, 6),
    respondent: '',
    survey: {
      household: {
        confirmed: false,
        phone: household?.phone ?? '',
        address: household?.address ?? about.placeText,
        groupName: household?.groupName ?? '',
      },
      members: household ? household.members.map(answerOf) : [{ ...newMember(about.personName), relation: '02' }],
      guarantees: { housing: notAsked(), schooling: notAsked(), water: notAsked(), insurance: notAsked() },
      income: null,
      risks: [],
      riskText: '',
    },
  };
}

/** A returned check goes on from its own answers. */
export const draftFrom = (content: CoreContent): CoreDraft => ({
  residency: content.result.residency,
  include: content.result.include,
  category: content.result.category,
  reason: content.result.reason,
  summary: content.result.summary,
  visitors: content.visitors,
  respondent: content.respondent,
  survey: content.survey,
});

/** 一键确认 of the first step: place, phone and every member are as the archive has them. */
export const confirmFamily = (draft: CoreDraft): CoreDraft => ({
  ...draft,
  survey: {
    ...draft.survey,
    household: { ...draft.survey.household, confirmed: true },
    members: draft.survey.members.map((member) => ({ ...member, confirmed: true })),
  },
});

export const familyConfirmed = (draft: CoreDraft): boolean =>
  draft.survey.household.confirmed && draft.survey.members.every((member) => member.confirmed);

/** 都没有问题 · 一键确认: all four guarantees are safe. What was written about a problem is gone with it. */
export const confirmGuarantees = (draft: CoreDraft): CoreDraft => ({
  ...draft,
  survey: {
    ...draft.survey,
    guarantees: {
      housing: { ...notAsked(), problem: false },
      schooling: { ...notAsked(), problem: false },
      water: { ...notAsked(), problem: false },
      insurance: { ...notAsked(), problem: false },
    },
  },
});

/** A problem is tapped on or off. Whoever names one has looked at all four: the rest count as safe. */
export function markGuarantee(draft: CoreDraft, name: (typeof GUARANTEES)[number], problem: boolean): CoreDraft {
  const guarantees = { ...draft.survey.guarantees };
  for (const each of GUARANTEES) {
    if (each === name) guarantees[each] = problem ? { ...guarantees[each], problem: true } : { ...notAsked(), problem: false };
    else if (guarantees[each].problem === null) guarantees[each] = { ...notAsked(), problem: false };
  }
  return { ...draft, survey: { ...draft.survey, guarantees } };
}

export const guaranteesAnswered = (draft: CoreDraft): boolean => GUARANTEES.every((name) => draft.survey.guarantees[name].problem !== null);

/** People of the household who count: those who are there, as found at the door. */
export const peopleCounted = (draft: Pick<CoreDraft, 'survey'>): number =>
  draft.survey.members.filter((member) => member.presence !== 'dead' && member.presence !== 'movedOut').length;

export type MissingKey =
  | 'family'
  | 'guarantees'
  | 'guaranteeWho'
  | 'memberName'
  | 'residency'
  | 'include'
  | 'reason'
  | 'summary'
  | 'category'
  | 'income'
  | 'incomeItem'
  | 'risks'
  | 'riskText'
  | 'visitors';

/** `needed`: without it there is no result to hand in. `wanted`: it can be handed in without, and the reviewer sees that it is missing. */
export interface Missing {
  path: string;
  key: MissingKey;
  weight: 'needed' | 'wanted';
}

/** What a check still lacks, in the order of the form. */
export function whatIsMissing(draft: CoreDraft): Missing[] {
  const missing: Missing[] = [];
  const lacks = (path: string, key: MissingKey, weight: Missing['weight']): number => missing.push({ path, key, weight });
  const { survey } = draft;
  if (!familyConfirmed(draft)) lacks('survey.household', 'family', 'wanted');
  for (const [index, member] of survey.members.entries()) {
    if (member.name.trim() === '') lacks(`survey.members.${index}.name`, 'memberName', 'wanted');
  }
  if (!guaranteesAnswered(draft)) lacks('survey.guarantees', 'guarantees', 'wanted');
  for (const name of GUARANTEES) {
    const answer = survey.guarantees[name];
    if (answer.problem && answer.who.trim() === '') lacks(`survey.guarantees.${name}.who`, 'guaranteeWho', 'wanted');
  }
  if (draft.residency === null) lacks('result.residency', 'residency', 'needed');
  if (draft.include === null) lacks('result.include', 'include', 'needed');
  if (draft.include === false && draft.reason === null) lacks('result.reason', 'reason', 'needed');
  if (draft.include === false && draft.reason === 'other' && !draft.summary?.trim()) lacks('result.summary', 'summary', 'needed');
  if (draft.include === true) {
    if (draft.category === null) lacks('result.category', 'category', 'needed');
    if (survey.income === null) lacks('survey.income', 'income', 'wanted');
    // Half an income cannot be handed in: what is open would have to be invented.
    else for (const item of itemsOpen(survey.income)) lacks(`survey.income.${item}`, 'incomeItem', 'needed');
    if (survey.risks.length === 0) lacks('survey.risks', 'risks', 'wanted');
    if (survey.risks.includes('other') && survey.riskText.trim() === '') lacks('survey.riskText', 'riskText', 'wanted');
    if (draft.visitors.filter((name) => name.trim() !== '').length < 2) lacks('visitors', 'visitors', 'wanted');
  }
  return missing;
}

/**
 * The record that is handed in. `suggested` is the text of suggestedSummary, used unless somebody wrote another.
 * Throws when something needed is missing: the screen asks whatIsMissing first.
 */
export function finish(draft: CoreDraft, suggested: string): CoreContent {
  const { residency, include } = draft;
  if (residency === null || include === null || whatIsMissing(draft).some((lack) => lack.weight === 'needed')) {
    throw new Error('a check without a result cannot be handed in');
  }
  return {
    result: {
      residency,
      include,
      category: include ? draft.category : null,
      reason: include ? null : draft.reason,
      summary: (draft.summary?.trim() || suggested).slice(0, 2000),
    },
    visitors: draft.visitors.map((name) => name.trim()).filter((name) => name !== ''),
    respondent: draft.respondent.trim(),
    surveyVersion: 'core-1',
    survey: {
      ...draft.survey,
      // 不纳入 does not ask for it; what was begun under 纳入 and left open says nothing.
      income: wholeIncome(draft.survey.income),
      members: draft.survey.members.map((member) => (member.presence === 'present' ? { ...member, presenceOn: '' } : member)),
    },
  };
}
