// The demonstration county: Jiangxian's real townships and villages, filled with people who don't exist.
import type { Division } from '../domain/division.ts';
import type { Household } from '../domain/household.ts';
import type { Dice } from './dice.ts';
import { diceOf } from './dice.ts';
import type { Standing } from './livelihood.ts';
import { numbersOf } from './numbers.ts';
import { householdsOf, type VillagePlan } from './village.ts';

export interface CountySize {
  households: number;
  people: number;
}

/** The county in full, and a twentieth of it that loads in a breath. Figures: product.md. */
export const FULL_COUNTY: CountySize = { households: 62_000, people: 210_000 };
export const SMALL_COUNTY: CountySize = { households: 3_000, people: 10_160 };

/** 1,640 of 62,000 households were ever monitored, of whom 976 are out of danger; about 8 % are 脱贫户; 9 villages have a resettlement site. */
const EVER_MONITORED = 1_640 / 62_000;
const ELIMINATED = 976 / 1_640;
const LIFTED = 0.08;
const SITES = 9;

export interface CountyOrder {
  divisions: readonly Division[];
  size: CountySize;
  seed: string;
  /** YYYY-MM-DD that ages and histories are reckoned from. */
  today: string;
  /** 监测线, 元 a person a year. */
  line: number;
}

export interface DrawnVillage {
  division: Division;
  households: Household[];
}

/** Splits `total` by weight into whole parts that sum to it exactly (largest remainders). */
function share(total: number, weights: readonly number[]): number[] {
  const whole = weights.reduce((sum, weight) => sum + weight, 0);
  const exact = weights.map((weight) => (total * weight) / whole);
  const parts = exact.map(Math.floor);
  const left = total - parts.reduce((sum, part) => sum + part, 0);
  const byRemainder = exact.map((value, index) => [value - Math.floor(value), index] as const).sort((a, b) => b[0] - a[0] || a[1] - b[1]);
  for (const [, index] of byRemainder.slice(0, left)) parts[index] = (parts[index] as number) + 1;
  return parts;
}

/** Villages are uneven, as in life: most within half and double of the mean; a community has few rural households, the development zone's virtual one none. */
function weightOf(dice: Dice, division: Division): number {
  const bell = dice.next() + dice.next() + dice.next() + dice.next() - 2;
  const weight = Math.exp(bell * 0.9);
  if (division.name.includes('虚拟')) return 0;
  return /居委会$/.test(division.name) ? weight * 0.25 : weight;
}

/** Household sizes from 1 to 8 that sum to exactly `people`. Throws when that can't be. */
function sizesOf(dice: Dice, households: number, people: number): number[] {
  const sizes = Array.from({ length: households }, () =>
    dice.weighted([
      [1, 12],
      [2, 24],
      [3, 19],
      [4, 20],
      [5, 14],
      [6, 8],
      [7, 2],
      [8, 1],
    ] as const),
  ) as number[];
  if (people < households || people > households * 8) throw new Error(`${people} people don't fit ${households} households`);
  let missing = people - sizes.reduce((sum, size) => sum + size, 0);
  while (missing !== 0) {
    const at = dice.between(0, households - 1);
    const wanted = (sizes[at] as number) + Math.sign(missing);
    if (missing > 0 ? wanted > 8 : wanted < 1) continue;
    sizes[at] = wanted;
    missing -= Math.sign(missing);
  }
  return sizes;
}

/** How every household of the county stands: exact numbers, in an order that chance decides. */
function standingsOf(dice: Dice, households: number): Standing[] {
  const ever = Math.round(households * EVER_MONITORED);
  const eliminated = Math.round(ever * ELIMINATED);
  let lifted = Math.round(households * LIFTED);
  const standings = Array.from({ length: households }, (_, index): Standing => {
    if (index < ever) {
      const category = dice.weighted([
        ['unstable', 42],
        ['marginal', 38],
        ['sudden', 20],
      ] as const);
      const kind = category === 'unstable' || (category === 'sudden' && dice.chance(0.4)) ? 'lifted' : 'general';
      if (kind === 'lifted') lifted--;
      return { kind, category, monitorState: index < eliminated ? 'eliminated' : dice.chance(0.03) ? 'relapsed' : 'monitored' };
    }
    return { kind: lifted-- > 0 ? 'lifted' : 'general', category: 'none', monitorState: 'none' };
  });
  for (let i = standings.length - 1; i > 0; i--) {
    const j = dice.between(0, i);
    [standings[i], standings[j]] = [standings[j] as Standing, standings[i] as Standing];
  }
  return standings;
}

/** Who lives where, before anybody is drawn. Throws when a village gets more people than its households can hold. */
export function planCounty({ divisions, size, seed }: Pick<CountyOrder, 'divisions' | 'size' | 'seed'>): VillagePlan[] {
  const dice = diceOf(`${seed}:plan`);
  const villages = divisions.filter((division) => division.level === 'village');
  const names = new Map(divisions.map((division) => [division.code, division.name]));
  const households = share(
    size.households,
    villages.map((division) => weightOf(dice, division)),
  );
  const people = share(size.people, households);
  const standings = standingsOf(dice, size.households);
  const withSite = new Set(
    [...households.keys()]
      .filter((index) => (households[index] as number) > 0 && villages[index]?.name.endsWith('村委会'))
      .sort((a, b) => (households[b] as number) - (households[a] as number) || a - b)
      .filter((_, rank) => rank % 7 === 3)
      .slice(0, SITES),
  );
  let from = 0;
  return villages.map((division, index) => {
    const count = households[index] as number;
    const own = standings.slice(from, from + count);
    from += count;
    const sizes = count === 0 ? [] : sizesOf(diceOf(`${seed}:sizes:${division.code}`), count, people[index] as number);
    return {
      division,
      townshipName: names.get(division.parentCode ?? '') ?? '',
      households: own.map((standing, at) => ({ size: sizes[at] as number, standing })),
      hasSite: withSite.has(index),
    };
  });
}

/** The county's villages one after the other, so that the full one is never held in memory at once. The order of drawing decides the ID numbers. */
export function* drawCounty(order: CountyOrder): Generator<DrawnVillage> {
  const numbers = numbersOf();
  for (const plan of planCounty(order)) {
    const dice = diceOf(`${order.seed}:village:${plan.division.code}`);
    yield { division: plan.division, households: householdsOf(plan, { dice, numbers, today: order.today, line: order.line }) };
  }
}
