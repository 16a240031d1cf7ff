// Which rule reads which figure of the policy: what a change of that figure changes, and nothing else does.
import type { RuleThresholds } from '../policy.ts';

export const THRESHOLD_RULES: Readonly<Record<keyof RuleThresholds, string>> = {
  perCapitaLow: 'income.low',
  perCapitaHigh: 'income.highIdentified',
  wagesOdd: 'income.wagesOdd',
  monthlyPayLow: 'labour.pay',
  monthlyPayHigh: 'labour.pay',
  incomeChange: 'income.change',
  landMu: 'assets.land',
  woodMu: 'assets.wood',
  roadKm: 'assets.road',
  labourShare: 'risk.labourEnough',
  publicPosts: 'labour.manyPosts',
  eliminationMonths: 'case.eliminationTooSoon',
  developmentMonths: 'case.noDevelopment',
};

/** A rule with a bound on either side speaks of one of them alone while the other can't be reached. */
export const ONE_BOUND_ONLY: Readonly<Partial<Record<keyof RuleThresholds, Partial<RuleThresholds>>>> = {
  monthlyPayLow: { monthlyPayHigh: Number.POSITIVE_INFINITY },
  monthlyPayHigh: { monthlyPayLow: 0 },
};
