// A check on the table: its draft, its open surveys, the facts they say and what is to be said about them; kept together and in step.
import { computed, effect, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import { finish, visitorsNamed, whatIsMissing } from '../../../domain/draft.ts';
import { factsOfAnswers } from '../../../domain/facts/of-content.ts';
import type { Facts } from '../../../domain/facts.ts';
import { formCode, formOf } from '../../../domain/form-code.ts';
import type { Household } from '../../../domain/household.ts';
import type { Policy } from '../../../domain/policy.ts';
import { namesOf } from '../../../domain/policy-names.ts';
import type { Elsewhere, RuleContext } from '../../../domain/rules/rule.ts';
import { suggestedSummary } from '../../../domain/summary.ts';
import type { Survey } from '../../../domain/survey/recompute.ts';
import { submissionOf } from '../../../domain/survey/submission.ts';
import type { Task } from '../../../domain/task.ts';
import type { CheckContent } from '../../../domain/visit.ts';
import type { Draft, PhoneStore } from '../../store/phone-store.ts';
import { type EvidenceDesk, openEvidenceDesk } from '../evidence/evidence-desk.ts';
import { afterPaint } from '../state/after-paint.ts';
import { today } from '../state/clock.ts';
import { language, typeSize, w } from '../state/look.ts';
import type { ShelvedForm } from '../survey/form-shelf.ts';
import { type OpenSurveyDesk, openSurveyDesk } from '../survey/open-survey-desk.ts';
import { fieldNameOf, type Place, type Remark } from '../survey/survey-desk.ts';
import { type DraftDesk, openDesk } from './desk.ts';
import { elsewhereOf } from './elsewhere.ts';
import { explain, gatherRemarks } from './remarks.ts';
import { suggestionOf } from './suggestion.ts';
import { tellTheSurvey } from './told.ts';

export interface CheckOnTable {
  readonly desk: DraftDesk;
  readonly evidence: EvidenceDesk;
  readonly survey: OpenSurveyDesk;
  readonly supplements: ReadonlySignal<readonly OpenSurveyDesk[]>;
  readonly household: Household | null;
  readonly task: Task | null;
  readonly policy: Policy | null;
  readonly readOnly: boolean;
  /** As of a moment ago; null for a form that rules can't read. */
  readonly facts: ReadonlySignal<Facts | null>;
  readonly remarks: ReadonlySignal<readonly Remark[]>;
  /** 简要情况说明 as it would be written by itself. */
  readonly suggested: ReadonlySignal<string>;
  /** From now on what is empty is reproached too. */
  beStrict(): void;
  /** A section was left: what is empty in it is reproached from now on. */
  left(sectionId: string): void;
  /** Facts and remarks of this very moment. */
  look(): readonly Remark[];
  addSupplement(form: ShelvedForm): void;
  dropSupplement(index: number): void;
  finish(): CheckContent;
  /** Stops what runs behind; the draft is written. */
  leave(): void;
}

/** Rules run once the screen stands: an answer is drawn first. */
const RULES_MS = 60;
/** And the village is read when nothing else is going on. */
const ELSEWHERE_MS = 800;

interface Opening {
  from: PhoneStore;
  draft: Draft;
  /** The survey of a check that has just been begun. */
  opened: Survey | null;
  /** False: the draft is not on the disk yet. */
  written: boolean;
  survey: ShelvedForm;
  supplements: readonly ShelvedForm[];
  household: Household | null;
  task: Task | null;
  policy: Policy | null;
  readOnly: boolean;
}

/** Large type shows one question a page. */
const isLarge = (): boolean => typeSize.value === 'larger' || typeSize.value === 'largest';

export function openCheck(opening: Opening): CheckOnTable {
  const { from, household, task, policy, readOnly } = opening;
  const desk = openDesk(from, opening.draft, opening.written);
  const evidence = openEvidenceDesk(from, desk, readOnly);
  const facts = signal<Facts | null>(null);
  const remarks = signal<readonly Remark[]>([]);
  const strict = signal(false);
  const leftSections = new Set<string>();
  let elsewhere: Elsewhere | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  /** The rules wait for what was tapped to be painted; on a slow phone that takes longer than any fixed time. */
  let painting = false;
  let gone = false;

  const soon = (): void => {
    clearTimeout(timer);
    if (!painting) {
      afterPaint(() => {
        painting = false;
        clearTimeout(timer);
        if (!gone) timer = setTimeout(look, RULES_MS);
      });
    }
    painting = true;
  };
  const common = {
    readOnly,
    household,
    task,
    policy,
    today: today.peek(),
    onePerPage: isLarge,
    explain: (remark: Remark, word: Parameters<typeof explain>[2]) => {
      desk.answer((answers) => explain(answers, remark, word));
      look();
    },
    onPlace: (place: Place) => desk.go(desk.now().place.step, fieldNameOf(place)),
  };
  const survey = openSurveyDesk({
    ...common,
    form: opening.survey.form,
    draft: opening.draft.answers.survey,
    opened: opening.opened,
    keep: (draft, how) => {
      desk.answer((answers) => ({ ...answers, survey: draft }), how);
      soon();
    },
  });
  const openSupplement = ({ form }: ShelvedForm, draft?: Draft['answers']['survey']): OpenSurveyDesk => {
    const opened: OpenSurveyDesk = openSurveyDesk({
      ...common,
      form,
      ...(draft ? { draft } : {}),
      keep: (kept, how) => {
        const at = supplements.peek().indexOf(opened);
        desk.answer((answers) => ({ ...answers, supplements: answers.supplements.map((one, other) => (other === at ? kept : one)) }), how);
        soon();
      },
    });
    return opened;
  };
  const supplements: Signal<readonly OpenSurveyDesk[]> = signal(
    opening.supplements.map((form, index) => openSupplement(form, opening.draft.answers.supplements[index])),
  );

  // Rules read a household's people; a form of another kind has its own remarks only.
  const readable = opening.survey.form.root.byKey.get('members')?.kind === 'repeat';
  const context = (): RuleContext | null =>
    policy && {
      today: today.peek(),
      line: policy.monitoringLine,
      thresholds: policy.ruleThresholds,
      names: namesOf(policy),
      county: opening.draft.villageCode.slice(0, 6),
      elsewhere,
    };
  /** What is empty is left in peace until its section was left, or the check was to be handed in. */
  const shown = (all: readonly Remark[], of: OpenSurveyDesk, index: number): readonly Remark[] =>
    all.filter((remark) => {
      if (formOf(remark.code) !== index) return false;
      const cells = of.survey.instances.get(remark.instanceId);
      const node = cells?.scope.byKey.get(remark.key);
      if (!cells || !node) return false;
      if (strict.peek() || node.kind !== 'question' || cells.seen[node.slot] !== '') return true;
      return leftSections.has(`${index}:${of.sectionKey(remark) ?? ''}`);
    });
  function look(): readonly Remark[] {
    clearTimeout(timer);
    const { answers } = desk.now();
    const { include, category } = answers;
    const result = include === null ? null : { include, category };
    facts.value = readable ? factsOfAnswers(submissionOf(survey.survey), result, household) : null;
    const all = gatherRemarks({
      draft: answers,
      survey,
      supplements: supplements.peek(),
      facts: facts.value,
      context: context(),
      suggestion: suggestionOf(survey),
      visitors: visitorsNamed(answers).length,
      words: w(),
    });
    remarks.value = all;
    for (const [index, one] of [survey, ...supplements.peek()].entries()) one.layOut(shown(all, one, index));
    const percent = percentOf([survey, ...supplements.peek()], answers.include !== null);
    if (percent !== desk.now().percent && !readOnly) desk.change({ percent });
    return all;
  }

  const line = policy?.monitoringLine ?? null;
  const about = task ?? { leads: [], personName: opening.draft.personName, origin: opening.draft.origin };
  const suggested = computed(() => suggestedSummary(desk.head.value, facts.value, about, line, namesOf(policy)));

  let spoken = language.peek();
  // What the app knows and nobody is asked.
  if (!readOnly) {
    tellTheSurvey(survey.tell, { policy, villageCode: opening.draft.villageCode, origin: opening.draft.origin });
  }
  const stops = [
    effect(() => {
      const { include } = desk.head.value;
      if (!readOnly) survey.tell('include', include === null ? null : include ? 'yes' : 'no');
      soon();
    }),
    effect(() => {
      if (language.value === spoken) return;
      spoken = language.value;
      for (const one of [survey, ...supplements.peek()]) one.speak(spoken);
      soon();
    }),
  ];
  // The form stands before the village is read.
  const reading = setTimeout(() => {
    elsewhereOf(from, opening.draft.householdId, (headName) => w().survey.headedBy(headName)).then(
      (found) => {
        elsewhere = found;
        soon();
      },
      // Without the index the rest of the rules stand; the county's run finds what is in two households.
      () => undefined,
    );
  }, ELSEWHERE_MS);

  return {
    desk,
    evidence,
    survey,
    supplements,
    household,
    task,
    policy,
    readOnly,
    facts,
    remarks,
    suggested,
    beStrict: () => {
      strict.value = true;
      look();
    },
    left: (sectionId) => {
      // Ids of steps: `s:` of the survey itself, `x0:` of its first supplement.
      leftSections.add(sectionId.replace(/^s:/, '0:').replace(/^x(\d+):/, (_, at: string) => `${Number(at) + 1}:`));
      soon();
    },
    look,
    addSupplement: (form) => {
      const opened = openSupplement(form);
      const { answers, forms } = desk.now();
      desk.change({
        answers: { ...answers, supplements: [...answers.supplements, opened.draft()] },
        forms: { ...forms, supplements: [...forms.supplements, form.hash] },
      });
      supplements.value = [...supplements.peek(), opened];
    },
    dropSupplement: (index) => {
      const { answers, forms } = desk.now();
      const without = <T>(list: readonly T[]): T[] => list.filter((_, at) => at !== index);
      desk.change({
        answers: {
          ...answers,
          supplements: without(answers.supplements),
          // What was said of this supplement goes with it; those behind it move up.
          explanations: answers.explanations.flatMap((one) => {
            const of = formOf(one.code);
            return of === index + 1 ? [] : of > index ? [{ ...one, code: formCode(of - 1, one.code.replace(/^form\.\d+\./, '')) }] : [one];
          }),
        },
        forms: { ...forms, supplements: without(forms.supplements) },
      });
      supplements.value = without(supplements.peek());
      soon();
    },
    finish: () => {
      const all = look();
      const { answers } = desk.now();
      // What was said to remarks that are gone is no part of the record.
      const explanations = all.flatMap((remark) => (remark.explanation ? [remark.explanation] : []));
      const submitted = {
        survey: submissionOf(survey.survey),
        supplements: supplements.peek().map((one) => submissionOf(one.survey)),
      };
      return finish({ ...answers, explanations }, submitted, suggested.peek());
    },
    leave: () => {
      gone = true;
      clearTimeout(timer);
      clearTimeout(reading);
      for (const stop of stops) stop();
      evidence.leave();
      desk.leave();
    },
  };
}

/** The open result counts as one thing more that is asked. */
function percentOf(desks: readonly OpenSurveyDesk[], decided: boolean): number {
  let asked = 1;
  let done = decided ? 1 : 0;
  for (const one of desks) {
    const progress = one.progress();
    asked += progress.asked;
    done += progress.answered;
  }
  return Math.round((100 * done) / asked);
}

export const missingOf = ({ desk, suggested }: CheckOnTable) => whatIsMissing(desk.now().answers, suggested.peek());
