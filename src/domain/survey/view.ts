// What a screen may know of one question, group or repeat in one instance; a new object whenever anything of it changed.
import type { AnswerValue } from './answers.ts';
import type { Cells } from './cells.ts';
import { labelOfChoice } from './choices.ts';
import { type Question, textIn } from './definition.ts';
import { toText, wordsOf } from './expression/values.ts';
import type { FormNode } from './form.ts';
import { INSERTION } from './load.ts';
import { answerStands, choicesNow, isOffered, knownAnswer, knownStands, type Survey, spotAt } from './recompute.ts';

/** Not of its kind (a word for a number) · not among the choices offered · required and empty · against the constraint. */
export type Fault = 'type' | 'choice' | 'required' | 'constraint';

export interface CellView {
  instanceId: string;
  key: string;
  /** False: not asked now; an answer given before is kept and not handed in. */
  applies: boolean;
  /** As answered, computed or known; null for nothing. Also while it does not apply. */
  value: AnswerValue | null;
  /** `known`: the archive's, to be confirmed. */
  source: 'answer' | 'known' | 'computed' | 'none';
  /** What the archive holds, also after it was answered otherwise. */
  known: AnswerValue | null;
  required: boolean;
  readonly: boolean;
  fault: Fault | null;
}

export const addressOf = (instanceId: string, key: string): string => `${instanceId}/${key}`;

function shownValue(cells: Cells, node: FormNode): Pick<CellView, 'value' | 'source' | 'known'> {
  const known = knownAnswer(cells, node);
  const given = cells.values[node.key];
  if (node.computed && !answerStands(cells, node) && knownStands(cells, node) === null) {
    const seen = cells.seen[node.slot] ?? '';
    return seen === '' ? { value: null, source: 'none', known } : { value: outward(node, seen), source: 'computed', known };
  }
  if (given === undefined) return { value: known, source: known === null ? 'none' : 'known', known };
  return { value: given, source: given === null ? 'none' : node.once ? 'computed' : 'answer', known };
}

/** A value that others see, in the form in which answers are kept. */
export function outward(node: FormNode, seen: string | number | boolean): AnswerValue {
  if (node.type === 'select_multiple' || node.type === 'rank') return wordsOf(seen);
  return typeof seen === 'boolean' ? toText(seen) : seen;
}

/** Undefined for an instance or key that there is not. The same object until something of it changes. */
export function viewOf(survey: Survey, instanceId: string, key: string): CellView | undefined {
  const cells = survey.instances.get(instanceId);
  const node = cells?.scope.byKey.get(key);
  if (!cells || !node) return undefined;
  const { slot } = node;
  const kept = cells.views[slot];
  if (kept) return kept;
  const view: CellView = {
    instanceId,
    key,
    applies: cells.applies[slot] === true,
    ...shownValue(cells, node),
    required: cells.required[slot] === true,
    readonly: cells.readonly[slot] === true,
    fault: cells.fault[slot] ?? null,
  };
  cells.views[slot] = view;
  return view;
}

export interface OfferedChoice {
  name: string;
  label: string;
  /** Further columns of its list: spellings to search by, the district it lies in. */
  attributes?: Readonly<Record<string, string>>;
}

/** The choices that are offered now, in the survey's language. */
export function choicesFor(survey: Survey, instanceId: string, key: string): OfferedChoice[] {
  const cells = survey.instances.get(instanceId);
  const node = cells?.scope.byKey.get(key);
  if (!cells || !node || node.kind !== 'question') return [];
  return [...choicesNow(survey, cells, node).values()]
    .filter((choice) => isOffered(survey, cells, node, choice))
    .map((choice) => ({
      name: choice.name,
      label: labelOfChoice(choice, survey.language, survey.form.definition),
      ...(choice.attributes ? { attributes: choice.attributes } : {}),
    }));
}

/** A text of a question, group or repeat in the survey's language, with the values that it names put in; empty where it has none. */
export function textFor(
  survey: Survey,
  instanceId: string,
  key: string,
  which: 'label' | 'hint' | 'guidance' | 'constraintMessage' | 'requiredMessage' | 'unit',
): string {
  const cells = survey.instances.get(instanceId);
  const node = cells?.scope.byKey.get(key);
  if (!cells || !node) return '';
  const text = textIn((node.item as Question)[which], survey.language, survey.form.definition.languages);
  if (!node.insertions) return text;
  return text.replace(INSERTION, (_, name: string) => toText(node.insertions?.get(name)?.run(spotAt(survey, cells)) ?? ''));
}

/** The instances of a repeat that apply, in order. */
export function instancesOf(survey: Survey, instanceId: string, repeatKey: string): { id: string; position: number }[] {
  const cells = survey.instances.get(instanceId);
  const repeat = cells?.scope.byKey.get(repeatKey);
  if (!cells || !repeat?.inner) return [];
  return (cells.children[repeat.childSlot] as Cells[]).filter((child) => child.on).map(({ id, position }) => ({ id, position }));
}
