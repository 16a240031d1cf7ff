// What several rules ask about the people of a household: who counts, how old they are, whether they learn, work or are able to.
import { belongs, type Facts, type MemberFacts } from '../facts.ts';
import { type IdNumberFault, idNumberFault, readIdNumber } from '../id-number.ts';
import type { Finding, RuleContext } from './rule.ts';

/** Facts don't change: what dozens of rules ask of the same person is worked out once. */
function remembered<Of extends object, Answer>(work: (of: Of) => Answer): (of: Of) => Answer {
  const known = new WeakMap<Of, { answer: Answer }>();
  return (of) => {
    const kept = known.get(of);
    if (kept) return kept.answer;
    const answer = work(of);
    known.set(of, { answer });
    return answer;
  };
}

export const peopleOf: (facts: Facts) => readonly MemberFacts[] = remembered((facts) => facts.members.filter(belongs));

/** The name, or the place in the list for somebody without one. */
export function nameOf(facts: Facts, member: MemberFacts): string {
  const name = member.name?.trim() ?? '';
  return name === '' ? `第${facts.members.indexOf(member) + 1}位成员` : name;
}

interface Identity {
  /** Capital X, no spaces; empty when there is none. */
  number: string;
  /** What GB 11643 says against the number; null also for a number that it says nothing about. */
  fault: IdNumberFault | null;
  /** The 18 digits that name one person, or null where the number is wrong, missing or the 999999 of "has none". */
  person: string | null;
  sex: '1' | '2' | null;
  birthOn: string | null;
}

const identityOf: (member: MemberFacts) => Identity = remembered((member) => {
  const number = (member.idNumber ?? '').replace(/\s/g, '').toUpperCase();
  // 出生证明 and 其他证件 carry numbers of their own.
  const citizens = number !== '' && member.idKind !== 'birth' && member.idKind !== 'other' && member.idKind !== 'none';
  const fault = citizens ? idNumberFault(number) : null;
  const person = citizens && fault === null && !number.startsWith('999999') ? number.slice(0, 18) : null;
  const read = person === null ? null : readIdNumber(person);
  return { number, fault, person, sex: read?.sex ?? member.sex, birthOn: read?.birthOn ?? member.birthOn };
});

/** Nothing, or spaces only. */
export const isBlank = (text: string | null): boolean => (text ?? '').trim() === '';
export const idNumberOf = (member: MemberFacts): string => identityOf(member).number;
export const faultOfNumber = (member: MemberFacts): IdNumberFault | null => identityOf(member).fault;
export const personOf = (member: MemberFacts): string | null => identityOf(member).person;
/** The ID number's where it is valid, else what was given. */
export const sexOf = (member: MemberFacts): '1' | '2' | null => identityOf(member).sex;
/** YYYY-MM-DD; the ID number's where it is valid, else what was given. */
export const birthOf = (member: MemberFacts): string | null => identityOf(member).birthOn;

/** Full years on a day; null when the birth date is unknown or no date, or the day is before it. */
export function ageOn(member: MemberFacts, day: string): number | null {
  const birth = birthOf(member);
  if (birth === null || !/^\d{4}-\d{2}-\d{2}$/.test(birth) || birth > day) return null;
  return Number(day.slice(0, 4)) - Number(birth.slice(0, 4)) - (birth.slice(5) > day.slice(5, 10) ? 1 : 0);
}

/** 1 September of the school year that `today` lies in. */
export function schoolYearBegan(today: string): string {
  const year = Number(today.slice(0, 4));
  return `${today.slice(5, 7) >= '09' ? year : year - 1}-09-01`;
}

export const isHealthy = (member: MemberFacts): boolean => member.health?.includes('healthy') ?? false;
export const isDisabled = (member: MemberFacts): boolean => member.health?.includes('disabled') ?? false;
/** At a school, not before it. */
export const isPupil = (member: MemberFacts): boolean =>
  member.schoolStage !== null && member.schoolStage !== 'infant' && member.schoolStage !== 'kindergarten';
/** A place or months of work away from home. */
export const worksAway = (member: MemberFacts): boolean => member.jobs.some((job) => (job.workPlace ?? '') !== '' || (job.workMonths ?? 0) > 0);
export const holdsPost = (member: MemberFacts): boolean => member.publicPost !== null || (member.publicPostMonths ?? 0) > 0;
/** 无劳动力 or 丧失劳动力. */
export const cannotWork = (member: MemberFacts): boolean => member.labour === 'none' || member.labour === 'lost';
/** 普通, 技能, 弱或半劳动力. */
export const canWork = (member: MemberFacts): boolean => member.labour === 'ordinary' || member.labour === 'skilled' || member.labour === 'weak';
export const hasLabour = (facts: Facts): boolean => peopleOf(facts).some(canWork);
/** Everybody who counts is known to be without labour; false while one of them is unknown. */
export function isWithoutLabour(facts: Facts): boolean {
  const people = peopleOf(facts);
  return people.length > 0 && people.every(cannotWork);
}

/** Category and grade of the disability certificate, from its own number or from an ID number of 20 or 22 digits; null when there is none or it is out of range. */
export function certificateOf(member: MemberFacts): { category: string; grade: string } | null {
  for (const written of [member.certificateNo, member.idNumber]) {
    const number = (written ?? '').replace(/\s/g, '').toUpperCase();
    if (number.length >= 20 && idNumberFault(number) === null) return { category: number.charAt(18), grade: number.charAt(19) };
  }
  return null;
}

/** In monitoring now, or taken into it by this check. */
export const isMonitored = ({ monitor, result }: Facts): boolean =>
  monitor.state === 'monitored' || monitor.state === 'relapsed' || result?.include === true;

/** Months from one YYYY-MM(-DD) to another, by the calendar's months. */
export const monthsApart = (from: string, to: string): number =>
  (Number(to.slice(0, 4)) - Number(from.slice(0, 4))) * 12 + Number(to.slice(5, 7)) - Number(from.slice(5, 7));

/** Whole months that have passed between two days; a month named without a day counts from its first day. */
export const fullMonths = (from: string, to: string): number => monthsApart(from, to) - (`${from}-01`.slice(8, 10) > `${to}-01`.slice(8, 10) ? 1 : 0);

/** One remark at most for each who counts: what is said about them, after their name. */
export function eachPerson(
  key: string,
  says: (member: MemberFacts, context: RuleContext, facts: Facts) => string | null | false | undefined,
): (facts: Facts, context: RuleContext) => Finding[] {
  return (facts, context) =>
    peopleOf(facts).flatMap((member) => {
      const words = says(member, context, facts);
      return words ? [{ instanceId: member.instanceId, key, message: `${nameOf(facts, member)}${words}` }] : [];
    });
}

/** One remark at the household's own question, or none. */
export function once(
  key: string,
  says: (facts: Facts, context: RuleContext) => string | null | false | undefined,
): (facts: Facts, context: RuleContext) => Finding[] {
  return (facts, context) => {
    const message = says(facts, context);
    return message ? [{ instanceId: 'root', key, message }] : [];
  };
}
