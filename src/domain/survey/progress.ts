// How far a survey is, and what is still wrong with it, in the order in which it is asked.
import { isAsked } from './accept.ts';
import type { Cells } from './cells.ts';
import type { FormNode } from './form.ts';
import { isUnconfirmed, type Survey } from './recompute.ts';
import type { Fault } from './view.ts';

type Visit = (cells: Cells, node: FormNode) => boolean;

/** Goes through every question that applies, instance by instance, in document order, until one says true; whether one did. */
function someApplying(cells: Cells, nodes: readonly FormNode[], visit: Visit): boolean {
  for (const node of nodes) {
    if (!cells.applies[node.slot]) continue;
    if (node.kind === 'question') {
      if (visit(cells, node)) return true;
    } else if (node.kind === 'group') {
      if (someApplying(cells, node.children, visit)) return true;
    } else {
      for (const child of cells.children[node.childSlot] as Cells[]) if (child.on && someApplying(child, node.children, visit)) return true;
    }
  }
  return false;
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
  someApplying(survey.root, outermost(survey), (cells, node) => {
    const fault = cells.fault[node.slot];
    if (fault) remarks.push({ instanceId: cells.id, key: node.key, fault });
    return false;
  });
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
  someApplying(at, within, (cells, question) => {
    if (cells.fault[question.slot]) progress.faults++;
    if (!isAsked(question)) return false;
    progress.asked++;
    if (cells.seen[question.slot] === '') return false;
    if (isUnconfirmed(cells, question)) progress.unconfirmed++;
    else progress.answered++;
    return false;
  });
  return progress;
}

/** Whether anything of the archive's in a group or repeat waits to be confirmed; `faults`: or anything is wrong with what is said. Ends at the first. */
export function isUnsettled(survey: Survey, instanceId: string, key: string, faults = false): boolean {
  const at = survey.instances.get(instanceId);
  const node = at?.scope.byKey.get(key);
  if (!at || !node) return false;
  return someApplying(
    at,
    [node],
    (cells, question) =>
      (faults && Boolean(cells.fault[question.slot])) || (isAsked(question) && cells.seen[question.slot] !== '' && isUnconfirmed(cells, question)),
  );
}
