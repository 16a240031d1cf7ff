// What the archive knows of a household as the official survey asks it: filled in at the door as 已有, so that only what is new or changed is typed.
import { factsOfHousehold, jobId } from '../facts/of-household.ts';
import type { MemberFacts } from '../facts.ts';
import { GUARANTEES } from '../guarantee.ts';
import type { Household, Member } from '../household.ts';
import { netIncome } from '../income.ts';
import { perCapita } from '../sums.ts';
import { without } from './take-details.ts';

type Known = Record<string, unknown>;

/** Truth values become the answers of yes/no questions; what is not known is left out. */
function asAnswers(record: object): Known {
  const known: Known = {};
  for (const [key, value] of Object.entries(record)) {
    if (value === null || value === undefined || value === '') continue;
    known[key] = typeof value === 'boolean' ? (value ? 'yes' : 'no') : value;
  }
  return known;
}

/** Whoever has finished school is not at school; small children are not asked. */
const inSchool = ({ schoolStage, schooling, notInSchool }: MemberFacts): boolean | null =>
  schoolStage !== null ? true : schooling !== null || notInSchool !== null ? false : null;

function memberKnown(member: Member, facts: MemberFacts): Known {
  const { suggested = [], ...details } = member.details ?? {};
  // What a form once suggested and nobody said is suggested anew, by the age of today.
  const said = { ...facts, ...Object.fromEntries(suggested.map((key) => [key, null])) };
  const { instanceId, jobs: _, ...answers } = said;
  const jobs = (member.jobs ?? []).map((job, index) => ({ id: jobId(member.id, index), ...asAnswers(job) }));
  return {
    ...asAnswers(without(details, suggested as (keyof typeof details)[])),
    ...asAnswers(answers),
    ...asAnswers({ inSchool: inSchool(said) }),
    id: instanceId,
    jobs,
  };
}

/**
 * By the names of the official survey's questions. Amounts are those of the last period, so that each item of this year's income stands beside last year's.
 * Members carry their ids, which become the ids of their instances; spells of work and measures likewise.
 */
export function knownOf(household: Household): Record<string, unknown> {
  const facts = factsOfHousehold(household);
  const { archivedSize: _, ...answers } = facts.household;
  const { measures = [], ...details } = household.details ?? {};
  const { income, helper } = household;
  return {
    ...asAnswers(details),
    ...asAnswers(answers),
    ...asAnswers(Object.fromEntries(GUARANTEES.map((name) => [`${name}Problem`, facts.guarantees[name].problem]))),
    ...asAnswers(helper ? { helperName: helper.name, helperUnit: helper.unit, helperPhone: helper.phone } : {}),
    ...asAnswers(income?.items ?? {}),
    ...asAnswers({
      headName: household.headName,
      houseNo: household.houseNo,
      category: household.category,
      monitorState: household.monitorState,
      lastPerCapita: income ? perCapita(netIncome(income.totals), household.size) : null,
    }),
    members: household.members.map((member, index) => memberKnown(member, facts.members[index] as MemberFacts)),
    measures: measures.map((measure) => asAnswers(measure)),
  };
}
