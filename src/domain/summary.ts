// 简要情况说明 written from what was chosen: the office's own sentences, for the collector to take as they are or to change.
import { belongs, type Facts } from './facts.ts';
import { GUARANTEES, type GuaranteeName } from './guarantee.ts';
import { type IncomeStanding, incomeStanding } from './income.ts';
import type { Yuan } from './money.ts';
import { type PolicyNames, withNames } from './policy-names.ts';
import { RISK_WORDS } from './rules/words.ts';
import type { Task } from './task.ts';
import type { CheckResult, NotIncludedReason } from './visit.ts';

const yuan = (amount: number): string => `${amount.toLocaleString('en-US', { maximumFractionDigits: 2 })} 元`;

const BECAUSE: Record<Exclude<NotIncludedReason, 'other'>, string> = {
  reimbursed: '相关费用已报销救助，家庭能够承担',
  stableIncome: '家庭收入稳定，生活有保障',
  supported: '有子女等赡养人照料，生活有保障',
  untrue: '经核实，线索反映的情况不属实',
  notHere: '该人员已不在本村居住生活',
  alreadyMonitored: '该户已是{general}，帮扶正在进行',
};

const PROBLEM_WORDS: Record<GuaranteeName, string> = {
  housing: '住房不安全',
  schooling: '孩子没上学',
  water: '饮水不安全',
  insurance: '有人没参保',
};

function signalOf(task: Pick<Task, 'leads' | 'personName' | 'origin'>): string {
  const lead = task.leads[0];
  if (!lead) return task.origin === 'self' ? '该户自主申报' : '';
  const who = lead.personName && lead.personName !== task.personName ? lead.personName : '';
  return `${who}${lead.indicatorText}${lead.amount === null ? '' : ` ${yuan(lead.amount)}`}`;
}

function guaranteesOf(facts: Facts | null): string {
  if (!facts) return '';
  const problems = GUARANTEES.filter((name) => facts.guarantees[name].problem === true);
  if (problems.length > 0) return problems.map((name) => PROBLEM_WORDS[name]).join('、');
  return GUARANTEES.every((name) => facts.guarantees[name].problem === false) ? '三保障和饮水安全无问题' : '';
}

/** People who count, as found; the archive's number where nobody is listed. */
const peopleOf = (facts: Facts): number => facts.members.filter(belongs).length || (facts.household.archivedSize ?? 0);

function incomeOf(standing: IncomeStanding | null): string {
  if (!standing) return '';
  const gap = standing.referenceGap;
  return `人均参考收入 ${yuan(standing.referencePerCapita)}，${gap >= 0 ? '高于' : '低于'}监测线 ${yuan(Math.abs(gap))}`;
}

/** What is decided so far. */
export type Decision = { [Key in 'include' | 'reason' | 'category']: CheckResult[Key] | null };

/**
 * Chinese, one or two sentences, at most a few hundred characters; empty while 纳入/不纳入 is not chosen, and for 其他, which only the collector can explain.
 * `facts` are null where the form says nothing that is understood here; `line` is the monitoring line, null when unknown; `names` are the county's.
 */
export function suggestedSummary(
  decision: Decision,
  facts: Facts | null,
  task: Pick<Task, 'leads' | 'personName' | 'origin'>,
  line: Yuan | null,
  names: PolicyNames,
): string {
  const { include, reason, category } = decision;
  if (include === null) return '';
  const parts = [signalOf(task)];
  if (include) {
    const named = (facts?.risks ?? []).map((risk) => (risk === 'other' && facts?.riskText ? facts.riskText : RISK_WORDS[risk]));
    if (named.length > 0) parts.push(`主要风险：${named.join('、')}`);
    parts.push(incomeOf(!facts?.income || line === null ? null : incomeStanding(facts.income.totals, peopleOf(facts), line)), guaranteesOf(facts));
    parts.push(category && category !== 'none' ? `符合${names[category]}条件，建议纳入` : '建议纳入');
  } else {
    if (reason === null || reason === 'other') return '';
    // The quick path does not ask for income; what stands in the archive is last year's.
    parts.push(withNames(BECAUSE[reason], names), guaranteesOf(facts), '不纳入');
  }
  return `${parts.filter((part) => part !== '').join('，')}。`;
}
