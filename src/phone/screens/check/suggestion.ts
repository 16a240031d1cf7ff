// What the figures speak for, 纳入 as what or not at all, and why, in the app's language (domain 2).
import { type HouseholdKind, MonitorCategory } from '../../../domain/household.ts';
import { sayYuan } from '../../../words/common/say.ts';
import { common, language, w } from '../state/look.ts';
import type { SurveyDesk } from '../survey/survey-desk.ts';

export interface Suggestion {
  /** `none`: nothing speaks for 纳入. */
  category: MonitorCategory;
  because: string;
}

/** What the form computes under `suggestedCategory`; null while it says nothing, or for a form without it. */
export function suggestionOf(desk: SurveyDesk): Suggestion | null {
  const category = desk.view('root', 'suggestedCategory');
  const parsed = MonitorCategory.safeParse(category?.value);
  return category?.applies && parsed.success ? { category: parsed.data, because: reasonOf(desk) } : null;
}

/** By the code and the figures that the official form computes; a form of the county's own is quoted as it says it. */
function reasonOf(desk: SurveyDesk): string {
  const number = (key: string): number => Number(desk.view('root', key)?.value ?? 0);
  const yuan = (key: string): string => sayYuan(Math.abs(number(key)), language.value);
  const words = w().result.grounds;
  const net = (): string => words.net(yuan('perCapita'), gapInWords(number('lineGap')));
  switch (desk.view('root', 'suggestedBecause')?.value) {
    case 'lifted':
      return words.kind(net(), common().kinds.lifted);
    case 'general':
      return words.kind(net(), common().kinds.general);
    case 'selfPaid':
      return words.selfPaid(net(), yuan('selfPaid'), yuan('referencePerCapita'), yuan('referenceGap'));
    case 'loss':
      return words.loss(net(), yuan('suddenLoss'), yuan('ownLossGap'));
    case 'drop':
      return words.drop(net(), yuan('lastPerCapita'), Math.round((1 - number('perCapita') / number('lastPerCapita')) * 100));
    case 'above':
      return words.above(net());
    default:
      return String(desk.view('root', 'suggestedReason')?.value ?? '');
  }
}

function gapInWords(gap: number): string {
  const amount = sayYuan(Math.abs(gap), language.value);
  return gap < 0 ? w().income.below(amount) : w().income.above(amount);
}

/**
 * Before this year's income is asked: what last year's would speak for, against the line of the year. Only below the line, for above it a sudden cost may
 * still speak for 纳入; and only for the two kinds that have a category of their own. `line` is 元 a person a year.
 */
export function earlySuggestion(desk: SurveyDesk, line: number | null, kind: HouseholdKind | undefined): Suggestion | null {
  const before = desk.view('root', 'lastPerCapita')?.value;
  if (typeof before !== 'number' || line === null || before >= line || (kind !== 'lifted' && kind !== 'general')) return null;
  const net = w().result.lastYear(sayYuan(before, language.value), gapInWords(before - line));
  return { category: kind === 'lifted' ? 'unstable' : 'marginal', because: w().result.grounds.kind(net, common().kinds[kind]) };
}
