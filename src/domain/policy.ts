// Policy is dated data: lines, clocks and thresholds by province or county, each valid from a day on.
import * as z from 'zod/mini';
import { CaseClocks } from './case/clock.ts';
import { DepartmentCode } from './department.ts';
import { Yuan } from './money.ts';
import { PolicyNames } from './policy-names.ts';

/** A signal a department may push: what it is called, what its amount means, above which amount it counts. Source: domain 4 (cfg). */
export const Indicator = z.object({
  code: z.string(),
  department: DepartmentCode,
  label: z.string(),
  /** Words that name this indicator in a file's title, header or cell. */
  words: z.array(z.string()),
  /** 元, for a 脱贫户/监测户 and for others; null where any case counts. */
  threshold: z.nullable(z.object({ watched: Yuan, others: Yuan })),
});
export type Indicator = z.infer<typeof Indicator>;

/** The threshold that an amount stays under, or null: it reaches it, nobody wrote an amount, or any case counts. A household that nobody knows is one of the others. */
export function thresholdMissed(threshold: Indicator['threshold'], amount: Yuan | null, watched: boolean): Yuan | null {
  if (threshold === null || amount === null) return null;
  const least = watched ? threshold.watched : threshold.others;
  return amount < least ? least : null;
}

/** Figures that quality rules compare with (domain 5, cfg). */
export const RuleThresholds = z.object({
  /** Yuan a person: remarked on below this, and above that when identified. */
  perCapitaLow: Yuan,
  perCapitaHigh: Yuan,
  /** Wages of a year between 0 and this are odd. */
  wagesOdd: Yuan,
  monthlyPayLow: Yuan,
  monthlyPayHigh: Yuan,
  /** Share of change from last year's net income a person, 0.3 being 30 %. */
  incomeChange: z.number(),
  /** 亩 of 耕地/牧草/水面, 亩 of 林, and km to the main road. */
  landMu: z.number(),
  woodMu: z.number(),
  roadKm: z.number(),
  /** Share of members with 普通 or 技能 labour above which 缺劳动力 is odd. */
  labourShare: z.number(),
  /** 公益岗 in one household from which on it is odd. */
  publicPosts: z.number(),
  /** Full months before a household may be eliminated; and without a development measure. */
  eliminationMonths: z.number(),
  developmentMonths: z.number(),
});
export type RuleThresholds = z.infer<typeof RuleThresholds>;

/** Days after which a phone counts as stuck: with a check unsent for so long, or not heard of for so long while tasks are open. */
export const PhoneDays = z.object({ unsentDays: z.number(), silentDays: z.number() });
export type PhoneDays = z.infer<typeof PhoneDays>;

export const Policy = z.object({
  /** Division prefix it holds for: 14 province, 140826 county. */
  division: z.string(),
  effectiveFrom: z.iso.date(),
  /** 监测线, 元 per person a year, and whether the county has confirmed it or it is only assumed. */
  monitoringLine: Yuan,
  monitoringLineAssumed: z.boolean(),
  /** Calendar days from dispatch to due, by origin. */
  dueDays: z.object({ lead: z.number(), sweep: z.number(), self: z.number(), round: z.number() }),
  /** Calendar days a returned check has. */
  returnedDueDays: z.number(),
  /** Days after 审核通过 when a task is closed although a department has not said 已知晓. */
  closeAfterDays: z.number(),
  /** Clocks of the nine steps; the defaults of domain/case/clock.ts where the county has set none. */
  caseClocks: z.optional(CaseClocks),
  indicators: z.array(Indicator),
  ruleThresholds: RuleThresholds,
  /** What the categories are called (policy-names: `namesOf`). Absent in records set before names were policy. */
  names: z.optional(PolicyNames),
  /** When the office looks after a phone (`phoneDaysOf`). Absent in records set before this was policy. */
  phones: z.optional(PhoneDays),
});
export type Policy = z.infer<typeof Policy>;

/** Two days for what is written and not sent, a week of silence (cfg). */
export const DEFAULT_PHONE_DAYS: PhoneDays = { unsentDays: 2, silentDays: 7 };
export const phoneDaysOf = (policy: Policy): PhoneDays => policy.phones ?? DEFAULT_PHONE_DAYS;

/** The policy in force on a day: the most specific division wins, then the latest effective date. Undefined when none holds. */
export function policyOn(policies: readonly Policy[], county: string, day: string): Policy | undefined {
  return policies
    .filter((policy) => county.startsWith(policy.division) && policy.effectiveFrom <= day)
    .sort((a, b) => b.division.length - a.division.length || b.effectiveFrom.localeCompare(a.effectiveFrom))[0];
}
