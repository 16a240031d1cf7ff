// 风险消除的条件: each condition of policy, whether it holds today, and by which figures; what nobody knows is said to be unknown, and unknown is not met.

import type { Facts } from '../facts.ts';
import { GUARANTEES } from '../guarantee.ts';
import type { Yuan } from '../money.ts';
import { MATCHING_MEASURES } from '../official/matching-measures.ts';
import type { RuleThresholds } from '../policy.ts';
import { guaranteeProblems } from '../rules/guarantees.ts';
import { perCapitaOf } from '../rules/income.ts';
import { fullMonths, isWithoutLabour } from '../rules/people.ts';

/** 识别满 6 个月 · 收入稳定满 6 个月 · 人均高于监测线 · 三保障和饮水安全 · 措施与风险对应 · 有劳动力 (workflow, Elimination). */
export type Condition = 'identifiedLongEnough' | 'stableIncome' | 'aboveLine' | 'guaranteesSafe' | 'measureMatched' | 'hasLabour';

export interface ConditionResult {
  condition: Condition;
  standing: 'met' | 'unmet' | 'unknown';
  /** The figures it was judged by, in words a person can check: 已满 4 个月，需要 6 个月. */
  because: string;
}

export interface EliminationContext {
  today: string;
  line: Yuan | null;
  thresholds: RuleThresholds;
  /** Per-capita reference income of each month a return visit or income record stands for, YYYY-MM and 元 a year, any order. */
  monthlyPerCapita: readonly { month: string; perCapita: Yuan }[];
}

const result = (condition: Condition, met: boolean | null, because: string): ConditionResult => ({
  condition,
  standing: met === null ? 'unknown' : met ? 'met' : 'unmet',
  because,
});

/** How many months up to the last recorded one, without a gap, were at or above the line. */
export function stableMonths(records: readonly { month: string; perCapita: Yuan }[], line: Yuan): number {
  const lowest = new Map<string, Yuan>();
  for (const { month, perCapita } of records) lowest.set(month, Math.min(perCapita, lowest.get(month) ?? perCapita));
  const months = [...lowest.keys()].sort().reverse();
  let count = 0;
  for (const [index, month] of months.entries()) {
    const later = months[index - 1];
    if ((lowest.get(month) ?? 0) < line || (later !== undefined && monthBefore(later) !== month)) break;
    count++;
  }
  return count;
}

function monthBefore(month: string): string {
  const [year, number] = [Number(month.slice(0, 4)), Number(month.slice(5, 7))];
  return number === 1 ? `${year - 1}-12` : `${year}-${String(number - 1).padStart(2, '0')}`;
}

/** The conditions in the order the office goes through them. */
export function conditionsOf(facts: Facts, { today, line, thresholds, monthlyPerCapita }: EliminationContext): ConditionResult[] {
  const needed = thresholds.eliminationMonths;
  const { identifiedOn } = facts.monitor;
  const months = identifiedOn === null ? null : Math.max(0, fullMonths(identifiedOn, today));
  const stable = line === null ? null : stableMonths(monthlyPerCapita, line);
  const each = perCapitaOf(facts);
  const problems = guaranteeProblems(facts);
  const unasked = GUARANTEES.filter((name) => facts.guarantees[name].problem === null);
  const without = facts.household.noLabour === true || isWithoutLabour(facts);
  return [
    result(
      'identifiedLongEnough',
      months === null ? null : months >= needed,
      months === null ? '没有识别日期' : `已满 ${months} 个月，需要 ${needed} 个月`,
    ),
    result(
      'stableIncome',
      stable === null || monthlyPerCapita.length === 0 ? null : stable >= needed,
      monthlyPerCapita.length === 0 ? '没有每月收入记录' : `连续 ${stable ?? 0} 个月不低于监测线，需要 ${needed} 个月`,
    ),
    result(
      'aboveLine',
      each === null || line === null ? null : each >= line,
      line === null ? '没有监测线' : each === null ? '没有收入数据' : `人均纯收入 ${each} 元，监测线 ${line} 元`,
    ),
    result(
      'guaranteesSafe',
      problems.length > 0 ? false : unasked.length > 0 ? null : true,
      problems.length > 0 ? problems.map(({ words }) => words).join('；') : unasked.length > 0 ? '还有没核实的项目' : '四项都没有问题',
    ),
    measureMatched(facts),
    result('hasLabour', facts.members.length === 0 ? null : !without, without ? '整户没有劳动力，不标注风险消除' : '有劳动力'),
  ];
}

/** At least one measure that was carried out answers a risk of the household. */
function measureMatched({ risks, measures }: Facts): ConditionResult {
  if (risks === null || risks.length === 0) return result('measureMatched', null, '没有记录风险类型');
  if (measures === null) return result('measureMatched', null, '没有记录帮扶措施');
  const done = measures.filter(({ measure, state }) => measure !== null && state === 'done');
  const met = risks.some((risk) => {
    const fitting = MATCHING_MEASURES[risk];
    // A risk for which the rules name no kind of measure is answered by any.
    return done.some(({ measure }) => measure !== null && (fitting === undefined || fitting.includes(measure)));
  });
  return result('measureMatched', met, met ? `已实施 ${done.length} 项措施` : '没有与风险对应的已实施措施');
}

/** Only when every condition is met: unknown is not met. */
export const isEligible = (conditions: readonly ConditionResult[]): boolean => conditions.every(({ standing }) => standing === 'met');
