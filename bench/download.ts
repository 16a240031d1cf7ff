// What a phone downloads: the first sync of a village of 2,000 households through a narrow line, and 10,000 changes since its cursor.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from '@playwright/test';
import { systemOf } from '../src/server/ledger/asker.ts';
import { openLedger } from '../src/server/ledger/open-ledger.ts';
import { logChanges } from '../src/server/ledger/village-log.ts';
import { startPostgres } from '../src/server/postgres/start-postgres.ts';
import { launchOptions } from '../tools/browser.mjs';
import { COUNTY, type Collector, dispatchAll, foundBenchCounty, PASSWORD, settle } from './support/big-village.ts';
import { bundle } from './support/contenders.ts';
import { idOf } from './support/household-text.ts';
import { say } from './support/measure.ts';
import { runProgram } from './support/programs.ts';
import { slowLine } from './support/slow-line.ts';

const RUNS = Number(process.env.BENCH_RUNS ?? 5);
const ROUND_TRIP_MS = 300;
const KILOBITS = 400;
const TASKS = 200;
const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'ruhu-download-'));
const quiet = { info: () => undefined, warn: () => undefined, error: (fields: object, message?: string) => console.error(message, fields) };
const numbers = (from: number, count: number): number[] => Array.from({ length: count }, (_, n) => from + n);
const loginOf = ({ login }: Collector) => ({ login, password: PASSWORD });

const database = await startPostgres(join(folder, 'embedded'));
const ledger = await openLedger({ connection: database.connection, log: quiet });
const page = join(folder, 'page');
await bundle(at('./support/browser-phone.ts'), page);
const settings = { BENCH_ADDRESS: JSON.stringify(database.connection), BENCH_FOLDER: join(folder, 'data'), BENCH_PAGE: page };
const server = await runProgram(at('./support/bench-server.ts'), settings);
const browser = await chromium.launch(await launchOptions());

async function firstSync(village: Collector): Promise<void> {
  const line = await slowLine(server.port, ROUND_TRIP_MS, KILOBITS);
  const seconds: number[] = [];
  const tasks: number[] = [];
  const down: number[] = [];
  const phone = await (await browser.newContext()).newPage();
  await phone.goto(`http://127.0.0.1:${line.port}/`);
  await phone.waitForFunction(() => 'bench' in window);
  for (let run = 0; run <= RUNS; run++) {
    line.bytes.down = 0;
    const got = await phone.evaluate((one) => window.bench.firstDownload(one.login, one.password), loginOf(village));
    if (got.households !== 2000) throw new Error(`only ${got.households} households arrived`);
    if (run === 0) continue;
    seconds.push(got.ms / 1000);
    tasks.push(got.firstTasksMs / 1000);
    down.push(line.bytes.down / 1000);
  }
  say(`First sync of 2,000 households and ${TASKS} tasks at ${KILOBITS} kbit/s and ${ROUND_TRIP_MS} ms, to the last page stored`, seconds, 's', 2);
  say('  the first tasks are on the phone', tasks, 's', 2);
  say('  bytes down, the sign-in among them', down, 'kB');
  await phone.context().close();
  line.close();
}

async function changesSince(village: Collector): Promise<void> {
  const line = await slowLine(server.port, ROUND_TRIP_MS);
  const ms: number[] = [];
  const down: number[] = [];
  const phone = await (await browser.newContext()).newPage();
  await phone.goto(`http://127.0.0.1:${line.port}/`);
  await phone.waitForFunction(() => 'bench' in window);
  await phone.evaluate((one) => window.bench.firstDownload(one.login, one.password), loginOf(village));
  for (let run = 0; run <= RUNS; run++) {
    const changes = numbers(10_000, 10_000).map((n) => ({ villageCode: village.villageCode, entity: 'household' as const, id: idOf('01', n) }));
    await ledger.within(systemOf(COUNTY), (tx) => logChanges(tx, COUNTY, changes));
    line.bytes.down = 0;
    const heard = await phone.evaluate(() => window.bench.handOver());
    if (heard.kind !== 'idle') throw new Error(heard.kind);
    if (run === 0) continue;
    ms.push(heard.ms);
    down.push(line.bytes.down / 1000);
  }
  say(`10,000 changed households since the cursor at ${ROUND_TRIP_MS} ms round trip, to the last page stored`, ms, 'ms');
  say('  bytes down', down, 'kB');
  await phone.context().close();
  line.close();
}

try {
  const [small, large] = await foundBenchCounty(ledger, at('../data/divisions-jiangxian.csv'), 2);
  if (!small || !large) throw new Error('two villages are needed');
  await settle(ledger, small.villageCode, 0, 2000);
  await dispatchAll(ledger, small.villageCode, numbers(0, TASKS), '40');
  await settle(ledger, large.villageCode, 10_000, 10_000);
  await firstSync(small);
  await changesSince(large);
} finally {
  await browser.close();
  await server.stop();
  await ledger.close();
  await database.stop();
  rmSync(folder, { recursive: true, force: true });
}
