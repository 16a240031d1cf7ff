// Every remark on a household, in the order of the form: at the field, at submission, over the county.
import type { Facts } from '../facts.ts';
import type { RuleContext, RuleRemark } from './rule.ts';
import { RULES } from './table.ts';

/** Steps of the form after the members, by how their questions' names begin. */
const LATER: readonly (readonly [step: number, begins: RegExp])[] = [
  [3, /^(housing|schooling|water|insurance)(Problem|Who|Since|Action)$/],
  [4, /^(income|wages|business|costs|property|transfer|claims|spend|net|perCapita)/],
  [5, /^(risks?|riskText|disaster|sudden)/],
  [6, /^measures?$/],
  [7, /^(identifiedOn|include|category|reason|elimination.*)$/],
];

/**
 * What the rules find in these facts. Pure: the same facts and context give the same remarks, whatever is in the facts nothing is thrown. Remarks stand in the order of the
 * form (household, each member with their jobs, guarantees, income, risks, measures, result), within a place in the order of the table.
 */
export function remarksOf(facts: Facts, context: RuleContext): RuleRemark[] {
  const remarks: RuleRemark[] = [];
  for (const { code, severity, find } of RULES) {
    for (const { instanceId, key, message } of find(facts, context)) remarks.push({ code, severity, instanceId, key, message });
  }
  if (remarks.length < 2) return remarks;
  const places = new Map<string, number>();
  facts.members.forEach((member, index) => {
    places.set(member.instanceId, 1000 + index);
    for (const job of member.jobs) if (job.instanceId !== '') places.set(job.instanceId, 1000 + index);
  });
  facts.measures?.forEach((measure, index) => {
    places.set(measure.instanceId, 600_000 + index);
  });
  const placeOf = ({ instanceId, key }: RuleRemark): number => {
    if (instanceId !== 'root') return places.get(instanceId) ?? 600_000;
    if (key === 'members') return 999;
    return 100_000 * (LATER.find(([, begins]) => begins.test(key))?.[0] ?? 0);
  };
  return remarks.sort((a, b) => placeOf(a) - placeOf(b));
}
