// A definition is loaded or refused, and a refusal names the item, the column and the place.
import { describe, expect, test } from 'vitest';
import { Definition, definitionHash, isExpressionDefault, languageNamed, textIn } from '../../src/domain/survey/definition.ts';
import { loadDefinition } from '../../src/domain/survey/load.ts';
import { orderUnits } from '../../src/domain/survey/order.ts';
import { calculate, definition, faultsOf, formOf, group, question, repeat } from './support.ts';

describe('circles', () => {
  test('two calculations that need each other', () => {
    expect(faultsOf([calculate('a', '${b} + 1'), calculate('b', '${a} + 1')])).toMatchObject([
      { code: 'cycle', column: 'calculation', detail: 'a → b → a' },
    ]);
  });
  test('a calculation that needs itself, a question that hides itself, a group hidden by what is in it', () => {
    expect(faultsOf([calculate('a', '${a} + 1')])).toMatchObject([{ index: 0, code: 'cycle', detail: 'a → a' }]);
    expect(faultsOf([question('text', 'a', { relevant: "${a} = 'x'" })])).toMatchObject([{ index: 0, code: 'cycle', column: 'relevant' }]);
    expect(faultsOf([question('text', 'z'), group('g', [question('text', 'a')], { relevant: "${a} = 'x'" })])).toMatchObject([
      { index: 1, code: 'cycle', column: 'relevant' },
    ]);
  });
  test('a relevance and a calculation in a ring, through a repeat and its count', () => {
    expect(faultsOf([question('integer', 'a', { relevant: '${total} > 1' }), calculate('total', '${a} * 2')])).toMatchObject([{ code: 'cycle' }]);
    expect(faultsOf([repeat('r', [question('integer', 'x')], { count: 'sum(${x})' })])).toMatchObject([
      { index: 0, code: 'cycle', column: 'repeat_count' },
    ]);
    expect(faultsOf([repeat('r', [calculate('x', '${total} + 1')]), calculate('total', 'sum(${x})')])).toMatchObject([{ code: 'cycle' }]);
  });
  test('a constraint, a hint and a required mark may look at anything: nothing depends on them', () => {
    expect(
      faultsOf([
        question('integer', 'a', { constraint: '. > ${b}', required: '${b} > 1' }),
        question('integer', 'b', { constraint: '. < ${a}', label: { x: '${a}' } }),
      ]),
    ).toEqual([]);
  });
  test('a chain of three thousand calculations has an order', () => {
    const chain = Array.from({ length: 1500 }, (_, index) => calculate(`c${index}`, index === 1499 ? '1' : `\${c${index + 1}} + 1`));
    expect(faultsOf(chain)).toEqual([]);
    expect([...orderUnits([[{ unit: 1, column: '' }], []]).unitAtRank]).toEqual([1, 0]);
  });
});

describe('names and lists', () => {
  test('the same name twice in a group is refused; in two groups it is fine until somebody asks for it', () => {
    expect(faultsOf([question('text', 'a'), question('text', 'a')])).toMatchObject([{ index: 1, code: 'duplicateName' }]);
    const twice = [group('g', [question('text', 'a')]), group('h', [question('text', 'a')])];
    expect(formOf(twice).nodes.map((node) => node.key)).toEqual(['g', 'g/a', 'h', 'h/a']);
    expect(faultsOf([...twice, calculate('c', '${a}')])).toMatchObject([{ index: 4, code: 'ambiguousName', detail: 'a' }]);
  });
  test('a name that a household and its members both have is the name of each: they live in instances of their own', () => {
    const both = formOf([group('home', [question('text', 'phone')]), repeat('members', [group('person', [question('text', 'phone')])])]);
    expect(both.nodes.map((node) => node.key)).toEqual(['home', 'phone', 'members', 'person', 'phone']);
    expect(faultsOf([question('text', 'a'), repeat('r', [question('text', 'a')]), calculate('c', '${a}')])).toMatchObject([
      { code: 'ambiguousName' },
    ]);
  });
  test('names that every object has are refused', () => {
    expect(faultsOf([question('text', 'constructor'), question('text', 'toString')])).toMatchObject([
      { code: 'reservedName' },
      { code: 'reservedName' },
    ]);
  });
  test('lists: missing, unknown, empty, a choice twice, a space where several are chosen', () => {
    expect(faultsOf([question('select_one', 'a')])).toMatchObject([{ code: 'missingList' }]);
    expect(faultsOf([question('select_one', 'a', { list: 'nix' })])).toMatchObject([{ code: 'unknownList', detail: 'nix' }]);
    expect(faultsOf([question('select_one', 'a', { list: 'e' })], { e: [] })).toMatchObject([{ code: 'emptyList' }]);
    expect(faultsOf([question('text', 'a')], { e: [{ name: 'x' }, { name: 'x' }] })).toMatchObject([
      { index: null, name: 'e', code: 'duplicateChoice', detail: 'x' },
    ]);
    const spaced = { e: [{ name: 'x y' }] };
    expect(faultsOf([question('select_multiple', 'a', { list: 'e' })], spaced)).toMatchObject([{ code: 'choiceWithSpace' }]);
    expect(faultsOf([question('select_one', 'a', { list: 'e' })], spaced)).toEqual([]);
  });
  test('a choice filter knows the columns of its list', () => {
    const lists = { towns: [{ name: 't1', attributes: { county: 'c1' } }] };
    expect(faultsOf([question('select_one', 'a', { list: 'towns', choiceFilter: "county = 'c1'" })], lists)).toEqual([]);
    expect(faultsOf([question('select_one', 'a', { list: 'towns', choiceFilter: "province = 'c1'" })], lists)).toMatchObject([
      { code: 'unknownColumn', column: 'choice_filter', at: 0, detail: 'province' },
    ]);
    const more = { ...lists, plain: [{ name: 'p' }] };
    expect(faultsOf([question('select_one', 'a', { list: 'plain', choiceFilter: "county = ''" })], more)).toEqual([]);
  });
  test('choices made of answers come from a question in a repeat', () => {
    const people = repeat('people', [question('text', 'name')]);
    expect(faultsOf([people, question('select_one', 'who', { list: '${name}' }), calculate('c', "${who} = '王'")])).toEqual([]);
    expect(faultsOf([question('text', 'name'), question('select_one', 'who', { list: '${name}' })])).toMatchObject([
      { index: 1, code: 'needsRepeat', column: 'type' },
    ]);
    expect(faultsOf([people, question('select_one', 'who', { list: '${people}' })])).toMatchObject([{ code: 'needsRepeat' }]);
    expect(faultsOf([people, question('select_one', 'who', { list: '${name}', choiceFilter: '1 = 1' })])).toMatchObject([
      { code: 'filterOfAnswers' },
    ]);
  });
  test('an empty group is said, and does no harm', () => {
    expect(faultsOf([group('g', [])])).toMatchObject([{ code: 'emptyGroup', severity: 'warning' }]);
  });
  test('or_other brings a text question that may be asked for', () => {
    const form = formOf([question('select_one', 'a', { list: 'yn', orOther: true }), calculate('c', '${a_other}')]);
    expect(form.nodes.map((node) => node.key)).toEqual(['a', 'c', 'a_other']);
  });
  test('a computed value must suit its question', () => {
    expect(faultsOf([question('integer', 'a', { calculation: '1 = 1' })])).toMatchObject([{ code: 'type', column: 'calculation' }]);
    expect(faultsOf([question('date', 'a', { calculation: '1 + 1' })])).toMatchObject([{ code: 'type', column: 'calculation' }]);
    expect(faultsOf([question('date', 'a', { calculation: 'date(today() + 1)' })])).toEqual([]);
  });
  test('a name that nobody has, in a label, is found too', () => {
    expect(faultsOf([question('text', 'a', { label: { zh: '${nobody} 好' } })])).toMatchObject([
      { code: 'unknownName', column: 'label', detail: 'nobody' },
    ]);
  });
});

describe('the document', () => {
  const plain = definition([question('text', 'a')]);
  test('is refused with a field that this version does not know', () => {
    expect(Definition.safeParse({ ...plain, colour: 'red' }).success).toBe(false);
    expect(Definition.safeParse({ ...plain, items: [{ ...question('text', 'a'), colour: 'red' }] }).success).toBe(false);
    expect(Definition.safeParse({ ...plain, format: 2 }).success).toBe(false);
    expect(Definition.safeParse({ ...plain, items: [question('text', '1a')] }).success).toBe(false);
    expect(Definition.safeParse({ ...plain, items: [group('g', [repeat('r', [question('text', '户主')])])] }).success).toBe(true);
  });
  test('its hash is of its content, whatever the order of its keys', async () => {
    const digest = async (text: string): Promise<string> => text;
    const turned = Object.fromEntries(Object.entries(plain).reverse()) as Definition;
    expect(await definitionHash(turned, digest)).toBe(await definitionHash(plain, digest));
    expect(await definitionHash({ ...plain, version: '2' }, digest)).not.toBe(await definitionHash(plain, digest));
  });
  test('loading never changes it', () => {
    const frozen = JSON.stringify(plain);
    loadDefinition(plain);
    expect(JSON.stringify(plain)).toBe(frozen);
  });
  test('languages are found by their code; texts fall back', () => {
    expect([languageNamed(plain, 'en'), languageNamed(plain, 'fr'), languageNamed(plain, '中文 (zh)')]).toEqual([
      'English (en)',
      '中文 (zh)',
      '中文 (zh)',
    ]);
    expect([textIn({ a: 'A' }, 'b', ['c', 'a']), textIn(undefined, 'b', []), textIn({ b: '' }, 'b', ['b'])]).toEqual(['A', '', '']);
  });
  test('which defaults are expressions', () => {
    const of = (type: Parameters<typeof question>[0], text: string | undefined): boolean =>
      isExpressionDefault(question(type, 'a', { default: text }));
    expect([
      of('text', 'a-b'),
      of('text', '${b}'),
      of('date', '2026-01-01'),
      of('date', 'today()'),
      of('integer', '5'),
      of('integer', '1 + 1'),
      of('text', undefined),
    ]).toEqual([false, true, false, true, false, true, false]);
  });
});
