// Cells, headers and periods as offices write them.
import { describe, expect, test } from 'vitest';
import { cleanAmount, cleanIdNumber, cleanName, cleanPhone } from '../../src/domain/roster/clean-cell.ts';
import { isClosingRow, roleOfHeader } from '../../src/domain/roster/header-words.ts';
import { indicatorIn } from '../../src/domain/roster/indicator-words.ts';
import { readPeriod } from '../../src/domain/roster/period.ts';

test.each([
  ['18,432.00元', 18432],
  ['１８，４３２．５', 18432.5],
  ['1.2万', 12000],
  ['1.2万元', 12000],
  ['约3万余元', 30000],
  ['￥5000', 5000],
  ['12000.1', 12000.1],
  ['5千元', 5000],
  ['0', 0],
])('%s is %d yuan', (text, yuan) => expect(cleanAmount(text)).toEqual({ amount: yuan, note: '' }));

test('figures below 万元 are ten thousands; a range or a word is not read and said', () => {
  expect(cleanAmount('1.84', true).amount).toBe(18400);
  for (const text of ['5000-6000', '很多', '1.2.3', '-300']) {
    expect(cleanAmount(text).amount).toBeNull();
    expect(cleanAmount(text).note).toContain(text);
  }
});

test.each([
  ['2026年第三季度个人自付费用较高人员名单', '2026Q3'],
  ['2026年3季度', '2026Q3'],
  ['二〇二六年三季度', '2026Q3'],
  ['2026Q4', '2026Q4'],
  ['2026年7-9月', '2026Q3'],
  ['2026年1-9月', '202609'],
  ['2026年9月', '202609'],
  ['2026-09', '202609'],
  ['2026.9', '202609'],
  ['202609', '202609'],
  ['2026年十一月', '202611'],
  ['2026年1-12月', '2026'],
  ['2026年度', '2026'],
  ['名单', ''],
])('%s → %s', (text, period) => expect(readPeriod(text)).toBe(period));

test('a quarter without its year takes the year of the title', () => expect(readPeriod('三季度', '2026')).toBe('2026Q3'));

describe('headers', () => {
  test.each([
    ['姓名', 'personName'],
    ['患者姓名', 'personName'],
    ['学生姓名', 'personName'],
    ['户主', 'headName'],
    ['户主姓名', 'headName'],
    ['身份证号码', 'idNumber'],
    ['公民身份号码', 'idNumber'],
    ['证件号', 'idNumber'],
    ['残疾证号', 'certificate'],
    ['残疾人证号', 'certificate'],
    ['所在乡镇', 'township'],
    ['乡（镇）', 'township'],
    ['镇', 'township'],
    ['村', 'village'],
    ['行政村', 'village'],
    ['村（社区）', 'village'],
    ['家庭住址', 'place'],
    ['现住址', 'place'],
    ['户籍地址', 'place'],
    ['自然村', 'group'],
    ['自付金额', 'amount'],
    ['个人负担（元）', 'amount'],
    ['金额', 'amount'],
    ['指标', 'indicator'],
    ['期间', 'period'],
    ['联系电话', 'phone'],
    ['序号', 'ignore'],
    ['与户主关系', 'ignore'],
    ['监护人姓名', 'ignore'],
    ['报销金额', 'ignore'],
  ])('%s is %s', (header, role) => expect(roleOfHeader(header)?.role).toBe(role));

  test.each(['合计', '填表人：张三审核人：李四', '制表日期：2026年10月8日', '注：以上数据来自系统', '单位负责人：'])('%s belongs to nobody', (text) =>
    expect(isClosingRow(text)).toBe(true),
  );
  test('a row of data is not taken for a signature', () => expect(isClosingRow('1古绛镇东关村王小明5000')).toBe(false));
});

test('numbers, names and phones are cleaned, and what is wrong is said', () => {
  expect(cleanIdNumber("'11010519491231002x", false)).toEqual({ idNumber: '11010519491231002X', text: '11010519491231002X', fault: '' });
  expect(cleanIdNumber('１１０１０５　１９４９１２３１００２Ｘ', false).idNumber).toBe('11010519491231002X');
  expect(cleanIdNumber('110105194912310021', false).fault).toContain('校验码');
  expect(cleanIdNumber('110105491231002', false).fault).toContain('15 位');
  expect(cleanIdNumber('1101051949', false).fault).toContain('现在 10 位');
  expect(cleanIdNumber('110105194912310000', true)).toMatchObject({ idNumber: '', fault: expect.stringContaining('末三位被 Excel 改成 000') });
  expect(cleanIdNumber('110105194912310030', true).fault).toContain('末位被 Excel 改成 0');
  expect(cleanName(' 张 三 ')).toBe('张三');
  expect(cleanName('阿依古丽•买买提')).toBe('阿依古丽·买买提');
  expect(cleanPhone('+86 138-0000-0000')).toEqual({ phone: '13800000000', note: '' });
  expect(cleanPhone('138000').note).not.toBe('');
});

test('the longest word decides the indicator; two that tie decide nothing', () => {
  const one = { code: 'a', department: 'yibao' as const, label: '医疗自付费用', words: ['自付'], threshold: null };
  const two = { code: 'b', department: 'jiaoyu' as const, label: '教育自付费用', words: ['教育'], threshold: null };
  expect(indicatorIn('2026年教育自付费用名单', [one, two])?.code).toBe('b');
  expect(indicatorIn('自付与教育', [one, two])).toBeNull();
  expect(indicatorIn('别的', [one, two])).toBeNull();
});
