// Which questions the quality rules read, by their names in the official survey: what a county's own form has to ask for a rule to be able to say anything.
import type { HouseholdFacts, JobFacts, MeasureFacts, MemberFacts } from '../facts.ts';
import { INCOME_PARTS } from '../official/codes.ts';
import type { Definition, Item } from '../survey/definition.ts';
import type { Rule } from './rule.ts';

type Group = Rule['group'];

/** Where a question stands: outermost, or in the list of members, of a member's jobs, of measures. */
interface Needed {
  outermost?: readonly string[];
  members?: readonly (keyof MemberFacts)[];
  jobs?: readonly (keyof JobFacts)[];
  measures?: readonly (keyof MeasureFacts)[];
}

const GUARANTEE_QUESTIONS = ['housing', 'schooling', 'water', 'insurance'].map((name) => `${name}Problem`);

/** Domain 5, group by group. */
const NEEDED: Record<Group, Needed> = {
  identity: {
    outermost: ['phone'] satisfies (keyof HouseholdFacts)[],
    members: ['name', 'idKind', 'idNumber', 'relation', 'ethnic', 'phone', 'presence'],
  },
  education: { members: ['schooling', 'schoolStage', 'notInSchool', 'rainDew'] },
  labour: {
    members: ['labour', 'publicPost', 'publicPostMonths'],
    jobs: ['workPlace', 'workMonths', 'monthlyPay', 'workFrom', 'workTo'],
  },
  insurance: { members: ['residentMedical', 'employeeMedical', 'majorInsurance', 'medicalAid', 'residentPension', 'employeePension'] },
  health: { members: ['health', 'certificateNo'] },
  guarantees: { outermost: GUARANTEE_QUESTIONS },
  income: { outermost: Object.values(INCOME_PARTS).flat() },
  assets: {
    outermost: ['landCultivated', 'landPasture', 'landWater', 'landWood', 'roadKm'] satisfies (keyof HouseholdFacts)[],
  },
  risk: { outermost: ['risks', 'riskText', 'disaster'] },
  case: { measures: ['measure', 'support', 'state', 'measureOn'] },
};

type Place = keyof Needed;
const PLACES: readonly Place[] = ['outermost', 'members', 'jobs', 'measures'];

/** Names of a definition's questions by the innermost list they stand in; groups do not matter. */
function namesByPlace(definition: Definition): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>();
  const walk = (items: readonly Item[], place: string): void => {
    for (const item of items) {
      if (item.kind === 'question') found.set(place, (found.get(place) ?? new Set()).add(item.name));
      else walk(item.items, item.kind === 'repeat' ? item.name : place);
    }
  };
  walk(definition.items, 'outermost');
  return found;
}

/** By group, what the rules would look for in vain; groups that miss nothing are left out. A rule that finds no answer says nothing. */
export function missingNames(definition: Definition): { group: Group; names: string[] }[] {
  const has = namesByPlace(definition);
  return (Object.keys(NEEDED) as Group[]).flatMap((group) => {
    const names = PLACES.flatMap((place) => (NEEDED[group][place] ?? []).filter((name) => !has.get(place)?.has(name)));
    return names.length > 0 ? [{ group, names }] : [];
  });
}
