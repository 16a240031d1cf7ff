// What the archive knows of a member after a check: what was answered or confirmed replaces what was known, the rest stays.

import * as z from 'zod/mini';
import { instancesAt, memberFactsOf } from '../facts/of-content.ts';
import { jobId } from '../facts/of-household.ts';
import type { MemberFacts } from '../facts.ts';
import type { Member } from '../household.ts';
import { Job, MemberDetails } from '../member-details.ts';
import { ownValue } from '../own-value.ts';
import type { SubmittedInstance } from '../survey/answers.ts';
import { confirmedIn, emptiedIn, ifAny, onlyConfirmed, takeAnswers, without } from './take-details.ts';

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
    const job = takeAnswers(Job.shape, without<Job>(archived ?? {}, emptiedIn(spell) as (keyof Job)[]), answers, ['placeName']);
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

/** Fields of a member that can be absent, and those of the details. */
const OWN = ['sex', 'birthOn', 'labour', 'schooling', 'schoolStage'] as const;
const DETAILS = (Object.keys(MemberDetails.shape) as (keyof MemberDetails)[]).filter((key) => key !== 'suggested');

/** What stands there only because the form suggested it; whatever somebody said or took away since is none any more. */
function suggestionsOf(instance: SubmittedInstance, before: readonly string[]): string[] {
  const now = instance.suggested ?? [];
  const settled = (key: string): boolean => emptiedIn(instance).includes(key) || ownValue(instance.values, key) !== undefined;
  return [...before.filter((key) => !settled(key)), ...now].filter((key, index, all) => all.indexOf(key) === index).sort();
}

/** Null for somebody new who has no name: there is nobody to remember. Spelling of a new name is left to whoever keeps the archive. */
export function rememberMember(instance: SubmittedInstance, known: Member | undefined, newId: string, placeName: PlaceName): Member | null {
  const facts = memberFactsOf(onlyConfirmed(instance), undefined);
  const emptied = new Set(emptiedIn(instance));
  const text = (key: string, found: string | null, before: string | undefined): string => found ?? (emptied.has(key) ? '' : (before ?? ''));
  const name = facts.name ?? known?.name;
  if (name === undefined) return null;
  const sameName = known?.name === name;
  const presence = facts.presence ?? known?.presence ?? 'present';
  const kept =
    emptied.size > 0 && known
      ? without(
          known,
          OWN.filter((key) => emptied.has(key)),
        )
      : known;
  const born = { sex: facts.sex ?? kept?.sex, birthOn: facts.birthOn ?? kept?.birthOn };
  const labour = facts.labour ?? kept?.labour;
  const medicalInsurance = insuranceOf(
    facts.residentMedical,
    facts.employeeMedical,
    emptied.has('residentMedical') || emptied.has('employeeMedical') ? undefined : known?.medicalInsurance,
  );
  const pension = insuranceOf(
    facts.residentPension,
    facts.employeePension,
    emptied.has('residentPension') || emptied.has('employeePension') ? undefined : known?.pension,
  );
  const relief = reliefOf(facts, emptied.has('minimum') || emptied.has('destitute') ? undefined : known?.relief);
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
  const school = schoolOf(facts, kept);
  const standing: Record<string, unknown> = { ...taken, ...school, labour };
  const suggested = suggestionsOf(instance, known?.details?.suggested ?? []).filter((key) => standing[key] !== undefined);
  const left = without(taken, [
    'suggested',
    ...DETAILS.filter((key) => emptied.has(key)),
    ...(presence === 'present' ? (['presenceOn'] as const) : []),
  ]);
  const details = ifAny(suggested.length > 0 ? { ...left, suggested } : left);
  return {
    id: known?.id ?? newId,
    name,
    pinyin: sameName ? known.pinyin : '',
    initials: sameName ? known.initials : '',
    idNumber: text('idNumber', facts.idNumber, known?.idNumber),
    relation: text('relation', facts.relation, known?.relation),
    ...(born.sex ? { sex: born.sex } : {}),
    ...(born.birthOn && z.safeParse(z.iso.date(), born.birthOn).success ? { birthOn: born.birthOn } : {}),
    ethnic: text('ethnic', facts.ethnic, known?.ethnic),
    phone: text('phone', facts.phone, known?.phone),
    ...school,
    health: facts.health ? [...facts.health] : emptied.has('health') ? [] : (known?.health ?? []),
    ...(labour ? { labour } : {}),
    ...(jobs.length > 0 ? { jobs } : {}),
    ...(medicalInsurance ? { medicalInsurance } : {}),
    ...(pension ? { pension } : {}),
    ...(relief ? { relief } : {}),
    presence,
    ...(details ? { details } : {}),
  };
}
