// How heavy and how quick the phone's app is: bytes of the first load, a cold start without a signal, search and tabs with 2,000 households on a slow processor.
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { type BrowserContext, chromium, type Page } from '@playwright/test';
import { buildApp } from '../src/server/http/build-app.ts';
import { createJobs } from '../src/server/jobs/job-runner.ts';
import { openLedger } from '../src/server/ledger/open-ledger.ts';
import { startPostgres } from '../src/server/postgres/start-postgres.ts';
import { launchOptions } from '../tools/browser.mjs';
import { dispatchAll, foundBenchCounty, PASSWORD, settle } from './support/big-village.ts';
import { givePin } from './support/give-pin.ts';
import { say } from './support/measure.ts';

const RUNS = Number(process.env.BENCH_RUNS ?? 7);
const HOUSEHOLDS = 2000;
const TASKS = 300;
/** How many times slower than this machine. Holds for the page; Chromium cannot slow a service worker down. */
const SLOWER = 4;
const SEARCHES = ['w', 'wa', 'wang', 'wang li', 'wlz', '王', '138000', '0101', '村', '第3组'];
const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const phone = at('../dist/phone');
const quiet = { info: () => undefined, warn: () => undefined, error: (fields: object, message?: string) => console.error(message, fields) };

const packed = (file: string): number => gzipSync(readFileSync(join(phone, file)), { level: 9 }).byteLength;

function sayBytes(): void {
  const page = readFileSync(join(phone, 'index.html'), 'utf8');
  const first = [...page.matchAll(/(?:src|href)="\/(assets\/[^"]+\.(?:js|css))"/g)].map((match) => match[1] as string);
  const all = readdirSync(join(phone, 'assets'))
    .filter((file) => /\.(js|css)$/.test(file) && !file.startsWith('english'))
    .map((file) => `assets/${file}`);
  const sum = (files: readonly string[]): string => (files.reduce((total, file) => total + packed(file), 0) / 1000).toFixed(1);
  console.log(
    `First load, JS and CSS, gzip: ${sum(first)} kB; with all that follows it into the cache: ${sum(all)} kB (English ${sum(englishOf())} kB more)`,
  );
}

const englishOf = (): string[] =>
  readdirSync(join(phone, 'assets'))
    .filter((file) => /^english.*\.js$/.test(file))
    .map((file) => `assets/${file}`);

/** Milliseconds from the start of the navigation until the keys of the PIN are painted; from its last digit until the list stands and has been painted; and until the households can be searched. */
interface Start {
  pad: number;
  list: number;
  households: number;
}

async function slowPage(context: BrowserContext): Promise<Page> {
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
  return page;
}

/**
 * The page measures itself and is asked only when it is done: a question put to it while it starts would have it read the driver's own script first,
 * which costs a slow page more than a hundred milliseconds that no phone has.
 */
async function coldStart(context: BrowserContext, url: string): Promise<Start> {
  const page = await slowPage(context);
  await page.addInitScript(() => {
    const start = { pad: 0, list: 0, households: 0 };
    (window as unknown as { start: typeof start }).start = start;
    const afterNextPaint = (then: () => void): void => {
      const painted = new MessageChannel();
      painted.port1.onmessage = then;
      requestAnimationFrame(() => painted.port2.postMessage(null));
    };
    const when = (there: () => unknown, then: () => void): void => {
      const look = (): void => {
        if (there()) then();
        else requestAnimationFrame(look);
      };
      requestAnimationFrame(look);
    };
    const row = (): unknown => document.querySelector('[role=list] a, ul a');
    let typedAt = 0;
    const typePin = (): void => {
      for (const digit of '258036')
        Array.from(document.querySelectorAll<HTMLElement>('.pin-key'))
          .find((key) => key.textContent === digit)
          ?.click();
      typedAt = performance.now();
    };
    // What the app fetches while a person reads the screen and types is there when the last digit is.
    when(
      () => document.querySelector('.pin-key'),
      () =>
        afterNextPaint(() => {
          start.pad = performance.now();
          setTimeout(typePin, 2000);
        }),
    );
    when(row, () =>
      afterNextPaint(() => {
        start.list = performance.now() - typedAt;
        // The other tab right away, as a person looking for a name does.
        document.querySelector<HTMLElement>('nav a[href="/households"]')?.click();
        when(
          () => document.querySelector('input[type=search]') && row(),
          () => {
            start.households = performance.now() - typedAt;
            console.info('started');
          },
        );
      }),
    );
  });
  const started = page.waitForEvent('console', (message) => message.text() === 'started');
  await page.goto(url, { waitUntil: 'commit' });
  await started;
  const start = await page.evaluate(() => (window as unknown as { start: Start }).start);
  await page.close();
  return start;
}

/** From the letter to the painted list, each. */
async function searchTimes(page: Page): Promise<number[]> {
  return page.evaluate(async (searches) => {
    const box = document.querySelector<HTMLInputElement>('input[type=search]');
    if (!box) throw new Error('no search box');
    const painted = (): Promise<number> =>
      new Promise((resolve) => {
        requestAnimationFrame(() => {
          const after = new MessageChannel();
          after.port1.onmessage = () => resolve(performance.now());
          after.port2.postMessage(null);
        });
      });
    const times: number[] = [];
    for (const text of searches) {
      await painted();
      const from = performance.now();
      box.value = text;
      box.dispatchEvent(new Event('input', { bubbles: true }));
      times.push((await painted()) - from);
    }
    box.value = '';
    box.dispatchEvent(new Event('input', { bubbles: true }));
    return times;
  }, SEARCHES);
}

async function tabTimes(page: Page): Promise<number[]> {
  return page.evaluate(async () => {
    const times: number[] = [];
    for (const path of ['/', '/households', '/me', '/', '/households']) {
      await new Promise((resolve) => setTimeout(resolve, 100));
      const from = performance.now();
      document.querySelector<HTMLElement>(`nav a[href="${path}"]`)?.click();
      while (document.querySelector('nav [aria-current=page]')?.getAttribute('href') !== path) {
        await new Promise((resolve) => requestAnimationFrame(resolve));
      }
      await new Promise<void>((resolve) => {
        requestAnimationFrame(() => {
          const after = new MessageChannel();
          after.port1.onmessage = () => resolve();
          after.port2.postMessage(null);
        });
      });
      times.push(performance.now() - from);
    }
    return times;
  });
}

if (!existsSync(join(phone, 'index.html'))) throw new Error('There is no build: run npm run build first');
sayBytes();
const folder = mkdtempSync(join(tmpdir(), 'ruhu-bench-phone-'));
const postgres = await startPostgres(join(folder, 'database'));
try {
  const address = postgres.connection;
  const ledger = await openLedger({ connection: address, log: quiet });
  const [collector] = await foundBenchCounty(ledger, at('../data/divisions-jiangxian.csv'), 1);
  if (!collector) throw new Error('no village');
  await settle(ledger, collector.villageCode, 0, HOUSEHOLDS);
  await dispatchAll(
    ledger,
    collector.villageCode,
    Array.from({ length: TASKS }, (_, n) => n),
    '40',
  );
  const jobs = createJobs({ ledger, address, clock: () => new Date(), log: quiet });
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
  const profile = join(folder, 'profile');
  const open = async (): Promise<BrowserContext> => {
    const options = { ...(await launchOptions()), viewport: { width: 360, height: 740 }, locale: 'zh-CN' };
    const context = await chromium.launchPersistentContext(profile, options);
    // The TypeScript runner names functions through this helper, which the page does not have.
    await context.addInitScript('globalThis.__name = (named) => named');
    return context;
  };

  const first = await open();
  const page = await first.newPage();
  await page.goto(url);
  await page.getByLabel('账号', { exact: true }).fill(collector.login);
  await page.getByLabel('密码', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: '登录', exact: true }).click();
  await givePin(page);
  await page.getByText('已全部上报').waitFor({ timeout: 60_000 });
  await page.evaluate(async () => void (await navigator.serviceWorker.ready));
  await page.waitForTimeout(1000);
  await first.close();

  const pads: number[] = [];
  const lists: number[] = [];
  const households: number[] = [];
  const searches: number[] = [];
  const tabs: number[] = [];
  for (let run = 0; run <= RUNS; run++) {
    const context = await open();
    await context.setOffline(true);
    const start = await coldStart(context, url);
    const slow = await slowPage(context);
    await slow.goto(`${url}households`);
    await givePin(slow);
    await slow.locator('input[type=search]').waitFor();
    await slow.waitForTimeout(500);
    const found = await searchTimes(slow);
    const switched = await tabTimes(slow);
    await context.close();
    // The first round fills the browser's own code cache, as every earlier start on a phone has.
    if (run === 0) continue;
    pads.push(start.pad);
    lists.push(start.list);
    households.push(start.households);
    searches.push(...found);
    tabs.push(...switched);
  }
  console.log(`${HOUSEHOLDS} households, ${TASKS} tasks, processor ${SLOWER} times slower, browser started anew, no network:`);
  say('  Keys of the PIN painted after', pads, 'ms');
  say('  Last digit to task list painted', lists, 'ms');
  say('  Last digit to household list ready', households, 'ms');
  say('  Letter typed to list painted', searches, 'ms');
  say('  Tab tapped to screen painted', tabs, 'ms');
  await app.close();
  await ledger.close();
} finally {
  await postgres.stop();
  rmSync(folder, { recursive: true, force: true });
}
