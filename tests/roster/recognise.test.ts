// Lists as they are laid out on paper: headers of two rows, headings in between, columns nobody named.
import { expect, test } from 'vitest';
import { previewRoster } from '../../src/domain/roster/preview-roster.ts';
import type { RosterSheet } from '../../src/domain/roster/roster.ts';
import { soundsOf } from '../matching/county.ts';
import { context, idNumber } from '../sheets/files.ts';

const sheet = (cells: string[][], merges: RosterSheet['merges'] = [], name = 'Sheet1'): RosterSheet => ({
  name,
  hidden: false,
  cells,
  merges,
  numeric: new Set(),
});
const preview = (cells: string[][], merges: RosterSheet['merges'] = [], fileName = '名单.xlsx') =>
  previewRoster(fileName, [sheet(cells, merges)], context, soundsOf);

test('a header of two rows, the upper one spanning', () => {
  const { columns, rows, sheets } = preview(
    [
      ['绛县疑似辍学学生名单', '', '', '', '', ''],
      ['序号', '学生信息', '', '家庭住址', '', '联系电话'],
      ['', '学生姓名', '身份证号', '乡镇', '村', ''],
      ['1', '王小明', idNumber(1), '古绛镇', '东关村', '13800000000'],
    ],
    [
      { top: 0, left: 0, bottom: 0, right: 5 },
      { top: 1, left: 0, bottom: 2, right: 0 },
      { top: 1, left: 1, bottom: 1, right: 2 },
      { top: 1, left: 3, bottom: 1, right: 4 },
      { top: 1, left: 5, bottom: 2, right: 5 },
    ],
  );
  expect(columns.map((column) => column.role)).toEqual(['ignore', 'personName', 'idNumber', 'township', 'village', 'phone']);
  expect(sheets[0]?.headerRow).toBe(2);
  expect(rows).toHaveLength(1);
  expect(rows[0]).toMatchObject({ row: 4, match: { outcome: 'matched', villageName: '东关村' }, person: { indicator: 'out-of-school' } });
});

test('同上 means what stands above; subtotals, repeated headers and blank lines are no people', () => {
  const head = ['姓名', '证件号码', '镇', '村', '自付金额（万元）'];
  const { rows } = preview([
    head,
    ['王一', idNumber(1), '古绛镇', '东关村', '1.8'],
    ['王二', idNumber(2), '同上', '〃', '2.5'],
    ['小计', '', '', '', '4.3'],
    [],
    head,
    ['王三', idNumber(3), '大交镇', '大郡村', '0.7'],
    ['总计', '', '', '', '5.0'],
    ['注：以上数据由医保系统导出，仅供核查使用，请妥善保管', '', '', '', ''],
  ]);
  expect(rows.map((row) => [row.row, row.person.personName, row.match.villageName, row.person.amount])).toEqual([
    [2, '王一', '东关村', 18000],
    [3, '王二', '东关村', 25000],
    [7, '王三', '大郡村', 7000],
  ]);
});

test('without any header the data speak for themselves', () => {
  const { columns, sheets, rows } = preview([
    ['古绛镇', '东关村', '王小明', idNumber(1), '13800000001'],
    ['大交镇', '大交', '李大山', idNumber(2), '13800000002'],
    ['郝庄乡', '南庄', '张三', idNumber(3), '13800000003'],
  ]);
  expect(sheets[0]?.headerRow).toBeNull();
  expect(columns.map((column) => column.role)).toEqual(['township', 'village', 'personName', 'idNumber', 'phone']);
  expect(rows.map((row) => row.match.outcome)).toEqual(['matched', 'matched', 'matched']);
});

test('indicator and period come from the file name when the sheet is silent', () => {
  const cells = [
    ['姓名', '身份证号', '地址'],
    ['王一', idNumber(1), '绛县古绛镇东关村三组'],
  ];
  expect(preview(cells, [], '2026年9月医疗自付预警.xlsx')).toMatchObject({ indicator: 'medical-self-paid', period: '202609' });
  expect(preview(cells, [], '名单.xlsx')).toMatchObject({ indicator: '', period: '' });
});

test('a person without name is faulty; one without a number is only noted', () => {
  const { rows } = preview([
    ['姓名', '身份证号', '村'],
    ['', idNumber(1), '东关村'],
    ['王二', '', '东关村'],
  ]);
  expect(rows.map((row) => row.faults)).toEqual([['没有姓名'], []]);
  expect(rows[1]?.notes).toContain('没有身份证号');
});
