// From an expression's tree to a function that computes it, with its type, what it depends on and everything that is wrong with it.
import { type Cells, reach } from '../cells.ts';
import { choicesOf, labelOfChoice } from '../choices.ts';
import { type Choice, type Definition, LIST_FROM_ANSWERS, type Question } from '../definition.ts';
import { type FormNode, type Route, routeBetween } from '../form.ts';
import { compileCall } from './calls.ts';
import { dayNumber } from './dates.ts';
import type { Kind } from './functions.ts';
import type { Operator, SyntaxFault, Tree } from './parse.ts';
import { addUp, equal, tidy, toBoolean, toNumber, type Value } from './values.ts';

/** Today (YYYY-MM-DD) and now (ISO, with its zone), passed in. */
export interface Clock {
  today: string;
  now: string;
}

/** Where a computation stands. */
export interface Spot {
  cells: Cells;
  clock: Clock;
  /** One of the form's languages, for `jr:choice-name` and texts with insertions. */
  language: string;
  /** In a choice filter, the choice that is looked at. */
  choice: Choice | null;
}

export interface Compiled {
  kind: Kind;
  run: (spot: Spot) => Value;
  /** Where it is a question or repeat: its values in every instance it reaches. */
  list?: (spot: Spot) => Value[];
  node?: FormNode;
  /** Reaches several instances: as a single value it is the first one's. */
  many?: boolean;
  literal?: string | number;
}

export type ExpressionCode =
  | SyntaxFault['code']
  | 'unknownName'
  | 'ambiguousName'
  | 'unknownFunction'
  | 'unknownColumn'
  | 'argumentCount'
  | 'type'
  | 'notAValue'
  | 'needsRepeat'
  | 'notASelect'
  | 'badRegex'
  | 'selfHere'
  | 'onceInside'
  | 'parentHere'
  /** Warnings: legal, and most likely not what was meant. */
  | 'unknownChoice'
  | 'firstOfMany';

export interface Context {
  definition: Definition;
  /** The question, group or repeat whose expression it is. */
  node: FormNode;
  find: (name: string) => FormNode | 'unknown' | 'ambiguous';
  /** Whether `.` has a meaning here. */
  self: boolean;
  /** In a choice filter, the columns of its list. */
  columns: ReadonlySet<string> | null;
  /** Told of everything that is read; the route leads from where it lives to where it is read. */
  uses: (source: FormNode | 'clock', route: Route) => void;
  fault: (code: ExpressionCode, at: number, detail: string) => void;
}

export const NOTHING: Compiled = { kind: 'any', run: () => '' };
export const KINDS: Partial<Record<string, Kind>> = {
  integer: 'number',
  decimal: 'number',
  range: 'number',
  date: 'date',
  dateTime: 'date',
  start: 'date',
  end: 'date',
  today: 'date',
  select_one: 'choice',
  select_multiple: 'choices',
  rank: 'choices',
  image: 'media',
  audio: 'media',
  video: 'media',
  file: 'media',
  geopoint: 'media',
  geotrace: 'media',
  geoshape: 'media',
};

/** Looks at a text as it must be for a place; false when it can never be right there. */
export function fits(want: string, given: Compiled, definition: Definition): boolean {
  const { kind, literal, node } = given;
  const number = literal === undefined ? 0 : toNumber(literal);
  switch (want) {
    case 'n':
      if (kind === 'choice' && node) return choicesOf(definition, node.item as Question).some((choice) => !Number.isNaN(toNumber(choice.name)));
      return kind !== 'media' && kind !== 'choices' && (kind !== 'text' || literal === '' || !Number.isNaN(number));
    case 'd':
      return (
        kind !== 'media' &&
        kind !== 'choices' &&
        kind !== 'choice' &&
        kind !== 'boolean' &&
        (typeof literal !== 'string' || literal === '' || !Number.isNaN(dayNumber(literal)))
      );
    case 'c':
      return kind !== 'number' && kind !== 'date' && kind !== 'boolean' && kind !== 'media';
    case 'N':
      return node !== undefined;
    default:
      return true;
  }
}

/** A comparison that can never come out otherwise: a number against a word, a choice against a name its list hasn't. */
function compareWarily(left: Compiled, right: Compiled, operator: Operator, context: Context, at: number): void {
  for (const [one, other] of [
    [left, right],
    [right, left],
  ] as const) {
    const { literal } = other;
    if (literal === undefined || literal === '') continue;
    const ordering = operator !== '=' && operator !== '!=';
    const number = !Number.isNaN(toNumber(literal));
    if (!number && (ordering || one.kind === 'number' || one.kind === 'date')) context.fault('type', at, String(literal));
    else if (!ordering && one.kind === 'choice' && one.node) knowsChoice(one.node, literal, context, at);
  }
}

export function knowsChoice(node: FormNode, literal: string | number, context: Context, at: number): void {
  if (LIST_FROM_ANSWERS.test((node.item as Question).list ?? '')) return;
  if (!choicesOf(context.definition, node.item as Question).some((choice) => choice.name === literal || equal(toNumber(choice.name), literal)))
    context.fault('unknownChoice', at, String(literal));
}

const ARITHMETIC: Partial<Record<Operator, (a: number, b: number) => number>> = {
  '+': (a, b) => addUp([a, b]),
  '-': (a, b) => addUp([a, -b]),
  '*': (a, b) => tidy(a * b),
  div: (a, b) => tidy(a / b),
  mod: (a, b) => tidy(a % b),
};
const ORDER: Partial<Record<Operator, (a: number, b: number) => boolean>> = {
  '<': (a, b) => a < b,
  '<=': (a, b) => a <= b,
  '>': (a, b) => a > b,
  '>=': (a, b) => a >= b,
};

/** Says of a node that is read at `context.node` that it is, and of the repeats on the way. */
function reads(node: FormNode, context: Context, route: Route, back: Route): void {
  context.uses(node, back);
  let { scope } = node;
  for (let left = route.down.length; left > 0; left--) {
    const repeat = scope.repeat as FormNode;
    context.uses(repeat, routeBetween(repeat.scope, context.node.scope));
    scope = repeat.scope;
  }
}

export function compileRef(name: string, at: number, context: Context): Compiled {
  const node = context.find(name);
  if (typeof node === 'string') {
    context.fault(node === 'unknown' ? 'unknownName' : 'ambiguousName', at, name);
    return NOTHING;
  }
  const route = routeBetween(context.node.scope, node.scope);
  if (node.kind === 'repeat') {
    const { childSlot } = node;
    reads(node, context, route, routeBetween(node.scope, context.node.scope));
    const list = (spot: Spot): Value[] =>
      reach(spot.cells, route, true).flatMap((cells) => (cells.children[childSlot] as Cells[]).filter((child) => child.on).map(() => 'here'));
    return { kind: 'any', run: () => '', list, node };
  }
  reads(node, context, route, routeBetween(node.scope, context.node.scope));
  const { slot } = node;
  const many = route.down.length > 0;
  const list = (spot: Spot): Value[] => reach(spot.cells, route, true).flatMap((cells) => (cells.applies[slot] ? [cells.seen[slot] as Value] : []));
  const climb = (spot: Spot): Value => {
    let { cells } = spot;
    for (let level = 0; level < route.up; level++) cells = cells.parent as Cells;
    return cells.seen[slot] as Value;
  };
  return { kind: KINDS[node.type ?? ''] ?? 'any', run: many ? (spot) => list(spot)[0] ?? '' : climb, list, node, many };
}

/** A single value is wanted: a group has none, and of a question in a repeat it is the first. */
export function single(tree: Tree, context: Context, want = 'a'): Compiled {
  const given = compile(tree, context);
  if (given.node && given.node.kind !== 'question') context.fault('notAValue', tree.at, given.node.item.name);
  else if (given.many) context.fault('firstOfMany', tree.at, given.node?.item.name ?? '');
  if (!fits(want, given, context.definition)) context.fault('type', tree.at, given.node?.item.name ?? String(given.literal ?? ''));
  return given;
}

function compileOperator(tree: Extract<Tree, { left: Tree }>, context: Context): Compiled {
  const { op, at } = tree;
  const arithmetic = ARITHMETIC[op];
  const one = single(tree.left, context, arithmetic ? 'n' : 'a');
  const left = one.run;
  if (op === 'or' || op === 'and') {
    const right = single(tree.right, context).run;
    const stop = op === 'or';
    return { kind: 'boolean', run: (spot) => (toBoolean(left(spot)) === stop ? stop : toBoolean(right(spot))) };
  }
  if (arithmetic) {
    const right = single(tree.right, context, 'n').run;
    return { kind: 'number', run: (spot) => arithmetic(toNumber(left(spot)), toNumber(right(spot))) };
  }
  const other = single(tree.right, context);
  compareWarily(one, other, op, context, at);
  const right = other.run;
  const order = ORDER[op];
  if (order) return { kind: 'boolean', run: (spot) => order(toNumber(left(spot)), toNumber(right(spot))) };
  const wanted = op === '=';
  return { kind: 'boolean', run: (spot) => equal(left(spot), right(spot)) === wanted };
}

/** Never throws; what is wrong is told to the context, and such a part computes to nothing. */
export function compile(tree: Tree, context: Context): Compiled {
  switch (tree.op) {
    case 'number':
    case 'text': {
      const { value } = tree;
      return { kind: tree.op, run: () => value, literal: value };
    }
    case 'ref':
      return compileRef(tree.name, tree.at, context);
    case 'bare': {
      const { name } = tree;
      if (!context.columns) context.fault('unknownName', tree.at, name);
      else if (name !== 'name' && name !== 'label' && !context.columns.has(name)) context.fault('unknownColumn', tree.at, name);
      if (name === 'name') return { kind: 'any', run: (spot) => spot.choice?.name ?? '' };
      if (name === 'label')
        return { kind: 'text', run: (spot) => (spot.choice ? labelOfChoice(spot.choice, spot.language, context.definition) : '') };
      return { kind: 'any', run: (spot) => spot.choice?.attributes?.[name] ?? '' };
    }
    case 'self': {
      if (!context.self) context.fault('selfHere', tree.at, '');
      const { node } = context;
      return { kind: KINDS[node.type ?? ''] ?? 'any', run: (spot) => spot.cells.seen[node.slot] ?? '', node };
    }
    case 'up':
      context.fault('parentHere', tree.at, '');
      return NOTHING;
    case 'negative': {
      const of = single(tree.of, context, 'n').run;
      const literal = tree.of.op === 'number' ? -tree.of.value : undefined;
      return { kind: 'number', run: (spot) => -toNumber(of(spot)), literal };
    }
    case 'call':
      return compileCall(tree, context);
    default:
      return compileOperator(tree, context);
  }
}
