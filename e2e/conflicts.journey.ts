// Two phones at one door find one thing otherwise: both reports are received, the county decides between them, and both phones read what it decided.
import { expect, test } from '@playwright/test';
import { archiveOf, openTasksOf } from './people/archive.ts';
import type { Collector } from './people/collector.ts';
import { Installation } from './people/installation.ts';
import { isFit } from './people/is-fit.ts';
import { clerkOf, collectorOf, reviewerOf } from './people/places.ts';

const VILLAGE = '140826106211';
const ROADS = { dirt: '泥土路', gravel: '砂石路', cement: '水泥路', asphalt: '沥青路' } as const;

let installation: Installation;
test.beforeAll(async () => {
  installation = await Installation.open();
});
test.afterAll(() => installation.close());

async function checksRoad(collector: Collector, headName: string, road: string): Promise<void> {
  await collector.opensTask(headName);
  await collector.startsCheck();
  await collector.changesTo('入户路', road);
  await collector.confirmsFamily();
  await collector.findsNoProblem();
  await collector.choosesNotIncluded('收入稳定');
  await collector.handsIn();
}

test('what two phones found otherwise waits for the county, and what it decides is on both', async ({ browser }) => {
  test.setTimeout(240_000);
  const archive = await archiveOf(installation.url, VILLAGE);
  const task = openTasksOf(archive).find((one) => one.task.personName === one.headName && one.task.householdId);
  const household = archive.households.find((one) => one.id === task?.task.householdId);
  if (!task || !household) throw new Error('the village has no open task');
  const { headName } = task;
  const [one, two] = Object.entries(ROADS).flatMap(([code, word]) => (code === household.details?.road ? [] : [word])) as [string, string];
  const first = await collectorOf(browser, installation, VILLAGE);
  const second = await collectorOf(browser, installation, VILLAGE);
  for (const phone of [first, second]) await phone.page.context().setOffline(true);
  await checksRoad(first, headName, one);
  await checksRoad(second, headName, two);
  for (const phone of [first, second]) {
    await phone.page.context().setOffline(false);
    await expect(phone.syncLine()).toContainText('已全部上报');
  }

  await test.step('the township sees both reports and passes them, the county too', async () => {
    const township = await reviewerOf(browser, installation, 'town-140826106', '初审');
    await township.open(headName);
    await expect(township.page.getByText('另一部手机也上报了这次核查')).toBeVisible();
    await township.page.getByRole('button', { name: '更正档案' }).click();
    const dialog = township.page.getByRole('dialog', { name: `更正${headName}家的档案` });
    await dialog.getByLabel('项目').selectOption({ label: '联系电话' });
    await dialog.getByRole('button', { name: '更正', exact: true }).click();
    await expect(dialog.getByText('请写明原因')).toBeVisible();
    await isFit(township.page, '更正档案');
    await dialog.getByLabel('值', { exact: true }).fill('15400001234');
    await dialog.getByLabel('为什么').fill('户主来电话更正');
    await dialog.getByRole('button', { name: '更正', exact: true }).click();
    await expect(township.page.getByText('已更正，会发到村里的手机上')).toBeVisible();
    await township.pass(headName);
    const county = await reviewerOf(browser, installation, 'county', '审核');
    await county.pass(headName);
    await township.page.context().close();
    await county.page.context().close();
  });

  await test.step('both phones say that a field waits', async () => {
    for (const phone of [first, second]) {
      await phone.goesHome();
      await phone.syncs();
      await phone.findsHousehold(headName);
      await phone.householdRow(headName).click();
      await expect(phone.page.getByText('有 1 项有两处数据，等县里确定')).toBeVisible();
    }
  });

  await test.step('the county finds it from its overview and decides by keyboard', async () => {
    const county = await clerkOf(browser, installation, 'county');
    const { page } = county;
    await page.getByRole('link', { name: /项数据冲突等您确定/ }).click();
    await expect(page.getByRole('heading', { level: 1, name: '数据冲突' })).toBeVisible();
    const row = page.getByRole('row').filter({ hasText: headName });
    await expect(row).toContainText('入户路');
    await expect(row.getByRole('button', { name: new RegExp(`采用 ${one}`) })).toContainText('档案现值');
    await expect(row.getByRole('button', { name: new RegExp(`采用 ${two}`) })).toContainText('入户核查');
    await isFit(page, '数据冲突');
    await page.getByRole('button', { name: '入户路：填另一个值' }).click();
    await isFit(page, '填另一个值');
    await page.keyboard.press('Escape');
    await page.keyboard.press('2');
    await expect(page.getByText('已选 1 项')).toBeVisible();
    await page.keyboard.press('Enter');
    await expect(page.getByText('已确定 1 项，会发到村里的手机上')).toBeVisible();
    await expect(page.getByText('没有数据冲突')).toBeVisible();
    await isFit(page, 'nothing in conflict');
  });

  await test.step('and both phones read it, with a word to whose report was not taken', async () => {
    for (const phone of [first, second]) {
      await phone.goesHome();
      await phone.syncs();
      await phone.findsHousehold(headName);
      await phone.householdRow(headName).click();
      await expect(phone.page.getByRole('heading', { level: 1, name: `${headName}家` })).toBeVisible();
      await expect(phone.page.getByText('有两处数据')).toHaveCount(0);
      await phone.opensTask(headName);
      await expect(phone.page.getByText(`县里采用了另一处的数据：入户路：${two}`)).toBeVisible();
    }
  });
});
