// Totals of an income from its items: recomputed wherever they are needed, never taken over from what somebody stated.

import type { Yuan } from '../money.ts';
import { INCOME_PARTS, type IncomeItem, type IncomePart } from '../official/codes.ts';
import { sumYuan } from '../sums.ts';

export type IncomeItems = Readonly<Partial<Record<IncomeItem, Yuan>>>;

export const INCOME_PART_NAMES = Object.keys(INCOME_PARTS) as IncomePart[];
export const ALL_INCOME_ITEMS: readonly IncomeItem[] = INCOME_PART_NAMES.flatMap((part) => [...INCOME_PARTS[part]]);

/** 元 by part; an item that is not there adds nothing. */
export function totalsOf(items: IncomeItems): Record<IncomePart, Yuan> {
  const total = (part: IncomePart): Yuan => sumYuan(...INCOME_PARTS[part].map((item: IncomeItem) => items[item]));
  return {
    wages: total('wages'),
    business: total('business'),
    costs: total('costs'),
    property: total('property'),
    transfers: total('transfers'),
    claims: total('claims'),
    selfPaid: total('selfPaid'),
  };
}
