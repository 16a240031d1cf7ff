// The official sheet on paper: everything that was answered stands on it, boxes are ticked, nothing runs off a page, and the PDF that a phone shares opens.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ReadItem } from '../../src/domain/survey/reading.ts';
import { layOutPages, type Mark, PAGE, wrap } from '../../src/paper/lay-out-pages.ts';
import { pdfOfPictures } from '../../src/paper/pdf-of-pictures.ts';
import { promiseLetter } from '../../src/paper/promise-letter.ts';
import type { Sheet } from '../../src/paper/sheet.ts';
import { type SurveyHead, surveySheet } from '../../src/paper/survey-sheet.ts';
import { en } from '../../src/words/paper/en.ts';
import { zh } from '../../src/words/paper/zh.ts';

/** Every letter as wide as it is high: a Chinese printer's square. */
const measure = (text: string, size: number): number => [...text].length * size;

const row = (label: string, text: string, more: object = {}): ReadItem => ({
  kind: 'row',
  instanceId: 'root',
  key: label,
  label,
  text,
  unit: '',
  value: text,
  before: '',
  unconfirmed: false,
  options: [],
  ...more,
});

const head: SurveyHead = {
  place: '安峪镇安峪村',
  headName: '王银环',
  visitedOn: '2026年11月22日',
  handedInBy: '李采集',
  visitors: '李采集、赵组长',
  respondent: '王银环',
  residency: '农户',
  include: '不纳入',
  category: '',
  reason: '费用已报销救助',
  summary: '相关费用已报销。',
  explanations: [{ remark: '家庭联系电话不像手机号', kind: 'explained', text: '是座机' }],
  signatures: {},
  sample: true,
};

const items: ReadItem[] = [
  {
    kind: 'part',
    instanceId: 'root',
    key: 'household',
    label: '家庭情况',
    appearance: '',
    rows: [
      row('联系电话', '0359-6522222'),
      row('耕地', '3.5', { unit: '亩', unconfirmed: true }),
      row('入户路', '水泥路', {
        options: [
          { label: '泥土路', chosen: false },
          { label: '水泥路', chosen: true },
        ],
      }),
    ],
  },
  { kind: 'list', instanceId: 'root', key: 'members', label: '家庭成员', entries: [{ id: 'm', rows: [row('姓名', '王银环')] }] },
];

const textsOf = (sheet: Sheet): string[] =>
  sheet.blocks.flatMap((block) => {
    if (block.kind === 'row') return block.cells.map((cell) => cell.text);
    return block.kind === 'sign' ? block.places.map((place) => place.label) : [block.text];
  });

describe('the filled sheet', () => {
  const texts = textsOf(surveySheet(items, head, zh.survey));
  test('has the answers with their units, the boxes ticked, what nobody confirmed marked, the result and what was said to the remarks', () => {
    expect(texts).toEqual(
      expect.arrayContaining([
        '0359-6522222',
        '3.5 亩（档案所载，未核实）',
        '☐泥土路　☑水泥路',
        '家庭成员 1',
        '不纳入',
        '费用已报销救助',
        '家庭联系电话不像手机号 是座机',
      ]),
    );
  });
  test('says that a demonstration household is none of the real ones', () => {
    expect(surveySheet(items, head, zh.survey).subtitle).toBe('演示数据，不是真实农户');
    expect(surveySheet(items, { ...head, sample: false }, zh.survey).subtitle).toBe('');
  });
  test('asks for no category where there is none', () => {
    expect(texts).not.toContain(zh.survey.category);
    expect(textsOf(surveySheet(items, null, zh.survey))).toContain(zh.survey.category);
  });
});

test('the letter names its people, and keeps room for adults who are not known', () => {
  const letter = promiseLetter(
    { place: '绛县', head: { name: '王银环', idNumber: '', relation: '户主' }, adults: [{ name: '李小山', idNumber: '', relation: '子' }] },
    zh.letter,
    '防止返贫监测对象',
  );
  const texts = textsOf(letter);
  expect(texts.some((text) => text.includes('王银环') && text.includes('＿＿＿'))).toBe(true);
  expect(texts).toContain('李小山');
  expect(texts.some((text) => text.includes('申请纳入防止返贫监测对象'))).toBe(true);
  expect(promiseLetter({ place: '', head: { name: '', idNumber: '', relation: '' }, adults: [] }, en.letter, '').blocks.length).toBeGreaterThan(8);
});

describe('on A4', () => {
  const inside = (mark: Mark): boolean => mark.y >= 0 && mark.y <= PAGE.height && mark.x >= 0 && mark.x <= PAGE.width;

  test('no text, box or line lies outside the page, however long the answers are', () => {
    const text = fc.string({ maxLength: 2000, size: 'max', unit: fc.constantFrom('王', '长', 'a', '1', ' ', '\n', '，') });
    fc.assert(
      fc.property(fc.array(fc.tuple(text, text), { maxLength: 60 }), (rows) => {
        const sheet = surveySheet(
          rows.map(([label, answer]) => row(label, answer)),
          head,
          zh.survey,
        );
        const pages = layOutPages(sheet, measure, zh.page);
        return pages.every((marks) =>
          marks.every(
            (mark) =>
              inside(mark) && (mark.kind !== 'text' || mark.centre || mark.x + measure(mark.text, mark.size) <= PAGE.width - PAGE.margin + 30),
          ),
        );
      }),
      { numRuns: 60 },
    );
  });

  test('a heading never stands alone at the end of a page', () => {
    for (let lines = 1; lines < 60; lines++) {
      const blocks: Sheet['blocks'] = [
        ...Array.from({ length: lines }, () => ({ kind: 'text' as const, text: '一行' })),
        { kind: 'heading', text: '家庭成员', level: 2 },
        { kind: 'text', text: '其后' },
      ];
      const pages = layOutPages({ title: '表', subtitle: '', blocks }, measure, zh.page);
      const pageOf = (text: string): number => pages.findIndex((marks) => marks.some((mark) => mark.kind === 'text' && mark.text === text));
      expect(pageOf('家庭成员')).toBe(pageOf('其后'));
    }
  });

  test('every page says which of how many it is', () => {
    const pages = layOutPages(
      { title: '表', subtitle: '', blocks: Array.from({ length: 120 }, () => ({ kind: 'text', text: '一行' })) },
      measure,
      zh.page,
    );
    expect(pages.length).toBeGreaterThan(2);
    for (const [index, marks] of pages.entries()) expect(marks.at(-1)).toMatchObject({ text: `第 ${index + 1} 页，共 ${pages.length} 页` });
  });

  test('Chinese breaks anywhere, a number stays whole, and nothing is lost in breaking', () => {
    expect(wrap('电话13800000000号', 120, (text) => measure(text, 10))).toEqual(['电话', '13800000000号']);
    fc.assert(
      fc.property(fc.string({ maxLength: 200 }), fc.integer({ min: 10, max: 400 }), (text, width) => {
        const plain = (one: string): string => one.replace(/\s/g, '');
        return plain(wrap(text, width, (one) => measure(one, 10)).join('')) === plain(text);
      }),
    );
  });
});

test('the PDF finds each of its objects where its table says, and carries the pictures untouched', () => {
  const jpeg = (seed: number): Uint8Array => Uint8Array.from({ length: 500 + seed }, (_, index) => (index * seed) % 256);
  const bytes = pdfOfPictures([
    { jpeg: jpeg(3), width: 1240, height: 1754 },
    { jpeg: jpeg(7), width: 1240, height: 1754 },
  ]);
  const text = Buffer.from(bytes).toString('latin1');
  const start = Number(/startxref\n(\d+)\n%%EOF\n$/.exec(text)?.[1]);
  expect(text.slice(start, start + 4)).toBe('xref');
  const entries = [...text.slice(start).matchAll(/^(\d{10}) 00000 n $/gm)].map((match) => Number(match[1]));
  expect(entries).toHaveLength(8);
  for (const [index, offset] of entries.entries()) expect(text.slice(offset, offset + 8)).toContain(`${index + 1} 0 obj`);
  expect(text).toContain('/Count 2');
  expect(text.includes(Buffer.from(jpeg(7)).toString('latin1'))).toBe(true);
});
