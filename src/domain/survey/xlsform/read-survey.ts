// The survey sheet: rows in order become questions, groups and repeats; whatever has no place here is named with its row.
import { type Group, type Item, NAME, type Question, type Repeat } from '../definition.ts';
import type { FormProblem, ProblemCode, SheetRow } from './grid.ts';
import type { Languages } from './languages.ts';
import { isMediaColumn, rowType } from './vocabulary.ts';

export interface ReadSurvey {
  items: Item[];
  /** The row of each item in document order, as a loaded definition counts them. */
  rows: number[];
}

/** Columns that only questions have; in a group's row they would do nothing. */
const OF_QUESTIONS = ['required', 'constraint', 'calculation', 'default', 'readonly', 'choice_filter', 'parameters'];

interface Level {
  item: Group | Repeat;
  row: number;
}

class SurveyReader {
  readonly items: Item[] = [];
  readonly rows: number[] = [];
  private readonly levels: Level[] = [];
  private readonly languages: Languages;
  private readonly problems: FormProblem[];

  constructor(languages: Languages, problems: FormProblem[]) {
    this.languages = languages;
    this.problems = problems;
  }

  say(row: number, column: string, code: ProblemCode, detail = '', severity: FormProblem['severity'] = 'error'): void {
    this.problems.push({ sheet: 'survey', row, column, code, at: 0, detail, severity });
  }

  read(row: SheetRow): void {
    const written = row.text('type');
    const type = rowType(written);
    if (/^(yes|true|true\(\))$/i.test(row.text('disabled'))) this.say(row.row, 'disabled', 'disabledRow', row.text('name'), 'notice');
    else if (written === '') this.say(row.row, 'type', 'missingType', row.text('name'));
    else if (type.kind === 'end') this.close(row.row, type.of);
    else if (type.kind === 'begin') {
      this.cells(row);
      this.begin(row, type.of, this.name(row, false));
    } else if (type.kind === 'question') {
      this.cells(row);
      this.question(row, type, this.name(row, type.type === 'note'));
    } else
      this.say(row.row, 'type', type.kind === 'unknown' ? 'unknownType' : 'unsupportedType', written, type.kind === 'leftOut' ? 'notice' : 'error');
  }

  /** Cells that will have no effect, or whose effect nobody here can bring about. */
  private cells(row: SheetRow): void {
    for (const [column, text] of row.others())
      this.say(row.row, column, isMediaColumn(column) ? 'unsupportedMedia' : 'unsupportedColumn', text, 'notice');
    // Without it, a value would be computed at other times than its author meant: a wrong number, therefore no form.
    if (row.text('trigger') !== '') this.say(row.row, 'trigger', 'unsupportedColumn', row.text('trigger'));
    if (/\bsearch\s*\(/.test(row.text('appearance'))) this.say(row.row, 'appearance', 'unsupportedColumn', row.text('appearance'));
  }

  private name(row: SheetRow, note: boolean): string {
    const name = row.text('name');
    // As pyxform names them.
    if (name === '' && note) return `generated_note_name_${row.row}`;
    if (name === '') this.say(row.row, 'name', 'missingName');
    else if (!NAME.test(name)) this.say(row.row, 'name', 'badName', name);
    return name;
  }

  private begin(row: SheetRow, of: 'group' | 'repeat', name: string): void {
    for (const column of OF_QUESTIONS) if (row.text(column) !== '') this.say(row.row, column, 'unsupportedColumn', row.text(column), 'notice');
    const item: Group | Repeat = { kind: of, name, ...this.common(row), items: [] };
    const count = row.text('repeat_count');
    if (item.kind === 'repeat') {
      if (count !== '') item.count = count;
      if (row.text('ruhu::prefill') !== '') item.prefill = row.text('ruhu::prefill');
    } else if (count !== '') this.say(row.row, 'repeat_count', 'unsupportedColumn', count, 'notice');
    this.place(item, row.row);
    this.levels.push({ item, row: row.row });
  }

  private close(row: number, of: 'group' | 'repeat'): void {
    const level = this.levels.pop();
    if (!level) this.say(row, 'type', 'unmatchedEnd', of);
    else if (level.item.kind !== of) {
      this.say(row, 'type', 'unmatchedEnd', `${of} ≠ ${level.item.kind} ${level.item.name} (${level.row})`);
    }
  }

  private common(row: SheetRow): Pick<Question, 'label' | 'hint' | 'relevant' | 'appearance'> {
    return {
      ...this.texts(row, { label: 'label', hint: 'hint' }),
      ...(row.text('relevant') === '' ? {} : { relevant: row.text('relevant') }),
      ...(row.text('appearance') === '' ? {} : { appearance: row.text('appearance') }),
    };
  }

  private texts(row: SheetRow, columns: Record<string, string>): Record<string, Record<string, string>> {
    const found = Object.entries(columns).map(([field, column]) => [field, this.languages.textOf(row.texts(column))] as const);
    return Object.fromEntries(found.filter(([, text]) => Object.keys(text).length > 0));
  }

  /** yes, no, or an expression. */
  private condition(row: SheetRow, column: string): true | string | undefined {
    const text = row.text(column);
    if (text === '' || /^(no|false|false\(\)|0)$/i.test(text)) return undefined;
    return /^(yes|true|true\(\)|1)$/i.test(text) ? true : text;
  }

  private question(row: SheetRow, type: Pick<Question, 'type' | 'list' | 'orOther'>, name: string): void {
    const question: Question = {
      kind: 'question',
      type: type.type,
      name,
      ...this.common(row),
      ...this.texts(row, {
        guidance: 'guidance_hint',
        requiredMessage: 'required_message',
        constraintMessage: 'constraint_message',
        unit: 'ruhu::unit',
      }),
    };
    if (type.list !== undefined) question.list = type.list;
    if (type.orOther) question.orOther = true;
    const required = this.condition(row, 'required');
    if (required !== undefined) question.required = required;
    const readonly = this.condition(row, 'readonly');
    if (readonly !== undefined) question.readonly = readonly;
    for (const [field, column] of [
      ['constraint', 'constraint'],
      ['calculation', 'calculation'],
      ['default', 'default'],
      ['choiceFilter', 'choice_filter'],
      ['prefill', 'ruhu::prefill'],
    ] as const)
      if (row.text(column) !== '') question[field] = row.text(column);
    const parameters = row.text('parameters');
    if (parameters !== '') question.parameters = this.parameters(row.row, parameters);
    const counts = row.text('ruhu::countsinnetincome');
    if (counts !== '') question.countsInNetIncome = /^(yes|true|true\(\)|1)$/i.test(counts);
    if (row.text('repeat_count') !== '') this.say(row.row, 'repeat_count', 'unsupportedColumn', row.text('repeat_count'), 'notice');
    if (question.type === 'calculate' && question.calculation === undefined) this.say(row.row, 'calculation', 'missingCalculation', name);
    this.place(question, row.row);
  }

  private parameters(row: number, text: string): Record<string, string> {
    const pairs: [string, string][] = [];
    for (const word of text.replace(/\s*=\s*/g, '=').split(/[\s,;]+/)) {
      const cut = word.indexOf('=');
      if (cut > 0) pairs.push([word.slice(0, cut), word.slice(cut + 1)]);
      else if (word !== '') this.say(row, 'parameters', 'unsupportedColumn', word, 'notice');
    }
    return Object.fromEntries(pairs);
  }

  private place(item: Item, row: number): void {
    const { item: around } = this.levels[this.levels.length - 1] ?? {};
    (around ? around.items : this.items).push(item);
    this.rows.push(row);
  }

  finish(): ReadSurvey {
    for (const { item, row } of this.levels) this.say(row, 'type', 'unclosed', item.name);
    return { items: this.items, rows: this.rows };
  }
}

export function readSurvey(rows: readonly SheetRow[], languages: Languages, problems: FormProblem[]): ReadSurvey {
  const reader = new SurveyReader(languages, problems);
  for (const row of rows) reader.read(row);
  return reader.finish();
}
