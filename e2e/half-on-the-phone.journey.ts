// The app is not wholly on the phone yet when its signal goes: a check can be begun all the same, or the phone says what is missing and gets it with the first signal.
import { expect, test } from '@playwright/test';
import { archiveOf, openTasksOf } from './people/archive.ts';
import { Collector } from './people/collector.ts';
import { Installation, PASSWORD } from './people/installation.ts';
import { PHONE } from './people/places.ts';

const VILLAGE = '140826106205';
let installation: Installation;
test.beforeAll(async () => {
  installation = await Installation.open();
});
test.afterAll(async () => {
  await installation.close();
});

async function headOfTask(): Promise<string> {
  const task = openTasksOf(await archiveOf(installation.url, VILLAGE)).find((one) => one.task.personName === one.headName);
  if (!task) throw new Error(`${VILLAGE} has too few open tasks`);
  return task.headName;
}

/** Where the page asks for the PIN first. */
async function unlocked(collector: Collector): Promise<void> {
  const locked = collector.page.getByRole('heading', { level: 1, name: '输入 PIN' });
  await expect(locked.or(collector.page.getByRole('alert')).first()).toBeVisible();
  if (await locked.isVisible()) await collector.typesPin();
}

const phoneThatKeepsNothing = { viewport: PHONE, hasTouch: true, isMobile: true, serviceWorkers: 'block' } as const;

test('the signal goes before the app is stored: what a check needs was fetched meanwhile', async ({ browser }) => {
  const headName = await headOfTask();
  const page = await (await browser.newContext(phoneThatKeepsNothing)).newPage();
  const collector = new Collector(page, installation.url);
  await collector.signsIn(`village-${VILLAGE}`, PASSWORD);
  await collector.hasItsVillage();
  await page.waitForLoadState('networkidle');
  await page.context().setOffline(true);
  await collector.opensTask(headName);
  await collector.startsCheck();
  await expect(collector.step()).toContainText('第 1 步');
  await collector.confirmsFamily();
});

for (const [what, files] of [
  ['the check', '**/assets/part-*.js'],
  ['the looks of the check', '**/assets/part-*.css'],
] as const) {
  test(`${what} could not be fetched: the phone says so and what to do, and goes on once it can`, async ({ browser }) => {
    const headName = await headOfTask();
    const page = await (await browser.newContext(phoneThatKeepsNothing)).newPage();
    await page.route(files, (route) => route.abort());
    await page.route('**/healthz', (route) => route.abort());
    const collector = new Collector(page, installation.url);
    await collector.signsIn(`village-${VILLAGE}`, PASSWORD);
    await collector.hasItsVillage();
    await collector.goesTo('我的');
    await expect(page.getByText('正在准备', { exact: true })).toBeVisible();
    await collector.goesTo('任务');
    await collector.opensTask(headName);
    await page.getByRole('button', { name: '开始核查' }).click();
    const sheet = page.getByRole('dialog', { name: '入户还没有全部存到手机上' });
    await expect(sheet).toContainText('请在有信号的地方打开一次入户');
    await sheet.getByRole('button', { name: '重试' }).click();
    await expect(sheet.getByRole('status')).toContainText('还是连不上');
    await page.unroute(files);
    await sheet.getByRole('button', { name: '重试' }).click();
    await expect(collector.step()).toContainText('第 1 步');
    await expect(sheet).toHaveCount(0);
    // The styles came with it: a card of the survey has its lines.
    expect(
      await page
        .locator('.known-label')
        .first()
        .evaluate((label) => getComputedStyle(label).display),
    ).toBe('block');
  });
}

test('a browser that keeps a failed file in mind gets it by a new page, and nothing that was filled in is lost', async ({ browser }) => {
  const headName = await headOfTask();
  const page = await (await browser.newContext(phoneThatKeepsNothing)).newPage();
  const collector = new Collector(page, installation.url);
  await collector.signsIn(`village-${VILLAGE}`, PASSWORD);
  await collector.hasItsVillage();
  await page.waitForLoadState('networkidle');
  await collector.opensTask(headName);
  await collector.startsCheck();
  await collector.confirmsFamily();
  await page.route('**/assets/part-*.js', (route) => route.abort());
  await page.reload();
  await unlocked(collector);
  await expect(page.getByRole('alert')).toContainText('入户还没有全部存到手机上');
  await expect(page.getByRole('alert')).toContainText('已填的内容都在');
  // The server answers, the file still does not come: the page itself is loaded anew.
  await Promise.all([page.waitForEvent('load'), page.getByRole('button', { name: '重试' }).click()]);
  await unlocked(collector);
  await expect(page.getByRole('alert')).toContainText('入户还没有全部存到手机上');
  // Left alone, the page tries once more by itself.
  await page.waitForTimeout(3000);
  await page.unroute('**/assets/part-*.js');
  await page.getByRole('button', { name: '重试' }).click();
  await expect(collector.step()).toContainText('第 3 步');
});

test('我的 says when the app works without a network', async ({ browser }) => {
  const page = await (await browser.newContext({ viewport: PHONE, hasTouch: true, isMobile: true })).newPage();
  const collector = new Collector(page, installation.url);
  await collector.signsIn(`village-${VILLAGE}`, PASSWORD);
  await collector.isReadyOffline();
  await collector.goesTo('我的');
  await expect(page.getByText('可离线使用', { exact: true })).toBeVisible();
});
