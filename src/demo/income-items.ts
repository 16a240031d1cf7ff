// The items that last year's totals of a surveyed household come from, and what its members earned a month away from home.

import { ALL_INCOME_ITEMS } from '../domain/facts/income.ts';
import type { Household } from '../domain/household.ts';
import type { IncomeItem } from '../domain/official/codes.ts';
import { ageOn } from './days.ts';
import type { Dice } from './dice.ts';
import type { Drawn } from './person.ts';

type Items = Record<IncomeItem, number>;

/** Yuan a month of a village's 公益岗. */
const POST_PAY = 500;

/** Gives out `total` bit by bit; whatever is left goes to the last item. */
function share(items: Items, total: number, wishes: readonly (readonly [IncomeItem, number])[], rest: IncomeItem): void {
  let left = total;
  for (const [item, wish] of wishes) {
    const part = Math.min(left, Math.round(wish));
    items[item] += part;
    left -= part;
  }
  items[rest] += left;
}

function shareWages(items: Items, total: number, members: readonly Drawn[]): void {
  const posts = members.reduce((sum, { details }) => sum + POST_PAY * (details?.publicPostMonths ?? 0), 0);
  const jobs = members.flatMap(({ jobs: own = [] }) => own);
  const months = jobs.reduce((sum, job) => sum + (job.workMonths ?? 0), 0);
  const pay = months === 0 ? 0 : Math.floor(((total - posts) * 0.92) / months / 50) * 50;
  // Below what the rules hold for a month's pay nobody says a monthly figure.
  if (pay >= 500) for (const job of jobs) job.monthlyPay = pay;
  const away = pay >= 500 ? pay * months : months > 0 ? total - posts : 0;
  share(
    items,
    total,
    [
      ['wagesPostVillage', posts],
      ['wagesWork', away],
    ],
    'wagesOdd',
  );
}

/** Items in whole yuan that add up to `totals` part by part; what a family has none of is 0. Sets the monthly pay of spells of work. */
export function itemsOf(
  dice: Dice,
  household: Pick<Household, 'landMu' | 'kind'>,
  totals: NonNullable<Household['income']>['totals'],
  members: readonly Drawn[],
  year: number,
): Items {
  const items = Object.fromEntries(ALL_INCOME_ITEMS.map((item) => [item, 0])) as Items;
  const { wages, business, property, transfers, costs, claims, selfPaid } = totals;
  const having = (fits: (member: Drawn) => boolean): number => members.filter(fits).length;
  shareWages(items, wages, members);
  const fruit = dice.chance(0.3) ? 0.6 : 0;
  const animals = dice.chance(0.25) ? 0.3 : 0;
  share(
    items,
    business,
    [
      ['businessOrchard', business * fruit],
      ['businessLivestock', business * animals],
    ],
    'businessCrops',
  );
  share(
    items,
    costs,
    [
      ['costsOrchard', costs * fruit],
      ['costsLivestock', costs * animals],
    ],
    'costsCrops',
  );
  share(items, property, [], household.kind === 'lifted' ? 'propertyDividend' : 'propertyLand');
  share(
    items,
    transfers,
    [
      ['transferSoil', household.landMu * 67],
      ['transferMinimum', having(({ relief }) => relief === 'minimum') * 5_000],
      ['transferDestitute', having(({ relief }) => relief === 'destitute') * 8_600],
      ['transferPension', having(({ birthOn }) => ageOn(birthOn, `${year}-12-31`) >= 60) * 2_040],
      ['transferDisability', having(({ health }) => health.includes('disabled')) * 1_100],
      ['transferElder', having(({ birthOn }) => ageOn(birthOn, `${year}-12-31`) >= 80) * 600],
      ['transferHeating', 300],
    ],
    'transferChildren',
  );
  items.claims = claims;
  const students = having(({ schoolStage }) => /^(higher|bachelor|technician)/.test(schoolStage ?? ''));
  share(items, selfPaid, [['spendEducation', students === 0 ? 0 : Math.min(selfPaid / 2, students * 7_000)]], 'spendMedical');
  return items;
}
