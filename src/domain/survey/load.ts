// A definition is loaded once: names resolved, expressions compiled, the order of computation found; or everything that is wrong with it, item by item.
import { choicesOf } from './choices.ts';
import { type Definition, isExpressionDefault, LIST_FROM_ANSWERS, type Question, type Text } from './definition.ts';
import { type Compiled, type Context, compile, type ExpressionCode } from './expression/compile.ts';
import type { Kind } from './expression/functions.ts';
import { parse, type Tree } from './expression/parse.ts';
import { APPLIES, type Edge, FACE, FACETS, type Form, type FormNode, type Scope, VALUE } from './form.ts';
import { type Need, orderUnits } from './order.ts';
import { type Placed, placeItems } from './place.ts';

export type LoadCode =
  | ExpressionCode
  | 'duplicateName'
  | 'reservedName'
  | 'unknownList'
  | 'missingList'
  | 'emptyList'
  | 'duplicateChoice'
  | 'choiceWithSpace'
  | 'filterOfAnswers'
  | 'cycle'
  | 'emptyGroup';

export interface LoadFault {
  /** The item in document order from 0, counting groups and repeats; null for an option list, whose name is then in `name`. */
  index: number | null;
  name: string;
  /** The XLSForm column it stands in. */
  column: string;
  code: LoadCode;
  /** Characters from the start of the expression; 0 for what is no expression. */
  at: number;
  /** The word it is about; for a cycle the names in a row. */
  detail: string;
  severity: 'error' | 'warning';
}

const WARNINGS: readonly LoadCode[] = ['unknownChoice', 'firstOfMany', 'emptyGroup'];
const LISTED = ['select_one', 'select_multiple', 'rank'];
/** What fills itself, as the expression that fills it. */
const SELF_FILLING: Partial<Record<string, string>> = { start: 'once(now())', today: 'once(today())', end: 'now()' };

/** Compiled text insertions are found by the name between the braces. */
export const INSERTION = /\$\{\s*([^{}]*?)\s*\}/g;

class Loader {
  readonly faults: LoadFault[] = [];
  private readonly nodes: FormNode[];
  private readonly root: Scope;
  private readonly names: Placed['names'];
  private readonly edges: Edge[][] = [];
  private readonly needs: Need[][] = [];
  private readonly clocked: number[] = [];
  private readonly definition: Definition;
  /** Of all lists: they stand on one sheet, and a choice whose cell is empty has the column too. */
  private readonly columns: ReadonlySet<string>;

  constructor(definition: Definition) {
    this.definition = definition;
    const choices = Object.values(definition.lists).flat();
    this.columns = new Set(choices.flatMap((choice) => Object.keys(choice.attributes ?? {})));
    const { nodes, root, names } = placeItems(definition, (node, column, code, detail) => this.fault(node, column, code, 0, detail));
    this.nodes = nodes;
    this.root = root;
    this.names = names;
  }

  private fault(node: FormNode | null, column: string, code: LoadCode, at = 0, detail = ''): void {
    const name = node?.item.name ?? detail;
    this.faults.push({ index: node?.index ?? null, name, column, code, at, detail, severity: WARNINGS.includes(code) ? 'warning' : 'error' });
  }

  load(): Form | null {
    this.lists();
    for (let unit = 0; unit < this.nodes.length * FACETS; unit++) {
      this.edges.push([]);
      this.needs.push([]);
    }
    for (const node of this.nodes) this.structure(node);
    for (const node of this.nodes) this.expressions(node);
    const { rank, unitAtRank, circles } = orderUnits(this.needs);
    const said = new Set<string>();
    for (const { units, column } of circles) {
      // One expression may close several circles; one remark is enough to find it.
      const where = `${units[0]} ${column}`;
      if (said.has(where)) continue;
      said.add(where);
      const around = [...units, units[0] as number].map((unit) => this.nodes[Math.floor(unit / FACETS)] as FormNode);
      const names = around.map((node) => node.item.name).filter((name, index, all) => name !== all[index - 1]);
      this.fault(around[0] as FormNode, column, 'cycle', 0, (names.length === 1 ? [...names, ...names] : names).join(' → '));
    }
    if (this.faults.some((fault) => fault.severity === 'error')) return null;
    const byName = new Map([...this.names].filter((entry): entry is [string, FormNode] => entry[1] !== 'ambiguous'));
    return { definition: this.definition, root: this.root, nodes: this.nodes, byName, rank, unitAtRank, edges: this.edges, clocked: this.clocked };
  }

  private lists(): void {
    for (const [list, choices] of Object.entries(this.definition.lists)) {
      const seen = new Set<string>();
      for (const { name } of choices) {
        if (seen.has(name))
          this.faults.push({ index: null, name: list, column: 'name', code: 'duplicateChoice', at: 0, detail: name, severity: 'error' });
        seen.add(name);
      }
    }
  }

  /** What the form's build says of the order: inner after outer, value after relevance, looks last. */
  private structure(node: FormNode): void {
    const [applies, value, face] = [APPLIES, VALUE, FACE].map((facet) => node.index * FACETS + facet) as [number, number, number];
    if (node.parent) this.needs[applies]?.push({ unit: node.parent.index * FACETS + (node.parent.kind === 'repeat' ? VALUE : APPLIES), column: '' });
    this.needs[value]?.push({ unit: applies, column: '' });
    this.needs[face]?.push({ unit: value, column: '' });
  }

  private expressions(node: FormNode): void {
    const { item } = node;
    node.relevant = this.expression(node, 'relevant', item.relevant, APPLIES);
    this.texts(node, [item.label, item.hint]);
    if (item.kind === 'repeat') node.computed = this.expression(node, 'repeat_count', item.count, VALUE);
    if (item.kind !== 'question') return;
    this.list(node, item);
    this.calculation(node, item);
    node.constraint = this.expression(node, 'constraint', item.constraint, FACE, { self: true });
    node.required = item.required === true || this.expression(node, 'required', item.required, FACE);
    node.readonly = item.readonly === true || this.expression(node, 'readonly', item.readonly, FACE);
    node.initial = isExpressionDefault(item) ? this.expression(node, 'default', item.default, VALUE, { orderOnly: true }) : (item.default ?? null);
    const { columns } = this;
    node.choiceFilter = this.expression(node, 'choice_filter', item.choiceFilter, FACE, { columns });
    this.texts(node, [item.guidance, item.constraintMessage, item.requiredMessage]);
  }

  private list(node: FormNode, item: Question): void {
    if (!LISTED.includes(item.type)) return;
    const [, source] = LIST_FROM_ANSWERS.exec(item.list ?? '') ?? [];
    if (source !== undefined) {
      node.choicesFrom = compile({ op: 'ref', at: 0, name: source }, this.context(node, 'type', FACE, {}));
      const from = node.choicesFrom.node;
      if (from && (from.kind !== 'question' || !from.scope.repeat)) this.fault(node, 'type', 'needsRepeat', 0, source);
      if (item.choiceFilter !== undefined) this.fault(node, 'choice_filter', 'filterOfAnswers', 0, source);
      return;
    }
    const choices = choicesOf(this.definition, { ...item, orOther: undefined });
    if (item.list === undefined) this.fault(node, 'type', 'missingList');
    else if (!Object.keys(this.definition.lists).includes(item.list)) this.fault(node, 'type', 'unknownList', 0, item.list);
    else if (choices.length === 0) this.fault(node, 'type', 'emptyList', 0, item.list);
    const spaced = item.type === 'select_one' ? undefined : choices.find((choice) => /\s/.test(choice.name));
    if (spaced) this.fault(node, 'type', 'choiceWithSpace', 0, spaced.name);
  }

  private calculation(node: FormNode, item: Question): void {
    const source = SELF_FILLING[item.type] ?? item.calculation;
    if (source === undefined) return;
    const { tree } = parse(source);
    const once = tree?.op === 'call' && tree.name === 'once' && tree.args.length === 1;
    node.once = once;
    node.computed = this.expression(node, 'calculation', source, VALUE, once ? { tree: tree.args[0] } : {});
    const { kind = 'any', literal } = node.computed ?? {};
    const wrong: readonly Kind[] = ['integer', 'decimal', 'range'].includes(item.type)
      ? ['boolean', 'media', 'choices']
      : item.type === 'date'
        ? ['number', 'boolean', 'media']
        : [];
    if (wrong.includes(kind)) this.fault(node, 'calculation', 'type', 0, String(literal ?? ''));
  }

  private texts(node: FormNode, texts: readonly (Text | undefined)[]): void {
    for (const text of texts) {
      for (const [, name = ''] of Object.values(text ?? {}).flatMap((words) => [...words.matchAll(INSERTION)])) {
        node.insertions ??= new Map();
        if (node.insertions.has(name)) continue;
        node.insertions.set(name, compile({ op: 'ref', at: 0, name }, this.context(node, 'label', FACE, {})));
      }
    }
  }

  private context(node: FormNode, column: string, facet: number, options: ExpressionOptions): Context {
    const unit = node.index * FACETS + facet;
    return {
      definition: this.definition,
      node,
      find: (name) => this.names.get(name) ?? 'unknown',
      self: options.self ?? false,
      columns: options.columns ?? null,
      uses: (source, route) => {
        if (source === 'clock') {
          if (!options.orderOnly) this.clocked.push(unit);
          return;
        }
        const needed = source.index * FACETS + VALUE;
        this.needs[unit]?.push({ unit: needed, column });
        if (!options.orderOnly) this.edges[needed]?.push({ unit, route });
      },
      fault: (code, at, detail) => this.fault(node, column, code, at, detail),
    };
  }

  private expression(
    node: FormNode,
    column: string,
    source: string | true | undefined,
    facet: number,
    options: ExpressionOptions = {},
  ): Compiled | null {
    if (source === undefined || source === true) return null;
    const parsed = options.tree ? { tree: options.tree } : parse(source);
    if (!parsed.tree) {
      const { code, at, detail } = parsed.fault;
      this.fault(node, column, code, at, detail);
      return null;
    }
    const compiled = compile(parsed.tree, this.context(node, column, facet, options));
    if (compiled.node && compiled.node.kind !== 'question') this.fault(node, column, 'notAValue', parsed.tree.at, compiled.node.item.name);
    return compiled;
  }
}

interface ExpressionOptions {
  /** `.` is the answer itself. */
  self?: boolean;
  columns?: ReadonlySet<string>;
  /** Read once: what it reads must be there before, and its changes are no matter. */
  orderOnly?: boolean;
  /** Already parsed. */
  tree?: Tree;
}

export type Loaded = { form: Form; faults: LoadFault[] } | { form: null; faults: LoadFault[] };

/** The form, with warnings; or null with at least one error. Never throws for a definition that its schema accepts. */
export function loadDefinition(definition: Definition): Loaded {
  const loader = new Loader(definition);
  const form = loader.load();
  return { form, faults: loader.faults };
}
