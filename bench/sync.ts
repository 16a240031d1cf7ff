// How fast a phone hands over and hears back: 1,000 checks of 4 kB at 300 ms round trip, 10,000 households of 1 kB, and hand-ins a second at the server.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from '@playwright/test';
import { build } from 'esbuild';
import type { Policy } from '../src/domain/policy.ts';
import { DEFAULT_POLICIES } from '../src/domain/policy-defaults.ts';
import { buildApp } from '../src/server/http/build-app.ts';
import { createJobs } from '../src/server/jobs/job-runner.ts';
import { acceptHandIns } from '../src/server/ledger/accept-hand-ins.ts';
import { type DatabaseAddress, type Ledger, openLedger } from '../src/server/ledger/open-ledger.ts';
import { startPostgres } from '../src/server/postgres/start-postgres.ts';
import { type HandIn, handInHash } from '../src/wire/sync.ts';
import { launchOptions } from '../tools/browser.mjs';
import { COUNTY, type Collector, dispatchAll, foundBenchCounty, PASSWORD, settle } from './support/big-village.ts';
import { checkOf } from './support/check-text.ts';
import { handOver, signedIn } from './support/crowd.ts';
import { householdOf, idOf } from './support/household-text.ts';
import { say } from './support/measure.ts';
import { slowLine } from './support/slow-line.ts';

const RUNS = Number(process.env.BENCH_RUNS ?? 5);
const ROUND_TRIP_MS = 300;
const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'ruhu-bench-'));
const quiet = { info: () => undefined, warn: () => undefined, error: (fields: object, message?: string) => console.error(message, fields) };

async function phonePage(): Promise<string> {
  const page = join(folder, 'phone');
  mkdirSync(page);
  await build({
    entryPoints: [at('./support/browser-phone.ts')],
    bundle: true,
    minify: true,
    format: 'esm',
    target: ['chrome87', 'safari15.4'],
    outfile: join(page, 'bench.js'),
    logLevel: 'error',
  });
  writeFileSync(join(page, 'index.html'), '<!doctype html><title>bench</title><script type="module" src="/bench.js"></script>');
  return page;
}

async function fromPhones(ledger: Ledger, address: DatabaseAddress, collectors: readonly Collector[]): Promise<void> {
  const [big, busy] = collectors;
  if (!big || !busy) throw new Error('two villages are needed');
  await settle(ledger, big.villageCode, 0, 10_000);
  await settle(ledger, busy.villageCode, 20_000, 1000);
  const jobs = createJobs({ ledger, address, clock: () => new Date(), log: quiet });
  const app = await buildApp({
    ledger,
    jobs,
    clock: () => new Date(),
    dataFolder: join(folder, 'data'),
    faces: { phone: await phonePage(), desk: join(folder, 'none') },
    readiness: { state: 'ready' },
    divisionsFile: at('../data/divisions-shanxi.csv'),
    version: 'bench',
    secure: false,
    log: false,
    requestsPerMinute: 1_000_000,
  });
  let requests = 0;
  let serverMs = 0;
  app.addHook('onResponse', async (request, reply) => {
    if (request.url !== '/api/v1/sync') return;
    requests++;
    serverMs += reply.elapsedTime;
  });
  await app.listen({ port: 0, host: '127.0.0.1' });
  const bound = app.server.address();
  const line = await slowLine(typeof bound === 'object' && bound ? bound.port : 0, ROUND_TRIP_MS);
  const browser = await chromium.launch(await launchOptions());
  try {
    await crowd(ledger, collectors, typeof bound === 'object' && bound ? bound.port : 0, line.port);
    const page = await (await browser.newContext()).newPage();
    await page.goto(`http://127.0.0.1:${line.port}/`);
    await page.waitForFunction(() => 'bench' in window);
    console.log(`One household as JSON: ${Buffer.byteLength(JSON.stringify(householdOf(1, big.villageCode)))} bytes`);

    const pulls: number[] = [];
    const pulledBytes: number[] = [];
    const lists: number[] = [];
    const opens: number[] = [];
    for (let run = 0; run <= RUNS; run++) {
      line.bytes.down = 0;
      const got = await page.evaluate((login) => window.bench.firstDownload(login.login, login.password), { login: big.login, password: PASSWORD });
      if (got.households !== 10_000) throw new Error(`only ${got.households} households arrived`);
      const list = await page.evaluate(() => window.bench.readList());
      const open = await page.evaluate((id) => window.bench.openHousehold(id), idOf('01', 4321));
      if (run === 0) continue;
      pulls.push(got.ms);
      pulledBytes.push(line.bytes.down / 1000);
      lists.push(list.ms);
      opens.push(open);
    }
    say('Pull of 10,000 households, request to last page stored (target: below 1,500 ms)', pulls, 'ms');
    say('  bytes down', pulledBytes, 'kB');
    say('  10,000 lines read from disk into the list', lists, 'ms');
    say('  one household opened cold among 10,000', opens, 'ms');

    const seconds: number[] = [];
    const counts: number[] = [];
    const atServer: number[] = [];
    const up: number[] = [];
    const down: number[] = [];
    const households = Array.from({ length: 1000 }, (_, n) => 20_000 + n);
    await page.evaluate((login) => window.bench.firstDownload(login.login, login.password), { login: busy.login, password: PASSWORD });
    for (let run = 0; run <= RUNS; run++) {
      await dispatchAll(ledger, busy.villageCode, households, (0x40 + run).toString(16));
      const made = await page.evaluate((seed) => window.bench.fillIn(1000, seed), run * 1000);
      if (made.made !== 1000) throw new Error(`only ${made.made} checks made`);
      line.bytes.up = 0;
      line.bytes.down = 0;
      requests = 0;
      serverMs = 0;
      const sent = await page.evaluate(() => window.bench.handOver());
      if (sent.unsent !== 0 || sent.kind !== 'idle') throw new Error(JSON.stringify(sent));
      if (run === 0) {
        console.log(`One hand-in as JSON: ${made.bytes} bytes`);
        continue;
      }
      seconds.push(sent.ms);
      atServer.push(serverMs);
      counts.push(requests);
      up.push(line.bytes.up / 1000);
      down.push(line.bytes.down / 1000);
    }
    say(`1,000 hand-ins from phone to receipts at ${ROUND_TRIP_MS} ms round trip (target: below 1,000 ms)`, seconds, 'ms');
    say('  of these at the server, first byte in to last byte out', atServer, 'ms');
    say('  requests', counts, '');
    say('  bytes up', up, 'kB');
    say('  bytes down', down, 'kB');

    await page.evaluate((login) => window.bench.firstDownload(login.login, login.password), { login: busy.login, password: PASSWORD });
    await settle(ledger, busy.villageCode, 30_000, 1000);
    await page.evaluate((login) => window.bench.firstDownload(login.login, login.password), { login: busy.login, password: PASSWORD });
    const slow = await page.context().newCDPSession(page);
    await slow.send('Emulation.setCPUThrottlingRate', { rate: 4 });
    const throttled: number[] = [];
    for (let run = 0; run < RUNS; run++) throttled.push((await page.evaluate(() => window.bench.readList())).ms);
    say('2,000 lines read from disk into the list at 4× CPU throttle', throttled, 'ms');
  } finally {
    await browser.close();
    line.close();
    await app.close();
  }
}

/** 50 phones of ten villages with 20 checks each, all at once; then, for comparison, the simplest client there could be: one request a record over the slow line. */
async function crowd(ledger: Ledger, collectors: readonly Collector[], port: number, slowPort: number): Promise<void> {
  const rates: number[] = [];
  const waits: number[] = [];
  const each: number[] = [];
  const villages = collectors.slice(2, 12);
  for (const [place, { villageCode }] of villages.entries()) await settle(ledger, villageCode, 200_000 + place * 1000, 150);
  const senders = await Promise.all(villages.map((collector) => signedIn(port, collector)));
  for (let run = 0; run <= RUNS; run++) {
    const work = await Promise.all(
      villages.map(async (collector, place) => {
        const households = Array.from({ length: 150 }, (_, n) => 200_000 + place * 1000 + n);
        const taskIds = await dispatchAll(ledger, collector.villageCode, households, (0x20 + run).toString(16));
        return Promise.all(taskIds.map((taskId, n) => sealed(collector, taskId, households[n] ?? 0, n + 1, run)));
      }),
    );
    const phones = Array.from({ length: 50 }, (_, phone) => ({ phone, place: phone % 10, from: Math.floor(phone / 10) * 20 }));
    const send = (to: number, { phone, place, from }: (typeof phones)[number], count: number): Promise<number> =>
      handOver(to, senders[place] ?? { headers: {} }, phone, villages[place]?.villageCode ?? '', work[place]?.slice(from, from + count) ?? []);
    const began = performance.now();
    const took = await Promise.all(phones.map((phone) => send(port, phone, 20)));
    const seconds = (performance.now() - began) / 1000;
    if (run === 0) continue;
    rates.push(1000 / seconds);
    waits.push(...took);
    if (run === 1) for (let n = 0; n < 50; n++) each.push(await send(slowPort, { phone: 99, place: 0, from: 100 + n }, 1));
  }
  const sorted = waits.sort((a, b) => a - b);
  say('50 phones × 20 hand-ins at once: hand-ins a second', rates, '/s');
  console.log(
    `  a phone waits: p50 ${sorted[Math.floor(sorted.length * 0.5)]?.toFixed(0)} ms, p99 ${sorted[Math.floor(sorted.length * 0.99)]?.toFixed(0)} ms`,
  );
  say(`One request a record at ${ROUND_TRIP_MS} ms round trip, each of 50`, each, 'ms');
  const mean = each.reduce((sum, ms) => sum + ms, 0) / each.length;
  console.log(`  extrapolated to 1,000 records: ${mean.toFixed(0)} s`);
}

/** Batches of 50 checks from eight villages at once, straight into the ledger. */
async function atTheServer(label: string, ledger: Ledger, collectors: readonly Collector[]): Promise<void> {
  const rates: number[] = [];
  const policy = DEFAULT_POLICIES[0] as Policy;
  const villages = collectors.slice(2, 10);
  for (const [place, { villageCode }] of villages.entries()) await settle(ledger, villageCode, 100_000 + place * 1000, 250);
  for (let run = 0; run <= RUNS; run++) {
    const work: { collector: Collector; batches: HandIn[][] }[] = [];
    for (const [place, collector] of villages.entries()) {
      const households = Array.from({ length: 250 }, (_, n) => 100_000 + place * 1000 + n);
      const taskIds = await dispatchAll(ledger, collector.villageCode, households, (0x60 + run).toString(16));
      const handIns = await Promise.all(taskIds.map((taskId, n) => sealed(collector, taskId, households[n] ?? 0, n + 1, run)));
      work.push({ collector, batches: Array.from({ length: 5 }, (_, n) => handIns.slice(n * 50, n * 50 + 50)) });
    }
    const from = performance.now();
    const receipts = await Promise.all(
      work.map(async ({ collector, batches }) => {
        const asker = { county: COUNTY, role: 'collector' as const, scope: [collector.villageCode], department: null, accountId: collector.id };
        let accepted = 0;
        for (const batch of batches) {
          const got = await acceptHandIns(ledger, { asker, name: '采集员', deviceId: idOf('0d', 1), policy }, batch, new Date());
          accepted += got.filter((receipt) => receipt.outcome === 'accepted').length;
        }
        return accepted;
      }),
    );
    const seconds = (performance.now() - from) / 1000;
    const accepted = receipts.reduce((sum, n) => sum + n, 0);
    if (accepted !== 2000) throw new Error(`only ${accepted} of 2,000 were received`);
    if (run > 0) rates.push(accepted / seconds);
  }
  say(`Hand-ins a second, ${label}`, rates, '/s');
}

async function sealed(collector: Collector, taskId: string, household: number, number: number, run: number): Promise<HandIn> {
  const unsealed: Omit<HandIn, 'hash'> = {
    id: idOf((0x80 + run).toString(16), household),
    kind: 'check',
    number,
    villageCode: collector.villageCode,
    householdId: idOf('01', household),
    taskId,
    origin: 'lead',
    revision: 1,
    seenVersion: 1,
    madeAt: new Date().toISOString(),
    clockOffsetMs: 0,
    content: checkOf(household + run),
  };
  return { ...unsealed, hash: await handInHash(unsealed) };
}

async function on(connection: DatabaseAddress, work: (ledger: Ledger, collectors: Collector[]) => Promise<void>): Promise<void> {
  const ledger = await openLedger({ connection, log: quiet });
  try {
    await work(ledger, await foundBenchCounty(ledger, at('../data/divisions-jiangxian.csv'), 12));
  } finally {
    await ledger.close();
  }
}

try {
  const embedded = await startPostgres(join(folder, 'embedded'));
  try {
    await on(embedded.connection, async (ledger, collectors) => {
      await fromPhones(ledger, embedded.connection, collectors);
      await atTheServer('embedded PostgreSQL on its private socket', ledger, collectors);
    });
  } finally {
    await embedded.stop();
  }
  const outside = process.env.BENCH_DATABASE_URL;
  const external = outside ? null : await startPostgres(join(folder, 'external'), { transport: 'tcp' });
  try {
    await on(outside ?? external?.connection ?? '', (ledger, collectors) => atTheServer('external PostgreSQL over TCP', ledger, collectors));
  } finally {
    await external?.stop();
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
