// How fast and how well 20,000 messy rows are matched, and how fast a file of them is previewed: medians of five, run with `npx tsx bench/matching.ts`.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { matchPlace } from '../src/domain/matching/match-place.ts';
import { forgetReading, readRoster } from '../src/server/sheets/read-roster.ts';
import { countyIndex } from '../tests/matching/county.ts';
import { type MessyRow, RowMaker } from '../tests/matching/messy-rows.ts';
import { context, idNumber, workbook } from '../tests/sheets/files.ts';

const ROWS = 20_000;
const ROUNDS = 5;

const median = (values: number[]): number => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

const maker = new RowMaker(20260122);
const rows: MessyRow[] = [];
while (rows.length < ROWS) {
  const row = rows.length % 3 === 2 ? maker.undecidable('140826') : maker.decidable('140826');
  if (row) rows.push(row);
}
const decidable = rows.filter((row) => row.truth !== null);

const indexing: number[] = [];
const matching: number[] = [];
let decided = 0;
let wrong = 0;
for (let round = 0; round < ROUNDS; round++) {
  const start = performance.now();
  const index = countyIndex('140826');
  indexing.push(performance.now() - start);
  const begin = performance.now();
  const matches = rows.map((row) => matchPlace(row.place, index));
  matching.push(performance.now() - begin);
  decided = rows.filter((row, at) => row.truth !== null && matches[at]?.villageCode === row.truth).length;
  wrong = rows.filter((row, at) => matches[at]?.outcome === 'matched' && matches[at]?.villageCode !== row.truth).length;
}
console.log(`index of a county among 121: ${median(indexing).toFixed(0)} ms`);
console.log(`${ROWS} places: ${median(matching).toFixed(0)} ms, ${Math.round((ROWS / median(matching)) * 1000)} rows/s`);
console.log(`decidable and matched: ${((100 * decided) / decidable.length).toFixed(2)} % of ${decidable.length}; wrong: ${wrong} of ${ROWS}`);

const folder = mkdtempSync(join(tmpdir(), 'ruhu-bench-'));
const file = { path: join(folder, 'list'), name: '2026年第三季度个人自付费用较高人员名单.xlsx' };
const head = ['序号', '乡镇', '村', '家庭住址', '组', '姓名', '身份证号', '金额'];
const body = rows.map(({ place }, at) => [at + 1, place.township, place.village, place.place, place.group, '王小明', idNumber(at), 5000 + at]);
writeFileSync(file.path, workbook([{ name: '名单', grid: [head, ...body] }]));
const reading: number[] = [];
const again: number[] = [];
let longestPause = 0;
for (let round = 0; round < 3; round++) {
  await forgetReading(file);
  for (const times of [reading, again]) {
    const start = performance.now();
    let last = start;
    const pulse = setInterval(() => {
      longestPause = Math.max(longestPause, performance.now() - last - 5);
      last = performance.now();
    }, 5);
    const answer = await readRoster(file, context);
    clearInterval(pulse);
    times.push(performance.now() - start);
    if (answer.outcome !== 'read' || answer.preview.rows.length !== ROWS) throw new Error('not every row was read');
  }
}
console.log(
  `xlsx of ${ROWS} rows to a preview, in its worker: ${median(reading).toFixed(0)} ms; again with corrected columns: ${median(again).toFixed(0)} ms`,
);
console.log(`longest pause of the event loop meanwhile: ${longestPause.toFixed(0)} ms`);
rmSync(folder, { recursive: true });
