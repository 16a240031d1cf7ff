// What a check begins with: the form in use with everything known laid out in it, or the answers of one that came back.

import { knownOf } from '../../../domain/archive/known-of.ts';
import { beginSurvey, draftFrom, newDraft, surveyFrom } from '../../../domain/draft.ts';
import type { Household } from '../../../domain/household.ts';
import type { Draft as SurveyDraft } from '../../../domain/survey/answers.ts';
import type { Survey } from '../../../domain/survey/recompute.ts';
import { draftOf, setClock, tell } from '../../../domain/survey/survey.ts';
import type { CheckContent } from '../../../domain/visit.ts';
import { newId } from '../../store/new-id.ts';
import type { Draft, PhoneStore } from '../../store/phone-store.ts';
import { language } from '../state/look.ts';
import { formInUse, formOf } from '../survey/form-shelf.ts';
import { clockAt } from '../survey/open-survey-desk.ts';
import { type Told, tellTheSurvey } from './told.ts';

export interface About {
  household: Household | null;
  personName: string;
  placeText: string;
  visitors: readonly string[];
  /** Of a check that came back, or was not taken. */
  content: CheckContent | null;
}

/** Of somebody whom the archive does not have, no more is known than what the lead names. */
const knownFor = ({ household, personName, placeText }: About): Readonly<Record<string, unknown>> =>
  household ? knownOf(household) : { address: placeText, members: [{ id: newId(), name: personName, relation: '02' }] };

export interface Begun {
  begun: Pick<Draft, 'answers' | 'forms' | 'percent'>;
  /** Already computed, for the screen that follows at once. */
  opened: Survey | null;
}

/** A survey of this household as it would begin now, laid out while the person still reads why to go. */
interface Ahead {
  household: Household;
  hash: string;
  language: string;
  /** Defaults may name the day. */
  today: string;
  survey: Survey;
}

let ahead: Ahead | null = null;

/** Of the household on the page, while nobody has begun with it. */
export const surveyAhead = (): Survey | null => ahead?.survey ?? null;

/** Lays the survey of this household out before anybody taps, while the task's page is read. */
export async function layOutAhead(store: PhoneStore, household: Household, told: Omit<Told, 'villageCode'>): Promise<void> {
  const { hash, form } = await formInUse(store);
  // A form that asks when it was opened is opened when it is.
  if (form.nodes.some((node) => node.type === 'start')) return;
  const clock = clockAt(new Date());
  const survey = beginSurvey(form, knownOf(household), { clock, newId, language: language.peek() });
  tellTheSurvey((key, value) => tell(survey, key, value), { ...told, villageCode: household.villageCode });
  ahead = { household, hash, language: language.peek(), today: clock.today, survey };
}

/** The page was left: nobody begins with it any more. */
export function forgetAhead(household: Household): void {
  if (ahead?.household === household) ahead = null;
}

/** Once: a survey belongs to one check. Null when anything has become other since. */
function takeAhead(household: Household | null, hash: string): Survey | null {
  const laid = ahead;
  ahead = null;
  const clock = clockAt(new Date());
  if (!laid || laid.household !== household || laid.hash !== hash || laid.language !== language.peek() || laid.today !== clock.today) return null;
  setClock(laid.survey, clock);
  return laid.survey;
}

/** The answers, and the forms they are answers to. A form that the phone has not any more gives way to the one in use; answers are found again by their names. */
export async function answersFor(store: PhoneStore, about: About): Promise<Begun> {
  const { content } = about;
  if (!content) {
    const { hash, form } = await formInUse(store);
    const opened =
      takeAhead(about.household, hash) ?? beginSurvey(form, knownFor(about), { clock: clockAt(new Date()), newId, language: language.peek() });
    const fresh = newDraft(draftOf(opened), about.visitors);
    return { begun: { answers: fresh, forms: { survey: hash, supplements: [] }, percent: 0 }, opened };
  }
  const { survey } = content;
  const own = (await formOf(store, survey.form, survey.version)) ?? (await formInUse(store));
  const supplements: { hash: string; draft: SurveyDraft }[] = [];
  for (const one of content.supplements) {
    const found = await formOf(store, one.form, one.version);
    if (found) supplements.push({ hash: found.hash, draft: surveyFrom(one, found.form, null) });
  }
  const begun = {
    answers: draftFrom(
      content,
      surveyFrom(survey, own.form, knownFor(about)),
      supplements.map((one) => one.draft),
    ),
    forms: { survey: own.hash, supplements: supplements.map((one) => one.hash) },
    percent: 100,
  };
  return { begun, opened: null };
}
