// A submission laid out to be read: sections, rows and people in the order of the form, in words. For review, for print, and for whoever looks at an old check.
import { ownValue } from '../own-value.ts';
import type { AnswerValue, Submission, SubmittedInstance } from './answers.ts';
import { choicesOf, labelOfChoice } from './choices.ts';
import { languageNamed, type Question, textIn } from './definition.ts';
import type { Form, FormNode } from './form.ts';
import { INSERTION } from './load.ts';

export interface ReadRow {
  kind: 'row';
  instanceId: string;
  key: string;
  label: string;
  /** In words: a choice's label, several joined by 、; empty when not answered. */
  text: string;
  unit: string;
  /** As handed in; null when not answered. */
  value: AnswerValue | null;
  /** What the archive says, in words; empty when it says nothing. */
  before: string;
  /** The archive's, that nobody confirmed. */
  unconfirmed: boolean;
  /** The archive knew it and somebody took it away. */
  emptied?: true;
  /** Choices as printed on the sheet (☑ ☐), where there are few enough to print; empty otherwise. */
  options: readonly { label: string; chosen: boolean }[];
}

export interface ReadPart {
  kind: 'part';
  instanceId: string;
  key: string;
  label: string;
  /** As the definition says it wants to look. */
  appearance: string;
  rows: readonly ReadItem[];
}

export interface ReadList {
  kind: 'list';
  instanceId: string;
  key: string;
  label: string;
  entries: readonly { id: string; rows: readonly ReadItem[] }[];
}

export type ReadItem = ReadRow | ReadPart | ReadList;

export interface ReadingOptions {
  /** `answered`: only what was answered. `all`: every question, empty ones too; with `blankEntries` of each list that has no entry: the sheet to be filled in by hand. */
  rows: 'answered' | 'all';
  blankEntries?: number;
  /** A language code. */
  language: string;
  /** What the archive knew, by the names of the questions (the record the survey was opened with). */
  known?: Known | null;
}

type Known = Readonly<Record<string, unknown>>;

/** An instance and what is known of it, the innermost first. */
interface Link {
  instance: SubmittedInstance;
  known: Known | null;
}

/** The archive's record of an instance of a repeat. */
function knownEntry(known: Known | null, node: FormNode, id: string): Known | null {
  const records = known?.[(node.item.kind === 'repeat' && node.item.prefill) || node.key];
  if (!Array.isArray(records)) return null;
  return (records as unknown[]).find((one): one is Known => one !== null && typeof one === 'object' && (one as Known).id === id) ?? null;
}

/** More choices than this are no boxes to tick on paper. */
const MOST_BOXES = 12;
/** Kinds that have nothing to read on paper. */
const UNREAD = ['note', 'hidden', 'start', 'end', 'today'];

const namesIn = (value: unknown): string[] =>
  value === null || value === undefined || value === '' ? [] : Array.isArray(value) ? value.map(String) : [String(value)];

const knownValue = (known: Known | null, { prefill }: Question, key: string): unknown => {
  const name = prefill ?? key;
  return known ? ownValue(known, name) : null;
};

class Reader {
  private readonly form: Form;
  private readonly options: ReadingOptions;
  private readonly language: string;
  constructor(form: Form, options: ReadingOptions) {
    this.form = form;
    this.options = options;
    this.language = languageNamed(form.definition, options.language);
  }

  items(nodes: readonly FormNode[], chain: readonly Link[]): ReadItem[] {
    return nodes.flatMap((node) => this.item(node, chain));
  }

  private item(node: FormNode, chain: readonly Link[]): ReadItem[] {
    const { instance: here, known } = chain[0] as Link;
    const all = this.options.rows === 'all';
    if (node.kind === 'question') return this.row(node, chain);
    const label = this.say((node.item as Question).label, chain) || node.item.name;
    if (node.kind === 'group') {
      const rows = this.items(node.children, chain);
      return rows.length > 0 ? [{ kind: 'part', instanceId: here.id, key: node.key, label, appearance: node.item.appearance ?? '', rows }] : [];
    }
    const instances = ownValue(here.repeats, node.key) ?? [];
    // One room is enough for what lies within another: three people with three spells of work each would fill a dozen pages.
    const rooms = chain.length > 1 ? Math.min(1, this.options.blankEntries ?? 0) : (this.options.blankEntries ?? 0);
    const blank = all && instances.length === 0 ? rooms : 0;
    const shown = [
      ...instances,
      ...Array.from({ length: blank }, (_, index): SubmittedInstance => ({ id: `blank-${index}`, values: {}, repeats: {}, unconfirmed: [] })),
    ];
    const entries = shown.map((instance) => ({
      id: instance.id,
      rows: this.items(node.children, [{ instance, known: knownEntry(known, node, instance.id) }, ...chain]),
    }));
    return entries.length > 0 ? [{ kind: 'list', instanceId: here.id, key: node.key, label, entries }] : [];
  }

  private row(node: FormNode, chain: readonly Link[]): ReadRow[] {
    const { instance: here, known } = chain[0] as Link;
    const item = node.item as Question;
    const value = ownValue(here.values, node.key) ?? null;
    const label = this.say(item.label, chain);
    const emptied = value === null && here.emptied?.includes(node.key) === true;
    // What the form only reckons with and gave no name is not for readers.
    if (UNREAD.includes(item.type) || label === '' || (value === null && !emptied && this.options.rows === 'answered')) return [];
    const choices = item.list === undefined ? [] : choicesOf(this.form.definition, item);
    const words = new Map(choices.map((choice) => [choice.name, labelOfChoice(choice, this.language, this.form.definition)]));
    const chosen = namesIn(value);
    const inWords = (names: readonly string[]): string => names.map((name) => words.get(name) ?? name).join('、');
    const boxes = choices.length > 0 && choices.length <= MOST_BOXES;
    return [
      {
        kind: 'row',
        instanceId: here.id,
        key: node.key,
        label,
        text: inWords(chosen),
        before: inWords(namesIn(knownValue(known, item, node.key))),
        unit: textIn(item.unit, this.language, this.form.definition.languages),
        value,
        unconfirmed: here.unconfirmed.includes(node.key),
        ...(emptied ? { emptied } : {}),
        options: boxes ? choices.map((choice) => ({ label: words.get(choice.name) ?? choice.name, chosen: chosen.includes(choice.name) })) : [],
      },
    ];
  }

  /** A text with the values that it names put in, from the innermost instance outwards. */
  private say(text: Question['label'], chain: readonly Link[]): string {
    const said = textIn(text, this.language, this.form.definition.languages);
    return said.replace(INSERTION, (_, name: string) => {
      const holder = chain.find(({ instance }) => ownValue(instance.values, name) !== undefined);
      return String(holder?.instance.values[name] ?? '');
    });
  }
}

/** `submission` null: the blank sheet. Never throws for a submission that its schema accepts, whatever form it is of. */
export function readingOf(form: Form, submission: Submission | null, options: ReadingOptions): ReadItem[] {
  const root = submission?.root ?? { id: 'root', values: {}, repeats: {}, unconfirmed: [] };
  return new Reader(form, options).items(
    form.nodes.filter((node) => node.parent === null),
    [{ instance: root, known: options.known ?? null }],
  );
}
