// A county's own Excel form: taken in, filled, written out again, or refused with the rows that are wrong.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Definition, type Item, type Question, type Text } from '../../src/domain/survey/definition.ts';
import { loadDefinition } from '../../src/domain/survey/load.ts';
import { remarksOf } from '../../src/domain/survey/progress.ts';
import type { Survey } from '../../src/domain/survey/recompute.ts';
import { submissionOf } from '../../src/domain/survey/submission.ts';
import { addInstance, answer, openSurvey, setLanguage } from '../../src/domain/survey/survey.ts';
import { choicesFor, instancesOf, textFor, viewOf } from '../../src/domain/survey/view.ts';
import { exportXlsForm } from '../../src/domain/survey/xlsform/export.ts';
import type { Grid, ProblemCode } from '../../src/domain/survey/xlsform/grid.ts';
import { importXlsForm, type Workbook } from '../../src/domain/survey/xlsform/import.ts';
import { rowType } from '../../src/domain/survey/xlsform/vocabulary.ts';
import { formProblemsEn } from '../../src/words/desk/form-problems-en.ts';
import { formProblemsZh } from '../../src/words/desk/form-problems-zh.ts';
import { sayFormProblem } from '../../src/words/desk/say-form-problem.ts';
import { cascade, census, followUp, income, inspection } from './forms.ts';
import { clock, counter, valueAt } from './support.ts';

const naming = { id: 'file', version: '2026-11-22', title: '未命名' };
const imported = (workbook: Workbook): Definition => {
  const { definition, problems } = importXlsForm(workbook, naming);
  expect(problems.filter((problem) => problem.severity === 'error')).toEqual([]);
  return definition as Definition;
};
const openForm = (workbook: Workbook, language = 'zh'): Survey => {
  const { form } = loadDefinition(imported(workbook));
  if (!form) throw new Error('The form was imported, and yet does not load.');
  return openSurvey(form, { clock, newId: counter(), language });
};
const problemsOf = (
  survey: Grid,
  choices: Grid = [
    ['list_name', 'name', 'label'],
    ['yn', 'yes', '是'],
  ],
  more: Workbook = {},
) => {
  const { definition, problems } = importXlsForm({ survey, choices, ...more }, naming);
  expect(definition === null).toBe(problems.some((problem) => problem.severity === 'error'));
  return problems;
};

describe('five forms are filled', () => {
  test('the census: members by number, children inside members, two languages', () => {
    const survey = openForm(census);
    expect(survey.form.definition).toMatchObject({
      id: 'census',
      title: '家庭普查',
      version: '2026112201',
      languages: ['中文 (zh)', 'English (en)'],
    });
    answer(survey, 'root', 'size', 2);
    const [mother, child] = instancesOf(survey, 'root', 'member').map((member) => member.id) as [string, string];
    answer(survey, mother, 'name', '王银环');
    answer(survey, mother, 'born', '1980-02-29');
    answer(survey, mother, 'sex', '2');
    answer(survey, mother, 'ill', ['chronic', 'other']);
    expect([valueAt(survey, 'age', mother), textFor(survey, child, 'name', 'label'), valueAt(survey, 'visited')]).toEqual([
      46,
      '第 2 位成员姓名',
      '2026-11-22',
    ]);
    expect(viewOf(survey, mother, 'ill_other')?.applies).toBe(true);
    const { id } = addInstance(survey, mother, 'child');
    answer(survey, id as string, 'child_name', '小军');
    expect(remarksOf(survey)).toContainEqual({ instanceId: id, key: 'at_school', fault: 'required' });
    answer(survey, id as string, 'at_school', 'no');
    expect(valueAt(survey, 'school_list', mother)).toBe('no');
    setLanguage(survey, 'en');
    expect(textFor(survey, child, 'name', 'label')).toBe('Name of member 2');
  });

  test('the cascade: each choice opens the next, and another province closes them all', () => {
    const survey = openForm(cascade);
    for (const [key, value, offered] of [
      ['province', '14', ['14', '61']],
      ['county', '140826', ['140826']],
      ['township', '140826101', ['140826100', '140826101']],
      ['village', 'v2', ['v1', 'v2']],
    ] as const) {
      expect(choicesFor(survey, 'root', key).map((choice) => choice.name)).toEqual(offered);
      answer(survey, 'root', key, value);
    }
    expect(textFor(survey, 'root', 'said', 'label')).toBe('新义村，对吗？');
    expect(remarksOf(survey)).toEqual([]);
    answer(survey, 'root', 'province', '61');
    expect(remarksOf(survey).map((remark) => `${remark.key} ${remark.fault}`)).toEqual(['county choice', 'township choice']);
  });

  test('the income: to the fen, item by item, with what does not count left out', () => {
    const survey = openForm(income);
    answer(survey, 'root', 'people', 3);
    for (const [who, monthly, months] of [
      ['王', 3333.33, 9],
      ['李', 2800.1, 3],
    ] as const) {
      const id = addInstance(survey, 'root', 'worker').id as string;
      answer(survey, id, 'who', who);
      answer(survey, id, 'monthly', monthly);
      answer(survey, id, 'months', months);
    }
    answer(survey, 'root', 'pension', 1466.4);
    answer(survey, 'root', 'aid', 5000);
    answer(survey, 'root', 'costs', 2000.05);
    const last = instancesOf(survey, 'root', 'worker')[1]?.id as string;
    expect(['wages_total', 'net', 'per_head', 'gap', 'best', 'spread'].map((key) => valueAt(survey, key))).toEqual([
      38400.27, 37866.62, 12622.21, -4122.21, 29999.97, 10799.835,
    ]);
    expect(valueAt(survey, 'before', last)).toBe(29999.97);
    expect(viewOf(survey, 'root', 'below')?.applies).toBe(false);
    answer(survey, 'root', 'people', 10);
    expect(textFor(survey, 'root', 'below', 'label')).toBe('低于监测线 4713.34 元');
    expect(remarksOf(survey).map((remark) => remark.key)).toEqual(['why']);
    expect(textFor(survey, 'root', 'pension', 'unit')).toBe('元');
  });

  test('the inspection: every kind of field, its other columns named and left out', () => {
    const { problems } = importXlsForm(inspection, naming);
    expect(problems.map((problem) => [problem.sheet, problem.row, problem.column, problem.code, problem.severity])).toEqual([
      ['Notes', 0, '', 'unsupportedSheet', 'notice'],
      ['survey', 3, 'media::image::English', 'unsupportedMedia', 'notice'],
      ['survey', 3, 'comments', 'unsupportedColumn', 'notice'],
      ['survey', 15, 'type', 'unsupportedType', 'notice'],
      ['choices', 2, 'image', 'unsupportedMedia', 'notice'],
      ['settings', 2, 'style', 'unsupportedSetting', 'notice'],
    ]);
    const survey = openForm(inspection, 'Français');
    expect(survey.form.definition.languages).toEqual(['English', 'Français']);
    answer(survey, 'root', 'faults', ['wall', 'roof']);
    answer(survey, 'root', 'rating', 6);
    expect([viewOf(survey, 'root', 'more')?.applies, viewOf(survey, 'root', 'rating')?.fault, textFor(survey, 'root', 'site', 'hint')]).toEqual([
      true,
      'type',
      'As on the sign',
    ]);
    expect(submissionOf(survey).root.values).toMatchObject({ site: 'unnamed', source: 'web', end: clock.now, checked: clock.now });
  });

  test('the follow-up: age from the number, visits in order, once', () => {
    const survey = openForm(followUp);
    answer(survey, 'root', 'id_number', '14992619600115002X');
    expect([valueAt(survey, 'sex'), valueAt(survey, 'age'), valueAt(survey, 'born_text')]).toEqual(['女', 66, '1960年1月15日']);
    answer(survey, 'root', 'visits', 2);
    const [first, second] = instancesOf(survey, 'root', 'visit').map((visit) => visit.id) as [string, string];
    answer(survey, first, 'on', '2026-10-01');
    answer(survey, second, 'on', '2026-09-01');
    expect(viewOf(survey, second, 'on')?.fault).toBe('constraint');
    answer(survey, second, 'on', '2026-11-01');
    expect([viewOf(survey, second, 'on')?.fault, valueAt(survey, 'next'), valueAt(survey, 'closed')]).toEqual([null, '2026-12-01', '正常']);
    answer(survey, second, 'trouble', 'yes');
    answer(survey, second, 'what', '屋顶漏水');
    expect([valueAt(survey, 'closed'), viewOf(survey, 'root', 'sum_up')?.required, valueAt(survey, 'first_seen')]).toEqual([
      '需关注',
      true,
      clock.now,
    ]);
  });
});

describe('a broken form is refused with its rows', () => {
  const head = ['type', 'name', 'label', 'relevant', 'calculation', 'constraint'];
  test.each<[string, Grid, [number, string, string]]>([
    ['no name', [head, ['text', '', '姓名']], [2, 'name', 'missingName']],
    ['a name with a space', [head, ['text', 'a b']], [2, 'name', 'badName']],
    ['a type nobody knows', [head, ['text', 'a'], ['txt', 'b']], [3, 'type', 'unknownType']],
    ['a row without type', [head, ['', 'b', '标签']], [2, 'type', 'missingType']],
    ['a group that never ends', [head, ['begin group', 'g'], ['text', 'a']], [2, 'type', 'unclosed']],
    ['an end without a beginning', [head, ['text', 'a'], ['end group']], [3, 'type', 'unmatchedEnd']],
    ['an end of something else', [head, ['begin group', 'g'], ['text', 'a'], ['end repeat']], [4, 'type', 'unmatchedEnd']],
    ['an expression that breaks off', [head, ['text', 'a'], [], ['text', 'b', '', '${a} = ']], [4, 'relevant', 'unfinished']],
    ['a name that nobody has', [head, ['begin repeat', 'r'], ['text', 'a', '', "${nobody} = 'x'"], ['end repeat']], [3, 'relevant', 'unknownName']],
    ['a word where a number must be', [head, ['text', 'a'], ['calculate', 'c', '', '', "'x' * 2"]], [3, 'calculation', 'type']],
    ['a circle', [head, ['calculate', 'a', '', '', '${b}'], ['calculate', 'b', '', '', '${a}']], [2, 'calculation', 'cycle']],
    ['a list that there is not', [head, ['select_one towns', 'a']], [2, 'type', 'unknownList']],
    ['a name used twice', [head, ['text', 'a'], ['text', 'a']], [3, 'name', 'duplicateName']],
    [
      'two columns of one meaning',
      [
        ['type', 'name', 'relevant', 'relevance'],
        ['text', 'a'],
      ],
      [1, 'relevance', 'duplicateHeader'],
    ],
    [
      'no type column',
      [
        ['name', 'label'],
        ['a', 'b'],
      ],
      [1, 'type', 'noHeader'],
    ],
    ['a calculation without one', [head, ['calculate', 'a']], [2, 'calculation', 'missingCalculation']],
    ['choices from a file', [head, ['select_one_from_file towns.csv', 'a']], [2, 'type', 'unsupportedType']],
    ['choices from answers that there are not', [head, ['select_one ${members}', 'a']], [2, 'type', 'unknownName']],
    ['a loop', [head, ['begin loop over x', 'a']], [2, 'type', 'unsupportedType']],
    [
      'a trigger',
      [
        ['type', 'name', 'trigger'],
        ['text', 'a', '${b}'],
        ['text', 'b'],
      ],
      [2, 'trigger', 'unsupportedColumn'],
    ],
    [
      'an outside search',
      [
        ['type', 'name', 'appearance'],
        ['select_one yn', 'a', "search('towns')"],
      ],
      [2, 'appearance', 'unsupportedColumn'],
    ],
    ['nothing at all', [head], [1, 'type', 'nothingAsked']],
    ['a label longer than allowed expressions', [head, ['text', 'a', '', `1 = ${'1'.repeat(5000)}`]], [2, 'relevant', 'tooLong']],
    [
      'a name that the specified other takes',
      [head, ['select_one yn or_other', 'a'], ['text', 'b', '', '${a_other} = ${x}']],
      [3, 'relevant', 'unknownName'],
    ],
  ])('%s', (_, survey, [row, column, code]) => {
    expect(problemsOf(survey)).toContainEqual(expect.objectContaining({ sheet: 'survey', row, column, code, severity: 'error' }));
  });

  test('choices: no list, no name, a double, no header', () => {
    const survey: Grid = [
      ['type', 'name'],
      ['select_one yn', 'a'],
    ];
    const at = (choices: Grid) => problemsOf(survey, choices).map((problem) => `${problem.sheet} ${problem.row} ${problem.code}`);
    expect(
      at([
        ['list_name', 'name'],
        ['yn', 'a'],
        ['', 'b'],
        ['yn', ''],
        ['yn', 'a'],
      ]),
    ).toEqual(['choices 3 missingListName', 'choices 4 missingChoiceName', 'choices 5 duplicateChoice']);
    expect(
      at([
        ['name', 'label'],
        ['a', 'A'],
      ]),
    ).toContain('choices 1 noHeader');
    expect(
      at([
        ['list_name', 'name'],
        ['constructor', 'a'],
      ]),
    ).toContain('choices 2 reservedName');
  });

  test('everything that is wrong is said at once, in the order of the rows', () => {
    const problems = problemsOf([head, ['txt', 'a'], ['text', 'b', '', '${nix}'], ['text', '', 'c'], ['text', 'd', '', '', '', '. >']]);
    expect(problems.map((problem) => `${problem.row} ${problem.code}`)).toEqual(['2 unknownType', '3 unknownName', '4 missingName', '5 unfinished']);
  });

  test('no survey sheet, an empty workbook', () => {
    expect(importXlsForm({}, naming).problems).toMatchObject([{ sheet: 'survey', code: 'noSurveySheet' }]);
    expect(importXlsForm({ choices: [['list_name', 'name']] }, naming).definition).toBeNull();
    expect(importXlsForm({ survey: [[], [null]] }, naming).problems).toMatchObject([{ code: 'noHeader' }, { code: 'noHeader' }]);
  });

  test('no workbook makes it throw', () => {
    const cell = fc.constantFrom<string | number | boolean | null>(
      ...[
        'type',
        'name',
        'label::zh',
        'relevant',
        'text',
        'begin group',
        'end group',
        'begin repeat',
        'end repeat',
        'select_one yn or_other',
        'calculate',
        'a',
        'b',
        '${a}',
        '${',
        '1 +',
        '__proto__',
        '',
      ],
      5,
      true,
      null,
    );
    const grid = fc.array(fc.array(cell, { maxLength: 6 }), { maxLength: 10 });
    fc.assert(
      fc.property(grid, grid, grid, (survey, choices, settings) => {
        importXlsForm({ survey: [['type', 'name', 'relevant', 'calculation', 'label'], ...survey], choices, settings }, naming);
        importXlsForm({ survey, choices, settings }, naming);
      }),
      { numRuns: 500 },
    );
  });
});

describe('in words', () => {
  test('a problem says where it is, as Excel counts, and what to do', () => {
    const problem = { sheet: 'survey', row: 5, column: 'relevant', code: 'unexpected', at: 11, detail: ')', severity: 'error' } as const;
    expect(sayFormProblem(problem, 'zh')).toBe('survey 表第 5 行 relevant 列，第 12 个字符：这里不应出现“)”，请检查公式');
    expect(sayFormProblem(problem, 'en')).toBe('Sheet survey, row 5, column relevant, character 12: “)” is not expected here; check the expression');
    expect(sayFormProblem({ ...problem, row: 0, column: '', at: 0, code: 'noSurveySheet' }, 'zh')).toBe(
      'survey 表：没有找到 survey 工作表，请确认这是 XLSForm 表格',
    );
  });
  test.each(Object.keys(formProblemsZh) as ProblemCode[])('%s is said in both languages', (code) => {
    for (const detail of ['', 'x']) {
      expect(formProblemsZh[code](detail)).toMatch(/[\u4e00-\u9fff]/);
      expect(formProblemsEn[code](detail)).toMatch(/^[A-Z“][^\u4e00-\u9fff]+$/);
    }
  });
});

describe('small things of the sheet', () => {
  test.each([
    ['Select_One  yn', { kind: 'question', type: 'select_one', list: 'yn' }],
    ['select one from yn', { kind: 'question', type: 'select_one', list: 'yn' }],
    ['select1 yn or specify other', { kind: 'question', type: 'select_one', list: 'yn', orOther: true }],
    ['select all that apply yn', { kind: 'question', type: 'select_multiple', list: 'yn' }],
    ['rank yn', { kind: 'question', type: 'rank', list: 'yn' }],
    ['Begin_Repeat', { kind: 'begin', of: 'repeat' }],
    ['end  group', { kind: 'end', of: 'group' }],
    ['gps', { kind: 'question', type: 'geopoint' }],
    ['select_one', { kind: 'unknown' }],
    ['select_one yes no', { kind: 'unknown' }],
    ['select_multiple ${name}', { kind: 'question', type: 'select_multiple', list: '${name}' }],
    ['audit', { kind: 'leftOut' }],
    ['xml-external', { kind: 'unsupported' }],
  ])('%s', (written, type) => {
    expect(rowType(written)).toEqual(type);
  });

  test('yes and no in every spelling; a condition stays one', () => {
    const survey: Grid = [
      ['type', 'name', 'required', 'readonly'],
      ...[
        ['yes', 'no'],
        [true, false],
        ['TRUE()', 'false()'],
        [1, 0],
        ['${q0} > 1', ''],
      ].map(([required, readonly], index) => ['text', `q${index}`, required, readonly]),
    ];
    expect(imported({ survey }).items.map((item) => [(item as Question).required, (item as Question).readonly])).toEqual([
      [true, undefined],
      [true, undefined],
      [true, undefined],
      [true, undefined],
      ['${q0} > 1', undefined],
    ]);
  });

  test('a column without language speaks the default one; a disabled row is named', () => {
    const survey: Grid = [
      ['type', 'name', 'label', 'label::English (en)', 'disabled'],
      ['text', 'a', '甲', 'A'],
      ['text', 'b', '乙', 'B', 'yes'],
    ];
    const settings: Grid = [['default_language'], ['中文 (zh)']];
    const { definition, problems } = importXlsForm({ survey, settings }, naming);
    expect(definition).toMatchObject({
      id: 'file',
      title: '未命名',
      languages: ['中文 (zh)', 'English (en)'],
      items: [{ label: { '中文 (zh)': '甲', 'English (en)': 'A' } }],
    });
    expect(problems).toMatchObject([{ row: 3, code: 'disabledRow', detail: 'b' }]);
    expect(
      imported({
        survey: [
          ['type', 'name', 'label'],
          ['text', 'a', '甲'],
        ],
      }).languages,
    ).toEqual(['default']);
  });
});

describe('written out and taken in again', () => {
  test.each(Object.entries({ census, cascade, income, inspection, followUp }))('%s is the same', (_, workbook) => {
    const definition = imported(workbook);
    expect(imported({ ...exportXlsForm(definition) })).toEqual(definition);
  });

  const languages = ['中文 (zh)', 'English (en)'];
  const words = fc.string({ unit: fc.constantFrom(...'户主a1 ，,.\'"<&'), minLength: 1, maxLength: 8 }).filter((text) => text.trim() !== '');
  const trimmed = words.map((text) => text.trim());
  const text: fc.Arbitrary<Text> = fc.dictionary(fc.constantFrom(...languages), words, { minKeys: 1 }).map((found) => ({ ...found }));
  const sometimes = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });
  const condition = fc.constantFrom(true as const, '1 = 1', 'today() > "2026-01-01"');
  const plain = fc.record({
    type: fc.constantFrom(
      'text',
      'integer',
      'decimal',
      'note',
      'date',
      'image',
      'geopoint',
      'select_one',
      'select_multiple',
      'rank',
      'range',
      'start',
    ) as fc.Arbitrary<Question['type']>,
    label: sometimes(text),
    hint: sometimes(text),
    guidance: sometimes(text),
    unit: sometimes(text),
    requiredMessage: sometimes(text),
    constraintMessage: sometimes(text),
    relevant: sometimes(fc.constantFrom('1 = 1', "'a' != 'b'")),
    constraint: sometimes(fc.constant('. != 7')),
    required: sometimes(condition),
    readonly: sometimes(condition),
    default: sometimes(trimmed.filter((word) => !/[\w]\(/.test(word))),
    appearance: sometimes(trimmed),
    prefill: sometimes(fc.constantFrom('household.phone', 'name')),
    countsInNetIncome: sometimes(fc.boolean()),
    parameters: sometimes(fc.constantFrom({ start: '1', end: '9' }, { step: '2' })),
    orOther: sometimes(fc.constant(true as const)),
    choiceFilter: sometimes(fc.constant("zone = '1'")),
  });
  const clean = (value: object): object => JSON.parse(JSON.stringify(value));
  let next = 0;
  const questionItem: fc.Arbitrary<Item> = plain.map(({ orOther, choiceFilter, ...found }) => {
    const listed = ['select_one', 'select_multiple', 'rank'].includes(found.type);
    const numeric = ['integer', 'decimal', 'range'].includes(found.type);
    const own = {
      kind: 'question',
      name: `q${next++}`,
      ...found,
      ...(numeric ? { default: undefined } : {}),
      ...(listed ? { list: 'lists', choiceFilter, orOther: found.type === 'rank' ? undefined : orOther } : {}),
    };
    return clean(own) as Item;
  });
  const { item } = fc.letrec<{ item: Item }>((tie) => ({
    item: fc.oneof(
      { maxDepth: 3, withCrossShrink: true },
      questionItem,
      fc
        .record({
          kind: fc.constantFrom('group', 'repeat'),
          label: sometimes(text),
          relevant: sometimes(fc.constant('1 = 1')),
          items: fc.array(tie('item'), { minLength: 1, maxLength: 4 }),
          count: sometimes(fc.constant('3')),
        })
        .map(
          ({ kind, count, ...found }) =>
            clean({ kind, name: `g${next++}`, ...found, ...(kind === 'repeat' ? { count, prefill: 'members' } : {}) }) as Item,
        ),
    ),
  }));
  const choice = fc.record({ label: sometimes(text), attributes: fc.constantFrom({ zone: '1' }, { zone: '2', kind: 'x' }) });

  test('any definition is the same', () => {
    fc.assert(
      fc.property(fc.array(item, { minLength: 1, maxLength: 6 }), fc.array(choice, { minLength: 1, maxLength: 4 }), (items, choices) => {
        const lists = { lists: choices.map((found, index) => clean({ name: `c${index}`, ...found })) };
        const definition = Definition.parse({ format: 1, id: 'form', version: '7', title: '表', languages, lists, items });
        expect(loadDefinition(definition).faults.filter((fault) => fault.severity === 'error')).toEqual([]);
        expect(imported({ ...exportXlsForm(definition) })).toEqual(definition);
      }),
      { numRuns: 200 },
    );
  });
});
