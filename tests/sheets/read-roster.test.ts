// Files from departments, read as they come: every kind of file, every mess, and what can't be read said plainly.
import { truncateSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { RosterPreview } from '../../src/domain/roster/roster.ts';
import { readRoster } from '../../src/server/sheets/read-roster.ts';
import type { ReadingLimits } from '../../src/server/sheets/reading.ts';
import { packed } from '../support/packed.ts';
import { context, csv, type Grid, gb18030, idNumber, onDisk, webPage, workbook } from './files.ts';

async function read(bytes: Uint8Array | string, name: string, limits: Partial<ReadingLimits> = {}): Promise<RosterPreview> {
  const reading = await readRoster(onDisk(bytes, name), context, undefined, undefined, limits);
  if (reading.outcome === 'failed') throw new Error(reading.message);
  return reading.preview;
}

const title = '2026年第三季度个人自付费用较高人员名单';
const messy: Grid = [
  [title, null, null, null, null, null],
  ['填报单位：绛县医疗保障局', null, null, '单位：元', null, null],
  ['序号', '乡（镇）', '行政村', '患者姓名', '公民身份号码', '个人负担金额'],
  [1, '古绛镇', '东关村委会', '王　小明', `'${idNumber(1)}`, '18,432.00元'],
  [2, null, '西吴村', '李四', idNumber(2).replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0)), '1.2万'],
  [3, '安裕镇', '下拍村三组', '张 三', ` ${idNumber(3).toLowerCase()} `, 5321.5],
  [4, '横水镇', '灌底村', '赵六', idNumber(4), 7000],
  ['合计', null, null, null, null, 42753.5],
  ['填表人：刘某', null, null, '审核人：陈某', null, '2026年10月8日'],
];
const merges: [number, number, number, number][] = [
  [0, 0, 0, 5],
  [3, 1, 4, 1],
];

function expectMessy(preview: RosterPreview): void {
  expect(preview.columns.map((column) => column.role)).toEqual(['ignore', 'township', 'village', 'personName', 'idNumber', 'amount']);
  expect(preview.indicator).toBe('medical-self-paid');
  expect(preview.period).toBe('2026Q3');
  expect(preview.rows.map((row) => row.row)).toEqual([4, 5, 6, 7]);
  expect(preview.rows.map((row) => row.person.personName)).toEqual(['王小明', '李四', '张三', '赵六']);
  expect(preview.rows.map((row) => row.person.idNumber)).toEqual([1, 2, 3, 4].map(idNumber));
  expect(preview.rows.map((row) => row.person.amount)).toEqual([18432, 12000, 5321.5, 7000]);
  expect(preview.rows.flatMap((row) => row.faults)).toEqual([]);
  expect(preview.rows[2]?.match).toMatchObject({ outcome: 'matched', townshipName: '安峪镇', villageName: '下柏村', groupName: '三组' });
  expect(preview.rows[3]?.match.outcome).toBe('ask');
  expect(preview.sheets[0]).toMatchObject({ headerRow: 3, rows: 4, used: true });
}

describe('one list, saved in every way offices save it', () => {
  test.each(['xlsx', 'biff8', 'xlml'] as const)('as %s with merged cells', async (kind) => {
    const preview = await read(workbook([{ name: '名单', grid: messy, merges }], kind), kind === 'xlsx' ? '名单.xlsx' : '名单.xls');
    expectMessy(preview);
    expect(preview.rows[1]?.match).toMatchObject({ outcome: 'matched', townshipName: '古绛镇', villageName: '西吴村' });
  });

  test('as a web page with the ending .xls', async () => expectMessy(await read(webPage(messy), '名单.xls')));
  test('as a web page in GB18030', async () => expectMessy(await read(gb18030(webPage(messy).replace('utf-8', 'gb2312')), '名单.xls')));
  test('as csv in UTF-8', async () => expectMessy(await read(csv(messy), '名单.csv')));
  test('as csv with a byte order mark', async () => expectMessy(await read(`\ufeff${csv(messy)}`, '名单.csv')));
  test('as csv in GB18030', async () => expectMessy(await read(gb18030(csv(messy)), '名单.csv')));
  test('with semicolons, and with tabs', async () => {
    expectMessy(await read(csv(messy, ';'), '名单.csv'));
    expectMessy(await read(gb18030(csv(messy, '\t')), '名单.txt'));
  });
});

describe('ID numbers that the file has damaged', () => {
  test('a number cell has lost the last digits; it is said and not guessed', async () => {
    const grid: Grid = [
      ['姓名', '身份证号', '村'],
      ['王一', Number(idNumber(5).replace('X', '1')), '东关村'],
      ['王二', '149926196801011000', '东关村'],
      ['王三', '1.40826E+17', '东关村'],
      ['王四', '140826********1234', '东关村'],
      ['王五', idNumber(7), '东关村'],
    ];
    const { rows } = await read(workbook([{ name: 'S', grid }]), 'a.xlsx');
    expect(rows[0]?.faults[0]).toMatch(/被 Excel 改/);
    expect(rows[1]?.faults[0]).toContain('末位被 Excel 改成 0');
    expect(rows[2]?.faults[0]).toContain('1.40826E+17');
    expect(rows[3]?.faults[0]).toContain('*');
    expect(rows.slice(0, 4).every((row) => row.person.idNumber === '')).toBe(true);
    expect(rows[4]).toMatchObject({ faults: [], person: { idNumber: idNumber(7) } });
  });

  test('certificates of 20 and 22 digits stand under 证件号', async () => {
    const grid: Grid = [
      ['姓名', '证件号', '家庭住址'],
      ['王一', `${idNumber(5)}43`, '绛县古绛镇东关村3组'],
      ['王二', `${idNumber(6)}4301`, '绛县大交镇大交村'],
    ];
    const { columns, rows } = await read(workbook([{ name: '新办残疾证', grid }]), 'a.xlsx');
    expect(columns.map((column) => column.role)).toEqual(['personName', 'certificate', 'place']);
    expect(rows.map((row) => row.person.idNumber)).toEqual([`${idNumber(5)}43`, `${idNumber(6)}4301`]);
    expect(rows[0]).toMatchObject({ person: { indicator: 'new-certificate' }, match: { villageName: '东关村', groupName: '三组' } });
  });
});

test('several sheets: each by its own header, hidden ones named but left out, empty ones said', async () => {
  const one: Grid = [
    ['姓名', '身份证号', '镇', '村'],
    ['王一', idNumber(1), '古绛镇', '东关村'],
  ];
  const two: Grid = [
    ['村', '镇', '身份证号', '姓名'],
    ['大交村', '大交镇', idNumber(2), '王二'],
  ];
  const { sheets, rows } = await read(
    workbook([
      { name: '古绛', grid: one },
      { name: '旧', grid: one, hidden: true },
      { name: '大交', grid: two },
      { name: '空', grid: [['说明']] },
    ]),
    'a.xlsx',
  );
  expect(sheets.map((sheet) => sheet.used)).toEqual([true, false, true, false]);
  expect(sheets[1]?.note).toContain('隐藏');
  expect(rows.map((row) => [row.sheet, row.person.personName, row.match.villageName])).toEqual([
    ['古绛', '王一', '东关村'],
    ['大交', '王二', '大交村'],
  ]);
});

test('a corrected column and header are understood anew from what was kept, also when the upload is gone', async () => {
  const grid: Grid = [
    ['人', '号', '哪里', '其他村'],
    ['王一', idNumber(1), '东关村', '大交村'],
    ['王二', idNumber(2), '东关村', '大交村'],
    ['王三', idNumber(3), '东关村', '大交村'],
  ];
  const file = onDisk(workbook([{ name: 'S', grid }]), 'a.xlsx');
  const first = await readRoster(file, context);
  expect(first).toMatchObject({ outcome: 'read', preview: { rows: [{}, { match: { villageName: '东关村' } }, {}, {}] } });
  writeFileSync(file.path, '');
  const columns = [{ sheet: 'S', index: 3, role: 'village' as const }];
  const again = await readRoster(file, context, undefined, {
    columns,
    sheets: [{ name: 'S', used: true, headerRow: 1 }],
    period: '2026Q2',
    indicator: 'out-of-school',
  });
  expect(again).toMatchObject({
    outcome: 'read',
    preview: {
      period: '2026Q2',
      rows: [{ row: 2, match: { villageName: '大交村' }, person: { period: '2026Q2', indicator: 'out-of-school' } }, {}, {}],
    },
  });
});

test('progress reaches the end', async () => {
  const grid: Grid = [['姓名', '身份证号', '村'], ...Array.from({ length: 2500 }, (_none, n) => ['王一', idNumber(n), '东关村'])];
  const heard: number[] = [];
  await readRoster(onDisk(csv(grid), 'a.csv'), context, (stage, done) => stage === 'matching' && heard.push(done));
  expect(heard).toEqual([1000, 2000, 2500]);
});

describe('what can not be read is said plainly, and the server goes on', () => {
  const failureOf = async (bytes: Uint8Array | string, name: string, limits: Partial<ReadingLimits> = {}) => {
    const reading = await readRoster(onDisk(bytes, name), context, undefined, undefined, limits);
    if (reading.outcome !== 'failed') throw new Error('was read');
    expect(reading.message).toMatch(/[\u4e00-\u9fff]/);
    return reading.kind;
  };

  /** A zip of one entry that claims `declared` bytes. */
  test('a zip bomb, honest or lying about its size', async () => {
    const zeros = Buffer.alloc(80e6);
    expect(await failureOf(packed('xl/workbook.xml', zeros), 'a.xlsx', { unpackedBytes: 50e6 })).toBe('tooLarge');
    expect(await failureOf(packed('xl/workbook.xml', zeros, 1000), 'a.xlsx', { unpackedBytes: 50e6 })).toBe('tooLarge');
  });
  test('a file of 200 MB is not even opened', async () => {
    const file = onDisk('', 'a.xlsx');
    truncateSync(file.path, 200e6);
    expect(await readRoster(file, context)).toMatchObject({ outcome: 'failed', kind: 'tooLarge' });
  });
  test('programs, pictures, documents and other archives under a false name', async () => {
    expect(await failureOf(Buffer.concat([Buffer.from('MZ\x90\0\x03\0\0\0'), Buffer.alloc(600)]), '名单.xlsx')).toBe('unsupported');
    expect(await failureOf(Buffer.from('\x89PNG\r\n\x1a\n\0\0\0\rIHDR', 'latin1'), '名单.xls')).toBe('unsupported');
    expect(await failureOf('%PDF-1.7 …', '名单.xlsx')).toBe('unsupported');
    expect(await failureOf(packed('word/document.xml', Buffer.from('<w/>')), '名单.xlsx')).toBe('unsupported');
  });
  test('an encrypted workbook', async () => {
    const { CFB } = await import('@e965/xlsx');
    const container = CFB.utils.cfb_new();
    CFB.utils.cfb_add(container, '/EncryptionInfo', Buffer.from('x'));
    CFB.utils.cfb_add(container, '/EncryptedPackage', Buffer.alloc(5000, 7));
    expect(await failureOf(CFB.write(container, { type: 'buffer' }) as Buffer, '名单.xlsx')).toBe('encrypted');
  });
  test('a broken file, an empty file', async () => {
    const whole = workbook([{ name: '名单', grid: messy }]);
    expect(await failureOf(whole.subarray(0, whole.length / 2), '名单.xlsx')).toBe('broken');
    expect(await failureOf('', '名单.csv')).toBe('empty');
    expect(await failureOf(workbook([{ name: '名单', grid: [[]] }]), '名单.xlsx')).toBe('empty');
  });
  test('a reading that takes too long, or more rows than it may have', async () => {
    expect(await failureOf(csv(messy), '名单.csv', { milliseconds: 1 })).toBe('timeout');
    expect(await failureOf(csv(messy), '名单.csv', { rows: 5 })).toBe('tooLarge');
  });
  test('a list without people is read and says what it lacks', async () => {
    const { notes, rows } = await read(
      csv([
        ['a', 'b'],
        ['1', '2'],
      ]),
      'a.csv',
    );
    expect(rows).toEqual([]);
    expect(notes[0]).toContain('没有找到');
  });
});
