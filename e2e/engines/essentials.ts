// The essentials in another engine: the app is stored, opens without a server, a check is made and handed in there, and the county has it once the server is back.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { archiveOf, openTasksOf } from '../people/archive.ts';
import { Installation, PASSWORD } from '../people/installation.ts';
import { chromiumOf2020, type Engine, firefox, webkit } from './drivers.ts';
import { Hand } from './hand.ts';

const PIN = '258036';

/** What tools/engines.mjs found. */
interface Found {
  cache: string;
  firefox?: string;
  chromiumOf2020?: string;
  webkit?: { driver: string; browser: string; screen: string | null };
}

const WORK = `has('任务', 'nav a')`;

/** The door: a PIN is set the first time and given from then on. */
async function opens(hand: Hand): Promise<void> {
  const typesPin = async (): Promise<void> => {
    for (const digit of PIN) await hand.taps(digit, 'button');
  };
  await hand.until('the app opens', `${WORK} || sees('设一个 6 位 PIN') || sees('输入 PIN')`);
  if (await hand.ask<boolean>(`sees('设一个 6 位 PIN')`)) {
    await typesPin();
    await hand.sees('再输一遍');
    await typesPin();
  } else if (await hand.ask<boolean>(`sees('输入 PIN')`)) await typesPin();
  await hand.until('the work is on the screen', WORK);
}

async function signsIn(hand: Hand, url: string, villageCode: string): Promise<void> {
  await hand.page.goto(url);
  await hand.types('账号', `village-${villageCode}`);
  await hand.types('密码', PASSWORD);
  await hand.taps('登录', 'button');
  await opens(hand);
  await hand.sees('已全部上报', 90_000);
  await hand.until(
    'the app is stored',
    `await Promise.race([navigator.serviceWorker.ready.then(() => true), new Promise((r) => setTimeout(r, 2000, false))])`,
    90_000,
  );
}

async function checksNotIncluded(hand: Hand, headName: string): Promise<void> {
  await hand.taps('任务', 'nav a');
  await hand.taps(`/${headName}/`, '[aria-label="任务列表"] a');
  await hand.taps('/^(开始核查|继续填写)$/');
  await hand.until('the check opens', `/第 \\d 步/.test(document.body.innerText)`);
  for (let tried = 0; tried < 60 && !(await hand.ask<boolean>(`has('/都没有问题 · 一键确认/')`)); tried++) {
    const tapped = await hand.ask<boolean>(`tap('/都没有变化 · 一键确认$/') || tap('/^(一键确认|下一步)$/', 'footer button')`);
    await new Promise((resolve) => setTimeout(resolve, tapped ? 400 : 150));
  }
  await hand.taps('/都没有问题 · 一键确认/');
  await hand.taps('不纳入', 'input');
  await hand.taps('收入稳定', 'input');
  await hand.until('the check can be handed in', `has('提交核查结果', 'footer button')`);
  await hand.taps('提交核查结果', 'footer button');
  for (let tried = 0; tried < 40 && !(await hand.ask<boolean>(`sees('已提交')`)); tried++) {
    // What the rules remark is answered with a usual reason each.
    await hand.ask(
      `tap('/条提醒都说明/') || tap('提交核查结果', 'dialog button') || tap('/.+/', 'dialog .options button') || tap('/^(说明|暂无法核实)/', 'dialog button')`,
    );
    await new Promise((resolve) => setTimeout(resolve, 400));
  }
  await hand.sees('已提交');
}

async function essentials(engine: Engine, installation: Installation, villageCode: string): Promise<void> {
  const [task] = openTasksOf(await archiveOf(installation.url, villageCode)).filter((one) => one.task.personName === one.headName);
  if (!task) throw new Error('the village has no open task');
  let page = await engine.open();
  let hand = new Hand(page);
  const step = async (what: string, work: () => Promise<void>): Promise<void> => {
    const from = Date.now();
    await work();
    process.stdout.write(`  ${what} (${((Date.now() - from) / 1000).toFixed(1)} s)\n`);
  };
  try {
    process.stdout.write(`${engine.name}: ${await hand.page.run('return navigator.userAgent')}\n`);
    await step('signs in, the village comes down, the app is stored', () => signsIn(hand, installation.url, villageCode));
    await installation.stop();
    await step('opens again without a server', async () => {
      await page.goto(installation.url);
      await opens(hand);
      await hand.sees(task.headName);
    });
    await step('checks a household without a server', async () => {
      await checksNotIncluded(hand, task.headName);
      await page.goto(installation.url);
      await opens(hand);
      await hand.sees('1 条待上报');
    });
    if (engine.keepsItsProfile) {
      await step('the browser is closed and opened: the check still waits', async () => {
        await page.close();
        page = await engine.open();
        hand = new Hand(page);
        await page.goto(installation.url);
        await opens(hand);
        await hand.sees('1 条待上报');
      });
    }
    await installation.start();
    await step('the server is back: the county has it', async () => {
      await hand.ask(`window.dispatchEvent(new Event('online'))`);
      await hand.sees('已全部上报', 90_000);
      const there = (await archiveOf(installation.url, villageCode)).tasks.find((one) => one.id === task.task.id);
      if (there?.state !== 'submitted') throw new Error(`the county has it as ${there?.state}`);
    });
  } finally {
    await page.close().catch(() => undefined);
  }
}

const found = JSON.parse(process.env.RUHU_ENGINES ?? '{}') as Found;
const profiles = await mkdtemp(join(tmpdir(), 'ruhu-engines-'));
const engines: Engine[] = [];
if (found.firefox) engines.push(firefox(found.firefox, found.cache, join(profiles, 'firefox')));
if (found.webkit) engines.push(webkit(found.webkit.driver, found.webkit.browser, found.webkit.screen));
if (found.chromiumOf2020) engines.push(chromiumOf2020(found.chromiumOf2020, found.cache, join(profiles, 'chromium')));
const villages = ['140826106200', '140826106203', '140826106205'];
let passed = 0;
let failed = 0;
const installation = await Installation.open();
try {
  for (const [index, engine] of engines.entries()) {
    try {
      await essentials(engine, installation, villages[index] as string);
      passed++;
    } catch (error) {
      failed++;
      process.stdout.write(`✘ ${engine.name}: ${error instanceof Error ? error.message : String(error)}\n`);
    }
    await installation.stop();
    await installation.start();
  }
} finally {
  await installation.close();
  await rm(profiles, { recursive: true, force: true });
}
process.stdout.write(`\n${passed} passed, ${failed} failed\n`);
process.exit(passed > 0 && failed === 0 ? 0 : 1);
