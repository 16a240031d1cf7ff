// How far a survey is, and what is still wrong with it, in the order in which it is asked.
import { isAsked } from './accept.ts';
import type { Cells } from './cells.ts';
import type { FormNode } from './form.ts';
import { isUnconfirmed, type Survey } from './recompute.ts';
import type { Fault } from './view.ts';

/** Every question that applies, instance by instance, in document order; `within` a group or repeat, or everywhere. */
function* applying(cells: Cells, nodes: readonly FormNode[]): Generator<{ cells: Cells; node: FormNode }> {
  for (const node of nodes) {
    if (!cells.applies[node.slot]) continue;
    if (node.kind === 'question') yield { cells, node };
    else if (node.kind === 'group') yield* applying(cells, node.children);
    else for (const child of cells.children[node.childSlot] as Cells[]) if (child.on) yield* applying(child, node.children);
  }
}

const outermost = (survey: Survey): FormNode[] => survey.form.nodes.filter((node) => node.parent === null);

export interface Remark {
  instanceId: string;
  key: string;
  fault: Fault;
}

/** Everything that keeps the survey from being handed in. */
export function remarksOf(survey: Survey): Remark[] {
  const remarks: Remark[] = [];
  for (const { cells, node } of applying(survey.root, outermost(survey))) {
    const fault = cells.fault[node.slot];
    if (fault) remarks.push({ instanceId: cells.id, key: node.key, fault });
  }
  return remarks;
}

export interface Progress {
  /** Questions that apply and people answer. */
  asked: number;
  /** Of them: answered or computed; the archive's values that nobody confirmed are counted apart. */
  answered: number;
  unconfirmed: number;
  faults: number;
}

/** Of one group or repeat in one instance, or of the whole survey. */
export function progressOf(survey: Survey, instanceId?: string, key?: string): Progress {
  const at = instanceId === undefined ? survey.root : survey.instances.get(instanceId);
  const node = key === undefined ? undefined : at?.scope.byKey.get(key);
  const progress: Progress = { asked: 0, answered: 0, unconfirmed: 0, faults: 0 };
  if (!at || (key !== undefined && !node)) return progress;
  const within = node ? [node] : outermost(survey);
  for (const { cells, node: question } of applying(at, within)) {
    if (cells.fault[question.slot]) progress.faults++;
    if (!isAsked(question)) continue;
    progress.asked++;
    if (cells.seen[question.slot] === '') continue;
    if (isUnconfirmed(cells, question)) progress.unconfirmed++;
    else progress.answered++;
  }
  return progress;
}
