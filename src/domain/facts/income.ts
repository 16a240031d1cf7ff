// Totals of an income from its items: recomputed wherever they are needed, never taken over from what somebody stated unless the items bear it out.
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

const MANY = 4096;

/**
 * Whether a total is the sum of its items, or of those of them that count: a county may leave one-off aid out of the net income (countsInNetIncome), and the facts don't
 * say which items it left out. Beyond thousands of possible sums nothing can be said.
 */
export function addsUp(items: readonly Yuan[], total: Yuan): boolean {
  const fen = (yuan: Yuan): number => Math.round(yuan * 100);
  const leftOut = fen(sumYuan(...items)) - fen(total);
  if (leftOut === 0) return true;
  if (leftOut < 0) return false;
  let sums = new Set([0]);
  for (const item of items) {
    if (item === 0) continue;
    sums = new Set([...sums, ...[...sums].map((sum) => sum + fen(item))]);
    if (sums.size > MANY) return true;
  }
  return sums.has(leftOut);
}

/** The totals that a form stated, where they are sums of its items: a county's form may leave one-off aid out. Where they are not, the sums of all items. */
export function totalsStated(items: IncomeItems, stated: (part: IncomePart) => Yuan | null): Record<IncomePart, Yuan> {
  const totals = totalsOf(items);
  for (const part of INCOME_PART_NAMES) {
    const total = stated(part);
    const given = INCOME_PARTS[part].flatMap((item: IncomeItem) => items[item] ?? []);
    if (total !== null && addsUp(given, total)) totals[part] = sumYuan(total);
  }
  return totals;
}
