// A check while it is being filled in: how it begins, how it goes on from what was handed in, what its result still lacks, and how it becomes the record.
import type { AnswerValue, Instance, Submission, SubmittedInstance, Draft as SurveyDraft } from './survey/answers.ts';
import type { Form, Scope } from './survey/form.ts';
import { knownAt, type Survey } from './survey/recompute.ts';
import { type Opening, openSurvey } from './survey/survey.ts';
import type { CheckContent, CheckDraft } from './visit.ts';

type Known = Readonly<Record<string, unknown>>;

/** A survey as it stands before anybody has answered: what the archive knows, laid out by the form. */
export const beginSurvey = (form: Form, known: Known | null, opening: Pick<Opening, 'clock' | 'newId' | 'language'>): Survey =>
  openSurvey(form, { ...opening, ...(known ? { known } : {}) });

/** A new check, nothing decided. `visitors` are those of this collector's last check. 户籍情况 is 农户 until somebody says otherwise. */
export const newDraft = (survey: SurveyDraft, visitors: readonly string[]): CheckDraft => ({
  residency: 'rural',
  include: null,
  category: null,
  reason: null,
  summary: null,
  visitors: visitors.slice(0, 6),
  respondent: '',
  survey,
  supplements: [],
  explanations: [],
  evidence: [],
  position: null,
});

/** What was handed in, as a draft again: with what the archive knows beside it, what nobody had confirmed unconfirmed still, what was emptied empty, and suggestions made anew. */
export function surveyFrom(submission: Submission, form: Form, known: Known | null): SurveyDraft {
  const { id, version } = form.definition;
  return { form: id, version, root: instanceFrom(submission.root, form.root, known) };
}

function instanceFrom(submitted: SubmittedInstance, scope: Scope, known: Known | null): Instance {
  const values: Record<string, AnswerValue | null> = {};
  const { emptied = [], suggested = [] } = submitted;
  const confirmed = (key: string): boolean => {
    if (suggested.includes(key)) return false;
    const item = scope.byKey.get(key)?.item;
    const path = item?.kind === 'question' ? item.prefill : undefined;
    return !submitted.unconfirmed.includes(key) || path === undefined || knownAt(known, path) === undefined;
  };
  for (const [key, value] of Object.entries(submitted.values)) if (confirmed(key)) values[key] = value;
  for (const key of emptied) if (scope.byKey.has(key)) values[key] = null;
  const repeats: Record<string, readonly Instance[]> = {};
  for (const [key, instances] of Object.entries(submitted.repeats)) {
    const repeat = scope.byKey.get(key);
    if (!repeat?.inner) continue;
    const path = repeat.item.kind === 'repeat' ? repeat.item.prefill : undefined;
    const records = path === undefined ? [] : knownAt(known, path);
    const recordOf = (id: string): Known | null =>
      (Array.isArray(records) ? records : []).find((one): one is Record<string, unknown> => (one as { id?: unknown } | null)?.id === id) ?? null;
    repeats[key] = instances.map((one) => instanceFrom(one, repeat.inner as Scope, recordOf(one.id)));
  }
  return { id: submitted.id, values, repeats, ...(known ? { known } : {}) };
}

/** A returned check goes on from its own answers, on any phone. `supplements` are those whose forms the phone has. */
export const draftFrom = (content: CheckContent, survey: SurveyDraft, supplements: readonly SurveyDraft[]): CheckDraft => ({
  residency: content.result.residency,
  include: content.result.include,
  category: content.result.category,
  reason: content.result.reason,
  summary: content.result.summary,
  visitors: content.visitors,
  respondent: content.respondent,
  survey,
  supplements: [...supplements],
  explanations: content.explanations,
  evidence: content.evidence,
  position: content.position,
});

/** What a result can't be without. */
export type MissingKey = 'residency' | 'include' | 'reason' | 'summary' | 'category';

/** In the order of the form; nothing is handed in while there is one. `suggested` is the text that stands unless somebody wrote another. */
export function whatIsMissing(draft: CheckDraft, suggested: string): MissingKey[] {
  const { residency, include, category, reason } = draft;
  const missing: MissingKey[] = [];
  if (residency === null) missing.push('residency');
  if (include === null) missing.push('include');
  if (include === false && reason === null) missing.push('reason');
  if (include === true && (category === null || category === 'none')) missing.push('category');
  if (include !== null && (include || reason !== null) && !(draft.summary ?? suggested).trim()) missing.push('summary');
  return missing;
}

/** Two names at least went along (workflow.md, step 2). */
export const visitorsNamed = (draft: Pick<CheckDraft, 'visitors'>): string[] =>
  draft.visitors.map((name) => name.trim()).filter((name) => name !== '');

/**
 * The record that is handed in. What was said about remarks that are gone is left behind: `explanations` are those still about something.
 * Throws when something is missing: the screen asks whatIsMissing first.
 */
export function finish(draft: CheckDraft, submitted: { survey: Submission; supplements: readonly Submission[] }, suggested: string): CheckContent {
  const { residency, include } = draft;
  if (residency === null || include === null || whatIsMissing(draft, suggested).length > 0)
    throw new Error('a check without a result cannot be handed in');
  return {
    result: {
      residency,
      include,
      category: include ? draft.category : null,
      reason: include ? null : draft.reason,
      summary: (draft.summary?.trim() || suggested).slice(0, 2000),
    },
    visitors: visitorsNamed(draft),
    respondent: draft.respondent.trim(),
    survey: submitted.survey,
    supplements: [...submitted.supplements],
    explanations: draft.explanations,
    evidence: draft.evidence,
    position: draft.position,
  };
}
