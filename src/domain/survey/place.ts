// Every item of a definition gets its place: its scope, its slot there, its key; names are looked up here from then on.
import type { Definition, Item, Question, Text } from './definition.ts';
import { type FormNode, isReserved, type Scope } from './form.ts';

type PlaceCode = 'duplicateName' | 'reservedName' | 'emptyGroup';
type Complain = (node: FormNode, column: string, code: PlaceCode, detail: string) => void;

export interface Placed {
  /** In document order; what or_other brings stands at the end. */
  nodes: FormNode[];
  root: Scope;
  names: ReadonlyMap<string, FormNode | 'ambiguous'>;
}

class Placer {
  readonly nodes: FormNode[] = [];
  readonly root: Scope = { repeat: null, parent: null, depth: 0, nodes: [], repeats: [], byKey: new Map() };
  readonly names = new Map<string, FormNode | 'ambiguous'>();
  private readonly definition: Definition;
  private readonly fault: Complain;

  constructor(definition: Definition, fault: Complain) {
    this.definition = definition;
    this.fault = fault;
  }

  place(items: readonly Item[], parent: FormNode | null, scope: Scope): void {
    const siblings = new Set<string>();
    for (const item of items) {
      const node = this.placeOne(item, parent, scope);
      if (siblings.has(item.name)) this.fault(node, 'name', 'duplicateName', item.name);
      siblings.add(item.name);
    }
    for (const item of items) {
      const specified = `${item.name}_other`;
      if (item.kind === 'question' && item.orOther && !siblings.has(specified)) this.specifyOther(item, specified, parent, scope);
    }
  }

  /** The text question that or_other brings. It comes after its siblings, so that every item keeps its place in document order. */
  private specifyOther(item: Question, name: string, parent: FormNode | null, scope: Scope): void {
    const label: Text = {};
    for (const language of this.definition.languages) label[language] = /\(en\)|english/i.test(language) ? 'Specify other.' : '请说明';
    this.extras.push(() =>
      this.placeOne({ kind: 'question', type: 'text', name, label, relevant: `selected(\${${item.name}}, 'other')` }, parent, scope),
    );
  }
  private readonly extras: (() => void)[] = [];

  private placeOne(item: Item, parent: FormNode | null, scope: Scope): FormNode {
    const node: FormNode = {
      index: this.nodes.length,
      key: item.name,
      kind: item.kind,
      type: item.kind === 'question' ? item.type : null,
      item,
      scope,
      slot: scope.nodes.length,
      parent,
      children: [],
      inner: null,
      childSlot: -1,
      relevant: null,
      computed: null,
      once: false,
      constraint: null,
      required: null,
      readonly: null,
      initial: null,
      choiceFilter: null,
      choicesFrom: null,
      insertions: null,
    };
    this.nodes.push(node);
    scope.nodes.push(node);
    parent?.children.push(node);
    this.names.set(item.name, this.names.has(item.name) ? 'ambiguous' : node);
    if (isReserved(item.name)) this.fault(node, 'name', 'reservedName', item.name);
    if (item.kind === 'repeat') {
      node.childSlot = scope.repeats.length;
      scope.repeats.push(node);
      node.inner = { repeat: node, parent: scope, depth: scope.depth + 1, nodes: [], repeats: [], byKey: new Map() };
    }
    if (item.kind !== 'question') {
      if (item.items.length === 0) this.fault(node, 'type', 'emptyGroup', '');
      this.place(item.items, node, node.inner ?? scope);
    }
    return node;
  }

  giveKeys(): void {
    for (const extra of this.extras) extra();
    const inScope = new Map<Scope, Map<string, number>>();
    for (const { scope, item } of this.nodes) {
      const counts = inScope.get(scope) ?? new Map<string, number>();
      counts.set(item.name, (counts.get(item.name) ?? 0) + 1);
      inScope.set(scope, counts);
    }
    for (const node of this.nodes) {
      const twice = (inScope.get(node.scope)?.get(node.item.name) ?? 0) > 1;
      for (let above = node.parent; twice && above && above !== node.scope.repeat; above = above.parent) node.key = `${above.item.name}/${node.key}`;
      node.scope.byKey.set(node.key, node);
    }
  }
}

/** What is wrong with names and groups is told to `fault`. */
export function placeItems(definition: Definition, fault: Complain): Placed {
  const placer = new Placer(definition, fault);
  placer.place(definition.items, null, placer.root);
  placer.giveKeys();
  return placer;
}
