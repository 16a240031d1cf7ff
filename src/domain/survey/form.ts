// A definition made ready to run: its nodes in document order, the scopes that repeats open, every expression compiled, and who depends on whom.
import type { Definition, Item, QuestionType } from './definition.ts';
import type { Compiled } from './expression/compile.ts';

/** The outermost level, and the inside of each repeat. Answers live in instances of scopes. */
export interface Scope {
  /** Null for the outermost. */
  repeat: FormNode | null;
  parent: Scope | null;
  depth: number;
  /** Every node whose answer lives here, in document order; a node's `slot` is its place. */
  nodes: FormNode[];
  /** Repeats that stand directly in this scope; a repeat's `childSlot` is its place. */
  repeats: FormNode[];
  byKey: Map<string, FormNode>;
}

/** The way from an instance of one scope to instances of another: so many levels up, then down through every instance of these repeats. */
export interface Route {
  up: number;
  /** Child slots. */
  down: readonly number[];
}

/** What can change at a node, each recomputed on its own: whether it applies, its value (a repeat's instances), and what is shown with it. */
export const FACETS = 3;
export const APPLIES = 0;
export const VALUE = 1;
export const FACE = 2;

/** A unit that must be looked at again when another one changed, in the instances that the route reaches. */
export interface Edge {
  unit: number;
  route: Route;
}

export interface FormNode {
  /** Place in document order, from 0: what an importer maps to the sheet's row. */
  index: number;
  /** Its answer's name in the answers: the question's name, or `group/name` where one instance would have two of that name. */
  key: string;
  kind: 'question' | 'group' | 'repeat';
  type: QuestionType | null;
  item: Item;
  scope: Scope;
  slot: number;
  /** The enclosing group or repeat. */
  parent: FormNode | null;
  children: FormNode[];
  /** A repeat's inside, and its place among the repeats of its scope. */
  inner: Scope | null;
  childSlot: number;
  relevant: Compiled | null;
  /** A repeat's count, or a question's calculation. */
  computed: Compiled | null;
  /** Keeps its first computed value. */
  once: boolean;
  constraint: Compiled | null;
  required: Compiled | true | null;
  readonly: Compiled | true | null;
  initial: Compiled | string | null;
  choiceFilter: Compiled | null;
  /** Where its choices are what was answered in a repeat: that question. */
  choicesFrom: Compiled | null;
  /** Compiled `${…}` of its texts, by the name as written. */
  insertions: Map<string, Compiled> | null;
}

export interface Form {
  definition: Definition;
  root: Scope;
  /** In document order. */
  nodes: FormNode[];
  /** Questions, groups and repeats by name; a name used twice is not here. */
  byName: ReadonlyMap<string, FormNode>;
  /** Unit of node i and facet f is `i * FACETS + f`; here its rank in an order in which everything comes after what it depends on. */
  rank: Int32Array;
  unitAtRank: Int32Array;
  edges: Edge[][];
  /** Units that read the clock. */
  clocked: number[];
}

/** Names of a definition's answers are read from plain objects, so what every object has is no name. */
export const isReserved = (name: string): boolean => name in {};

/** The way between two scopes that have `within` (or the nearest common one) above them. */
export function routeBetween(from: Scope, to: Scope, within?: Scope): Route {
  let common = within ?? from;
  if (!within) {
    const above = new Set<Scope>();
    for (let scope: Scope | null = to; scope; scope = scope.parent) above.add(scope);
    while (!above.has(common)) common = common.parent as Scope;
  }
  const down: number[] = [];
  for (let scope = to; scope !== common; scope = scope.parent as Scope) down.unshift((scope.repeat as FormNode).childSlot);
  return { up: from.depth - common.depth, down };
}
