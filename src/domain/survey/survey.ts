// A survey at the door: opened on a form and a draft, answered one by one; each answer says what changed, and the draft is always whole.
import { acceptAnswer, choiceIndex, isAsked } from './accept.ts';
import type { AnswerValue, Draft, Instance } from './answers.ts';
import type { Cells } from './cells.ts';
import { languageNamed } from './definition.ts';
import type { Clock } from './expression/compile.ts';
import { FACETS, type Form, type FormNode, type Scope, VALUE } from './form.ts';
import { knownAnswer, knownAt, makeCells, mark, markAll, markDependents, outdate, recompute, type Survey, touch } from './recompute.ts';

/** The id of the outermost instance. */
export const ROOT = 'root';

export interface Opening {
  clock: Clock;
  /** Makes the ids of new instances; must never give one twice. */
  newId: () => string;
  /** A language code (`zh`) or the form's own name of a language. */
  language?: string;
  /** A draft of this form and version; without it the survey begins empty. */
  draft?: Draft;
  /** What the archive knows, for a survey that begins; a draft has kept its own. */
  known?: Readonly<Record<string, unknown>>;
}

export interface Change {
  draft: Draft;
  /** Addresses (`addressOf`) of every question, group and repeat that looks otherwise than before. */
  touched: readonly string[];
}

function fromRecord(survey: Survey, scope: Scope, parent: Cells | null, position: number, record: Instance): Cells {
  const cells = makeCells(survey, scope, parent, position, { id: record.id, values: record.values, known: record.known ?? null, fresh: false });
  for (const repeat of scope.repeats) {
    cells.children[repeat.childSlot] = (record.repeats[repeat.key] ?? []).map((child, index) =>
      fromRecord(survey, repeat.inner as Scope, cells, index, child),
    );
  }
  return cells;
}

/** A new instance, with those inside it for which the archive has records. */
function fromArchive(
  survey: Survey,
  scope: Scope,
  parent: Cells | null,
  position: number,
  id: string,
  known: Readonly<Record<string, unknown>> | null,
): Cells {
  const cells = makeCells(survey, scope, parent, position, { id, values: {}, known, fresh: true });
  for (const repeat of scope.repeats) {
    const path = repeat.item.kind === 'repeat' ? repeat.item.prefill : undefined;
    const records = path === undefined ? [] : knownAt(known, path);
    if (!Array.isArray(records)) continue;
    cells.children[repeat.childSlot] = records
      .filter((record): record is Record<string, unknown> => record !== null && typeof record === 'object')
      .map((record, index) => {
        const own = typeof record.id === 'string' && record.id !== '' ? record.id : survey.newId();
        return fromArchive(survey, repeat.inner as Scope, cells, index, own, record);
      });
  }
  return cells;
}

/** Computes everything once. Never throws for a form that loaded and a draft that its schema accepts. */
export function openSurvey(form: Form, opening: Opening): Survey {
  const survey = {
    form,
    clock: opening.clock,
    language: languageNamed(form.definition, opening.language ?? ''),
    newId: opening.newId,
    instances: new Map(),
    choices: choiceIndex(form.definition),
    pending: new Array(form.rank.length).fill(undefined),
    lowest: 0,
    touched: new Set(),
  } as unknown as Survey;
  survey.root = opening.draft
    ? fromRecord(survey, form.root, null, 0, opening.draft.root)
    : fromArchive(survey, form.root, null, 0, ROOT, opening.known ?? null);
  markAll(survey, survey.root);
  recompute(survey);
  survey.touched.clear();
  return survey;
}

function recordOf(cells: Cells): Instance {
  if (cells.record) return cells.record;
  const repeats: Record<string, readonly Instance[]> = {};
  for (const repeat of cells.scope.repeats) {
    const children = cells.children[repeat.childSlot] as Cells[];
    if (children.length > 0) repeats[repeat.key] = children.map(recordOf);
  }
  cells.record = { id: cells.id, values: cells.values, repeats, ...(cells.known ? { known: cells.known } : {}) };
  return cells.record;
}

/** Everything answered so far; unchanged parts are the same objects as before. */
export function draftOf(survey: Survey): Draft {
  const { id, version } = survey.form.definition;
  return { form: id, version, root: recordOf(survey.root) };
}

function settle(survey: Survey): Change {
  recompute(survey);
  const touched = [...survey.touched];
  survey.touched.clear();
  return { draft: draftOf(survey), touched };
}

function give(survey: Survey, cells: Cells, node: FormNode, value: AnswerValue | null | undefined): void {
  const { [node.key]: _before, ...others } = cells.values;
  cells.values = value === undefined ? others : { ...cells.values, [node.key]: value };
  outdate(cells);
  touch(survey, cells, node);
  mark(survey, cells, node.index * FACETS + VALUE);
}

const question = (survey: Survey, instanceId: string, key: string): { cells: Cells; node: FormNode } | null => {
  const cells = survey.instances.get(instanceId);
  const node = cells?.scope.byKey.get(key);
  return cells && node && isAsked(node) && node.readonly !== true && !cells.readonly[node.slot] ? { cells, node } : null;
};

/** Takes an answer; null empties it. What is no answer, or answers no question that is asked of people, changes nothing. */
export function answer(survey: Survey, instanceId: string, key: string, raw: unknown): Change {
  const found = question(survey, instanceId, key);
  const value = found ? acceptAnswer(found.node, raw) : undefined;
  if (found && value !== undefined && value !== found.cells.values[key]) give(survey, found.cells, found.node, value);
  return settle(survey);
}

/** Back to what the archive knows, or to what is computed. */
export function takeBack(survey: Survey, instanceId: string, key: string): Change {
  const found = question(survey, instanceId, key);
  if (found && found.cells.values[key] !== undefined) give(survey, found.cells, found.node, undefined);
  return settle(survey);
}

/** The app tells the form what nobody is asked (`include`, `monitoringLine`): a hidden question of the outermost level. Null empties it; a form without such a question, and what is no number, change nothing. */
export function tell(survey: Survey, key: string, value: AnswerValue | null): Change {
  const node = survey.form.root.byKey.get(key);
  const isAnswer = typeof value !== 'number' || Number.isFinite(value);
  // No minus zero: JSON does not know it.
  const kept = typeof value === 'number' ? value + 0 : value;
  if (node?.type === 'hidden' && isAnswer && kept !== (survey.root.values[key] ?? null)) give(survey, survey.root, node, kept);
  return settle(survey);
}

function confirmNode(survey: Survey, cells: Cells, node: FormNode): void {
  if (node.kind === 'repeat') {
    for (const child of cells.children[node.childSlot] as Cells[]) for (const inner of node.children) confirmNode(survey, child, inner);
  } else if (node.kind === 'group') {
    for (const child of node.children) confirmNode(survey, cells, child);
  } else if (cells.applies[node.slot] && isAsked(node) && cells.values[node.key] === undefined) {
    const known = knownAnswer(cells, node);
    if (known !== null) give(survey, cells, node, known);
  }
}

/** 一键确认: what the archive knows becomes the answer, for a question, or for everything in a group or repeat that applies and was not answered. */
export function confirmKnown(survey: Survey, instanceId: string, key: string): Change {
  const cells = survey.instances.get(instanceId);
  const node = cells?.scope.byKey.get(key);
  if (cells && node) confirmNode(survey, cells, node);
  return settle(survey);
}

/** Adds an instance at the end of a repeat that people count; `from` brings back one that was removed, or names the archive's record. */
export function addInstance(
  survey: Survey,
  parentId: string,
  repeatKey: string,
  from: { record?: Instance; known?: Readonly<Record<string, unknown>> } = {},
): Change & { id: string | null } {
  const parent = survey.instances.get(parentId);
  const repeat = parent?.scope.byKey.get(repeatKey);
  if (!parent || !repeat?.inner || repeat.computed) return { ...settle(survey), id: null };
  const children = parent.children[repeat.childSlot] as Cells[];
  const { record, known = null } = from;
  const position = children.length;
  const child = record
    ? fromRecord(survey, repeat.inner, parent, position, record)
    : fromArchive(survey, repeat.inner, parent, position, survey.newId(), known);
  children.push(child);
  outdate(parent);
  touch(survey, parent, repeat);
  markAll(survey, child);
  mark(survey, parent, repeat.index * FACETS + VALUE);
  markDependents(survey, parent, repeat);
  return { ...settle(survey), id: child.id };
}

function forget(survey: Survey, cells: Cells): void {
  cells.gone = true;
  survey.instances.delete(cells.id);
  for (const children of cells.children) for (const child of children) forget(survey, child);
}

/** Takes an instance out of a repeat that people count. Its record, returned, brings it back. */
export function removeInstance(survey: Survey, instanceId: string): Change & { removed: Instance | null } {
  const cells = survey.instances.get(instanceId);
  const repeat = cells?.scope.repeat;
  if (!cells?.parent || !repeat || repeat.computed) return { ...settle(survey), removed: null };
  const { parent } = cells;
  const removed = recordOf(cells);
  const left = (parent.children[repeat.childSlot] as Cells[]).filter((child) => child !== cells);
  for (const [position, child] of left.entries()) child.position = position;
  parent.children[repeat.childSlot] = left;
  forget(survey, cells);
  outdate(parent);
  touch(survey, parent, repeat);
  markDependents(survey, parent, repeat);
  return { ...settle(survey), removed };
}

/** Time goes on: what reads the clock is computed anew. */
export function setClock(survey: Survey, clock: Clock): Change {
  survey.clock = clock;
  for (const unit of survey.form.clocked) {
    const scope = (survey.form.nodes[Math.floor(unit / FACETS)] as FormNode).scope;
    for (const cells of survey.instances.values()) if (cells.scope === scope) mark(survey, cells, unit);
  }
  return settle(survey);
}

/** Another language: every text may look otherwise. */
export function setLanguage(survey: Survey, language: string): Change {
  survey.language = languageNamed(survey.form.definition, language);
  for (const cells of survey.instances.values()) for (const node of cells.scope.nodes) touch(survey, cells, node);
  markAll(survey, survey.root);
  return settle(survey);
}
