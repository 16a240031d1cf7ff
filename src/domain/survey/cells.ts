// What the engine holds for one instance of a scope while a survey is open: answers as given, and beside each what was computed from them.
import type { AnswerValue, Instance } from './answers.ts';
import type { Value } from './expression/values.ts';
import type { Route, Scope } from './form.ts';
import type { CellView, Fault } from './view.ts';

export interface Cells {
  id: string;
  scope: Scope;
  parent: Cells | null;
  /** From 0, among its siblings. */
  position: number;
  /** False while the repeat does not apply, or counts fewer. */
  on: boolean;
  gone: boolean;
  /** Until the first computation: defaults are still to be taken. */
  fresh: boolean;
  /** Answers as given, never changed in place. An absent key: untouched; null: emptied on purpose. */
  values: Readonly<Record<string, AnswerValue | null>>;
  /** The archive's record, where it has one. */
  known: Readonly<Record<string, unknown>> | null;
  /** The same as an immutable record; null when it must be built anew. */
  record: Instance | null;
  /** By child slot of the scope. */
  children: Cells[][];
  /** By slot of the scope: whether the node applies, the value that others see (empty where it does not apply), and what is shown with it. */
  applies: boolean[];
  seen: Value[];
  required: boolean[];
  readonly: boolean[];
  fault: (Fault | null)[];
  views: (CellView | null)[];
}

/** Every instance that a route reaches, in document order; those of repeats that don't apply only where asked. */
export function reach(from: Cells, route: Route, onlyOn: boolean): Cells[] {
  let at = from;
  for (let level = 0; level < route.up; level++) at = at.parent as Cells;
  let reached = [at];
  for (const slot of route.down) reached = reached.flatMap((cells) => cells.children[slot] as Cells[]);
  return onlyOn && route.down.length > 0 ? reached.filter((cells) => cells.on) : reached;
}
