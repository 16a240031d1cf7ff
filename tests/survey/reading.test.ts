// A check that was handed in is read in words, in the order of its form: at review, on paper, and years later.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Submission } from '../../src/domain/survey/answers.ts';
import { loadDefinition } from '../../src/domain/survey/load.ts';
import { type ReadItem, readingOf } from '../../src/domain/survey/reading.ts';
import { calculate, definition, group, question, repeat } from './support.ts';

const zh = (text: string) => ({ '中文 (zh)': text });
const items = [
  group(
    'household',
    [
      question('text', 'phone', { label: zh('联系电话') }),
      question('decimal', 'land', { label: zh('耕地'), unit: zh('亩') }),
      question('select_one', 'water', { label: zh('饮水安全'), list: 'yn' }),
      question('note', 'hint', { label: zh('请看水龙头') }),
      calculate('double', '1 + 1'),
    ],
    { label: zh('家庭情况') },
  ),
  repeat(
    'members',
    [
      question('text', 'name', { label: zh('姓名') }),
      question('select_multiple', 'health', { label: zh('${name}的健康'), list: 'health' }),
      repeat('jobs', [question('text', 'place', { label: zh('务工地') })], { label: zh('务工') }),
    ],
    { label: zh('家庭成员') },
  ),
];
const lists = {
  yn: [
    { name: 'yes', label: zh('安全') },
    { name: 'no', label: zh('不安全') },
  ],
  health: [
    { name: 'chronic', label: zh('长期慢性病') },
    { name: 'disabled', label: zh('残疾') },
  ],
};
const { form } = loadDefinition(definition(items, lists));
if (!form) throw new Error('the form of these stories is broken');

const submission: Submission = {
  form: 'form',
  version: '1',
  root: {
    id: 'root',
    values: { phone: '13800000000', water: 'no', double: 2 },
    unconfirmed: ['phone'],
    repeats: { members: [{ id: 'm1', values: { name: '王银环', health: ['chronic', 'disabled'] }, repeats: {}, unconfirmed: [] }] },
  },
};

const told = (read: readonly ReadItem[]): string[] =>
  read.flatMap((one) => {
    if (one.kind === 'row') return [`${one.label}：${one.text}${one.text && one.unit}`];
    if (one.kind === 'part') return [`【${one.label}】`, ...told(one.rows)];
    return [`〔${one.label}〕`, ...one.entries.flatMap((entry) => ['—', ...told(entry.rows)])];
  });

test('what was answered is read in words, section by section, person by person; what the form only reckons with is not shown', () => {
  expect(told(readingOf(form, submission, { rows: 'answered', language: 'zh' }))).toEqual([
    '【家庭情况】',
    '联系电话：13800000000',
    '饮水安全：不安全',
    '〔家庭成员〕',
    '—',
    '姓名：王银环',
    '王银环的健康：长期慢性病、残疾',
  ]);
});

test('what the archive said and nobody confirmed is marked', () => {
  const [part] = readingOf(form, submission, { rows: 'answered', language: 'zh' });
  expect(part?.kind === 'part' && part.rows.map((row) => row.kind === 'row' && row.unconfirmed)).toEqual([true, false]);
});

test('beside each answer stands what the archive said, person by person; somebody new has nothing beside', () => {
  const known = { phone: '13900000000', water: 'yes', members: [{ id: 'm1', name: '王银环', health: ['chronic'] }] };
  const read = readingOf(form, submission, { rows: 'answered', language: 'zh', known });
  const beside = (items: readonly ReadItem[]): string[] =>
    items.flatMap((one) =>
      one.kind === 'row' ? [one.before] : one.kind === 'part' ? beside(one.rows) : one.entries.flatMap((entry) => beside(entry.rows)),
    );
  expect(beside(read)).toEqual(['13900000000', '安全', '王银环', '长期慢性病']);
  const { members: _, ...others } = known;
  expect(beside(readingOf(form, submission, { rows: 'answered', language: 'zh', known: others })).slice(2)).toEqual(['', '']);
});

test('the blank sheet has every question, boxes to tick, and room for as many people as asked for', () => {
  const blank = readingOf(form, null, { rows: 'all', blankEntries: 2, language: 'zh' });
  expect(told(blank).filter((line) => line === '姓名：')).toHaveLength(2);
  const [part] = blank;
  const water = part?.kind === 'part' ? part.rows.find((row) => row.key === 'water') : undefined;
  expect(water?.kind === 'row' && water.options).toEqual([
    { label: '安全', chosen: false },
    { label: '不安全', chosen: false },
  ]);
});

test('a submission of another form is read as far as it fits, never with an error', () => {
  const value = fc.oneof(fc.string(), fc.double({ noNaN: true }), fc.array(fc.string({ maxLength: 5 }), { maxLength: 3 }));
  const values = fc.dictionary(fc.constantFrom('phone', 'water', 'health', 'name', 'toString', 'x'), value);
  const instance = fc.record({ id: fc.string(), values, repeats: fc.constant({}), unconfirmed: fc.array(fc.string()) });
  const root = fc.record({
    id: fc.string(),
    values,
    repeats: fc.dictionary(fc.constantFrom('members', 'jobs', '__proto__'), fc.array(instance, { maxLength: 3 })),
    unconfirmed: fc.array(fc.string()),
  });
  fc.assert(
    fc.property(root, fc.constantFrom('answered' as const, 'all' as const), (one, rows) => {
      readingOf(form, { form: 'other', version: '9', root: one }, { rows, language: 'en', blankEntries: 1 });
    }),
  );
});
