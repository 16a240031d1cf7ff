// What the functions of the language compile to, those above all that look at where they stand or at their arguments' names.
import type { Cells } from '../cells.ts';
import { choicesOf, labelOfChoice } from '../choices.ts';
import { LIST_FROM_ANSWERS, type Question } from '../definition.ts';
import { type FormNode, type Route, routeBetween, type Scope } from '../form.ts';
import {
  type Compiled,
  type Context,
  compile,
  compileRef,
  type ExpressionCode,
  fits,
  KINDS,
  knowsChoice,
  NOTHING,
  type Spot,
  single,
} from './compile.ts';
import { LIST_FUNCTIONS, PLAIN_FUNCTIONS } from './functions.ts';
import type { Tree } from './parse.ts';
import { toBoolean, toNumber, toText, wordsOf } from './values.ts';

const HERE: Route = { up: 0, down: [] };

/** Splits `takes` into what each given argument must be; null when there are too few or too many. */
function placesFor(takes: string, given: number): string[] | null {
  const star = takes.indexOf('*');
  const plain = [...takes.replace(/[?*]/g, '')];
  const least = takes.includes('?') ? takes.indexOf('?') : plain.length;
  if (given < least || (given > plain.length && star < 0)) return null;
  return Array.from({ length: given }, (_, index) => plain[Math.min(index, plain.length - 1)] as string);
}

type Call = Extract<Tree, { op: 'call' }>;

/** Functions that need more than their arguments' values. `takes` as in PlainFunction; arguments marked x are looked at by the function itself. */
const SPECIAL: ReadonlyMap<string, { takes: string; compile: (call: Call, args: Compiled[], context: Context) => Compiled }> = new Map(
  Object.entries<{ takes: string; compile: (call: Call, args: Compiled[], context: Context) => Compiled }>({
    if: {
      takes: 'baa',
      compile: (_, [test = NOTHING, yes = NOTHING, no = NOTHING]) => ({
        kind: yes.kind === no.kind ? yes.kind : 'any',
        run: (spot) => (toBoolean(test.run(spot)) ? yes.run(spot) : no.run(spot)),
      }),
    },
    coalesce: {
      takes: '*a',
      compile: (_, args) => ({
        kind: args.every((arg) => arg.kind === args[0]?.kind) ? (args[0] as Compiled).kind : 'any',
        run: (spot) => {
          for (const arg of args) {
            const value = arg.run(spot);
            if (toText(value) !== '') return value;
          }
          return '';
        },
      }),
    },
    once: {
      takes: 'a',
      compile: (call, [value = NOTHING], context) => {
        context.fault('onceInside', call.at, '');
        return value;
      },
    },
    today: {
      takes: '',
      compile: (_, __, context) => {
        context.uses('clock', HERE);
        return { kind: 'date', run: (spot) => spot.clock.today };
      },
    },
    now: {
      takes: '',
      compile: (_, __, context) => {
        context.uses('clock', HERE);
        return { kind: 'date', run: (spot) => spot.clock.now };
      },
    },
    position: { takes: 'x', compile: (call, _, context) => compilePosition(call, context) },
    'indexed-repeat': { takes: 'xx*x', compile: (call, _, context) => compileIndexed(call, context) },
    'jr:choice-name': { takes: 'ax', compile: (call, args, context) => compileChoiceName(call, args, context) },
    'counted-sum': { takes: 'x', compile: (call, _, context) => compileCountedSum(call, context) },
    regex: {
      takes: 'ta',
      compile: (call, [text = NOTHING, pattern = NOTHING], context) => {
        const matches = (source: string): RegExp | null => {
          try {
            return new RegExp(`^(?:${source})$`, /\\p\{/.test(source) ? 'u' : '');
          } catch {
            return null;
          }
        };
        const fixed = pattern.literal === undefined ? undefined : matches(String(pattern.literal));
        if (fixed === null) context.fault('badRegex', (call.args[1] as Tree).at, String(pattern.literal));
        return { kind: 'boolean', run: (spot) => (fixed ?? matches(toText(pattern.run(spot))))?.test(toText(text.run(spot))) ?? false };
      },
    },
  }),
);

/** The node that an argument names; null, and said, where it names none. */
function named(tree: Tree, context: Context, otherwise: ExpressionCode): FormNode | null {
  const found = tree.op === 'ref' ? context.find(tree.name) : null;
  if (found === null) context.fault(otherwise, tree.at, '');
  else if (typeof found === 'string')
    context.fault(found === 'unknown' ? 'unknownName' : 'ambiguousName', tree.at, tree.op === 'ref' ? tree.name : '');
  else return found;
  return null;
}

/** `position(..)`: from 1, of the instance one stands in; `../..` for outer ones. */
function compilePosition(call: Call, context: Context): Compiled {
  const [of] = call.args as [Tree];
  let target: FormNode | null = context.node;
  if (of.op === 'up') for (let level = 0; level < of.levels && target; level++) target = target.parent;
  else target = named(of, context, 'needsRepeat');
  if (of.op !== 'up' && !target) return NOTHING;
  let climb = 0;
  let { scope } = context.node;
  while (scope.parent && scope.repeat !== target) {
    scope = scope.parent;
    climb++;
  }
  if (!target || scope.repeat !== target) {
    context.fault('needsRepeat', of.at, target?.item.name ?? '');
    return NOTHING;
  }
  context.uses(target, routeBetween(target.scope, context.node.scope));
  return { kind: 'number', run: (spot) => above(spot.cells, climb).position + 1 };
}

const above = (cells: Cells, levels: number): Cells => {
  let at = cells;
  for (let level = 0; level < levels; level++) at = at.parent as Cells;
  return at;
};

/** `indexed-repeat(${question}, ${repeat}, index, …)`: the question in the instance with this number; further pairs for repeats within. */
function compileIndexed(call: Call, context: Context): Compiled {
  const [asked, ...pairs] = call.args as [Tree, ...Tree[]];
  if (pairs.length % 2 !== 0) {
    context.fault('argumentCount', call.at, call.name);
    return NOTHING;
  }
  const node = named(asked, context, 'needsRepeat');
  if (!node) return NOTHING;
  const indexes = pairs.filter((_, index) => index % 2 === 1).map((tree) => single(tree, context, 'n'));
  const repeats: FormNode[] = [];
  let inside: Scope | null = null;
  for (const tree of pairs.filter((_, index) => index % 2 === 0)) {
    const repeat = named(tree, context, 'needsRepeat');
    if (!repeat) return NOTHING;
    const reachable: boolean = inside ? repeat.scope === inside : encloses(repeat.scope, context.node.scope);
    if (!repeat.inner || !reachable) {
      context.fault('needsRepeat', tree.at, repeat.item.name);
      return NOTHING;
    }
    repeats.push(repeat);
    inside = repeat.inner;
  }
  if (node.kind !== 'question' || node.scope !== inside) {
    context.fault('needsRepeat', asked.at, node.item.name);
    return NOTHING;
  }
  const start = (repeats[0] as FormNode).scope;
  const climb = context.node.scope.depth - start.depth;
  for (const read of [...repeats, node]) context.uses(read, routeBetween(read.scope, context.node.scope, start));
  return {
    kind: KINDS[node.type ?? ''] ?? 'any',
    node,
    run: (spot) => {
      let cells: Cells | undefined = above(spot.cells, climb);
      for (const [level, { childSlot }] of repeats.entries()) {
        cells = cells.children[childSlot]?.[toNumber((indexes[level] as Compiled).run(spot)) - 1];
        if (!cells?.on) return '';
      }
      return cells.seen[node.slot] ?? '';
    },
  };
}

/** Whether one scope is another or around it. */
function encloses(outer: Scope, inner: Scope): boolean {
  for (let scope: Scope | null = inner; scope; scope = scope.parent) if (scope === outer) return true;
  return false;
}

/** `jr:choice-name(value, '${question}')`: the label of what was chosen; of several, all of them. */
function compileChoiceName(call: Call, [value = NOTHING]: Compiled[], context: Context): Compiled {
  const of = call.args[1] as Tree;
  const name = of.op === 'ref' ? of.name : of.op === 'text' ? /^\s*\$\{\s*([^}]*?)\s*\}\s*$/.exec(of.value)?.[1] : undefined;
  const node = name === undefined ? 'unknown' : context.find(name);
  if (typeof node === 'string' || (node.item as Question).list === undefined) {
    context.fault(typeof node === 'string' && name !== undefined ? 'unknownName' : 'notASelect', of.at, name ?? '');
    return NOTHING;
  }
  const { definition } = context;
  const fromAnswers = LIST_FROM_ANSWERS.test((node.item as Question).list ?? '');
  const byName = new Map(choicesOf(definition, node.item as Question).map((choice) => [choice.name, choice]));
  const label = (word: string, language: string): string => {
    const choice = byName.get(word);
    return choice ? labelOfChoice(choice, language, definition) : fromAnswers ? word : '';
  };
  return {
    kind: 'text',
    run: (spot) =>
      wordsOf(value.run(spot))
        .map((word) => label(word, spot.language))
        .filter((text) => text !== '')
        .join('、'),
  };
}

/** `counted-sum(${group})`: the sum of every number in a group that counts in the net income. Ruhu's own; other programs don't know it. */
function compileCountedSum(call: Call, context: Context): Compiled {
  const [of] = call.args as [Tree];
  const group = named(of, context, 'notAValue');
  if (!group) return NOTHING;
  if (group.kind === 'question') context.fault('notAValue', of.at, group.item.name);
  const counted = (node: FormNode): FormNode[] =>
    node.kind === 'question'
      ? KINDS[node.type ?? ''] === 'number' && (node.item as Question).countsInNetIncome !== false
        ? [node]
        : []
      : node.children.flatMap(counted);
  const parts = counted(group).map((node) => compileRef(node.key, of.at, { ...context, find: () => node }));
  const sum = LIST_FUNCTIONS.get('sum')?.of ?? (() => Number.NaN);
  return { kind: 'number', run: (spot) => sum(parts.flatMap((part) => part.list?.(spot) ?? [])) };
}

/** Never throws, like `compile`. */
export function compileCall(call: Call, context: Context): Compiled {
  const { name, at } = call;
  const known = SPECIAL.get(name) ?? LIST_FUNCTIONS.get(name) ?? PLAIN_FUNCTIONS.get(name);
  if (!known) {
    context.fault('unknownFunction', at, name);
    return NOTHING;
  }
  const places = placesFor(known.takes, call.args.length);
  if (!places) {
    context.fault('argumentCount', at, name);
    return NOTHING;
  }
  const listed = LIST_FUNCTIONS.get(name);
  const args = call.args.map((arg, index): Compiled => {
    const place = places[index] as string;
    if (place === 'x') return NOTHING;
    if (!listed) return single(arg, context, place);
    const given = compile(arg, context);
    const group = given.node && given.node.kind === 'group';
    const repeat = given.node && given.node.kind === 'repeat' && !name.startsWith('count');
    if (group || repeat) context.fault('notAValue', arg.at, given.node?.item.name ?? '');
    else if (!fits(place, given, context.definition) || (name === 'sum' && !fits('n', given, context.definition)))
      context.fault('type', arg.at, given.node?.item.name ?? '');
    return given;
  });
  const special = SPECIAL.get(name);
  if (special) return special.compile(call, args, context);
  if (listed) {
    const lists = args.map((arg) => arg.list ?? ((spot: Spot) => [arg.run(spot)]));
    return { kind: listed.gives, run: (spot) => listed.of(lists.flatMap((list) => list(spot))) };
  }
  const plain = PLAIN_FUNCTIONS.get(name) as NonNullable<ReturnType<typeof PLAIN_FUNCTIONS.get>>;
  if (name === 'selected' && args[0]?.node && typeof args[1]?.literal === 'string' && (args[0].kind === 'choice' || args[0].kind === 'choices'))
    knowsChoice(args[0].node, args[1].literal, context, (call.args[1] as Tree).at);
  const [first = NOTHING, second] = args;
  if (args.length === 1) return { kind: plain.gives, run: (spot) => plain.of(first.run(spot)) };
  if (args.length === 2 && second) return { kind: plain.gives, run: (spot) => plain.of(first.run(spot), second.run(spot)) };
  return { kind: plain.gives, run: (spot) => plain.of(...args.map((arg) => arg.run(spot))) };
}
