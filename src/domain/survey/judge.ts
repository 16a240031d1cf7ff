// What the server makes of a survey that was handed in: computed anew from its answers, and every difference named.
import { ownValue } from '../own-value.ts';
import type { AnswerValue, Instance, Submission, SubmittedInstance } from './answers.ts';
import type { Clock } from './expression/compile.ts';
import type { Form } from './form.ts';
import { type Remark, remarksOf } from './progress.ts';
import { submissionOf } from './submission.ts';
import { openSurvey } from './survey.ts';

/** A value that its own answers don't give: computed otherwise, not asked at all, or missing. Null: there is none. */
export interface Discrepancy {
  instanceId: string;
  key: string;
  handedIn: AnswerValue | null;
  computed: AnswerValue | null;
}

export interface Judgement {
  /** As the phone should have shown them. */
  remarks: Remark[];
  discrepancies: Discrepancy[];
}

const asInstance = ({ id, values, repeats }: SubmittedInstance): Instance => ({
  id,
  values,
  repeats: Object.fromEntries(Object.entries(repeats).map(([key, instances]) => [key, instances.map(asInstance)])),
});

const same = (a: AnswerValue | undefined, b: AnswerValue | undefined): boolean =>
  typeof a === 'object' && typeof b === 'object' ? a.join(' ') === b.join(' ') : a === b;

function compare(handedIn: SubmittedInstance | undefined, computed: SubmittedInstance | undefined, found: Discrepancy[]): void {
  const instanceId = handedIn?.id ?? computed?.id ?? '';
  const [given, right] = [handedIn?.values ?? {}, computed?.values ?? {}];
  for (const key of new Set([...Object.keys(given), ...Object.keys(right)])) {
    const [before, after] = [ownValue(given, key), ownValue(right, key)];
    if (!same(before, after)) found.push({ instanceId, key, handedIn: before ?? null, computed: after ?? null });
  }
  const [from, to] = [handedIn?.repeats ?? {}, computed?.repeats ?? {}];
  for (const key of new Set([...Object.keys(from), ...Object.keys(to)])) {
    const [before, after] = [ownValue(from, key) ?? [], ownValue(to, key) ?? []];
    for (let index = 0; index < Math.max(before.length, after.length); index++) compare(before[index], after[index], found);
  }
}

/**
 * The submission looked at again by the same engine that filled it. `clock` is the clock of the hand-in: ages and deadlines are those of that day.
 * No discrepancy and no remark: it is what an honest phone hands in. Never throws for a submission that its schema accepts.
 */
export function judgeSubmission(form: Form, submission: Submission, clock: Clock, language?: string): Judgement {
  let made = 0;
  const newId = (): string => `made-here-${++made}`;
  const survey = openSurvey(form, {
    clock,
    newId,
    language,
    draft: { form: submission.form, version: submission.version, root: asInstance(submission.root) },
  });
  const discrepancies: Discrepancy[] = [];
  compare(submission.root, submissionOf(survey).root, discrepancies);
  return { remarks: remarksOf(survey), discrepancies };
}
