// Every screen of the phone is fit for everybody: axe finds nothing in light, in dark and in the largest type, and nothing stands wider than the screen.
import AxeBuilder from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import { archiveOf, openTasksOf } from './people/archive.ts';
import { comesToRest } from './people/at-rest.ts';
import type { Collector } from './people/collector.ts';
import { Installation } from './people/installation.ts';
import { collectorOf } from './people/places.ts';

const LOOKS = [
  { name: 'light', theme: 'light', type: 'normal', width: 360, village: '140826106200' },
  { name: 'dark', theme: 'dark', type: 'normal', width: 360, village: '140826106201' },
  { name: 'largest type on a narrow screen', theme: 'light', type: 'largest', width: 320, village: '140826106202' },
];

// A trace keeps a picture of the whole page before each of axe's steps: with it these journeys take three times as long.
test.use({ trace: 'off' });

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

let installation: Installation;
test.beforeAll(async () => {
  installation = await Installation.open();
});
test.afterAll(() => installation.close());

/** Nothing for axe to say, and nothing to scroll sideways for. */
async function isFit({ page }: Collector, screen: string): Promise<void> {
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await comesToRest(page);
  // What is in order is not listed: that takes longer than finding what is not.
  const { violations } = await new AxeBuilder({ page }).options({ resultTypes: ['violations'], runOnly: { type: 'tag', values: RULES } }).analyze();
  expect
    .soft(
      violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(' | ')}`),
      screen,
    )
    .toEqual([]);
  expect.soft(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${screen} is no wider than the phone`).toBe(true);
}

for (const look of LOOKS) {
  test(`axe finds nothing on any screen: ${look.name}`, async ({ browser }) => {
    const collector = await collectorOf(browser, installation, look.village);
    const { page } = collector;
    await page.setViewportSize({ width: look.width, height: 640 });
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await page.evaluate(
      ([theme, type]) => {
        localStorage.setItem('ruhu-theme', theme as string);
        localStorage.setItem('ruhu-type', type as string);
      },
      [look.theme, look.type],
    );
    await collector.reloads();
    const task = openTasksOf(await archiveOf(installation.url, look.village)).find((one) => one.task.personName === one.headName);
    if (!task) throw new Error('the village has no open task');

    await isFit(collector, '任务');
    await collector.syncLine().click();
    await isFit(collector, '上报情况');
    await page.getByRole('dialog').getByRole('button', { name: '关闭' }).click();
    await collector.findsHousehold(task.headName);
    await isFit(collector, '农户');
    await collector.householdRow(task.headName).click();
    await isFit(collector, '一户');
    await page.getByRole('button', { name: '返回' }).click();
    await collector.goesTo('我的');
    await isFit(collector, '我的');
    await page.getByRole('link', { name: /没有上报的/ }).click();
    await isFit(collector, '没有上报的');
    await page.getByRole('button', { name: '返回' }).click();
    await page.getByRole('link', { name: '修改密码' }).click();
    await isFit(collector, '修改密码');
    await page.getByRole('button', { name: '返回' }).click();
    await page.getByRole('link', { name: '修改 PIN' }).click();
    await isFit(collector, '修改 PIN');
    await collector.typesPin();
    await expect(page.getByRole('heading', { name: '设一个 6 位 PIN' })).toBeVisible();
    await isFit(collector, '设 PIN');
    await page.getByRole('button', { name: '返回' }).click();
    await page.getByRole('button', { name: '立即锁定' }).click();
    await collector.typesPin('111222');
    await expect(page.getByRole('alert')).toContainText('PIN 不对');
    await isFit(collector, '输入 PIN');
    await collector.opens();
    await collector.goesTo('我的');
    await page.getByRole('button', { name: '添加到手机桌面' }).click();
    await isFit(collector, '添加到手机桌面');
    await page.getByRole('dialog').getByRole('button', { name: '关闭' }).click();

    await collector.opensTask(task.headName);
    await isFit(collector, '任务页');
    await collector.startsCheck();
    await isFit(collector, '家庭基本情况');
    await collector.confirmsHousehold();
    await isFit(collector, '家庭成员');
    await page.getByRole('button', { name: new RegExp(`${task.headName}.*看和改`) }).click();
    await isFit(collector, '一个成员');
    await page.getByRole('dialog').getByRole('button', { name: '完成', exact: true }).click();
    await collector.confirmsMembers();
    await isFit(collector, '三保障');
    await collector.findsNoProblem();
    await collector.includesAs('突发严重困难户');
    await isFit(collector, '核查结果');
    await collector.goesOn();
    await isFit(collector, '收入');
    await collector.goesOn();
    await isFit(collector, '风险');
    await collector.goesOn();
    await isFit(collector, '帮扶');
    await collector.goesOn();
    await isFit(collector, '入户人员');
    await page.getByRole('button', { name: '提交核查结果' }).click();
    await isFit(collector, '提醒');
    await page.getByRole('dialog').getByRole('button', { name: '关闭' }).click();
    await collector.handsIn();
    await expect(page.getByRole('heading', { level: 1, name: '已提交' })).toBeVisible();
    await isFit(collector, '已提交');
    await collector.goesHome();
    await collector.signsOut();
    await isFit(collector, '登录');
  });
}
