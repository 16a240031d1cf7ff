// The facts of a household as a check found it: the survey's answers read by the official names, whatever form they come from.

import type { Facts, HouseholdFacts, IncomeFacts, JobFacts, MeasureFacts, MemberFacts } from '../facts.ts';
import { Health, type Household, HouseholdKind, Labour, type Member, Presence } from '../household.ts';
import { netIncome } from '../income.ts';
import {
  DISASTERS,
  FUELS,
  ID_KINDS,
  MEASURES,
  NOT_IN_SCHOOL,
  POLITICAL,
  PUBLIC_POSTS,
  ROADS,
  SCHOOL_STAGES,
  SCHOOLING,
  SUPPORTS,
} from '../official/codes.ts';
import { ownValue } from '../own-value.ts';
import { RiskCode } from '../risk.ts';
import { perCapita, sumYuan } from '../sums.ts';
import type { Submission, SubmittedInstance } from '../survey/answers.ts';
import type { CheckContent } from '../visit.ts';
import { ALL_INCOME_ITEMS, totalsStated } from './income.ts';
import { bornBy, eachGuarantee, idKindOf, monitorFacts } from './of-household.ts';
import { type Answers, codeAt, codesAt, numberAt, textAt, yesAt } from './reading.ts';

const SEXES = ['1', '2'] as const;
const DWELLINGS = ['A', 'B', 'C', 'D'] as const;
const STATES = ['planned', 'done'] as const;
const WAYS = ['helped', 'natural'] as const;

/** The instances of a repeat; none where the form has no such repeat. */
export const instancesAt = (instance: SubmittedInstance, repeat: string): readonly SubmittedInstance[] => ownValue(instance.repeats, repeat) ?? [];

/** As people write them: blanks inside, a small x. */
export const idNumberAt = (answers: Answers, key: string): string | null => textAt(answers, key)?.replace(/\s+/g, '').toUpperCase() ?? null;
const phoneAt = (answers: Answers, key: string): string | null => textAt(answers, key)?.replace(/[\s-]+/g, '') ?? null;

function jobFacts({ id, values }: SubmittedInstance): JobFacts {
  return {
    instanceId: id,
    workPlace: textAt(values, 'workPlace'),
    workCounty: textAt(values, 'workCounty'),
    workMonths: numberAt(values, 'workMonths'),
    monthlyPay: numberAt(values, 'monthlyPay'),
    workFrom: textAt(values, 'workFrom'),
    workTo: textAt(values, 'workTo'),
  };
}

/** `archived`: the same person in the archive, for what a sound ID number or an answer does not say. */
export function memberFactsOf(instance: SubmittedInstance, archived: Member | undefined): MemberFacts {
  const { id, values } = instance;
  const idNumber = idNumberAt(values, 'idNumber');
  const born = bornBy(idNumber);
  return {
    instanceId: id,
    name: textAt(values, 'name'),
    idKind: codeAt(values, 'idKind', ID_KINDS) ?? idKindOf(idNumber),
    idNumber,
    sex: born?.sex ?? codeAt(values, 'sex', SEXES) ?? archived?.sex ?? null,
    birthOn: born?.birthOn ?? textAt(values, 'birthOn') ?? archived?.birthOn ?? null,
    relation: textAt(values, 'relation'),
    ethnic: textAt(values, 'ethnic'),
    political: codeAt(values, 'political', POLITICAL),
    phone: phoneAt(values, 'phone'),
    schooling: codeAt(values, 'schooling', SCHOOLING),
    schoolStage: codeAt(values, 'schoolStage', SCHOOL_STAGES),
    notInSchool: codeAt(values, 'notInSchool', NOT_IN_SCHOOL),
    rainDew: yesAt(values, 'rainDew'),
    health: codesAt(values, 'health', Health.options),
    certificateNo: idNumberAt(values, 'certificateNo'),
    labour: codeAt(values, 'labour', Labour.options),
    jobs: instancesAt(instance, 'jobs').map(jobFacts),
    residentMedical: yesAt(values, 'residentMedical'),
    employeeMedical: yesAt(values, 'employeeMedical'),
    majorInsurance: yesAt(values, 'majorInsurance'),
    commercialInsurance: yesAt(values, 'commercialInsurance'),
    medicalAid: yesAt(values, 'medicalAid'),
    residentPension: yesAt(values, 'residentPension'),
    employeePension: yesAt(values, 'employeePension'),
    minimum: yesAt(values, 'minimum'),
    destitute: yesAt(values, 'destitute'),
    relocated: yesAt(values, 'relocated'),
    publicPost: codeAt(values, 'publicPost', PUBLIC_POSTS),
    publicPostMonths: numberAt(values, 'publicPostMonths'),
    presence: codeAt(values, 'presence', Presence.options),
    presenceOn: textAt(values, 'presenceOn'),
  };
}

function householdFactsOf(values: Answers, archived: Household | null): HouseholdFacts {
  return {
    householdNo: textAt(values, 'householdNo'),
    phone: phoneAt(values, 'phone'),
    address: textAt(values, 'address'),
    groupName: textAt(values, 'groupName'),
    kind: codeAt(values, 'kind', HouseholdKind.options) ?? archived?.kind ?? null,
    archivedSize: archived?.size ?? null,
    resettled: yesAt(values, 'resettled'),
    noLabour: yesAt(values, 'noLabour'),
    landCultivated: numberAt(values, 'landCultivated'),
    landWood: numberAt(values, 'landWood'),
    landReforested: numberAt(values, 'landReforested'),
    landOrchard: numberAt(values, 'landOrchard'),
    landPasture: numberAt(values, 'landPasture'),
    landWater: numberAt(values, 'landWater'),
    road: codeAt(values, 'road', ROADS),
    roadKm: numberAt(values, 'roadKm'),
    floorArea: numberAt(values, 'floorArea'),
    dwelling: codeAt(values, 'dwelling', DWELLINGS),
    electricity: yesAt(values, 'electricity'),
    broadcast: yesAt(values, 'broadcast'),
    safeWater: yesAt(values, 'safeWater'),
    toilet: yesAt(values, 'toilet'),
    fuel: codeAt(values, 'fuel', FUELS),
  };
}

/** To the fen. Null when not one item was answered or known: the quick path does not ask. */
function incomeFactsOf(values: Answers): IncomeFacts | null {
  const found = ALL_INCOME_ITEMS.flatMap((item) => {
    const amount = numberAt(values, item);
    return amount === null ? [] : [[item, sumYuan(amount)] as const];
  });
  if (found.length === 0) return null;
  const items = Object.fromEntries(found) as NonNullable<IncomeFacts['items']>;
  const totals = totalsStated(items, (part) => numberAt(values, part));
  return { items, totals, stated: { net: numberAt(values, 'net'), perCapita: numberAt(values, 'perCapita') } };
}

const measureFactsOf = ({ id, values }: SubmittedInstance): MeasureFacts => ({
  instanceId: id,
  measure: codeAt(values, 'measure', MEASURES),
  support: codeAt(values, 'support', SUPPORTS),
  state: codeAt(values, 'state', STATES),
  measureOn: textAt(values, 'measureOn'),
  amount: numberAt(values, 'amount'),
});

const NEVER_MONITORED: Facts['monitor'] = { category: 'none', state: 'none', identifiedOn: null, eliminatedOn: null };

/** Net income a person of the archive's last period. */
const lastPerCapita = (household: Household | null): number | null =>
  household?.income ? perCapita(netIncome(household.income.totals), household.size) : null;

/**
 * What answers say: while a survey is being filled (`result` null while nothing is decided), and as it is handed in. What was not asked is null, but for what no check
 * asks and only the archive knows (monitoring, size, last year's income). Answers of a form that has none of the official names give nulls. Never throws.
 */
export function factsOfAnswers(answers: Submission, result: Facts['result'], household: Household | null): Facts {
  const { root } = answers;
  const { values } = root;
  const archived = new Map(household?.members.map((member) => [member.id, member]));
  // The form was told that this is an inclusion: then risks and measures were asked, and none means that there are none.
  const opened = values.include === 'yes';
  const measures = instancesAt(root, 'measures').map(measureFactsOf);
  return {
    household: householdFactsOf(values, household),
    members: instancesAt(root, 'members').map((instance) => memberFactsOf(instance, archived.get(instance.id))),
    guarantees: eachGuarantee((name) => ({
      problem: yesAt(values, `${name}Problem`),
      who: textAt(values, `${name}Who`),
      since: textAt(values, `${name}Since`),
      action: textAt(values, `${name}Action`),
    })),
    income: incomeFactsOf(values),
    perCapitaBefore: lastPerCapita(household) ?? numberAt(values, 'lastPerCapita'),
    risks: codesAt(values, 'risks', RiskCode.options) ?? (opened ? [] : null),
    riskText: textAt(values, 'riskText'),
    disaster: codeAt(values, 'disaster', DISASTERS),
    measures: measures.length > 0 || opened ? measures : null,
    monitor: household ? monitorFacts(household) : NEVER_MONITORED,
    result,
    elimination:
      values.eliminate === 'yes'
        ? {
            way: codeAt(values, 'eliminationWay', WAYS),
            on: textAt(values, 'eliminationOn'),
            contact: textAt(values, 'eliminationContact'),
            phone: phoneAt(values, 'eliminationPhone'),
          }
        : null,
  };
}

/** The facts of a check that was handed in. */
export const factsOfContent = ({ survey, result }: CheckContent, household: Household | null): Facts =>
  factsOfAnswers(survey, { include: result.include, category: result.category, reason: result.reason }, household);
