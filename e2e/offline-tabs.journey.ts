// The app open twice on one phone, as happens when an icon and a browser tab are both used: one editor a check, one errand at a time, and no new version while either has a check open.
import { mkdir, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { expect, test } from '@playwright/test';
import { archiveOf, openTasksOf } from './people/archive.ts';
import { Collector } from './people/collector.ts';
import { Installation } from './people/installation.ts';
import { copyOfTheBuild, publishNext } from './people/next-build.ts';
import { collectorOf } from './people/places.ts';

let installation: Installation;
let built: string;
test.beforeAll(async () => {
  await mkdir('test-results', { recursive: true });
  built = await copyOfTheBuild();
  installation = await Installation.open('demo', built);
});
test.afterAll(async () => {
  await installation.close();
  await rm(dirname(built), { recursive: true, force: true });
});

async function taskIn(villageCode: string): Promise<string> {
  const [task] = openTasksOf(await archiveOf(installation.url, villageCode)).filter((one) => one.task.personName === one.headName);
  if (!task) throw new Error('the village has no open task');
  return task.headName;
}

/** The same phone's second tab. */
async function secondTab(first: Collector): Promise<Collector> {
  const second = new Collector(await first.page.context().newPage(), installation.url);
  await second.startsUp();
  return second;
}

test('a check that is open in one tab can only be read in the other, which says so; when the first closes it, the other goes on with every answer', async ({
  browser,
}) => {
  const headName = await taskIn('140826106203');
  const first = await collectorOf(browser, installation, '140826106203');
  await first.page.context().setOffline(true);
  await first.isReadyOffline();
  await first.opensTask(headName);
  await first.startsCheck();
  await first.confirmsFamily();
  await first.findsNoProblem();
  await first.choosesNotIncluded('其他');
  await first.writesSummary('老人随女儿在太原住。');

  const second = await secondTab(first);
  await second.opensTask(headName);
  await second.startsCheck();
  await expect(second.page.getByText('这一户正在另一个页面里填写')).toBeVisible();
  await expect(second.page.getByRole('button', { name: '提交核查结果' })).toHaveCount(0);

  await first.writesSummary('老人随女儿在太原住，女儿每月寄钱。');
  await first.page.waitForTimeout(400);
  await first.page.close();
  await second.reloads();
  await expect(second.page.getByText('这一户正在另一个页面里填写')).toHaveCount(0);
  await expect(second.page.getByLabel('简要情况说明')).toHaveValue('老人随女儿在太原住，女儿每月寄钱。');
  await second.handsIn();
  await second.page.context().setOffline(false);
  await expect(second.syncLine()).toContainText('已全部上报', { timeout: 30_000 });
});

test('two tabs run one errand at a time, and both hear of the receipt', async ({ browser }) => {
  const headName = await taskIn('140826106202');
  const first = await collectorOf(browser, installation, '140826106202');
  const second = await secondTab(first);
  let under = 0;
  let most = 0;
  await first.page.context().route('**/api/v1/sync', async (route) => {
    under++;
    most = Math.max(most, under);
    await new Promise((resolve) => setTimeout(resolve, 400));
    const reply = await route.fetch();
    under--;
    await route.fulfill({ response: reply });
  });
  await first.checksNotIncluded(headName);
  await second.page.bringToFront();
  for (const one of [first, second, first]) await one.page.evaluate(() => window.dispatchEvent(new Event('online')));
  await expect(first.syncLine()).toContainText('已全部上报');
  await expect(second.syncLine()).toContainText('已全部上报');
  await second.seesState(headName, '已上报');
  await first.page.waitForTimeout(500);
  expect(most).toBe(1);
});

test('a new version is not taken from one tab while the other has a check open', async ({ browser }) => {
  const headName = await taskIn('140826106200');
  const first = await collectorOf(browser, installation, '140826106200');
  await first.isReadyOffline();
  await first.opensTask(headName);
  await first.startsCheck();
  await first.confirmsFamily();
  const second = await secondTab(first);
  await installation.stop();
  await publishNext(built);
  await installation.start();
  await second.page.evaluate(async () => {
    await (await navigator.serviceWorker.getRegistration())?.update();
  });
  await expect.poll(() => second.page.evaluate(async () => Boolean((await navigator.serviceWorker.getRegistration())?.waiting))).toBe(true);
  await second.goesTo('我的');
  await second.page.getByRole('button', { name: '现在更新' }).click();
  await expect(second.page.getByText('另一个页面正在填写核查')).toBeVisible();
  expect(await second.page.evaluate(async () => Boolean((await navigator.serviceWorker.getRegistration())?.waiting))).toBe(true);
  await expect(first.page.getByText(/^第 3 步/)).toBeVisible();

  await first.page.close();
  // The browser lets go of a closed tab's lock a moment after it is gone.
  await expect(async () => {
    await Promise.all([second.page.waitForEvent('load', { timeout: 4000 }), second.page.getByRole('button', { name: '现在更新' }).click()]);
  }).toPass({ timeout: 20_000 });
  await second.opens();
  await second.opensTask(headName);
  await second.startsCheck();
  await expect(second.page.getByText(/^第 3 步/)).toBeVisible();
});
