// What the archive knows of a member after a check: what was answered or confirmed replaces what was known, the rest stays.

import * as z from 'zod/mini';
import { instancesAt, memberFactsOf } from '../facts/of-content.ts';
import { jobId } from '../facts/of-household.ts';
import type { MemberFacts } from '../facts.ts';
import type { Member } from '../household.ts';
import { Job, MemberDetails } from '../member-details.ts';
import { ownValue } from '../own-value.ts';
import type { SubmittedInstance } from '../survey/answers.ts';
import { confirmedIn, ifAny, onlyConfirmed, takeAnswers, without } from './take-details.ts';

/** A place of work in words, by its code; undefined for a code that nobody here can name. */
export type PlaceName = (code: string) => string | undefined;

type Insurance = NonNullable<Member['pension']>;

/** Of the two kinds one at most is kept: an answer that claims both contradicts itself, and leaves what was known. */
function insuranceOf(resident: boolean | null, employee: boolean | null, known: Insurance | undefined): Insurance | undefined {
  if (resident && employee) return known;
  if (resident) return 'resident';
  if (employee) return 'employee';
  return resident === null && employee === null ? known : 'none';
}

function reliefOf({ minimum, destitute }: MemberFacts, known: Member['relief']): Member['relief'] {
  if (minimum && destitute) return known;
  if (minimum) return 'minimum';
  if (destitute) return 'destitute';
  return minimum === null && destitute === null ? known : 'none';
}

function jobsOf(instance: SubmittedInstance, known: Member | undefined, placeName: PlaceName): Job[] {
  const listed = instancesAt(instance, 'jobs');
  const before = known?.jobs ?? [];
  // Spells that are known were filled in. Where work was asked for and one is not there any more, it is over; a form that does not ask for work says nothing.
  if (listed.length === 0) return ownValue(instance.values, 'labour') !== undefined ? [] : before;
  return listed.flatMap((spell) => {
    const archived = known && before.find((_, index) => jobId(known.id, index) === spell.id);
    const answers = confirmedIn(spell);
    const job = takeAnswers(Job.shape, archived ?? {}, answers, ['placeName']);
    const moved = job.workPlace !== archived?.workPlace || job.workCounty !== archived?.workCounty;
    const named = job.workPlace === undefined ? undefined : placeName(job.workPlace);
    const settled = moved ? { ...without(job, ['placeName']), ...(named ? { placeName: `${named}${job.workCounty ?? ''}` } : {}) } : job;
    return ifAny(settled) ?? [];
  });
}

/** Schooling completed and school stage exclude each other: whichever was answered ends the other. */
function schoolOf(facts: MemberFacts, known: Member | undefined): Pick<Member, 'schooling' | 'schoolStage'> {
  if (facts.schoolStage) return { schoolStage: facts.schoolStage };
  if (facts.schooling) return { schooling: facts.schooling };
  return { ...(known?.schooling ? { schooling: known.schooling } : {}), ...(known?.schoolStage ? { schoolStage: known.schoolStage } : {}) };
}

/** Null for somebody new who has no name: there is nobody to remember. Spelling of a new name is left to whoever keeps the archive. */
export function rememberMember(instance: SubmittedInstance, known: Member | undefined, newId: string, placeName: PlaceName): Member | null {
  const facts = memberFactsOf(onlyConfirmed(instance), undefined);
  const name = facts.name ?? known?.name;
  if (name === undefined) return null;
  const sameName = known?.name === name;
  const presence = facts.presence ?? known?.presence ?? 'present';
  const born = { sex: facts.sex ?? known?.sex, birthOn: facts.birthOn ?? known?.birthOn };
  const labour = facts.labour ?? known?.labour;
  const medicalInsurance = insuranceOf(facts.residentMedical, facts.employeeMedical, known?.medicalInsurance);
  const pension = insuranceOf(facts.residentPension, facts.employeePension, known?.pension);
  const relief = reliefOf(facts, known?.relief);
  const jobs = jobsOf(instance, known, placeName);
  const confirmed = confirmedIn(instance);
  // The kind of an ID number and a certificate that is one are read from the number itself.
  const derived = facts.idNumber !== null ? (['idKind', ...(facts.certificateNo === facts.idNumber ? ['certificateNo'] : [])] as const) : [];
  const taken = takeAnswers(
    MemberDetails.shape,
    known?.details ?? {},
    confirmed,
    facts.idKind === 'resident' || facts.idKind === 'disability' ? derived : [],
  );
  const details = ifAny(presence === 'present' ? without(taken, ['presenceOn']) : taken);
  return {
    id: known?.id ?? newId,
    name,
    pinyin: sameName ? known.pinyin : '',
    initials: sameName ? known.initials : '',
    idNumber: facts.idNumber ?? known?.idNumber ?? '',
    relation: facts.relation ?? known?.relation ?? '',
    ...(born.sex ? { sex: born.sex } : {}),
    ...(born.birthOn && z.safeParse(z.iso.date(), born.birthOn).success ? { birthOn: born.birthOn } : {}),
    ethnic: facts.ethnic ?? known?.ethnic ?? '',
    phone: facts.phone ?? known?.phone ?? '',
    ...schoolOf(facts, known),
    health: facts.health ? [...facts.health] : (known?.health ?? []),
    ...(labour ? { labour } : {}),
    ...(jobs.length > 0 ? { jobs } : {}),
    ...(medicalInsurance ? { medicalInsurance } : {}),
    ...(pension ? { pension } : {}),
    ...(relief ? { relief } : {}),
    presence,
    ...(details ? { details } : {}),
  };
}
