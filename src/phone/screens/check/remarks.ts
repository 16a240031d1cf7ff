// Everything to be said about a check before it is handed in: what it lacks, and what the quality rules find while the family is still there.
import { finish, whatIsMissing } from '../../../domain/core-draft.ts';
import type { Household } from '../../../domain/household.ts';
import { INCOME_ITEMS } from '../../../domain/income.ts';
import { coreRemarks } from '../../../domain/rules/core.ts';
import type { CoreDraft } from '../../../domain/visit.ts';
import type { PhoneWords } from '../../../words/phone/zh.ts';
import { common } from '../state/look.ts';

export interface Remark {
  path: string;
  /** `needed` keeps the check back; `error` and `warning` go with it to the reviewer. */
  weight: 'needed' | 'error' | 'warning';
  text: string;
}

const itemOf = (path: string): string => {
  const item = INCOME_ITEMS.find((one) => path === `survey.income.${one}`);
  return item ? common().incomeItems[item] : '';
};

/** While a result is missing only that is said; afterwards the rest, errors first, each once. */
export function remarksOn(
  draft: CoreDraft,
  about: { suggested: string; household: Household | null; line: number | null },
  words: PhoneWords['remarks'],
): Remark[] {
  const missing = whatIsMissing(draft);
  const needed = missing.filter((lack) => lack.weight === 'needed');
  if (needed.length > 0) {
    return needed.map(({ path, key }) => ({
      path,
      weight: 'needed',
      text: key === 'incomeItem' ? words.incomeItem(itemOf(path)) : words.missing[key],
    }));
  }
  const family: Remark[] = missing
    .filter((lack) => lack.key === 'family')
    .map(({ path, key }) => ({ path, weight: 'warning', text: words.missing[key] }));
  const found = coreRemarks(finish(draft, about.suggested), { known: about.household, line: about.line }).map(
    ({ path, severity, message }): Remark => ({ path, weight: severity === 'E' ? 'error' : 'warning', text: message }),
  );
  const all = [...family, ...found];
  return [...all.filter((one) => one.weight === 'error'), ...all.filter((one) => one.weight === 'warning')];
}
