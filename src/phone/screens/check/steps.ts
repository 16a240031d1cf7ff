// The steps of a check: the survey's own sections, the result where the form's first question about 纳入 would come, then people and what is added.
import type { Form, FormNode } from '../../../domain/survey/form.ts';
import type { SurveyDesk } from '../survey/survey-desk.ts';

/** `id` is kept in the draft, to come back to. */
export type Step =
  | { kind: 'section'; id: string; node: FormNode; desk: SurveyDesk }
  | { kind: 'result'; id: 'result' }
  | { kind: 'people'; id: 'people' };

const NOBODY_ASKED = ['hidden', 'calculate', 'start', 'end', 'today'];

/** Top-level groups, repeats and loose questions that people see. */
export const sectionsOf = (form: Form): FormNode[] =>
  form.nodes.filter((node) => node.parent === null && !(node.kind === 'question' && NOBODY_ASKED.includes(node.type ?? '')));

const asksAfterInclude = (node: FormNode): boolean => /\$\{\s*include\s*\}/.test(node.item.relevant ?? '');

/** Steps that apply now; reading them subscribes to the sections' relevance. `include`: people and evidence are a step of their own once 纳入 is chosen. */
export function stepsOf(survey: SurveyDesk, supplements: readonly SurveyDesk[], include: boolean | null): Step[] {
  const steps: Step[] = [];
  let decided = false;
  for (const node of sectionsOf(survey.form)) {
    if (!decided && asksAfterInclude(node)) {
      decided = true;
      steps.push({ kind: 'result', id: 'result' });
    }
    if (survey.view('root', node.key)?.applies) steps.push({ kind: 'section', id: `s:${node.key}`, node, desk: survey });
  }
  if (!decided) steps.push({ kind: 'result', id: 'result' });
  supplements.forEach((desk, index) => {
    for (const node of sectionsOf(desk.form)) {
      if (desk.view('root', node.key)?.applies) steps.push({ kind: 'section', id: `x${index}:${node.key}`, node, desk });
    }
  });
  if (include || supplements.length > 0) steps.push({ kind: 'people', id: 'people' });
  return steps;
}
