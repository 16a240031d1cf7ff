// Side by side, in the same run, on the same checks, through a line of 300 ms: the product, PouchDB against express-pouchdb, RxDB's HTTP replication and Workbox's queue.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type BrowserContext, chromium, type Page } from '@playwright/test';
import { openLedger } from '../src/server/ledger/open-ledger.ts';
import { startPostgres } from '../src/server/postgres/start-postgres.ts';
import { launchOptions } from '../tools/browser.mjs';
import { foundBenchCounty, settle } from './support/big-village.ts';
import { bundle, type Contender, fetchRivals, product, rival } from './support/contenders.ts';
import { spread } from './support/measure.ts';
import { processorMs, runProgram } from './support/programs.ts';
import { type SlowLine, slowLine } from './support/slow-line.ts';

const RUNS = Number(process.env.BENCH_RUNS ?? 3);
/** `BENCH_PART=speed` or `faults`; both when left out. */
const PART = process.env.BENCH_PART ?? '';
const ROUND_TRIP_MS = 300;
const CHECKS = 1000;
/** One request a check: fifty tell as much as a thousand, which would take five minutes. */
const PATIENCE = 50;
const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'ruhu-compare-'));
const quiet = { info: () => undefined, warn: () => undefined, error: (fields: object, message?: string) => console.error(message, fields) };

interface Handed {
  ms: number;
  requests: number;
  up: number;
  down: number;
  serverMs: number | undefined;
}

interface Lane {
  contender: Contender;
  line: SlowLine;
  context: BrowserContext;
  page: Page;
}

const open = async ({ line, context }: Pick<Lane, 'line' | 'context'>): Promise<Page> => {
  const page = await context.newPage();
  await page.goto(`http://127.0.0.1:${line.port}/`);
  return page;
};

async function hand(lane: Lane, run: string): Promise<Handed> {
  const { contender, line, page } = lane;
  await contender.keep(page, run);
  await page.waitForTimeout(300);
  let requests = 0;
  const count = (): void => void requests++;
  page.on('request', count);
  const [up, down, cpu] = [line.bytes.up, line.bytes.down, processorMs(contender.pids)];
  const ms = await contender.handOver(page, run);
  page.off('request', count);
  const after = processorMs(contender.pids);
  const { records } = await contender.atServer(run);
  if (records !== contender.count) throw new Error(`${contender.name}: only ${records} arrived`);
  return {
    ms,
    requests,
    up: line.bytes.up - up,
    down: line.bytes.down - down,
    serverMs: cpu === undefined || after === undefined ? undefined : after - cpu,
  };
}

async function speed(lanes: readonly Lane[]): Promise<Map<Contender, Handed[]>> {
  const seen = new Map<Contender, Handed[]>();
  for (let run = 0; run <= RUNS; run++) {
    for (const lane of lanes) {
      const handed = await hand(lane, `speed${run}`);
      // The first is to get warm.
      if (run > 0) seen.set(lane.contender, [...(seen.get(lane.contender) ?? []), handed]);
    }
  }
  console.log(
    `\n${CHECKS} checks at ${ROUND_TRIP_MS} ms round trip, median of ${RUNS} runs (spread); the queue's are those of ${PATIENCE}, its time times ${CHECKS / PATIENCE} in brackets`,
  );
  console.log('| | seconds | requests | kB up | kB down | server CPU, ms |\n| --- | --- | --- | --- | --- | --- |');
  for (const [{ name, count }, all] of seen) {
    const of = (pick: (one: Handed) => number, digits: number): string => {
      const { median, min, max } = spread(all.map(pick));
      return `${median.toFixed(digits)} (${min.toFixed(digits)}–${max.toFixed(digits)})`;
    };
    const whole = count === CHECKS ? '' : ` [${((spread(all.map((one) => one.ms)).median * CHECKS) / count / 1000).toFixed(0)}]`;
    const cells = [
      of((one) => one.ms / 1000, 2) + whole,
      of((one) => one.requests, 0),
      of((one) => one.up / 1000, 0),
      of((one) => one.down / 1000, 0),
      of((one) => one.serverMs ?? Number.NaN, 0),
    ];
    console.log(`| ${name} | ${cells.join(' | ')} |`);
  }
  return seen;
}

const FAULTS = {
  'the reply is cut in the middle': ({ line }: Lane, half: Handed): void => line.when('down', half.down, () => line.cut()),
  'the page is killed in mid-upload': ({ line, page }: Lane, half: Handed): void =>
    line.when('up', half.up, () => void page.close().catch(() => undefined)),
  'the radio is dead for 4 s in mid-upload': ({ line }: Lane, half: Handed): void => line.when('up', half.up, () => line.silence(4000)),
};

async function faults(lanes: readonly Lane[]): Promise<void> {
  console.log('\n| | fault | seconds until all have gone | lost | duplicated |\n| --- | --- | --- | --- | --- |');
  for (const lane of lanes) {
    const { contender } = lane;
    const whole = await hand(lane, 'whole');
    const half = { ...whole, up: whole.up / 2, down: whole.down / 2 };
    for (const [index, [fault, happens]] of Object.entries(FAULTS).entries()) {
      const run = `fault${index}`;
      // What did not happen last time must not happen now.
      lane.line.when('up', Number.POSITIVE_INFINITY, () => undefined);
      await contender.keep(lane.page, run);
      await lane.page.waitForTimeout(300);
      happens(lane, half);
      const from = performance.now();
      try {
        await contender.handOver(lane.page, run);
      } catch (error) {
        if (!lane.page.isClosed()) throw error;
        lane.page = await open(lane);
        await contender.beginAgain(lane.page);
        await contender.handOver(lane.page, run);
      }
      const seconds = ((performance.now() - from) / 1000).toFixed(1);
      const { records, effects } = await contender.atServer(run);
      console.log(`| ${contender.name} | ${fault} | ${seconds} | ${contender.count - records} | ${effects - records} |`);
    }
  }
}

const database = await startPostgres(join(folder, 'embedded'));
const ledger = await openLedger({ connection: database.connection, log: quiet });
const browser = await chromium.launch(await launchOptions());
const [ours, theirs] = [join(folder, 'ours'), join(folder, 'theirs')];
const cache = await fetchRivals(theirs);
await bundle(at('./support/browser-phone.ts'), ours);
const [collector] = await foundBenchCounty(ledger, at('../data/divisions-jiangxian.csv'), 1);
if (!collector) throw new Error('no village');
const households = Array.from({ length: CHECKS }, (_, n) => n);
await settle(ledger, collector.villageCode, 0, CHECKS);
const server = await runProgram(at('./support/bench-server.ts'), {
  BENCH_ADDRESS: JSON.stringify(database.connection),
  BENCH_FOLDER: join(folder, 'data'),
  BENCH_PAGE: ours,
});
const rivals = await runProgram(join(cache, 'rival-server.mjs'), { RIVAL_FOLDER: folder, RIVAL_PAGE: theirs }, cache);
try {
  const contenders = [
    product(ledger, server, database.pid, collector, households),
    rival('PouchDB 9, its defaults (batches of 100), against express-pouchdb on LevelDB', 'pouch', CHECKS, rivals),
    rival('PouchDB 9, batches of 1,000', 'pouch', CHECKS, rivals, { batch_size: 1000 }),
    rival('RxDB 17 on Dexie, HTTP replication, its defaults (batches of 100)', 'rxdb', CHECKS, rivals),
    rival('RxDB 17, batches of 1,000', 'rxdb', CHECKS, rivals, { batchSize: 1000 }),
    rival('Workbox queue, one POST a check', 'queue', PATIENCE, rivals),
  ];
  const lanes: Lane[] = [];
  for (const contender of contenders) {
    const way = { line: await slowLine(contender.port, ROUND_TRIP_MS), context: await browser.newContext() };
    const page = await open(way);
    await contender.begin(page);
    lanes.push({ contender, ...way, page });
  }
  if (PART !== 'faults') await speed(lanes);
  if (PART !== 'speed') await faults(lanes);
  for (const { line } of lanes) line.close();
} finally {
  await browser.close();
  await rivals.stop();
  await server.stop();
  await ledger.close();
  await database.stop();
  rmSync(folder, { recursive: true, force: true });
}
