// The facts of a household as the archive holds them.
import type { Facts, GuaranteeFacts, HouseholdFacts, JobFacts, MemberFacts } from '../facts.ts';
import { GUARANTEES, type GuaranteeName } from '../guarantee.ts';
import type { Household, Member } from '../household.ts';
import type { HouseholdDetails } from '../household-details.ts';
import { idNumberFault, readIdNumber } from '../id-number.ts';
import type { MemberDetails } from '../member-details.ts';

const NO_DETAILS: HouseholdDetails = {};
const NO_MEMBER_DETAILS: MemberDetails = {};
const text = (value: string | undefined): string | null => (value === undefined || value === '' ? null : value);

/** Of a spell of work without an id of its own: the member's id and its place in the list, from 1. */
export const jobId = (memberId: string, index: number): string => `${memberId}.${index + 1}`;

/** Birth date and sex by an ID number that is sound; null otherwise, and for 999999 (has none). */
export const bornBy = (idNumber: string | null): ReturnType<typeof readIdNumber> =>
  idNumber !== null && idNumberFault(idNumber) === null && !idNumber.startsWith('999999') ? readIdNumber(idNumber) : null;

/** 居民身份证 by its 18 characters, 残疾人证 by 20 or 22; null for any other length. */
export const idKindOf = (idNumber: string | null): MemberFacts['idKind'] =>
  idNumber?.startsWith('999999')
    ? 'none'
    : idNumber?.length === 18
      ? 'resident'
      : idNumber && [20, 22].includes(idNumber.length)
        ? 'disability'
        : null;

function jobFacts(member: Member): JobFacts[] {
  return (member.jobs ?? []).map((job, index) => ({
    instanceId: jobId(member.id, index),
    workPlace: text(job.workPlace),
    workCounty: text(job.workCounty),
    workMonths: job.workMonths ?? null,
    monthlyPay: job.monthlyPay ?? null,
    workFrom: text(job.workFrom),
    workTo: text(job.workTo),
  }));
}

function memberFacts(member: Member): MemberFacts {
  const details = member.details ?? NO_MEMBER_DETAILS;
  const idNumber = text(member.idNumber.toUpperCase());
  const born = bornBy(idNumber);
  const { medicalInsurance: medical, pension, relief } = member;
  return {
    instanceId: member.id,
    name: text(member.name),
    idKind: details.idKind ?? idKindOf(idNumber),
    idNumber,
    sex: born?.sex ?? member.sex ?? null,
    birthOn: born?.birthOn ?? member.birthOn ?? null,
    relation: text(member.relation),
    ethnic: text(member.ethnic),
    political: details.political ?? null,
    phone: text(member.phone),
    schooling: member.schooling ?? null,
    schoolStage: member.schoolStage ?? null,
    notInSchool: details.notInSchool ?? null,
    rainDew: details.rainDew ?? null,
    health: member.health.length > 0 ? member.health : null,
    certificateNo: text(details.certificateNo) ?? (idKindOf(idNumber) === 'disability' ? idNumber : null),
    labour: member.labour ?? null,
    jobs: jobFacts(member),
    residentMedical: medical === undefined ? null : medical === 'resident',
    employeeMedical: medical === undefined ? null : medical === 'employee',
    majorInsurance: details.majorInsurance ?? null,
    commercialInsurance: details.commercialInsurance ?? null,
    medicalAid: details.medicalAid ?? null,
    residentPension: pension === undefined ? null : pension === 'resident',
    employeePension: pension === undefined ? null : pension === 'employee',
    minimum: relief === undefined ? null : relief === 'minimum',
    destitute: relief === undefined ? null : relief === 'destitute',
    relocated: details.relocated ?? null,
    publicPost: details.publicPost ?? null,
    publicPostMonths: details.publicPostMonths ?? null,
    presence: member.presence,
    presenceOn: details.presenceOn ?? null,
  };
}

export function householdFacts(household: Household): HouseholdFacts {
  const details = household.details ?? NO_DETAILS;
  return {
    householdNo: text(details.householdNo),
    phone: text(household.phone),
    address: text(household.address),
    groupName: text(household.groupName),
    kind: household.kind,
    archivedSize: household.size,
    resettled: details.resettled ?? null,
    noLabour: household.noLabour,
    landCultivated: household.landMu,
    landWood: household.woodMu,
    landReforested: details.landReforested ?? null,
    landOrchard: details.landOrchard ?? null,
    landPasture: details.landPasture ?? null,
    landWater: details.landWater ?? null,
    road: details.road ?? null,
    roadKm: details.roadKm ?? null,
    floorArea: details.floorArea ?? null,
    dwelling: household.dwelling,
    electricity: details.electricity ?? null,
    broadcast: details.broadcast ?? null,
    safeWater: details.safeWater ?? null,
    toilet: details.toilet ?? null,
    fuel: details.fuel ?? null,
  };
}

function guaranteeFacts(household: Household, name: GuaranteeName): GuaranteeFacts {
  const details = household.details ?? NO_DETAILS;
  return {
    problem: household.guarantees[name],
    who: text(details[`${name}Who`]),
    since: text(details[`${name}Since`]),
    action: text(details[`${name}Action`]),
  };
}

/** Of each of the four guarantees. */
export const eachGuarantee = (facts: (name: GuaranteeName) => GuaranteeFacts): Facts['guarantees'] =>
  Object.fromEntries(GUARANTEES.map((name) => [name, facts(name)])) as Record<GuaranteeName, GuaranteeFacts>;

export const monitorFacts = ({ category, monitorState, details }: Household): Facts['monitor'] => ({
  category,
  state: monitorState,
  identifiedOn: details?.identifiedOn ?? null,
  eliminatedOn: details?.eliminatedOn ?? null,
});

/** What the archive says of a household, as the quality rules read it. Never throws. */
export function factsOfHousehold(household: Household): Facts {
  const details = household.details ?? NO_DETAILS;
  const { income } = household;
  const left = household.monitorState === 'eliminated' || details.eliminationWay !== undefined;
  return {
    household: householdFacts(household),
    members: household.members.map(memberFacts),
    guarantees: eachGuarantee((name) => guaranteeFacts(household, name)),
    income: income && { items: income.items ?? null, totals: income.totals, stated: null },
    perCapitaBefore: details.perCapitaBefore ?? null,
    risks: details.risks ?? null,
    riskText: text(details.riskText),
    disaster: details.disaster ?? null,
    measures:
      details.measures?.map(({ id, measure, support, state, measureOn, amount }) => ({
        instanceId: id,
        measure,
        support: support ?? null,
        state: state ?? null,
        measureOn: measureOn ?? null,
        amount: amount ?? null,
      })) ?? null,
    monitor: monitorFacts(household),
    result: null,
    elimination: left
      ? {
          way: details.eliminationWay ?? null,
          on: details.eliminatedOn ?? null,
          contact: text(details.eliminationContact),
          phone: text(details.eliminationPhone),
        }
      : null,
  };
}
