// An XLSForm workbook becomes a definition, or is refused with the row of everything that is wrong with it. Not for the phone.
import { Definition, type Item } from '../definition.ts';
import { loadDefinition } from '../load.ts';
import { type FormProblem, type Grid, readSheet } from './grid.ts';
import { Languages } from './languages.ts';
import { readChoices } from './read-choices.ts';
import { readSurvey } from './read-survey.ts';
import { CHOICE_COLUMNS, CHOICE_TEXTS, SETTINGS_COLUMNS, SURVEY_COLUMNS, SURVEY_TEXTS } from './vocabulary.ts';

/** Sheets by name, as the file has them; upper and lower case are the same. */
export type Workbook = Readonly<Record<string, Grid>>;

/** What the form is called where its settings don't say: from the file's name and the day, for instance. */
export interface Naming {
  id: string;
  version: string;
  title: string;
}

export type Imported = { definition: Definition; problems: FormProblem[] } | { definition: null; problems: FormProblem[] };

const SHEETS = ['survey', 'choices', 'settings'];

/** A definition with notices, or problems of which at least one is an error. By row within the sheets. Never throws. */
export function importXlsForm(workbook: Workbook, naming: Naming): Imported {
  const problems: FormProblem[] = [];
  const sheet = (name: string): Grid => Object.entries(workbook).find(([written]) => written.trim().toLowerCase() === name)?.[1] ?? [];
  const note = (sheet: string, row: number, column: string, code: FormProblem['code'], detail: string, severity: FormProblem['severity']): void => {
    problems.push({ sheet, row, column, code, at: 0, detail, severity });
  };
  for (const name of Object.keys(workbook)) if (!SHEETS.includes(name.trim().toLowerCase())) note(name, 0, '', 'unsupportedSheet', name, 'notice');

  const settings = readSheet('settings', sheet('settings'), SETTINGS_COLUMNS, new Set(), problems);
  const [setting, ...more] = settings.rows;
  for (const [column, text] of setting?.others() ?? []) note('settings', setting?.row ?? 0, column, 'unsupportedSetting', text, 'notice');
  for (const { row } of more) note('settings', row, '', 'unsupportedSetting', '', 'notice');

  const languages = new Languages(setting?.text('default_language') ?? '');
  const survey = readSheet('survey', sheet('survey'), SURVEY_COLUMNS, SURVEY_TEXTS, problems);
  languages.hear(survey.headings);
  languages.hear(readSheet('choices', sheet('choices'), CHOICE_COLUMNS, CHOICE_TEXTS, []).headings);
  const has = (name: string): boolean => survey.headings.some((heading) => heading.known && heading.name === name);
  if (sheet('survey').length === 0) note('survey', 0, '', 'noSurveySheet', '', 'error');
  else for (const name of ['type', 'name']) if (!has(name)) note('survey', survey.headerRow, name, 'noHeader', name, 'error');
  if (problems.some((problem) => problem.severity === 'error')) return { definition: null, problems };

  const choices = readChoices(sheet('choices'), languages, problems);
  const { items, rows } = readSurvey(survey.rows, languages, problems);
  if (items.length === 0 && problems.every((problem) => problem.severity !== 'error'))
    note('survey', survey.headerRow, 'type', 'nothingAsked', '', 'error');
  const definition: Definition = {
    format: 1,
    id: setting?.text('form_id') || naming.id,
    version: setting?.text('version') || naming.version,
    title: setting?.text('form_title') || naming.title,
    languages: languages.all(),
    lists: choices.lists,
    items,
  };
  // What has no name can't be looked up; the rest is still worth checking, so that all is said at once.
  const checked = Definition.safeParse(definition);
  if (!checked.success && problems.every((problem) => problem.severity !== 'error')) {
    for (const { path } of checked.error.issues)
      note('survey', rows[indexOfItem(items, path)] ?? 0, String(path[path.length - 1] ?? ''), 'tooLong', '', 'error');
  }
  for (const fault of loadDefinition(definition).faults) {
    const row =
      fault.index === null ? (choices.rowsOf(fault.name, fault.detail)[1] ?? 0) : (rows[fault.index] ?? rowOfOther(fault.name, items, rows));
    const { column, code, at, detail } = fault;
    problems.push({
      sheet: fault.index === null ? 'choices' : 'survey',
      row,
      column,
      code,
      at,
      detail,
      severity: fault.severity === 'error' ? 'error' : 'notice',
    });
  }
  problems.sort((a, b) => SHEETS.indexOf(a.sheet) - SHEETS.indexOf(b.sheet) || a.row - b.row);
  return problems.some((problem) => problem.severity === 'error') ? { definition: null, problems } : { definition, problems };
}

/** The place in document order of the item that a path of the document leads into. */
function indexOfItem(items: readonly Item[], path: readonly PropertyKey[]): number {
  const size = (item: Item): number => 1 + (item.kind === 'question' ? 0 : item.items.reduce((total, inner) => total + size(inner), 0));
  let index = -1;
  let level = items;
  for (let step = 0; path[step] === 'items' && typeof path[step + 1] === 'number'; step += 2) {
    const at = path[step + 1] as number;
    index += 1 + level.slice(0, at).reduce((total, item) => total + size(item), 0);
    const item = level[at];
    level = item && item.kind !== 'question' ? item.items : [];
  }
  return index;
}

/** The row of the question that brought `<name>_other`. */
function rowOfOther(name: string, items: readonly Item[], rows: readonly number[]): number {
  const flat = (level: readonly Item[]): Item[] => level.flatMap((item) => (item.kind === 'question' ? [item] : [item, ...flat(item.items)]));
  return rows[flat(items).findIndex((item) => `${item.name}_other` === name)] ?? 0;
}
