// What is handed in: answers and computed values that apply, nothing hidden.
import { isAsked } from './accept.ts';
import type { AnswerValue, Submission, SubmittedInstance } from './answers.ts';
import type { Cells } from './cells.ts';
import { isEmptied, isOnlySuggested, isUnconfirmed, type Survey } from './recompute.ts';
import { outward } from './view.ts';

function submittedOf(cells: Cells): SubmittedInstance {
  const values: Record<string, AnswerValue> = {};
  const repeats: Record<string, readonly SubmittedInstance[]> = {};
  const unconfirmed: string[] = [];
  const emptied: string[] = [];
  const suggested: string[] = [];
  for (const node of cells.scope.nodes) {
    if (!cells.applies[node.slot]) continue;
    if (node.kind === 'repeat') {
      const children = (cells.children[node.childSlot] as Cells[]).filter((child) => child.on);
      if (children.length > 0) repeats[node.key] = children.map(submittedOf);
      continue;
    }
    const seen = cells.seen[node.slot] ?? '';
    if (isEmptied(cells, node)) emptied.push(node.key);
    if (node.kind !== 'question' || node.type === 'note' || seen === '') continue;
    values[node.key] = outward(node, seen);
    if (isAsked(node) && isUnconfirmed(cells, node)) unconfirmed.push(node.key);
    else if (isOnlySuggested(cells, node)) suggested.push(node.key);
  }
  return { id: cells.id, values, repeats, unconfirmed, ...(emptied.length > 0 ? { emptied } : {}), ...(suggested.length > 0 ? { suggested } : {}) };
}

/** The survey as it would be handed in now, whether or not anything is still wrong with it. */
export function submissionOf(survey: Survey): Submission {
  const { id, version } = survey.form.definition;
  return { form: id, version, root: submittedOf(survey.root) };
}
