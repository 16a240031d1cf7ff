// The family at the door: somebody died, a child was born, and what they live on is added up on the keypad against the line.
import { expect, type Page, test } from '@playwright/test';
import { checkDigit } from '../src/domain/id-number.ts';
import { archiveOf, openTasksOf } from './people/archive.ts';
import { Installation } from './people/installation.ts';
import { collectorOf } from './people/places.ts';

/** 安峪镇安峪村. */
const ANYU = '140826106200';
const CHILD = `14992620240110121${checkDigit('14992620240110121')}`;

let installation: Installation;
test.beforeAll(async () => {
  installation = await Installation.open();
});
test.afterAll(() => installation.close());

/** A card of the members' list; the first is the head's. */
const card = (page: Page, at: number) =>
  page
    .getByRole('listitem')
    .filter({ has: page.getByRole('button', { name: /，看和改$/ }) })
    .nth(at);

test('who died is taken out with a date and may come back; who was born is added by ID number; a reload keeps both', async ({ browser }) => {
  const families = (await archiveOf(installation.url, ANYU)).households.filter((household) => household.members.length >= 3).map(({ id }) => id);
  const task = openTasksOf(await archiveOf(installation.url, ANYU)).find(
    ({ task: { householdId } }) => householdId !== null && families.includes(householdId),
  );
  if (!task) throw new Error('no family of three has an open task');
  const collector = await collectorOf(browser, installation, ANYU);
  const { page } = collector;
  await collector.isReadyOffline();
  await page.context().setOffline(true);
  await collector.opensTask(task.headName);
  await collector.startsCheck();
  await collector.confirmsHousehold();

  await card(page, 1)
    .getByRole('button', { name: /，看和改$/ })
    .click();
  await page.getByRole('button', { name: '不在了' }).click();
  await page.getByRole('button', { name: '死亡', exact: true }).click();
  await page.getByRole('button', { name: '今天', exact: true }).click();
  await page.getByRole('dialog').getByRole('button', { name: '返回' }).click();
  await expect(page.getByRole('region', { name: '已经不在的人' })).toContainText('已去世');

  await page.getByRole('button', { name: '添加成员' }).click();
  const number = page.getByLabel('身份证号', { exact: true });
  await number.pressSequentially(CHILD.slice(0, 12));
  await expect(page.getByText('还差 6 位')).toBeVisible();
  await number.pressSequentially(CHILD.slice(12));
  await expect(page.getByText(/号码正确 · 2024年1月10日生 · 男 · \d 岁/)).toBeVisible();
  await page.getByLabel('姓名', { exact: true }).fill('王小宝');
  await page.getByRole('button', { name: /^与户主关系/ }).click();
  await page.getByRole('button', { name: '孙子', exact: true }).click();
  // A child of two is not asked for a pension or for work.
  await expect(page.getByText('养老保险')).toHaveCount(0);
  await expect(page.getByRole('button', { name: /^务工/ })).toHaveCount(0);
  await page.getByRole('dialog').getByRole('button', { name: '完成' }).click();
  await expect(page.getByRole('button', { name: '王小宝，看和改' })).toContainText('新增');

  await page.waitForTimeout(400);
  await collector.reloads();
  await expect(page.getByRole('button', { name: '王小宝，看和改' })).toContainText('新增');
  const gone = page.getByRole('region', { name: '已经不在的人' });
  await gone.getByRole('button', { name: /，看和改$/ }).click();
  await page.getByRole('button', { name: '改回在家里' }).click();
  await page.getByRole('dialog').getByRole('button', { name: '返回' }).click();
  await expect(gone).toHaveCount(0);
});

test('pay by the month times the months, the rest nothing: what a person has stands against the line in words', async ({ browser }) => {
  const task = openTasksOf(await archiveOf(installation.url, ANYU))[2];
  if (!task) throw new Error('the village has too few open tasks');
  const collector = await collectorOf(browser, installation, ANYU);
  const { page } = collector;
  await collector.isReadyOffline();
  await page.context().setOffline(true);
  await collector.opensTask(task.headName);
  await collector.startsCheck();
  await collector.confirmsFamily();
  await collector.findsNoProblem();
  await page.getByRole('radio', { name: '纳入', exact: true }).click();
  await page.getByRole('contentinfo').getByRole('button', { name: '下一步' }).click();
  await expect(collector.step()).toContainText('家庭收入');

  await page.getByRole('button', { name: /^填 务工工资/ }).click();
  for (const key of ['2', '5', '00']) await page.getByRole('button', { name: key, exact: true }).click();
  await page.getByRole('button', { name: '8 个月', exact: true }).click();
  await expect(page.getByRole('dialog')).toContainText('= 20,000 元 · 2 万元');
  await page.getByRole('dialog').getByRole('button', { name: '完成' }).click();
  await expect(page.getByRole('button', { name: /^填 务工工资/ })).toContainText('20,000 元');
  await expect(page.getByText(/^(高于|低于)监测线 [\d,.]+ 元$/).first()).toBeVisible();
});
