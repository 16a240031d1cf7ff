// Which income items a household is asked at once, and which stand folded under 更多项目: whoever never had a public post is not led through three of them.
import type { IncomeItem } from '../../../../domain/official/codes.ts';
import type { CellView } from '../../../../domain/survey/view.ts';

/** What a rural household is asked first when nobody knows anything of its income: what most have (domain 3.3). */
const USUAL: readonly string[] = [
  'wagesWork',
  'wagesOdd',
  'businessCrops',
  'businessLivestock',
  'costsCrops',
  'costsLivestock',
  'propertyLand',
  'transferMinimum',
  'transferPension',
  'transferGrain',
  'transferSoil',
  'claims',
  'spendMedical',
  'spendEducation',
] satisfies IncomeItem[];

/** Paid by the month: the keypad offers months at once. */
const MONTHLY: readonly string[] = [
  'wagesWork',
  'wagesPostDepartment',
  'wagesPostTownship',
  'wagesPostVillage',
  'transferMinimum',
  'transferDestitute',
  'transferPension',
  'transferElder',
  'transferVeteran',
  'transferDisability',
  'transferChildren',
] satisfies IncomeItem[];

export const isMonthly = (key: string): boolean => MONTHLY.includes(key);

type Item = Pick<CellView, 'key' | 'value' | 'known' | 'source'>;

const isMoney = (value: Item['value']): boolean => typeof value === 'number' && value !== 0;

/** `anythingKnown`: the archive has figures of this household at all; then what it never had is folded. Items of a form of the county's own are never folded for being unknown. */
export function sortItems<I extends Item>(items: readonly I[], anythingKnown: boolean): { shown: I[]; folded: I[] } {
  const shown = items.filter((item) => isMoney(item.value) || isMoney(item.known) || (!anythingKnown && USUAL.includes(item.key)));
  // Nothing usual in a part: one line to open is worse than the few there are.
  if (shown.length === 0 && items.length <= 2) return { shown: [...items], folded: [] };
  return { shown, folded: items.filter((item) => !shown.includes(item)) };
}

/** Items that nobody has said anything of, and of which nothing but perhaps 0 is known: what 其余都没有 answers. */
export const restOf = <I extends Item>(items: readonly I[]): I[] =>
  items.filter((item) => (item.source === 'none' || item.source === 'known') && !isMoney(item.value));

/** Items that still stand as last year's and wait for a tap. */
export const sameAsBefore = <I extends Item>(items: readonly I[]): I[] => items.filter((item) => item.source === 'known');
