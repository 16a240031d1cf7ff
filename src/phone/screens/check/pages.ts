// One question a page, in large type: which pages a step has. Sections with a renderer of their own are one page and turn their own leaves.
import type { FormNode } from '../../../domain/survey/form.ts';
import { sectionOf } from '../survey/sections/section-table.ts';
import type { Place, SurveyDesk } from '../survey/survey-desk.ts';
import type { Step } from './steps.ts';

const NOBODY_ASKED = ['hidden', 'calculate', 'start', 'end', 'today'];

/** Empty where the whole section is one page. Reading it subscribes to what applies. */
export function pagesOf(step: Step): Place[] {
  if (step.kind !== 'section' || !step.desk.onePerPage) return [];
  // A repeat that people add to is one page: adding and taking out needs the whole of it.
  if (hasOwnPages(step.node)) return [];
  return within(step.desk, 'root', [step.node]);
}

function hasOwnPages(node: FormNode): boolean {
  if (node.kind === 'repeat' || sectionOf(node.item.appearance)) return true;
  return node.children.some(hasOwnPages);
}

function within(desk: SurveyDesk, instanceId: string, nodes: readonly FormNode[]): Place[] {
  return nodes.flatMap((node): Place[] => {
    if (!desk.view(instanceId, node.key)?.applies) return [];
    if (node.kind === 'group') return within(desk, instanceId, node.children);
    return NOBODY_ASKED.includes(node.type ?? '') ? [] : [{ instanceId, key: node.key }];
  });
}
