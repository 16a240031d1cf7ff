// How quick the check is on a slow phone: the real screen in a real browser, the official survey, households of 8 and of 20 people, each at 4 and 6 times slower.
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type BrowserContext, type CDPSession, chromium, type Page } from '@playwright/test';
import { build } from 'esbuild';
import { buildApp } from '../src/server/http/build-app.ts';
import { createJobs } from '../src/server/jobs/job-runner.ts';
import { systemOf } from '../src/server/ledger/asker.ts';
import { addHouseholds } from '../src/server/ledger/households.ts';
import { openLedger } from '../src/server/ledger/open-ledger.ts';
import { startPostgres } from '../src/server/postgres/start-postgres.ts';
import { launchOptions } from '../tools/browser.mjs';
import { COUNTY, dispatchAll, foundBenchCounty, PASSWORD } from './support/big-village.ts';
import type { Checked } from './support/browser-answers.ts';
import { givePin } from './support/give-pin.ts';
import { householdOf } from './support/household-text.ts';
import { familyOf } from './support/large-family.ts';
import { say } from './support/measure.ts';

const RUNS = Number(process.env.BENCH_RUNS ?? 7);
const FAMILIES = [8, 20];
const SLOWER = (process.env.BENCH_SLOWER ?? '4,6').split(',').map(Number);
const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const phone = at('../dist/phone');
const script = await build({
  entryPoints: [at('./support/browser-answers.ts')],
  bundle: true,
  minify: true,
  format: 'iife',
  target: ['chrome87'],
  write: false,
  logLevel: 'error',
});
const quiet = { info: () => undefined, warn: () => undefined, error: (fields: object, message?: string) => console.error(message, fields) };

/** Milliseconds from a tap on what `selector` finds until the page with what `then` finds has been painted. */
async function tapped(page: Page, selector: string, then: string): Promise<number> {
  return page.evaluate(
    async ([wanted, after]) => {
      const there = (text: string): HTMLElement | null => {
        const [css, words] = text.split(' :: ') as [string, string | undefined];
        for (const element of document.querySelectorAll<HTMLElement>(css)) {
          if (words === undefined || element.textContent?.includes(words) || element.getAttribute('aria-label')?.includes(words)) return element;
        }
        return null;
      };
      const painted = (): Promise<void> =>
        new Promise((resolve) => {
          requestAnimationFrame(() => {
            const channel = new MessageChannel();
            channel.port1.onmessage = () => resolve();
            channel.port2.postMessage(null);
          });
        });
      const target = there(wanted as string);
      if (!target) throw new Error(`nothing to tap: ${wanted}`);
      await painted();
      const from = performance.now();
      target.click();
      while (!there(after as string)) await new Promise((resolve) => setTimeout(resolve));
      await painted();
      return performance.now() - from;
    },
    [selector, then],
  );
}

/** Of that, what the phone works for it: script, style and layout, without the wait for the screen's next frame (up to 16.7 ms) and the paint. */
async function worked(page: Page, choice: string): Promise<number> {
  return page.evaluate(async (css) => {
    const target = document.querySelector<HTMLInputElement>(css);
    if (!target) throw new Error(`nothing to tap: ${css}`);
    await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
    const from = performance.now();
    target.click();
    // What is drawn again is drawn in the turns of the promises that follow.
    for (let turn = 0; turn < 20; turn++) await null;
    document.body.getBoundingClientRect();
    return performance.now() - from;
  }, choice);
}

/** Every rule and the record made of it, in a page of its own that is as slow: without the storage and the screen around it. */
async function checksAndSerialises(context: BrowserContext, url: string, slower: number, people: number): Promise<number[]> {
  const page = await context.newPage();
  await page.goto(`${url}me`);
  await page.evaluate(script.outputFiles[0]?.text ?? '');
  const session = await context.newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: slower });
  const household = familyOf(9_000 + people, people, `${COUNTY}101201`);
  const { ms }: Checked = await page.evaluate(([family, runs]) => window.checkAndSerialise(family, runs), [household, RUNS + 1] as const);
  await page.close();
  // The first runs the code for the first time.
  return ms.slice(1);
}

/** All script and drawing that something causes, what follows behind the screen included. */
async function busy(session: CDPSession, page: Page, work: () => Promise<unknown>): Promise<number> {
  const taskMs = async (): Promise<number> => {
    const { metrics } = await session.send('Performance.getMetrics');
    return 1000 * (metrics.find((metric) => metric.name === 'TaskDuration')?.value ?? 0);
  };
  const before = await taskMs();
  await work();
  await page.waitForTimeout(600);
  return (await taskMs()) - before;
}

async function heapMiB(session: CDPSession): Promise<number> {
  await session.send('HeapProfiler.collectGarbage');
  return (await session.send('Runtime.getHeapUsage')).usedSize / 1_048_576;
}

const FOOT = '.foot button';
const STEP = 'h2.step-title';

interface Times {
  begin: number[];
  resume: number[];
  answer: number[];
  script: number[];
  work: number[];
  add: number[];
  judge: number[];
  heap: number[];
}

async function measure(context: BrowserContext, url: string, taskId: string, slower: number, times: Times): Promise<void> {
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send('Performance.enable');
  await session.send('HeapProfiler.enable');
  await page.goto(`${url}me`);
  await givePin(page);
  await page.waitForTimeout(600);
  // The survey is laid out on the task's page: what it takes is counted from before.
  const empty = await heapMiB(session);
  // Slow from the very beginning: what is made ready while somebody reads why to go is made ready by the slow phone too.
  await session.send('Emulation.setCPUThrottlingRate', { rate: slower });
  await page.goto(`${url}tasks/${taskId}`);
  await givePin(page);
  await page.getByRole('button', { name: '开始核查' }).waitFor();
  await page.waitForTimeout(2500);
  times.begin.push(await tapped(page, `${FOOT} :: 开始核查`, `${STEP} :: 第 1 步`));
  await page.waitForTimeout(1500);
  times.heap.push((await heapMiB(session)) - empty);
  const roads = await page.locator('fieldset[id$=".road"] input').count();
  for (let tap = 0; tap < Math.min(4, roads); tap++) {
    const choice = `fieldset[id$=".road"] label:nth-of-type(${tap + 1}) input`;
    const whole = tap % 2 === 0;
    const answered = async (): Promise<unknown> =>
      whole ? times.answer.push(await tapped(page, choice, `${choice}:checked`)) : times.script.push(await worked(page, choice));
    times.work.push(await busy(session, page, answered));
  }
  await tapped(page, `${FOOT} :: 一键确认`, `${STEP} :: 第 2 步`);
  await page.waitForTimeout(1000);
  times.add.push(await tapped(page, 'button :: 添加成员', 'dialog[open] input, .member-page input'));
  await page.waitForTimeout(500);
  await page.goBack();
  await page.getByRole('link', { name: '继续填写' }).waitFor();
  await page.waitForTimeout(1000);
  times.resume.push(await tapped(page, `${FOOT.replace('button', 'a')} :: 继续填写`, STEP));
  await page.waitForTimeout(1000);
  while (await page.locator(`${FOOT}`, { hasText: /下一步|一键确认/ }).count()) {
    await page
      .locator(FOOT, { hasText: /下一步|一键确认/ })
      .last()
      .click();
    await page.waitForTimeout(200);
  }
  await page.getByRole('radio', { name: '不纳入', exact: true }).click();
  await page.getByRole('radio', { name: '收入稳定', exact: true }).click();
  await page.waitForTimeout(1000);
  times.judge.push(await tapped(page, `${FOOT} :: 提交核查结果`, 'dialog[open] .remark, .handed-in'));
  await session.send('Emulation.setCPUThrottlingRate', { rate: 1 });
  await page.close();
}

if (!existsSync(join(phone, 'index.html'))) throw new Error('There is no build: run npm run build first');
const folder = mkdtempSync(join(tmpdir(), 'ruhu-bench-form-'));
const postgres = await startPostgres(join(folder, 'database'));
try {
  const ledger = await openLedger({ connection: postgres.connection, log: quiet });
  const [collector] = await foundBenchCounty(ledger, at('../data/divisions-jiangxian.csv'), 1);
  if (!collector) throw new Error('no village');
  const { villageCode } = collector;
  const rounds = SLOWER.length * FAMILIES.length * (RUNS + 1);
  await ledger.within(systemOf(COUNTY), (tx) =>
    addHouseholds(tx, COUNTY, [
      ...Array.from({ length: rounds }, (_, n) => familyOf(n, FAMILIES[n % FAMILIES.length] as number, villageCode)),
      ...Array.from({ length: 400 }, (_, n) => householdOf(10_000 + n, villageCode)),
    ]),
  );
  const tasks = await dispatchAll(
    ledger,
    villageCode,
    Array.from({ length: rounds }, (_, n) => n),
    '40',
  );
  const jobs = createJobs({ ledger, address: postgres.connection, clock: () => new Date(), log: quiet });
  const app = await buildApp({
    ledger,
    jobs,
    clock: () => new Date(),
    dataFolder: join(folder, 'files'),
    faces: { phone, desk: join(folder, 'none') },
    readiness: { state: 'ready' },
    divisionsFile: at('../data/divisions-shanxi.csv'),
    version: 'bench',
    secure: false,
    log: false,
    requestsPerMinute: 1_000_000,
  });
  await app.listen({ port: 0, host: '127.0.0.1' });
  const bound = app.server.address();
  const url = `http://localhost:${typeof bound === 'object' && bound ? bound.port : 0}/`;
  const context = await chromium.launchPersistentContext(join(folder, 'profile'), {
    // The code that is measured alone is no part of the app.
    bypassCSP: true,
    ...(await launchOptions()),
    viewport: { width: 360, height: 740 },
    locale: 'zh-CN',
  });
  // The TypeScript runner names functions through this helper, which the page does not have.
  await context.addInitScript('globalThis.__name = (named) => named');
  const page = await context.newPage();
  await page.goto(url);
  await page.getByLabel('账号', { exact: true }).fill(collector.login);
  await page.getByLabel('密码', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: '登录', exact: true }).click();
  await givePin(page);
  await page.getByText('已全部上报').waitFor({ timeout: 60_000 });
  await page.evaluate(async () => void (await navigator.serviceWorker.ready));
  await page.close();
  await context.setOffline(true);
  let n = 0;
  for (const slower of SLOWER) {
    const found = new Map(
      FAMILIES.map((size) => [size, { begin: [], resume: [], answer: [], script: [], work: [], add: [], judge: [], heap: [] } as Times]),
    );
    const warm: Times = { begin: [], resume: [], answer: [], script: [], work: [], add: [], judge: [], heap: [] };
    for (let round = 0; round < FAMILIES.length * (RUNS + 1); round++, n++) {
      const times = found.get(FAMILIES[n % FAMILIES.length] as number);
      // The first round of each size fills the browser's own code cache, as every earlier check on a phone has.
      if (times) await measure(context, url, tasks[n] as string, slower, round < FAMILIES.length ? warm : times);
    }
    for (const [size, times] of found) {
      console.log(`The official survey, ${size} people, processor ${slower} times slower, no network:`);
      say('  开始核查 tapped to first section painted', times.begin, 'ms');
      say('  继续填写 tapped to section painted', times.resume, 'ms');
      say('  Answer tapped to screen painted', times.answer, 'ms');
      say('    of it script, style and layout, without the wait for the next frame', times.script, 'ms');
      say('  All work an answer causes, kept and checked by every rule behind the screen', times.work, 'ms');
      say('  添加成员 tapped to the new member painted', times.add, 'ms');
      say('  提交核查结果 tapped to everything checked and said', times.judge, 'ms');
      say('  Every rule and the record made, alone', await checksAndSerialises(context, url, slower, size), 'ms', 1);
      say('  Heap that the open check takes', times.heap, 'MiB', 2);
    }
  }
  await context.close();
  await app.close();
  await ledger.close();
} finally {
  await postgres.stop();
  rmSync(folder, { recursive: true, force: true });
}
