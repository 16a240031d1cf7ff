// The official survey as a definition: it loads, says everything in both languages, and its names are those that the rules and the archive use.
import { readFileSync } from 'node:fs';
import { customPinyin, pinyin } from 'pinyin-pro';
import { describe, expect, test } from 'vitest';
import { RELATIONS } from '../../src/domain/household.ts';
import { INCOME_PARTS } from '../../src/domain/official/codes.ts';
import { OFFICIAL_SURVEY } from '../../src/domain/official/survey.ts';
import { Definition, type Item } from '../../src/domain/survey/definition.ts';
import type { FormNode } from '../../src/domain/survey/form.ts';
import { loadDefinition } from '../../src/domain/survey/load.ts';
import { exportXlsForm } from '../../src/domain/survey/xlsform/export.ts';
import { importXlsForm } from '../../src/domain/survey/xlsform/import.ts';
import { formHash } from '../../src/wire/form-hash.ts';

const flat = (items: readonly Item[]): Item[] => items.flatMap((item) => (item.kind === 'question' ? [item] : [item, ...flat(item.items)]));
const all = flat(OFFICIAL_SURVEY.items);

test('it is a definition, and it loads without a fault or a warning', () => {
  expect(Definition.parse(OFFICIAL_SURVEY)).toEqual(OFFICIAL_SURVEY);
  expect(loadDefinition(OFFICIAL_SURVEY).faults).toEqual([]);
});

test('every answer keeps its own name: no key is made of a path', () => {
  const { form } = loadDefinition(OFFICIAL_SURVEY);
  expect(form?.nodes.map((node: FormNode) => node.key).filter((key) => key.includes('/'))).toEqual([]);
});

test('whatever is asked has its words in Chinese and in English, and is prefilled from the field of its name', () => {
  for (const item of all) {
    if (item.kind === 'question' && (item.type === 'calculate' || item.type === 'hidden')) continue;
    for (const text of [item.label, item.hint, ...(item.kind === 'question' ? [item.unit, item.constraintMessage, item.requiredMessage] : [])])
      if (text || text === item.label) expect(Object.keys(text ?? {}), item.name).toEqual(OFFICIAL_SURVEY.languages);
    if (item.kind !== 'group') expect(item.prefill).toBe(item.name);
  }
  for (const [list, choices] of Object.entries(OFFICIAL_SURVEY.lists))
    for (const { name, label } of choices) expect(Object.keys(label ?? {}), `${list} ${name}`).toEqual(OFFICIAL_SURVEY.languages);
});

test('whatever can be refused says why', () => {
  for (const item of all) {
    if (item.kind !== 'question') continue;
    expect(item.constraintMessage === undefined, item.name).toBe(item.constraint === undefined);
    expect(item.requiredMessage === undefined, item.name).toBe(item.required === undefined);
  }
});

test('the steps stand in the order of the form', () => {
  const steps = OFFICIAL_SURVEY.items.filter((item) => item.kind === 'group');
  expect(steps.map((step) => step.appearance)).toEqual(['household', 'members', 'guarantees', 'income', 'risks', 'measures']);
});

test('every income item is asked in 元 and says whether it counts', () => {
  for (const [part, items] of Object.entries(INCOME_PARTS))
    for (const name of items) {
      const question = all.find((item) => item.name === name);
      expect(question).toMatchObject({
        type: 'decimal',
        unit: { '中文 (zh)': '元' },
        countsInNetIncome: part !== 'claims' && part !== 'selfPaid',
      });
    }
});

test('written out as an XLSForm workbook and read in again it is the same, without a remark', () => {
  const { definition, problems } = importXlsForm(exportXlsForm(OFFICIAL_SURVEY), { id: 'x', version: 'x', title: 'x' });
  expect(problems).toEqual([]);
  expect(definition).toEqual(OFFICIAL_SURVEY);
});

test('a changed survey is a new version: drafts find their form by it', async () => {
  // Whoever changes the survey once it has been in somebody's hands gives it another version, and both a new line here; before that, only the hash.
  expect([OFFICIAL_SURVEY.version, await formHash(OFFICIAL_SURVEY)]).toEqual([
    '2026.1',
    '02ab1295c0cd2971aeacea4b1f4bf8b958c0ec51b92df742ad2fdfa7c4d9a323',
  ]);
});

test('its hash names its content', async () => {
  const hash = await formHash(OFFICIAL_SURVEY);
  expect(await formHash(JSON.parse(JSON.stringify(OFFICIAL_SURVEY)) as Definition)).toBe(hash);
  expect(await formHash({ ...OFFICIAL_SURVEY, version: 'another' })).not.toBe(hash);
});

describe('option lists', () => {
  const { lists } = OFFICIAL_SURVEY;
  const names = (list: string): string[] => (lists[list] ?? []).map(({ name }) => name);
  const words = (list: string, name: string): string => lists[list]?.find((choice) => choice.name === name)?.label?.['中文 (zh)'] ?? '';

  test('every list is asked for, and every list that is asked for is there', () => {
    const asked = new Set(all.flatMap((item) => (item.kind === 'question' && item.list ? [item.list] : [])));
    expect([...asked].sort()).toEqual(Object.keys(lists).sort());
  });

  test('ethnic groups and relations are those of the standards', () => {
    expect(names('ethnicGroups')).toEqual(Array.from({ length: 56 }, (_, index) => String(index + 1).padStart(2, '0')));
    expect(['01', '05', '15', '56'].map((code) => words('ethnicGroups', code))).toEqual(['汉族', '维吾尔族', '土家族', '基诺族']);
    expect(Object.fromEntries((lists.relations ?? []).map(({ name }) => [name, words('relations', name)]))).toEqual(RELATIONS);
    expect(names('relations')[0]).toBe('02');
  });

  test('places: every county and prefecture of Shanxi as the divisions name it, each place once, its level and province by its code', () => {
    const divisions = readFileSync(new URL('../../data/divisions-shanxi.csv', import.meta.url), 'utf8')
      .trim()
      .split('\n')
      .slice(1);
    const rows = divisions
      .map((line) => line.split(',') as [string, string, string, string])
      .filter(([, , level]) => level === 'county' || level === 'prefecture');
    const nameOf = new Map(rows.map(([code, , , name]) => [code.slice(0, 6), name]));
    for (const [code, parent, level, name] of rows) {
      const short = code.slice(0, 6);
      expect(words('places', short)).toBe(level === 'county' ? `${nameOf.get(parent.slice(0, 6))}${name}` : name);
    }
    for (const { name, attributes } of lists.places ?? []) {
      const level = name.endsWith('0000') ? 'province' : name.endsWith('00') ? 'prefecture' : 'county';
      expect(attributes).toMatchObject({ level, province: name.slice(0, 2), prefecture: name.slice(0, 4) });
    }
    expect(names('places').filter((code) => code.startsWith('14')).length).toBe(rows.length + 1);
    expect(names('places').filter((code) => code.endsWith('0000')).length).toBe(34);
    expect(words('places', '440300')).toBe('广东省深圳市');
  });

  /** Read otherwise than the dictionary reads them. */
  const READINGS: Record<string, string> = { 洪洞: 'hóng tóng', 繁峙: 'fán shì', 长子: 'zhǎng zǐ', 长治: 'cháng zhì', 万柏林: 'wàn bǎi lín' };

  test.each(['places', 'ethnicGroups', 'trades'])('%s are found by their pinyin', (list) => {
    customPinyin(READINGS);
    for (const { name, label, attributes } of lists[list] ?? []) {
      const text = label?.['中文 (zh)'] ?? '';
      // A place's label begins with what it lies in; people search by its own name.
      const around = [`${attributes?.prefecture}00`, `${attributes?.province}0000`].map((code) => words('places', code));
      const above = around.find((other) => other !== '' && other !== text && text.startsWith(other)) ?? '';
      const own = pinyin(text.slice(above.length), { toneType: 'none', type: 'array', v: true }).filter((syllable) => /^[a-z]+$/.test(syllable));
      expect(attributes?.pinyin, `${name} ${text}`).toBe(own.join(' '));
      expect(attributes?.initials).toBe(own.map((syllable) => syllable.charAt(0)).join(''));
    }
  });
});
