// A county begins with nothing: the one-time link, the first administrator, accounts whose first password is shown once, and the ways out when one is lost.
import { type Browser, expect, type Page, test } from '@playwright/test';
import { Clerk } from './people/clerk.ts';
import { Installation } from './people/installation.ts';
import { OFFICE } from './people/places.ts';

let installation: Installation;
test.beforeAll(async () => {
  installation = await Installation.open('serve');
});
test.afterAll(() => installation.close());

const window = async (browser: Browser): Promise<Page> => (await browser.newContext({ viewport: OFFICE, locale: 'zh-CN' })).newPage();
const ADMIN = 'ji-cheng-guan-li';
const OWN = 'wo-zi-ji-de-mi-ma';

/** Signs in where a new password is asked for at once. */
async function chooseOwnPassword(page: Page, login: string, first: string, next: string): Promise<void> {
  await page.goto(`${installation.url}/desk/`);
  await page.getByLabel('账号', { exact: true }).fill(login);
  await page.getByLabel('密码', { exact: true }).fill(first);
  await page.getByRole('button', { name: '登录' }).click();
  await expect(page.getByRole('heading', { name: '第一次登录，请先修改密码' })).toBeVisible();
  await page.getByLabel('现在的密码').fill(first);
  await page.getByLabel('新密码', { exact: true }).fill(next);
  await page.getByLabel('再输入一次新密码').fill(next);
  await page.getByRole('button', { name: '修改密码' }).click();
}

test('from the one-time link to people who work', async ({ browser }) => {
  const page = await window(browser);
  const link = await installation.setUpLink();
  await test.step('the link makes the first administrator', async () => {
    await page.goto(link);
    await page.getByLabel('输入县名查找').fill('绛县');
    await page.getByLabel('县区', { exact: true }).selectOption({ label: '运城市 绛县' });
    await page.getByLabel('管理员姓名').fill('马主任');
    await page.getByLabel('密码', { exact: true }).fill('short');
    await page.getByRole('button', { name: '完成设置' }).click();
    await expect(page.getByRole('alert')).toHaveText('密码至少 10 位');
    await page.getByLabel('密码', { exact: true }).fill(ADMIN);
    await page.getByLabel('再输入一次密码').fill(ADMIN);
    await page.getByRole('button', { name: '完成设置' }).click();
    await expect(page.getByText('设置好了')).toBeVisible();
  });

  await test.step('and only once', async () => {
    const late = await window(browser);
    await late.goto(link);
    await late.getByLabel('县区', { exact: true }).selectOption({ index: 1 });
    await late.getByLabel('管理员姓名').fill('别人');
    await late.getByLabel('密码', { exact: true }).fill(ADMIN);
    await late.getByLabel('再输入一次密码').fill(ADMIN);
    await late.getByRole('button', { name: '完成设置' }).click();
    await expect(late.getByRole('alert')).toContainText('这个链接已经用过');
  });

  const admin = new Clerk(page, installation.url);
  let first = '';
  await test.step('the administrator makes an account; its first password is shown once', async () => {
    await page.getByRole('link', { name: '登录' }).click();
    await admin.goTo('账号与设备');
    await page.getByRole('button', { name: '新建账号' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('姓名').fill('赵审核');
    await dialog.getByLabel('账号', { exact: true }).fill('zhao');
    await dialog.getByLabel('角色').selectOption({ label: '县级信息审核员' });
    await dialog.getByRole('button', { name: '新建账号' }).click();
    const issued = page.getByRole('dialog', { name: '赵审核 的账号' });
    first = await issued.locator('dd').nth(1).innerText();
    expect(first).toHaveLength(12);
    await issued.getByRole('button', { name: '关闭' }).last().click();
    await expect(page.getByText(first)).toHaveCount(0);
  });

  const zhao = await window(browser);
  await test.step('it opens nothing but the way to a password of one’s own', async () => {
    await chooseOwnPassword(zhao, 'zhao', first, OWN);
    await expect(zhao.getByRole('navigation', { name: '菜单' })).toBeVisible();
    await expect(zhao.getByText('眼下没有等您处理的事。')).toBeVisible();
  });

  await test.step('later one changes it oneself', async () => {
    await zhao.locator('header summary').click();
    await zhao.getByRole('button', { name: '修改密码' }).click();
    const dialog = zhao.getByRole('dialog', { name: '修改密码' });
    await dialog.getByLabel('现在的密码').fill('not-this-one');
    await dialog.getByLabel('新密码', { exact: true }).fill('geng-hao-de-mi-ma');
    await dialog.getByLabel('再输入一次新密码').fill('geng-hao-de-mi-ma');
    await dialog.getByRole('button', { name: '修改密码' }).click();
    await expect(dialog.getByText('现在的密码不对')).toBeVisible();
    await dialog.getByLabel('现在的密码').fill(OWN);
    await dialog.getByRole('button', { name: '修改密码' }).click();
    await expect(zhao.getByText('密码已修改')).toBeVisible();
  });

  await test.step('a forgotten password is reset: the old one ends at once, with its sessions', async () => {
    await admin.page.getByRole('button', { name: '重置密码 赵审核' }).click();
    await admin.page.getByRole('dialog').getByRole('button', { name: '重置密码' }).click();
    const issued = page.getByRole('dialog', { name: '赵审核 的账号' });
    const again = await issued.locator('dd').nth(1).innerText();
    await issued.getByRole('button', { name: '关闭' }).last().click();
    await zhao.getByRole('link', { name: '任务进度' }).click();
    await expect(zhao.getByRole('dialog', { name: '登录已过期' })).toBeVisible();
    const anew = await window(browser);
    await chooseOwnPassword(anew, 'zhao', again, 'di-san-ge-mi-ma');
    await expect(anew.getByRole('navigation', { name: '菜单' })).toBeVisible();
  });

  await test.step('who has left is locked out', async () => {
    await admin.page.getByRole('button', { name: '停用 赵审核' }).click();
    await admin.page.getByRole('dialog').getByRole('button', { name: '停用', exact: true }).click();
    await expect(admin.page.getByText('已停用')).toBeVisible();
    const gone = await window(browser);
    await gone.goto(`${installation.url}/desk/`);
    await gone.getByLabel('账号', { exact: true }).fill('zhao');
    await gone.getByLabel('密码', { exact: true }).fill('di-san-ge-mi-ma');
    await gone.getByRole('button', { name: '登录' }).click();
    await expect(gone.getByRole('alert')).toContainText('账号或密码不对');
  });
});
