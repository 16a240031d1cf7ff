// Which questions the quality rules read, by their names in the official survey: what a county's own form has to ask for a rule to be able to say anything.
import type { HouseholdFacts, JobFacts, MeasureFacts, MemberFacts } from '../facts.ts';
import { INCOME_PARTS } from '../official/codes.ts';
import type { Definition, Item, Question, Text } from '../survey/definition.ts';
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

/** A definition's questions by the innermost list they stand in, then by name; groups do not matter. */
function questionsByPlace(definition: Definition): Map<string, Map<string, Question>> {
  const found = new Map<string, Map<string, Question>>();
  const walk = (items: readonly Item[], place: string): void => {
    for (const item of items) {
      if (item.kind === 'question') found.set(place, (found.get(place) ?? new Map<string, Question>()).set(item.name, item));
      else walk(item.items, item.kind === 'repeat' ? item.name : place);
    }
  };
  walk(definition.items, 'outermost');
  return found;
}

/** A question that is missing, with what the official survey asks. */
export interface MissingQuestion {
  name: string;
  label: Text;
}

/** By group, what the rules would look for in vain; groups that miss nothing are left out. A rule that finds no answer says nothing. */
export function missingQuestions(definition: Definition, official: Definition): { group: Group; questions: MissingQuestion[] }[] {
  const has = questionsByPlace(definition);
  const asks = questionsByPlace(official);
  return (Object.keys(NEEDED) as Group[]).flatMap((group) => {
    const questions = PLACES.flatMap((place) =>
      (NEEDED[group][place] ?? [])
        .filter((name) => !has.get(place)?.has(name))
        .map((name) => ({ name, label: asks.get(place)?.get(name)?.label ?? {} })),
    );
    return questions.length > 0 ? [{ group, questions }] : [];
  });
}
