// Every page of the desk and its dialogs are fit for everybody: axe finds nothing in light or dark, and nothing is wider than an office's screen or a phone's.
import { expect, test } from '@playwright/test';
import { handInAll, quietHouseholds } from './people/busy-villages.ts';
import type { Clerk } from './people/clerk.ts';
import { Installation } from './people/installation.ts';
import { isFit } from './people/is-fit.ts';
import { clerkOf } from './people/places.ts';

const LIST = 'examples/医保局-2026年第三季度个人自付费用较高人员名单.xlsx';

// A trace keeps a picture of the whole page before each of axe's steps: with it these journeys take three times as long.
test.use({ trace: 'off' });

let installation: Installation;
test.beforeAll(async () => {
  installation = await Installation.open();
  await handInAll(installation.url, (await quietHouseholds(installation.url, ['140826106206'])).slice(0, 3));
});
test.afterAll(() => installation.close());

async function looksAt(clerk: Clerk, word: Parameters<Clerk['goTo']>[0]): Promise<void> {
  await clerk.goTo(word);
  await expect(clerk.page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(clerk.page.getByRole('link', { name: word, exact: true }).and(clerk.page.locator('[aria-current=page]'))).toBeVisible();
  if (word === '初审' || word === '审核') await expect(clerk.page.getByRole('article')).toBeVisible();
  await isFit(clerk.page, word);
}

/** Opens a dialog, looks at it and closes it by key. */
async function looksInto(clerk: Clerk, button: string | RegExp): Promise<void> {
  await clerk.page.getByRole('button', { name: button }).first().click();
  const dialog = clerk.page.getByRole('dialog');
  await expect(dialog).toBeVisible();
  await isFit(clerk.page, String(button));
  await clerk.page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
}

test('the county: from the overview over a list to its dispatch', async ({ browser }) => {
  const clerk = await clerkOf(browser, installation, 'county');
  await looksAt(clerk, '首页');
  await looksAt(clerk, '线索导入');
  await clerk.bringList(LIST, '医保局');
  await isFit(clerk.page, 'the preview of a list');
  await looksAt(clerk, '任务下发');
  await looksInto(clerk, /^下发任务/);
  await looksInto(clerk, '集中排查');
  await looksInto(clerk, '按组分工');
});

test('the county: tasks, audit, results and the trail', async ({ browser }) => {
  const clerk = await clerkOf(browser, installation, 'county');
  await looksAt(clerk, '任务进度');
  await clerk.page.getByRole('button', { name: /^待核查/ }).click();
  await clerk.page
    .getByRole('checkbox', { name: /^选择 / })
    .first()
    .check();
  await looksInto(clerk, /^撤回/);
  await looksAt(clerk, '审核');
  await looksAt(clerk, '线索结果');
  await looksAt(clerk, '操作记录');
});

test('the county holds its archive against every rule, and a township reads what was found', async ({ browser }) => {
  const township = await clerkOf(browser, installation, 'town-140826106');
  await looksAt(township, '数据质量');
  const clerk = await clerkOf(browser, installation, 'county');
  const { page } = clerk;
  await looksAt(clerk, '数据质量');
  await page.getByRole('button', { name: '全县核验' }).click();
  await expect(page.getByRole('progressbar', { name: '正在核验' })).toBeVisible();
  await expect(page.getByRole('heading', { name: '问题清单' })).toBeVisible({ timeout: 60_000 });
  await isFit(page, 'what was found');
  const rules = page.getByRole('region', { name: '按规则' });
  const first = rules.getByRole('button').first();
  const name = await first.innerText();
  await first.click();
  await expect(rules.getByRole('button', { name: `${name} · 已选` })).toHaveAttribute('aria-pressed', 'true');
  await isFit(page, 'one rule');
  await looksAt(township, '首页');
  await looksAt(township, '数据质量');
  await expect(township.page.getByRole('region', { name: '按乡镇' }).getByRole('row')).toHaveCount(2);
  await expect(township.page.getByRole('button', { name: '重新核验' })).toHaveCount(0);
});

test('the township at its queue', async ({ browser }) => {
  const township = await clerkOf(browser, installation, 'town-140826106');
  await looksAt(township, '初审');
  await looksInto(township, '退回');
  await looksInto(township, /键盘操作/);
});

test('the administrator, a department, and the way in', async ({ browser }) => {
  const admin = await clerkOf(browser, installation, 'admin');
  await looksAt(admin, '账号与设备');
  await looksInto(admin, '新建账号');
  const department = await clerkOf(browser, installation, 'dept-yibao');
  await looksAt(department, '线索结果');
  await department.page.locator('header summary').click();
  await isFit(department.page, 'the menu of the person');
  await looksInto(department, '修改密码');
  await department.page.getByRole('button', { name: 'English' }).first().click();
  await isFit(department.page, 'in English');
  await department.page.context().clearCookies();
  await department.page.goto(`${installation.url}/desk/`);
  await isFit(department.page, 'sign-in');
});
