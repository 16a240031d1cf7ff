// The language of forms: what it reads, what it refuses and where, and what it computes.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dayFraction, dayNumber, dayText, formatDate } from '../../src/domain/survey/expression/dates.ts';
import { parse } from '../../src/domain/survey/expression/parse.ts';
import { addUp, equal, roundTo, tidy, toBoolean, toNumber, toText, wordsOf } from '../../src/domain/survey/expression/values.ts';
import { calculate, computed, faultsOf, group, open, question, repeat, valueAt, yesNo } from './support.ts';

describe('reading', () => {
  test.each([
    ['1 + ', 'unfinished', 4],
    ['(1 + 2', 'unfinished', 6],
    ['1 2', 'unexpected', 2],
    ['${a} = “yes”', 'curlyQuote', 7],
    ['if(1，2)', 'fullWidth', 4],
    ["'open", 'unclosedText', 0],
    ['1 + #', 'unexpected', 4],
    ['a b', 'unexpected', 2],
    ['..//..', 'unexpected', 3],
    ['if(1,)', 'unexpected', 5],
    ['', 'unfinished', 0],
  ])('%s is refused at its place', (source, code, at) => {
    expect(parse(source).fault).toMatchObject({ code, at });
  });

  test('a hundred brackets are enough, and deeper ones no crash', () => {
    expect(parse(`${'('.repeat(90)}1${')'.repeat(90)}`).tree).toBeTruthy();
    expect(parse('('.repeat(4000)).fault?.code).toBe('tooDeep');
    expect(parse('-'.repeat(4000)).fault?.code).toBe('tooDeep');
    expect(parse('not('.repeat(1200)).fault?.code).toBe('tooDeep');
  });

  test('no text makes the reader throw', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'abc123.,()+-*/=<>!$ {}\'"“，户'), maxLength: 40 }), (text) => void parse(text)),
      { numRuns: 2000 },
    );
  });

  test('operators bind as in XPath', () => {
    for (const [expression, value] of [
      ['1 + 2 * 3', 7],
      ['(1 + 2) * 3', 9],
      ['10 - 3 - 2', 5],
      ['8 div 2 div 2', 2],
      ['7 mod 3', 1],
      ['-7 mod 3', -1],
      ['- -2', 2],
      ['2 -1', 1],
      ['1 < 2 = true()', 'true'],
      ['true() or false() and false()', 'true'],
      ["'a' = 'a' and 2 >= 2 and 1 != 2 and 3 > 2 and 2 <= 2", 'true'],
      ['.5 + 1.', 1.5],
    ] as const)
      expect([expression, computed(expression)]).toEqual([expression, value]);
  });

  test('names of operators are names where an operand is wanted', () => {
    expect(computed('${div} div ${mod}', [question('integer', 'div', { default: '6' }), question('integer', 'mod', { default: '3' })])).toBe(2);
  });
});

describe('values', () => {
  test.each([
    ['', Number.NaN],
    [' 12 ', 12],
    ['-.5', -0.5],
    ['1e5', Number.NaN],
    ['+5', Number.NaN],
    ['12a', Number.NaN],
    ['1970-01-11', 10],
    [true, 1],
    [false, 0],
    [3, 3],
  ])('%j as a number', (value, number) => {
    expect(toNumber(value)).toBe(number);
  });

  test.each([
    [1e21, '1000000000000000000000'],
    [1.5e-7, '0.00000015'],
    [-0, '0'],
    [Number.NaN, ''],
    [Number.POSITIVE_INFINITY, ''],
    [12.5, '12.5'],
    [true, 'true'],
    ['x', 'x'],
  ])('%j as a text', (value, text) => {
    expect(toText(value)).toBe(text);
  });

  test('true is what is not empty, not zero', () => {
    expect(['', 'false', 0, -1, Number.NaN, true, false].map(toBoolean)).toEqual([false, true, false, true, false, true, false]);
  });

  test('equality goes by truth, then number, then text', () => {
    expect([equal(true, 'x'), equal('5', 5), equal('', 0), equal('05', '5'), equal('', ''), equal(Number.NaN, Number.NaN)]).toEqual([
      true,
      true,
      false,
      false,
      true,
      false,
    ]);
  });

  test('sums of money are what they would be on paper', () => {
    expect([addUp([0.1, 0.2]), addUp([1e6 + 0.1, -1e6]), addUp([]), addUp([1, Number.NaN]), tidy(1.1 * 3), tidy(4.35 * 100)]).toEqual([
      0.3,
      0.1,
      0,
      Number.NaN,
      3.3,
      435,
    ]);
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -1_000_000_00, max: 1_000_000_00 }), { minLength: 1, maxLength: 30 }), (fen) => {
        const total = fen.reduce((sum, one) => addUp([sum, one / 100]), 0);
        expect(total).toBe(fen.reduce((sum, one) => sum + one, 0) / 100);
      }),
    );
  });

  test('rounding is half up, to decimals and to tens', () => {
    expect([roundTo(1.005, 2), roundTo(2.5, 0), roundTo(-2.5, 0), roundTo(1250, -2), roundTo(Number.NaN, 1), roundTo(1e-9, 2)]).toEqual([
      1.01,
      3,
      -2,
      1300,
      Number.NaN,
      0,
    ]);
  });

  test('words of several choices', () => {
    expect(wordsOf('  a b  c ')).toEqual(['a', 'b', 'c']);
    expect(wordsOf('')).toEqual([]);
  });
});

describe('days', () => {
  test.each([
    ['1970-01-01', 0],
    ['2000-02-29', 11016],
    ['2026-02-29', Number.NaN],
    ['2026-13-01', Number.NaN],
    ['2026-1-1', Number.NaN],
    ['1970-01-01T12:00', 0.5],
    ['1970-01-01T12:00:00Z', 0.5],
    ['1970-01-02T08:00:00.000+08:00', 1],
    ['1970-01-01T24:00', Number.NaN],
  ])('%s is day %d', (text, number) => {
    expect(Math.round(dayNumber(text) * 1e6) / 1e6).toBe(number);
  });

  test('every day has its number and comes back', () => {
    fc.assert(fc.property(fc.integer({ min: -700_000, max: 2_900_000 }), (day) => dayNumber(dayText(day)) === day));
    expect(dayText(Number.NaN)).toBe('');
    expect(dayText(1e12)).toBe('');
  });

  test('dates are written in any form, times as a part of the day', () => {
    expect(formatDate('2026-03-05T07:08:09.120+08:00', '%Y/%y/%m/%n/%b/%d/%e/%a/%H/%h/%M/%S/%3/%%/%q')).toBe(
      '2026/26/03/3/Mar/05/5/Thu/07/7/08/09/120/%/%q',
    );
    expect(formatDate('nothing', '%Y')).toBe('');
    expect([dayFraction('06:00'), dayFraction('25:00'), dayFraction('six')]).toEqual([0.25, Number.NaN, Number.NaN]);
  });
});

describe('functions', () => {
  const choices = {
    ...yesNo,
    crops: [
      { name: 'wheat', label: { '中文 (zh)': '小麦' } },
      { name: 'corn', label: { '中文 (zh)': '玉米' } },
    ],
  };
  const asked = [
    question('integer', 'age', { default: '66' }),
    question('text', 'empty'),
    question('text', 'name', { default: '王银环' }),
    question('date', 'born', { default: '1960-01-15' }),
    question('select_multiple', 'crops', { list: 'crops', default: 'corn wheat' }),
    question('select_one', 'ok', { list: 'yn', default: 'yes' }),
  ];
  test.each([
    ["if(${age} >= 60, 'old', 'young')", 'old'],
    ['coalesce(${empty}, ${name})', '王银环'],
    ['coalesce(${empty}, ${empty})', null],
    ["selected(${crops}, 'wheat')", 'true'],
    ["selected(${crops}, 'whea')", 'false'],
    ['count-selected(${crops})', 2],
    ['count-selected(${empty})', 0],
    ['selected-at(${crops}, 0)', 'corn'],
    ['selected-at(${crops}, 5)', null],
    ["jr:choice-name(${ok}, '${ok}')", '是'],
    ["jr:choice-name(${crops}, '${crops}')", '玉米、小麦'],
    ["jr:choice-name('nobody', '${ok}')", null],
    ['string-length(${name})', 3],
    ["regex(${name}, '王.+')", 'true'],
    ["regex(${name}, '王')", 'false'],
    ["regex('13800000000', '1[3-9]\\d{9}')", 'true'],
    ["concat(${name}, '·', ${age})", '王银环·66'],
    ["join('-', ${name}, ${empty}, ${age})", '王银环-66'],
    ['substr(${name}, 1)', '银环'],
    ['substr(${name}, 0, 1)', '王'],
    ['substr(${name}, -1)', '环'],
    ["contains(${name}, '银')", 'true'],
    ["starts-with(${name}, '银')", 'false'],
    ["ends-with(${name}, '环')", 'true'],
    ["substring-before('a-b-c', '-')", 'a'],
    ["substring-after('a-b-c', '-')", 'b-c'],
    ["substring-after('abc', '-')", null],
    ["translate('abc', 'ab', 'x')", 'xc'],
    ["normalize-space('  a   b ')", 'a b'],
    ['int(7.9)', 7],
    ['int(-7.9)', -7],
    ["number('12.50')", 12.5],
    ["number('')", null],
    ['round(7.5)', 8],
    ['round(3.14159, 2)', 3.14],
    ['abs(-3)', 3],
    ['floor(-1.5)', -2],
    ['ceiling(1.2)', 2],
    ['pow(2, 10)', 1024],
    ['sqrt(16)', 4],
    ['sqrt(-1)', null],
    ['1 div 0', null],
    ['today()', '2026-11-22'],
    ['now()', '2026-11-22T09:30:00.000+08:00'],
    ["date('2026-02-28') + 1 = date('2026-03-01')", 'true'],
    ['date(today() + 7)', '2026-11-29'],
    ['int((today() - ${born}) div 365.25)', 66],
    ["format-date(today(), '%Y年%n月%e日')", '2026年11月22日'],
    ["format-date(today() + 10, '%m-%d')", '12-02'],
    ["decimal-date-time('1970-01-02')", 1],
    ["decimal-time('18:00')", 0.75],
    ['${born} < today()', 'true'],
    ['min(3, ${age}, 7)', 3],
    ['max(3, ${age}, ${empty})', 66],
    ['sum(${age})', 66],
    ['count-non-empty(${empty})', 0],
    ['boolean(${empty})', 'false'],
    ["boolean-from-string('1')", 'true'],
    ['string(${age})', '66'],
    ['not(${empty})', 'true'],
    ["${empty} = ''", 'true'],
    ['${empty} + 1', null],
    ['(${age} > 60) + (${age} > 65)', 2],
  ])('%s', (expression, value) => {
    expect(computed(expression, asked, choices)).toBe(value);
  });

  test('an impossible pattern that is put together while filling matches nothing', () => {
    expect(computed("regex('a', concat('(', ''))")).toBe('false');
  });
});

describe('repeats', () => {
  const members = repeat('members', [
    question('text', 'name'),
    question('decimal', 'pay'),
    calculate('number', 'position(..)'),
    calculate('own', '${pay} * 2'),
    calculate('neighbour', 'indexed-repeat(${name}, ${members}, position(..) - 1)'),
    calculate('all', 'count(${members})'),
    group('inner', [calculate('deep', 'position(../..)')]),
    repeat('jobs', [question('text', 'job'), calculate('who', 'position(../..)'), calculate('path', "concat(position(../..), '.', position(..))")]),
  ]);
  const outside = [
    members,
    calculate('total', 'sum(${pay})'),
    calculate('people', 'count(${members})'),
    calculate('jobsAll', 'count(${jobs})'),
    calculate('second', 'indexed-repeat(${name}, ${members}, 2)'),
    calculate('secondJob', 'indexed-repeat(${job}, ${members}, 1, ${jobs}, 2)'),
    calculate('names', "join('、', ${name})"),
    calculate('most', 'max(${pay})'),
    calculate('doubled', 'sum(${own})'),
  ];
  const instance = (id: string, values: Record<string, string | number>, jobs: string[] = []) => ({
    id,
    values,
    repeats: { jobs: jobs.map((job, index) => ({ id: `${id}j${index}`, values: { job }, repeats: {} })) },
  });
  const draft = {
    form: 'form',
    version: '1',
    root: {
      id: 'root',
      values: {},
      repeats: {
        members: [
          instance('m1', { name: '王', pay: 0.1 }, ['a', 'b']),
          instance('m2', { name: '李', pay: 0.2 }, ['c']),
          instance('m3', { name: '张' }),
        ],
      },
    },
  };

  test('within an instance a name means this instance; outside it means all', () => {
    const survey = open(outside, { draft });
    const at = (id: string, key: string) => valueAt(survey, key, id);
    expect([at('m1', 'own'), at('m2', 'own'), at('m3', 'own')]).toEqual([0.2, 0.4, null]);
    expect(['total', 'people', 'jobsAll', 'second', 'secondJob', 'names', 'most', 'doubled'].map((key) => valueAt(survey, key))).toEqual([
      0.3,
      3,
      3,
      '李',
      'b',
      '王、李、张',
      0.2,
      0.6,
    ]);
    expect([at('m1', 'number'), at('m3', 'number'), at('m2', 'deep'), at('m2', 'all')]).toEqual([1, 3, 2, 3]);
    expect([at('m1', 'neighbour'), at('m2', 'neighbour'), at('m3', 'neighbour')]).toEqual([null, '王', '李']);
    expect([at('m2j0', 'who'), at('m1j1', 'path')]).toEqual([2, '1.2']);
  });
});

describe('what is wrong is said with its place', () => {
  const others = [
    question('integer', 'n'),
    question('text', 't'),
    question('date', 'd'),
    question('select_one', 's', { list: 'yn' }),
    question('select_multiple', 'm', { list: 'yn' }),
    question('image', 'photo'),
    group('g', [question('text', 'inG')]),
    repeat('r', [question('integer', 'inR'), repeat('rr', [question('text', 'inRR')])]),
  ];
  test.each([
    ['${nobody} + 1', 'unknownName', 0],
    ['1 + foo(2)', 'unknownFunction', 4],
    ['pulldata(1)', 'unknownFunction', 0],
    ['if(1, 2)', 'argumentCount', 0],
    ['round(1, 2, 3)', 'argumentCount', 0],
    ['coalesce()', 'argumentCount', 0],
    ["'abc' + 1", 'type', 0],
    ['${photo} * 2', 'type', 0],
    ['${m} + 1', 'type', 0],
    ['${s} + 1', 'type', 0],
    ["${n} = 'many'", 'type', 5],
    ["${d} > 'soon'", 'type', 5],
    ["${t} < 'a'", 'type', 5],
    ["selected(${n}, 'a')", 'type', 9],
    ["format-date('soon', '%Y')", 'type', 12],
    ['sum(5)', 'type', 4],
    ['sum(${photo})', 'type', 4],
    ['count(1 + 1)', 'type', 8],
    ['${g}', 'notAValue', 0],
    ['${r} + 1', 'notAValue', 0],
    ['sum(${r})', 'notAValue', 4],
    ['position(..)', 'needsRepeat', 9],
    ['position(1)', 'needsRepeat', 9],
    ['position(${r})', 'needsRepeat', 9],
    ['indexed-repeat(${n}, ${r}, 1)', 'needsRepeat', 15],
    ['indexed-repeat(${inR}, ${g}, 1)', 'needsRepeat', 23],
    ['indexed-repeat(${inRR}, ${r}, 1)', 'needsRepeat', 15],
    ['indexed-repeat(${inRR}, ${rr}, 1)', 'needsRepeat', 24],
    ['indexed-repeat(${inR}, ${r}, 1, 2)', 'argumentCount', 0],
    ["jr:choice-name(${n}, '${n}')", 'notASelect', 21],
    ["jr:choice-name(${s}, 's')", 'notASelect', 21],
    ["regex(${t}, '(')", 'badRegex', 12],
    ['. + 1', 'selfHere', 0],
    ['.. = 1', 'parentHere', 0],
    ['1 + once(2)', 'onceInside', 4],
    ['true', 'unknownName', 0],
    ["${s} = 'maybe'", 'unknownChoice', 5],
    ["selected(${m}, 'maybe')", 'unknownChoice', 15],
    ['${inR} + 1', 'firstOfMany', 0],
    ['counted-sum(${n})', 'notAValue', 12],
  ])('%s: %s', (expression, code, at) => {
    const faults = faultsOf([...others, calculate('result', expression)]);
    expect(faults[0]).toMatchObject({ name: 'result', column: 'calculation', code, at });
    expect(faults[0]?.index).toBe(12);
  });

  test('numeric choices may be computed with; unknown ones are named', () => {
    const lists = { n: [{ name: '1' }, { name: '2' }] };
    const pick = question('select_one', 'pick', { list: 'n' });
    expect(faultsOf([pick, calculate('a', '${pick} + 1'), calculate('b', '${pick} = 1')], lists)).toEqual([]);
    expect(faultsOf([pick, calculate('b', '${pick} = 3')], lists)).toMatchObject([{ code: 'unknownChoice', severity: 'warning' }]);
  });

  test('an item that does not count is left out of a counted sum', () => {
    const income = group('income', [
      question('decimal', 'wages', { default: '100' }),
      question('decimal', 'gift', { default: '50', countsInNetIncome: false }),
      question('text', 'note', { default: '9' }),
      group('more', [question('integer', 'rent', { default: '7' })]),
    ]);
    expect(computed('counted-sum(${income})', [income])).toBe(107);
  });
});
