// What the survey's own figures speak for, 纳入 as what or not at all, and why (domain 2).
import { MonitorCategory } from '../../../domain/household.ts';
import type { SurveyDesk } from '../survey/survey-desk.ts';

export interface Suggestion {
  /** `none`: nothing speaks for 纳入. */
  category: MonitorCategory;
  /** In the survey's own words. */
  because: string;
}

/** What the form computes under `suggestedCategory` and `suggestedReason`; null while it says nothing, or for a form without them. */
export function suggestionOf(desk: SurveyDesk): Suggestion | null {
  const category = desk.view('root', 'suggestedCategory');
  const because = desk.view('root', 'suggestedReason');
  const parsed = MonitorCategory.safeParse(category?.value);
  return category?.applies && parsed.success ? { category: parsed.data, because: String(because?.value ?? '') } : null;
}
