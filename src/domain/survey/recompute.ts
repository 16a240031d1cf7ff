// The engine's heart: what changed is looked at again, each unit after what it depends on, and nothing else is.
import { ownValue } from '../own-value.ts';
import { acceptAnswer, faultOfKind, isAsked } from './accept.ts';
import type { AnswerValue } from './answers.ts';
import { type Cells, reach } from './cells.ts';
import type { Choice } from './definition.ts';
import type { Clock, Spot } from './expression/compile.ts';
import { toBoolean, toNumber, toText, type Value } from './expression/values.ts';
import { APPLIES, FACE, FACETS, type Form, type FormNode, type Scope, VALUE } from './form.ts';
import { addressOf, type Fault } from './view.ts';

/** An open survey. Its answers are immutable records; this object around them is not, and belongs to one screen. */
export interface Survey {
  form: Form;
  clock: Clock;
  language: string;
  newId: () => string;
  root: Cells;
  instances: Map<string, Cells>;
  choices: (node: FormNode) => ReadonlyMap<string, Choice>;
  /** By rank: instances in which this unit must be looked at again. */
  pending: (Set<Cells> | undefined)[];
  lowest: number;
  /** Addresses of what changed since the last change was handed out. */
  touched: Set<string>;
}

/** A form may count its repeats by any number; nobody's phone holds more than this. */
export const MOST_COUNTED = 200;

export const spotAt = (survey: Survey, cells: Cells, choice: Choice | null = null): Spot => ({
  cells,
  clock: survey.clock,
  language: survey.language,
  choice,
});

export function touch(survey: Survey, cells: Cells, node: FormNode): void {
  cells.views[node.slot] = null;
  survey.touched.add(addressOf(cells.id, node.key));
}

/** Its record, and those it stands in, must be built anew. */
export function outdate(cells: Cells): void {
  for (let at: Cells | null = cells; at?.record; at = at.parent) at.record = null;
}

export function mark(survey: Survey, cells: Cells, unit: number): void {
  const rank = survey.form.rank[unit] as number;
  const waiting = survey.pending[rank];
  if (waiting) waiting.add(cells);
  else survey.pending[rank] = new Set([cells]);
  if (rank < survey.lowest) survey.lowest = rank;
}

/** Everything that reads this node's value, or a repeat's instances. */
export function markDependents(survey: Survey, cells: Cells, node: FormNode): void {
  for (const { unit, route } of survey.form.edges[node.index * FACETS + VALUE] ?? []) {
    for (const reached of reach(cells, route, false)) mark(survey, reached, unit);
  }
}

/** Every unit of an instance and of those within. */
export function markAll(survey: Survey, cells: Cells): void {
  for (const node of cells.scope.nodes) {
    for (let facet = 0; facet < FACETS; facet++) mark(survey, cells, node.index * FACETS + facet);
  }
  for (const children of cells.children) for (const child of children) markAll(survey, child);
}

/** An instance with nothing computed yet; `fresh` ones take their defaults when they first are. */
export function makeCells(
  survey: Survey,
  scope: Scope,
  parent: Cells | null,
  position: number,
  start: Pick<Cells, 'id' | 'values' | 'known' | 'fresh'>,
): Cells {
  const size = scope.nodes.length;
  const id = survey.instances.has(start.id) ? survey.newId() : start.id;
  const cells: Cells = {
    ...start,
    id,
    scope,
    parent,
    position,
    on: parent === null,
    gone: false,
    record: null,
    children: scope.repeats.map(() => []),
    applies: new Array<boolean>(size).fill(false),
    seen: new Array<Value>(size).fill(''),
    required: new Array<boolean>(size).fill(false),
    readonly: new Array<boolean>(size).fill(false),
    fault: new Array<Fault | null>(size).fill(null),
    views: new Array<null>(size).fill(null),
  };
  survey.instances.set(id, cells);
  return cells;
}

/** What a path with points leads to in the archive's record; undefined where it leads nowhere. */
export function knownAt(record: Readonly<Record<string, unknown>> | null, path: string): unknown {
  let at: unknown = record;
  for (const step of path.split('.')) {
    if (at === null || typeof at !== 'object') return undefined;
    at = ownValue(at as Record<string, unknown>, step);
  }
  return at;
}

/** What the archive knows of a question; null when nothing, or nothing that could be an answer. */
export function knownAnswer(cells: Cells, node: FormNode): AnswerValue | null {
  if (!cells.known || node.item.kind !== 'question' || node.item.prefill === undefined) return null;
  return acceptAnswer(node, knownAt(cells.known, node.item.prefill)) ?? null;
}

const asSeen = (answer: AnswerValue | null | undefined): Value =>
  answer === null || answer === undefined ? '' : typeof answer === 'object' ? answer.join(' ') : answer;

/** A computed value as it is kept: no NaN, no infinity, no minus zero, a truth value as text; a number where the question is one. */
function asComputed(node: FormNode, value: Value): string | number {
  const kept = node.type === 'integer' || node.type === 'decimal' || node.type === 'range' ? toNumber(value) : value;
  if (typeof kept === 'number') return Number.isFinite(kept) ? kept + 0 : '';
  return toText(kept);
}

function recomputeApplies(survey: Survey, cells: Cells, node: FormNode): void {
  const { parent, slot } = node;
  const around = parent === null || parent === cells.scope.repeat ? cells.on : cells.applies[parent.slot] === true;
  const applies = around && (!node.relevant || toBoolean(node.relevant.run(spotAt(survey, cells))));
  if (applies === cells.applies[slot]) return;
  cells.applies[slot] = applies;
  touch(survey, cells, node);
  mark(survey, cells, node.index * FACETS + VALUE);
  mark(survey, cells, node.index * FACETS + FACE);
  if (node.kind === 'group') for (const child of node.children) mark(survey, cells, child.index * FACETS + APPLIES);
  // Whoever counts this question counts it from now on, or no longer, even while it is empty.
  if (node.kind === 'question') markDependents(survey, cells, node);
}

function recomputeInstances(survey: Survey, cells: Cells, node: FormNode): void {
  const children = cells.children[node.childSlot] as Cells[];
  const applies = cells.applies[node.slot] === true;
  const counted =
    node.computed && applies ? Math.max(0, Math.min(MOST_COUNTED, Math.trunc(toNumber(node.computed.run(spotAt(survey, cells))) || 0))) : null;
  let changed = false;
  while (counted !== null && children.length < counted) {
    const child = makeCells(survey, node.inner as Scope, cells, children.length, { id: survey.newId(), values: {}, known: null, fresh: true });
    children.push(child);
    markAll(survey, child);
    outdate(cells);
    changed = true;
  }
  for (const child of children) {
    const on = applies && (counted === null || child.position < counted);
    if (child.on === on) continue;
    child.on = on;
    changed = true;
    for (const inner of node.children) mark(survey, child, inner.index * FACETS + APPLIES);
  }
  if (!changed) return;
  touch(survey, cells, node);
  markDependents(survey, cells, node);
}

function keep(survey: Survey, cells: Cells, node: FormNode, value: AnswerValue): void {
  cells.values = { ...cells.values, [node.key]: value };
  outdate(cells);
  touch(survey, cells, node);
}

function takeDefault(survey: Survey, cells: Cells, node: FormNode): void {
  const { initial } = node;
  if (initial === null || cells.values[node.key] !== undefined || knownAnswer(cells, node) !== null) return;
  const value = acceptAnswer(node, typeof initial === 'string' ? initial : asComputed(node, initial.run(spotAt(survey, cells))));
  if (value !== null && value !== undefined) keep(survey, cells, node, value);
}

/** Whether people may write into a computed question: what is computed is then only a suggestion. */
const isSuggestion = (node: FormNode): boolean => isAsked(node) && node.readonly !== true;

/** Whether a computed question's given answer goes before what would be computed: somebody wrote it there, or it is computed only once. */
export function answerStands(cells: Cells, node: FormNode): boolean {
  const given = cells.values[node.key];
  return given !== undefined && given !== null && (node.once || isSuggestion(node));
}

/** What the archive knows goes before a suggestion too, for somebody once said it; null where it has nothing, or where it was emptied on purpose. */
export function knownStands(cells: Cells, node: FormNode): AnswerValue | null {
  return cells.values[node.key] === undefined && isSuggestion(node) ? knownAnswer(cells, node) : null;
}

/** Whether the value of a question that people answer is the archive's, and nobody has said yet that it still holds. */
export const isUnconfirmed = (cells: Cells, node: FormNode): boolean =>
  cells.values[node.key] === undefined && (!node.computed || knownStands(cells, node) !== null);

/** Somebody took away what the archive knows. */
export const isEmptied = (cells: Cells, node: FormNode): boolean =>
  cells.values[node.key] === null && isAsked(node) && knownAnswer(cells, node) !== null;

/** Whether what stands there was computed for people to change, and nobody has said or known it yet. */
export const isOnlySuggested = (cells: Cells, node: FormNode): boolean =>
  node.computed !== null && isSuggestion(node) && !answerStands(cells, node) && knownStands(cells, node) === null;

function valueNow(survey: Survey, cells: Cells, node: FormNode): Value {
  if (cells.fresh) takeDefault(survey, cells, node);
  if (!cells.applies[node.slot]) return '';
  const given = cells.values[node.key];
  if (!node.computed) return asSeen(given === undefined ? knownAnswer(cells, node) : given);
  if (answerStands(cells, node)) return asSeen(given);
  const known = knownStands(cells, node);
  if (known !== null) return asSeen(known);
  const value = asComputed(node, node.computed.run(spotAt(survey, cells)));
  if (node.once && value !== '') keep(survey, cells, node, value);
  return value;
}

function recomputeValue(survey: Survey, cells: Cells, node: FormNode): void {
  const seen = valueNow(survey, cells, node);
  if (seen === cells.seen[node.slot]) return;
  cells.seen[node.slot] = seen;
  touch(survey, cells, node);
  mark(survey, cells, node.index * FACETS + FACE);
  markDependents(survey, cells, node);
}

/** A question's choices by name, whether or not its filter offers them: its list's, or what was answered in a repeat. */
export function choicesNow(survey: Survey, cells: Cells, node: FormNode): ReadonlyMap<string, Choice> {
  if (!node.choicesFrom) return survey.choices(node);
  const answers = (node.choicesFrom.list?.(spotAt(survey, cells)) ?? []).map(toText).filter((text) => text.trim() !== '');
  // Several choices are kept as words, so a choice is one word.
  const nameOf = (text: string): string => (node.type === 'select_one' ? text : text.trim().replace(/\s+/g, '_'));
  return new Map(answers.map((text) => [nameOf(text), { name: nameOf(text), label: { [survey.language]: text } }]));
}

/** Whether a choice can be taken now; the `other` of or_other always can. */
export function isOffered(survey: Survey, cells: Cells, node: FormNode, choice: Choice): boolean {
  const { choiceFilter, item } = node;
  if (!choiceFilter || (choice.name === 'other' && item.kind === 'question' && item.orOther)) return true;
  return toBoolean(choiceFilter.run(spotAt(survey, cells, choice)));
}

function faultNow(survey: Survey, cells: Cells, node: FormNode, required: boolean, readonly: boolean): Fault | null {
  if (!cells.applies[node.slot]) return null;
  const seen = cells.seen[node.slot] as Value;
  if (seen === '') return required && !readonly && isAsked(node) ? 'required' : null;
  const fault = faultOfKind(node, seen, (choice) => isOffered(survey, cells, node, choice), choicesNow(survey, cells, node));
  if (fault) return fault;
  return node.constraint && !toBoolean(node.constraint.run(spotAt(survey, cells))) ? 'constraint' : null;
}

function recomputeFace(survey: Survey, cells: Cells, node: FormNode): void {
  const { slot } = node;
  const holds = (condition: FormNode['required']): boolean =>
    condition === true || (condition !== null && toBoolean(condition.run(spotAt(survey, cells))));
  const applies = cells.applies[slot] === true;
  const required = applies && holds(node.required);
  const readonly = applies && holds(node.readonly);
  const fault = node.kind === 'question' ? faultNow(survey, cells, node, required, readonly) : null;
  const same = required === cells.required[slot] && readonly === cells.readonly[slot] && fault === cells.fault[slot];
  cells.required[slot] = required;
  cells.readonly[slot] = readonly;
  cells.fault[slot] = fault;
  // A text that names other answers, and a filtered list, may look otherwise; that is cheaper to draw again than to compare.
  if (!same || node.insertions || node.choiceFilter || node.choicesFrom) touch(survey, cells, node);
}

/** Works off everything that is marked. Marks only ever point forward in the order, so one pass is enough. */
export function recompute(survey: Survey): void {
  const { form, pending } = survey;
  const fresh: Cells[] = [];
  for (let rank = survey.lowest; rank < pending.length; rank++) {
    const waiting = pending[rank];
    if (!waiting) continue;
    pending[rank] = undefined;
    const unit = form.unitAtRank[rank] as number;
    const node = form.nodes[Math.floor(unit / FACETS)] as FormNode;
    for (const cells of waiting) {
      if (cells.gone) continue;
      if (cells.fresh) fresh.push(cells);
      if (unit % FACETS === APPLIES) recomputeApplies(survey, cells, node);
      else if (unit % FACETS === FACE) recomputeFace(survey, cells, node);
      else if (node.kind === 'repeat') recomputeInstances(survey, cells, node);
      else if (node.kind === 'question') recomputeValue(survey, cells, node);
    }
  }
  survey.lowest = pending.length;
  for (const cells of fresh) cells.fresh = false;
}
