// The phone in the wrong hands, the forgotten PIN, the lock by time, and a phone that the county has stopped.
import { type Browser, expect, test } from '@playwright/test';
import { archiveOf, openTasksOf } from './people/archive.ts';
import { Collector, PIN } from './people/collector.ts';
import { Installation, PASSWORD } from './people/installation.ts';
import { collectorOf, PHONE } from './people/places.ts';
import { finds, hasTriedPins, readsTheStorage } from './people/stranger.ts';

let installation: Installation;
test.beforeAll(async () => {
  installation = await Installation.open();
});
test.afterAll(() => installation.close());

const lockTitle = (collector: Collector) => collector.page.getByRole('heading', { level: 1, name: '输入 PIN' });
const newPinTitle = (collector: Collector) => collector.page.getByRole('heading', { name: '设一个 6 位 PIN' });

async function taskOf(villageCode: string) {
  const archive = await archiveOf(installation.url, villageCode);
  const task = openTasksOf(archive).find((one) => one.task.personName === one.headName);
  if (!task) throw new Error(`${villageCode} has no open task`);
  return { task, archive };
}

async function locksNow(collector: Collector): Promise<void> {
  await collector.goesHome();
  await collector.goesTo('我的');
  await collector.page.getByRole('button', { name: '立即锁定' }).click();
  await expect(lockTitle(collector)).toBeVisible();
}

const newPhone = async (browser: Browser) =>
  (await browser.newContext({ viewport: PHONE, hasTouch: true, isMobile: true, locale: 'zh-CN', timezoneId: 'Asia/Shanghai' })).newPage();

test('a stranger who reads the storage of the phone finds nobody: no name, number, place or answer', async ({ browser }) => {
  const { task, archive } = await taskOf('140826106205');
  const collector = await collectorOf(browser, installation, '140826106205');
  await collector.isReadyOffline();
  await collector.page.context().setOffline(true);
  await collector.checksNotIncluded(task.headName);
  const second = openTasksOf(archive).find((one) => one.task.personName === one.headName && one.headName !== task.headName);
  if (!second) throw new Error('the village has one open task only');
  await collector.opensTask(second.headName);
  await collector.startsCheck();
  await collector.confirmsFamily();
  await collector.findsNoProblem();
  await collector.choosesNotIncluded('其他');
  await collector.writesSummary('老人随女儿在太原住，女儿每月寄钱。');
  await collector.page.waitForTimeout(500);
  const storage = await readsTheStorage(collector.page);
  expect(Object.keys(storage).filter((where) => where.includes('sealed')).length).toBeGreaterThanOrEqual(3);
  const members = archive.households.flatMap((household) => household.members);
  const words = new Set([
    '老人随女儿在太原住',
    ...archive.households.flatMap((household) => [household.headName, household.phone, household.address]),
    ...members.flatMap((member) => [member.name, member.idNumber, member.phone, member.pinyin]),
  ]);
  const telling = Array.from(words).filter((word) => word.length >= 2 && !/^[a-z ]{1,6}$/.test(word));
  expect(telling.length).toBeGreaterThan(50);
  expect(finds(storage, telling)).toEqual([]);
  expect(finds(storage, [PIN, PASSWORD, 'a key that can be taken away', '/api/'])).toEqual([]);
});

test('wrong PINs slow down, also after a restart; who forgot it signs in, sets a new one, and finds the draft', async ({ browser }) => {
  const { task } = await taskOf('140826106206');
  const collector = await collectorOf(browser, installation, '140826106206');
  const { page } = collector;
  await collector.opensTask(task.headName);
  await collector.startsCheck();
  await collector.confirmsFamily();
  await locksNow(collector);
  for (let n = 9; n >= 6; n--) {
    await collector.typesPin('111222');
    await expect(page.getByRole('alert')).toContainText(`再错 ${n} 次`);
  }
  await collector.typesPin('111222');
  await expect(page.getByRole('alert')).toContainText(/请等 \d+ 秒再试/);
  await page.reload();
  await expect(lockTitle(collector)).toBeVisible();
  await expect(page.getByRole('alert')).toContainText(/请等 \d+ 秒再试/);
  await expect(page.getByRole('group', { name: '数字键盘' }).getByRole('button', { name: '1', exact: true })).toBeDisabled();
  await expect(page.getByRole('alert')).toBeEmpty({ timeout: 40_000 });
  await hasTriedPins(page, 9);
  await collector.typesPin('111222');
  await expect(page.getByText('PIN 错得太多，已停用')).toBeVisible();
  await page.getByRole('button', { name: '用账号登录' }).click();
  await page.getByLabel('密码', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: '登录', exact: true }).click();
  await expect(newPinTitle(collector)).toBeVisible();
  await collector.typesPin('123456');
  await expect(page.getByRole('alert')).toContainText('太好猜');
  await collector.opens('907214');
  await collector.goesTo('任务');
  await expect(await collector.scrollsTo(task.headName)).toContainText('填写中');
  await locksNow(collector);
  await collector.typesPin(PIN);
  await expect(page.getByRole('alert')).toContainText('PIN 不对');
  await collector.opens('907214');
});

test('an app that nobody touches locks itself with every answer stored, and opens at the same field; a reload within the time asks nothing', async ({
  browser,
}) => {
  const { task } = await taskOf('140826106207');
  const collector = await collectorOf(browser, installation, '140826106207');
  const { page } = collector;
  await collector.isReadyOffline();
  await page.reload();
  await collector.opens();
  await page.reload();
  await expect(collector.syncLine()).toBeVisible();
  await expect(lockTitle(collector)).toHaveCount(0);
  await collector.opensTask(task.headName);
  await collector.startsCheck();
  await collector.confirmsFamily();
  await collector.findsNoProblem();
  await collector.choosesNotIncluded('其他');
  await page.clock.install();
  await collector.writesSummary('写到一半');
  // Right after the last letter.
  await page.clock.fastForward('20:00');
  await expect(lockTitle(collector)).toBeVisible();
  await page.clock.resume();
  await collector.typesPin();
  await expect(page.getByLabel('简要情况说明')).toHaveValue('写到一半');
});

test('修改 PIN asks for the old one and takes no easy one; from then on only the new one opens', async ({ browser }) => {
  const collector = await collectorOf(browser, installation, '140826106208');
  const { page } = collector;
  await collector.goesTo('我的');
  await page.getByRole('link', { name: '修改 PIN' }).click();
  await collector.typesPin('111222');
  await expect(page.getByRole('alert')).toContainText('PIN 不对');
  await collector.typesPin(PIN);
  await expect(newPinTitle(collector)).toBeVisible();
  await collector.typesPin('000000');
  await expect(page.getByRole('alert')).toContainText('太好猜');
  await collector.typesPin('907214');
  await collector.typesPin('907215');
  await expect(page.getByRole('alert')).toContainText('两遍不一样');
  await collector.typesPin('907214');
  await collector.typesPin('907214');
  await expect(page.getByText('PIN 已修改')).toBeVisible();
  await locksNow(collector);
  await collector.typesPin(PIN);
  await expect(page.getByRole('alert')).toContainText('PIN 不对');
  await collector.opens('907214');
});

test('two people on one phone have a PIN each', async ({ browser }) => {
  const first = new Collector(await newPhone(browser), installation.url);
  await first.signsIn('village-140826106209', PASSWORD);
  await first.hasEverything();
  await locksNow(first);
  await first.page.getByRole('button', { name: '换人登录' }).click();
  await first.page.getByLabel('账号', { exact: true }).fill('village-140826106210');
  await first.page.getByLabel('密码', { exact: true }).fill(PASSWORD);
  await first.page.getByRole('button', { name: '登录', exact: true }).click();
  await first.opens('907214');
  await locksNow(first);
  await expect(first.page.getByText(/^.\*\*$/)).toBeVisible();
  await first.typesPin(PIN);
  await expect(first.page.getByRole('alert')).toContainText('PIN 不对');
  await first.opens('907214');
});

test('a phone that the county has stopped destroys what it keeps at the next contact, says so and whom to ask, also after a restart', async ({
  browser,
}) => {
  const { task } = await taskOf('140826106211');
  const collector = await collectorOf(browser, installation, '140826106211');
  const { page } = collector;
  await page.route('**/api/v1/sync', (route) => route.abort());
  await collector.checksNotIncluded(task.headName);
  await expect(collector.syncLine()).toContainText('1 条待上报');
  await page.unroute('**/api/v1/sync');
  await page.route('**/api/v1/sync', (route) =>
    route.fulfill({
      status: 403,
      contentType: 'application/json',
      body: JSON.stringify({ problem: 'deviceRevoked', number: 4032, message: '这部手机已被停用' }),
    }),
  );
  await collector.syncs().catch(() => undefined);
  await expect(page.getByRole('heading', { level: 1, name: '此手机已被停用' })).toBeAttached();
  await expect(page.getByText('有 1 条没有上报的核查一起删除了')).toBeVisible();
  await expect(page.getByText('请找县级管理员')).toBeVisible();
  const names = () => page.evaluate(async () => (await indexedDB.databases()).map((one) => one.name));
  expect(await names()).toEqual(['ruhu']);
  await page.reload();
  await expect(page.getByText('有 1 条没有上报的核查一起删除了')).toBeVisible();
  await page.getByRole('button', { name: '换账号登录' }).click();
  await expect(page.getByRole('button', { name: '登录', exact: true })).toBeVisible();
});
