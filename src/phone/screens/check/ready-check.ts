// Everything a check needs, brought together before its screen is shown: the draft held for this tab, its forms, its household, and its survey already computed.
import type { Household } from '../../../domain/household.ts';
import type { Survey } from '../../../domain/survey/recompute.ts';
import { openSurvey, setClock } from '../../../domain/survey/survey.ts';
import { newId } from '../../store/new-id.ts';
import type { Draft, PhoneStore } from '../../store/phone-store.ts';
import { holdDraft } from '../state/draft-lock.ts';
import { language } from '../state/look.ts';
import { formNamed, type ShelvedForm } from '../survey/form-shelf.ts';
import { clockAt } from '../survey/open-survey-desk.ts';

export interface ReadyCheck {
  from: PhoneStore;
  draft: Draft;
  /** Null where it is computed when the screen opens. */
  opened: Survey | null;
  survey: ShelvedForm;
  supplements: readonly ShelvedForm[];
  household: Household | null;
  /** A check that has just been begun is not on the disk yet. */
  written: boolean;
  /** False: another tab has the draft, and this one only reads. */
  mine: boolean;
  /** Lets other tabs have the draft. */
  release: () => void;
}

/** `gone`: there is no such draft; `formless`: the phone lost the form that it is filled in with. */
export type NotReady = 'gone' | 'formless';

export interface JustBegun {
  draft: Draft;
  opened: Survey | null;
  household: Household | null;
}

/** The survey of a draft that stands on the task's page, computed while the page is read. */
interface Ahead {
  taskId: string;
  /** Which writing of the draft it is of. */
  updatedAt: string;
  language: string;
  survey: Survey;
}

let ahead: Ahead | null = null;

/** Computes the survey of a draft before anybody taps; nothing depends on it. */
export async function computeAhead(from: PhoneStore, draft: Draft): Promise<void> {
  const shelved = await formNamed(from, draft.forms.survey);
  if (!shelved) return;
  const survey = openSurvey(shelved.form, { clock: clockAt(new Date()), newId, language: language.peek(), draft: draft.answers.survey });
  ahead = { taskId: draft.taskId, updatedAt: draft.updatedAt, language: language.peek(), survey };
}

/** Of the draft on the page, while nobody has gone on with it. */
export const surveyComputed = (): Survey | null => ahead?.survey ?? null;

/** The page was left. */
export function forgetComputed(taskId: string): void {
  if (ahead?.taskId === taskId) ahead = null;
}

/** Once, and only for the very writing that it was computed from. */
function takeComputed(draft: Draft): Survey | null {
  const computed = ahead;
  ahead = null;
  if (!computed || computed.taskId !== draft.taskId || computed.updatedAt !== draft.updatedAt || computed.language !== language.peek()) return null;
  setClock(computed.survey, clockAt(new Date()));
  return computed.survey;
}

/** The lock first: what another tab wrote last is then what is read. */
export async function makeReady(from: PhoneStore, taskId: string, begun: JustBegun | null = null): Promise<ReadyCheck | NotReady> {
  let release = (): void => undefined;
  const until = new Promise<void>((resolve) => {
    release = resolve;
  });
  try {
    const mine = await holdDraft(taskId, until);
    const found = await read(from, taskId, begun);
    if (typeof found !== 'string') return { ...found, from, mine, release };
    release();
    return found;
  } catch (error) {
    release();
    throw error;
  }
}

type Found = Omit<ReadyCheck, 'from' | 'mine' | 'release'>;

async function read(from: PhoneStore, taskId: string, begun: JustBegun | null): Promise<Found | NotReady> {
  const draft = begun?.draft ?? (await from.draft(taskId));
  if (!draft) return 'gone';
  const [survey, household, ...supplements] = await Promise.all([
    formNamed(from, draft.forms.survey),
    begun ? begun.household : draft.householdId === null ? null : from.household(draft.householdId),
    ...draft.forms.supplements.map((hash) => formNamed(from, hash)),
  ]);
  if (!survey || supplements.includes(null)) return 'formless';
  const opened = begun ? begun.opened : takeComputed(draft);
  return { draft, opened, survey, supplements: supplements as ShelvedForm[], household: household ?? null, written: begun === null };
}

/** A screen that does not come for it within this time never will. */
const WAITS_MS = 5000;
let waiting: { check: ReadyCheck; timer: ReturnType<typeof setTimeout> } | null = null;

/** Lays a check ready for the screen that is shown next. */
export function layReady(check: ReadyCheck): void {
  takeReady('');
  const timer = setTimeout(() => takeReady(''), WAITS_MS);
  waiting = { check, timer };
}

/** Once: a check belongs to one screen. What lies ready for another task is given up. */
export function takeReady(taskId: string): ReadyCheck | null {
  const laid = waiting;
  waiting = null;
  if (!laid) return null;
  clearTimeout(laid.timer);
  if (laid.check.draft.taskId === taskId) return laid.check;
  laid.check.release();
  return null;
}
