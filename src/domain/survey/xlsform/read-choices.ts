// The choices sheet: option lists by name, with the columns that choice filters ask for.
import type { Choice, Text } from '../definition.ts';
import { type FormProblem, type Grid, readSheet } from './grid.ts';
import type { Languages } from './languages.ts';
import { CHOICE_COLUMNS, CHOICE_TEXTS, isMediaColumn } from './vocabulary.ts';

export interface ReadChoices {
  lists: Record<string, Choice[]>;
  /** The rows of a choice, the second one being the double. */
  rowsOf: (list: string, choice: string) => number[];
}

export function readChoices(grid: Grid, languages: Languages, problems: FormProblem[]): ReadChoices {
  const { headings, rows, headerRow } = readSheet('choices', grid, CHOICE_COLUMNS, CHOICE_TEXTS, problems);
  languages.hear(headings);
  const lists: Record<string, Choice[]> = {};
  const places: { list: string; choice: string; row: number }[] = [];
  const say = (row: number, column: string, code: FormProblem['code'], detail = '', severity: FormProblem['severity'] = 'error'): void => {
    problems.push({ sheet: 'choices', row, column, code, at: 0, detail, severity });
  };
  for (const needed of ['list_name', 'name']) {
    if (rows.length > 0 && !headings.some((heading) => heading.known && heading.name === needed)) say(headerRow, needed, 'noHeader', needed);
  }
  for (const row of rows) {
    const list = row.text('list_name');
    const name = row.text('name');
    if (list === '') say(row.row, 'list_name', 'missingListName', name);
    if (name === '') say(row.row, 'name', 'missingChoiceName', list);
    if (list === '' || name === '') continue;
    if (list in {}) {
      say(row.row, 'list_name', 'reservedName', list);
      continue;
    }
    const label: Text = languages.textOf(row.texts('label'));
    const attributes: Record<string, string> = {};
    for (const [column, text] of row.others()) {
      if (isMediaColumn(column)) say(row.row, column, 'unsupportedMedia', text, 'notice');
      else attributes[column] = text;
    }
    if (Object.values(label).some((text) => text.includes('${'))) say(row.row, 'label', 'unsupportedColumn', '${…}', 'notice');
    const choice: Choice = { name };
    if (Object.keys(label).length > 0) choice.label = label;
    if (Object.keys(attributes).length > 0) choice.attributes = attributes;
    lists[list] = [...(lists[list] ?? []), choice];
    places.push({ list, choice: name, row: row.row });
  }
  return { lists, rowsOf: (list, choice) => places.filter((place) => place.list === list && place.choice === choice).map((place) => place.row) };
}
