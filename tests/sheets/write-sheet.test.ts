// What goes out as Excel can be opened again with nothing changed: exports with types, rejected rows as the same list with a reason.
import { read, utils } from '@e965/xlsx';
import { expect, test } from 'vitest';
import { readRoster } from '../../src/server/sheets/read-roster.ts';
import { REASON_HEADER, writeRejected, writeSheet } from '../../src/server/sheets/write-sheet.ts';
import { context, csv, type Grid, idNumber, onDisk } from './files.ts';

const gridOf = (bytes: Buffer, sheet: string): unknown[][] => {
  const found = read(bytes, { cellDates: true }).Sheets[sheet];
  if (!found) throw new Error(`no sheet ${sheet}`);
  return utils.sheet_to_json(found, { header: 1, raw: true });
};

test('an export keeps ID numbers whole, money as numbers and its order', async () => {
  const rows = [{ name: '王小明', id: idNumber(1), amount: 18432.5, on: new Date(Date.UTC(2026, 10, 21)) }];
  const bytes = await writeSheet(
    '线索/台账',
    [
      { header: '姓名', width: 10, type: 'text', value: (row) => row.name },
      { header: '身份证号', width: 22, type: 'text', value: (row) => row.id },
      { header: '金额', width: 12, type: 'money', value: (row) => row.amount },
      { header: '日期', width: 12, type: 'date', value: (row) => row.on },
      { header: '备注', width: 12, type: 'text', value: () => null },
    ],
    rows,
  );
  const [head, body] = gridOf(bytes, '线索 台账');
  expect(head).toEqual(['姓名', '身份证号', '金额', '日期', '备注']);
  expect(body?.slice(0, 3)).toEqual(['王小明', idNumber(1), 18432.5]);
  expect(body?.[3]).toBeInstanceOf(Date);
});

test('rejected rows come back in the same columns under the same title, with the reason last; read again, they are found again', async () => {
  const grid: Grid = [
    ['2026年第三季度个人自付费用较高人员名单', '', '', ''],
    ['金额', '村', '身份证号', '姓名'],
    [5000, '东关村', idNumber(1), '王一'],
    [6000, '灌底村', idNumber(2), '王二'],
  ];
  const reading = await readRoster(onDisk(csv(grid), '名单.csv'), context);
  if (reading.outcome !== 'read') throw new Error(reading.message);
  const { preview } = reading;
  const rejected = preview.rows.filter((row) => row.match.outcome !== 'matched').map((row) => ({ row, reason: row.match.reason }));
  const bytes = await writeRejected(preview, rejected);
  expect(gridOf(bytes, 'Sheet1')).toEqual([
    ['2026年第三季度个人自付费用较高人员名单'],
    ['金额', '村', '身份证号', '姓名', REASON_HEADER],
    ['6000', '灌底村', idNumber(2), '王二', expect.stringContaining('灌底')],
  ]);
  const again = await readRoster(onDisk(bytes, '退回.xlsx'), context);
  expect(again).toMatchObject({ outcome: 'read', preview: { period: '2026Q3', rows: [{ person: { idNumber: idNumber(2), amount: 6000 } }] } });
});
