// What a household's income comes to and how it stands against the monitoring line, computed one way for door, review and audit (domain 3.3).
import type { IncomeTotals } from './household.ts';
import type { Yuan } from './money.ts';
import { perCapita, sumYuan } from './sums.ts';

/** 纯收入, yuan a year: wages + business + property + transfers − business costs. May be negative. */
export const netIncome = (totals: IncomeTotals): Yuan => sumYuan(totals.wages, totals.business, totals.property, totals.transfers, -totals.costs);

/** 参考收入: net income + claims received − compliant self-paid spending. May be negative. */
export const referenceIncome = (totals: IncomeTotals): Yuan => sumYuan(netIncome(totals), totals.claims, -totals.selfPaid);

export interface IncomeStanding {
  net: Yuan;
  reference: Yuan;
  netPerCapita: Yuan;
  referencePerCapita: Yuan;
  /** Yuan a person above the line; below it when negative. */
  netGap: Yuan;
  referenceGap: Yuan;
}

/** Both per-capita figures against the line of the year; null for a household of nobody. */
export function incomeStanding(totals: IncomeTotals, people: number, line: Yuan): IncomeStanding | null {
  const net = netIncome(totals);
  const reference = referenceIncome(totals);
  const netPerCapita = perCapita(net, people);
  const referencePerCapita = perCapita(reference, people);
  if (netPerCapita === null || referencePerCapita === null) return null;
  return {
    net,
    reference,
    netPerCapita,
    referencePerCapita,
    netGap: sumYuan(netPerCapita, -line),
    referenceGap: sumYuan(referencePerCapita, -line),
  };
}
