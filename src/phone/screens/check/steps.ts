// The steps of a check: which ones apply to the answers given so far, and how far the check has come.
import { familyConfirmed, guaranteesAnswered } from '../../../domain/core-draft.ts';
import { wholeIncome } from '../../../domain/income.ts';
import type { CoreDraft } from '../../../domain/visit.ts';

export const ALL_STEPS = ['family', 'guarantees', 'result', 'income', 'risks', 'visitors'] as const;
export type Step = (typeof ALL_STEPS)[number];

const QUICK: readonly Step[] = ['family', 'guarantees', 'result'];

/** 不纳入 needs three steps; 纳入 opens the rest. */
export const stepsFor = (draft: CoreDraft): readonly Step[] => (draft.include ? ALL_STEPS : QUICK);

export const isStep = (text: string): text is Step => (ALL_STEPS as readonly string[]).includes(text);

function isDone(step: Step, draft: CoreDraft): boolean {
  switch (step) {
    case 'family':
      return familyConfirmed(draft);
    case 'guarantees':
      return guaranteesAnswered(draft);
    case 'result':
      return draft.include === false ? draft.reason !== null : draft.include === true && draft.category !== null;
    case 'income':
      return wholeIncome(draft.survey.income) !== null;
    case 'risks':
      return draft.survey.risks.length > 0;
    case 'visitors':
      return draft.visitors.filter((name) => name.trim() !== '').length >= 2;
  }
}

/** Share of the steps that are answered, in whole percent. */
export function draftPercent(draft: CoreDraft): number {
  const steps = stepsFor(draft);
  return Math.round((100 * steps.filter((step) => isDone(step, draft)).length) / steps.length);
}

const STEP_OF_PATH: readonly [string, Step][] = [
  ['survey.household', 'family'],
  ['survey.members', 'family'],
  ['survey.guarantees', 'guarantees'],
  ['survey.income', 'income'],
  ['survey.risk', 'risks'],
  ['visitors', 'visitors'],
  ['respondent', 'visitors'],
  ['result', 'result'],
];

/** The step on which a field of the record stands. */
export const stepOf = (path: string): Step => STEP_OF_PATH.find(([start]) => path.startsWith(start))?.[1] ?? 'result';
