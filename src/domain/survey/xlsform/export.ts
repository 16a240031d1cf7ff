// A definition written as an XLSForm workbook: every row and column that says something, so that importing it again gives the same definition.
import type { Definition, Item, Question, Text } from '../definition.ts';
import type { Grid } from './grid.ts';
import { NAMELESS } from './languages.ts';

type Row = Record<string, string>;

const column = (name: string, language: string): string => (language === NAMELESS ? name : `${name}::${language}`);

const texts = (name: string, text: Text | undefined): Row =>
  Object.fromEntries(Object.entries(text ?? {}).map(([language, words]) => [column(name, language), words]));

const condition = (value: Question['required']): string => (value === true ? 'yes' : (value ?? ''));

function typeOf(question: Question): string {
  const list = question.list === undefined ? '' : ` ${question.list}`;
  return `${question.type}${list}${question.orOther ? ' or_other' : ''}`;
}

function rowsOf(item: Item): Row[] {
  const common: Row = {
    name: item.name,
    relevant: item.relevant ?? '',
    appearance: item.appearance ?? '',
    ...texts('label', item.label),
    ...texts('hint', item.hint),
  };
  if (item.kind !== 'question') {
    const own: Row = item.kind === 'repeat' ? { repeat_count: item.count ?? '', 'ruhu::prefill': item.prefill ?? '' } : {};
    return [{ type: `begin_${item.kind}`, ...common, ...own }, ...item.items.flatMap(rowsOf), { type: `end_${item.kind}` }];
  }
  return [
    {
      type: typeOf(item),
      ...common,
      ...texts('guidance_hint', item.guidance),
      ...texts('required_message', item.requiredMessage),
      ...texts('constraint_message', item.constraintMessage),
      ...texts('ruhu::unit', item.unit),
      required: condition(item.required),
      readonly: condition(item.readonly),
      constraint: item.constraint ?? '',
      calculation: item.calculation ?? '',
      default: item.default ?? '',
      choice_filter: item.choiceFilter ?? '',
      parameters: Object.entries(item.parameters ?? {})
        .map(([key, value]) => `${key}=${value}`)
        .join(' '),
      'ruhu::prefill': item.prefill ?? '',
      'ruhu::countsInNetIncome': item.countsInNetIncome === undefined ? '' : item.countsInNetIncome ? 'yes' : 'no',
    },
  ];
}

/** Headers in their usual order, those that no row uses left out. */
function gridOf(rows: readonly Row[], headers: readonly string[], always: readonly string[]): Grid {
  const used = headers.filter((header) => always.includes(header) || rows.some((row) => (row[header] ?? '') !== ''));
  return [used, ...rows.map((row) => used.map((header) => row[header] ?? ''))];
}

/** The three sheets. What a definition can say and XLSForm can't stands in columns of this house's own (`ruhu::…`), which other programs pass over. */
export function exportXlsForm(definition: Definition): { survey: Grid; choices: Grid; settings: Grid } {
  const { languages } = definition;
  const inEach = (name: string): string[] => languages.map((language) => column(name, language));
  const labels = inEach('label');
  const survey = gridOf(
    definition.items.flatMap(rowsOf),
    [
      'type',
      'name',
      ...labels,
      ...inEach('hint'),
      ...inEach('guidance_hint'),
      'required',
      ...inEach('required_message'),
      'relevant',
      'constraint',
      ...inEach('constraint_message'),
      'calculation',
      'default',
      'readonly',
      'appearance',
      'choice_filter',
      'repeat_count',
      'parameters',
      ...inEach('ruhu::unit'),
      'ruhu::prefill',
      'ruhu::countsInNetIncome',
    ],
    ['type', 'name', ...labels],
  );
  const attributes = new Set<string>();
  const choices = Object.entries(definition.lists).flatMap(([list, options]) =>
    options.map((option): Row => {
      for (const name of Object.keys(option.attributes ?? {})) attributes.add(name);
      return { ...option.attributes, list_name: list, name: option.name, ...texts('label', option.label) };
    }),
  );
  const settings: Row = {
    form_title: definition.title,
    form_id: definition.id,
    version: definition.version,
    default_language: languages[0] === NAMELESS ? '' : (languages[0] ?? ''),
  };
  return {
    survey,
    choices: gridOf(choices, ['list_name', 'name', ...labels, ...attributes], ['list_name', 'name', ...labels]),
    settings: gridOf([settings], ['form_title', 'form_id', 'version', 'default_language'], ['form_title', 'form_id']),
  };
}
