// The life of a phone beside the checks: the first download, an ended session, signing out, another person, another phone, an update, a refusal, other browsers.
import { mkdir, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { type Browser, expect, test } from '@playwright/test';
import { archiveOf, openTasksOf } from './people/archive.ts';
import { Collector } from './people/collector.ts';
import { Installation, PASSWORD } from './people/installation.ts';
import { copyOfTheBuild, publishNext } from './people/next-build.ts';
import { collectorOf, PHONE, reviewerOf } from './people/places.ts';

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

/** About the head of the household: a lead may name another member. */
async function taskIn(villageCode: string) {
  const task = openTasksOf(await archiveOf(installation.url, villageCode)).find((one) => one.task.personName === one.headName);
  if (!task) throw new Error(`${villageCode} has too few open tasks`);
  return task;
}

const newPhone = async (browser: Browser, more: Parameters<Browser['newContext']>[0] = {}) =>
  (await browser.newContext({ viewport: PHONE, hasTouch: true, isMobile: true, ...more })).newPage();

test('before the first download has ended the phone says so, and never that all is handed over', async ({ browser }) => {
  const page = await newPhone(browser);
  const collector = new Collector(page, installation.url);
  await page.route('**/api/v1/sync', (route) => route.abort());
  await collector.signsIn('village-140826106205', PASSWORD);
  await expect(collector.syncLine()).toContainText('还没有下载到资料');
  await expect(page.getByText('还没有下载到资料').last()).toBeVisible();
  await page.unroute('**/api/v1/sync');
  await page.getByRole('main').getByRole('button', { name: '立即同步' }).click();
  await expect(collector.syncLine()).toContainText('已全部上报');
  await expect(collector.page.getByRole('list', { name: '任务列表' })).toBeVisible();
});

test('a session that has ended stops no work; signing in again sends what waited', async ({ browser }) => {
  const task = await taskIn('140826106207');
  const collector = await collectorOf(browser, installation, '140826106207');
  await collector.page.context().clearCookies();
  await collector.checksNotIncluded(task.headName);
  await expect(collector.syncLine()).toContainText('1 条待上报');
  await expect(collector.syncLine()).toContainText('需要登录');
  await collector.syncLine().click();
  await collector.page.getByRole('dialog').getByRole('link', { name: '重新登录' }).click();
  await collector.page.getByLabel('密码', { exact: true }).fill(PASSWORD);
  await collector.page.getByRole('button', { name: '登录', exact: true }).click();
  await expect(collector.syncLine()).toContainText('已全部上报');
  await collector.seesState(task.headName, '已上报');
});

test('two people on one phone: signing out warns, loses nothing, and shows nobody the work of the other', async ({ browser }) => {
  const task = await taskIn('140826106208');
  const collector = await collectorOf(browser, installation, '140826106208');
  const { page } = collector;
  await page.route('**/api/v1/sync', (route) => route.abort());
  await collector.checksNotIncluded(task.headName);
  await collector.goesHome();
  await collector.goesTo('我的');
  await page.getByRole('button', { name: '退出登录' }).click();
  await expect(page.getByRole('dialog')).toContainText('还有 1 条没有上报');
  await page.getByRole('dialog').getByRole('button', { name: '退出', exact: true }).click();
  await page.unroute('**/api/v1/sync');
  await collector.signsIn('village-140826106209', PASSWORD);
  await collector.hasEverything();
  await expect(collector.taskOf(task.headName)).toHaveCount(0);
  await collector.signsOut();
  await collector.signsIn('village-140826106208', PASSWORD);
  await expect(collector.syncLine()).toContainText('已全部上报');
  await collector.seesState(task.headName, '已上报');
});

test('two phones at one door: whoever reports second is received too, and the task says so', async ({ browser }) => {
  const task = await taskIn('140826106210');
  const first = await collectorOf(browser, installation, '140826106210');
  const second = await collectorOf(browser, installation, '140826106210');
  await second.page.context().setOffline(true);
  await second.checksNotIncluded(task.headName, '有人赡养');
  await first.checksNotIncluded(task.headName);
  await expect(first.syncLine()).toContainText('已全部上报');
  await second.page.context().setOffline(false);
  await expect(second.syncLine()).toContainText('已全部上报');
  await second.opensTask(task.headName);
  await expect(second.page.getByText('另一份核查也收到了')).toBeVisible();
});

test('a check that came back can be gone on with on another phone of the village: the answers come from the server', async ({ browser }) => {
  const task = await taskIn('140826106211');
  const first = await collectorOf(browser, installation, '140826106211');
  await first.checksNotIncluded(task.headName, '有人赡养');
  await expect(first.syncLine()).toContainText('已全部上报');
  const township = await reviewerOf(browser, installation, 'town-140826106', '初审');
  await township.return(task.headName, '缺少说明', '请写明由谁赡养');
  const other = await collectorOf(browser, installation, '140826106211');
  await other.opensTask(task.headName);
  await expect(other.page.getByText('请写明由谁赡养', { exact: true })).toBeVisible();
  await other.startsCheck();
  await expect(other.page.getByRole('radio', { name: '有人赡养', exact: true })).toBeChecked();
  await other.writesSummary('由在太原的女儿赡养，每月寄 600 元。');
  await other.handsIn();
  await expect(other.syncLine()).toContainText('已全部上报');
});

test('a new version waits while a form is open, and is taken by a tap outside it with the draft intact', async ({ browser }) => {
  const task = await taskIn('140826106212');
  const collector = await collectorOf(browser, installation, '140826106212');
  const { page } = collector;
  await collector.isReadyOffline();
  await collector.reloads();
  await collector.opensTask(task.headName);
  await collector.startsCheck();
  await collector.confirmsFamily();
  await installation.stop();
  await publishNext(built);
  await installation.start();
  await page.evaluate(async () => {
    (window as { kept?: boolean }).kept = true;
    const registration = await navigator.serviceWorker.getRegistration();
    await registration?.update();
  });
  await expect.poll(() => page.evaluate(async () => Boolean((await navigator.serviceWorker.getRegistration())?.waiting))).toBe(true);
  await expect(page.getByText(/^第 3 步/)).toBeVisible();
  expect(await page.evaluate(() => (window as { kept?: boolean }).kept)).toBe(true);
  await page.getByRole('button', { name: '返回' }).click();
  await page.getByRole('button', { name: '返回' }).click();
  await collector.goesTo('我的');
  await Promise.all([page.waitForEvent('load'), page.getByRole('button', { name: '现在更新' }).click()]);
  await expect.poll(() => page.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.waiting ?? null)).toBeNull();
  await collector.goesTo('任务');
  await expect(await collector.scrollsTo(task.headName)).toContainText('填写中');
  await collector.opensTask(task.headName);
  await collector.startsCheck();
  await expect(page.getByText(/^第 3 步/)).toBeVisible();
});

test('who works at the desk and signs in on the phone is at the desk, and leaves nothing on the phone', async ({ browser }) => {
  const page = await newPhone(browser);
  await page.goto(installation.url);
  await page.getByLabel('账号', { exact: true }).fill('town-140826106');
  await page.getByLabel('密码', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: '登录', exact: true }).click();
  await page.waitForURL('**/desk/**');
  await expect(page.getByText('安峪镇').first()).toBeVisible();
  await page.goto(installation.url);
  await expect(page.getByRole('button', { name: '登录', exact: true })).toBeVisible();
  await expect(page.getByLabel('账号', { exact: true })).toHaveValue('');
});

test('in a browser that cannot keep work, as inside WeChat, the phone says what to do instead of taking work', async ({ browser }) => {
  const page = await newPhone(browser, {
    userAgent: 'Mozilla/5.0 (Linux; Android 10) AppleWebKit/537.36 Chrome/89.0 Mobile Safari/537.36 MicroMessenger/8.0',
  });
  await page.addInitScript(() => {
    Reflect.deleteProperty(Navigator.prototype, 'serviceWorker');
  });
  await page.goto(installation.url);
  await expect(page.getByText('不能离线打开')).toBeVisible();
  await expect(page.getByText(/微信/).first()).toBeVisible();
  await expect(page.getByRole('button', { name: '复制网址' })).toBeVisible();
  await expect(page.getByLabel('密码', { exact: true })).toHaveCount(0);
});
