// 初审 as it is done day after day: by keyboard, check after check, several at once, two people on one queue, and without losing a word when the session ends.
import { expect, test } from '@playwright/test';
import { handInAll, quietHouseholds, type Waiting } from './people/busy-villages.ts';
import { Installation, PASSWORD } from './people/installation.ts';
import { clerkOf, reviewerOf } from './people/places.ts';
import type { Reviewer } from './people/reviewer.ts';

const ANYU = 'town-140826106';
const VILLAGES = ['140826106200', '140826106201', '140826106202', '140826106203', '140826106204', '140826106206'];

let installation: Installation;
let quiet: Waiting[];
test.beforeAll(async () => {
  installation = await Installation.open();
  quiet = await quietHouseholds(installation.url, VILLAGES);
});
test.afterAll(() => installation.close());

/** The number in “12 条等待处理”. */
const waiting = async (reviewer: Reviewer): Promise<number> => {
  const note = reviewer.page.getByText(/条等待处理/);
  await expect(note).toBeVisible();
  return Number.parseInt((await note.innerText()).replaceAll(',', ''), 10);
};
const eye = (reviewer: Reviewer) => reviewer.page.getByRole('list', { name: '等待处理的核查' }).locator('button[aria-current=true] b');

test('a township works through its queue without the mouse', async ({ browser }) => {
  await handInAll(installation.url, quiet.splice(0, 21));
  const reviewer = await reviewerOf(browser, installation, ANYU, '初审');
  await reviewer.openQueue();
  const before = await waiting(reviewer);
  expect(before).toBeGreaterThanOrEqual(21);
  const { keyboard } = reviewer.page;

  await test.step('new checks come into the queue by themselves; eye and choice stay where they are', async () => {
    await keyboard.press('j');
    await keyboard.press('j');
    const name = await eye(reviewer).innerText();
    await keyboard.press('x');
    await handInAll(installation.url, quiet.splice(0, 2));
    await reviewer.goTo('初审');
    await expect(reviewer.page.getByText('有 2 条新的')).toBeVisible();
    expect(await waiting(reviewer)).toBe(before + 2);
    await expect(eye(reviewer)).toHaveText(name);
    await expect(reviewer.page.getByText('已选 1 条')).toBeVisible();
    await handInAll(installation.url, quiet.splice(0, 1));
    await reviewer.page.waitForTimeout(1100);
    await reviewer.page.evaluate(() => window.dispatchEvent(new Event('focus')));
    await expect(reviewer.page.getByText('有 3 条新的')).toBeVisible();
    await keyboard.press('x');
  });

  await test.step('twenty are passed with one key each, one is returned with its reason', async () => {
    for (let passed = 0; passed < 20; passed++) {
      const left = await waiting(reviewer);
      await expect(reviewer.page.getByRole('button', { name: '初审通过', exact: true })).toBeEnabled();
      await keyboard.press('p');
      await expect(reviewer.page.getByText(new RegExp(`^${left - 1} 条等待处理`))).toBeVisible();
    }
    await expect(reviewer.page.getByRole('button', { name: '退回', exact: true })).toBeEnabled();
    const name = await eye(reviewer).innerText();
    await keyboard.press('r');
    const dialog = reviewer.page.getByRole('dialog');
    await dialog.getByLabel('原因').focus();
    await keyboard.press('ArrowDown');
    await dialog.getByLabel('具体要补什么').focus();
    await keyboard.type('请写清楚收入从哪里来');
    await dialog.getByRole('button', { name: '退回', exact: true }).focus();
    await keyboard.press('Enter');
    await expect(reviewer.page.getByText(`${name}：已退回`)).toBeVisible();
  });

  await test.step('the rest is passed at once, after the question whether it is meant', async () => {
    const left = await waiting(reviewer);
    await reviewer.passAll();
    await expect(reviewer.page.getByText(`已处理 ${left} 条`)).toBeVisible();
    await expect(reviewer.page.getByText('都处理完了。')).toBeVisible();
  });
  await reviewer.page.context().close();
});

test('an expired session loses no word: the return typed meanwhile is sent after signing in again', async ({ browser }) => {
  await handInAll(installation.url, quiet.splice(0, 1));
  const reviewer = await reviewerOf(browser, installation, ANYU, '初审');
  await reviewer.openQueue();
  const name = await eye(reviewer).innerText();
  await reviewer.page.getByRole('button', { name: '退回', exact: true }).click();
  const form = reviewer.page.getByRole('dialog', { name: `退回：${name}` });
  await form.getByLabel('原因').selectOption({ index: 1 });
  await form.getByLabel('具体要补什么').fill('请补上两位入户人的姓名');

  // Locking an account out and letting it in again deletes its sessions in the database.
  const admin = await clerkOf(browser, installation, 'admin');
  await admin.goTo('账号与设备');
  await admin.page.getByRole('searchbox').fill(ANYU);
  await expect(admin.page.getByRole('button', { name: /^停用/ })).toHaveCount(1);
  await admin.page.getByRole('button', { name: /^停用/ }).click();
  await admin.page.getByRole('dialog').getByRole('button', { name: '停用', exact: true }).click();
  await admin.page.getByRole('button', { name: /^启用/ }).click();
  await expect(admin.page.getByRole('button', { name: /^停用/ })).toBeVisible();

  await form.getByRole('button', { name: '退回', exact: true }).click();
  const again = reviewer.page.getByRole('dialog', { name: '登录已过期' });
  await again.getByLabel('密码', { exact: true }).fill('wrong-one-here');
  await again.getByRole('button', { name: '登录' }).click();
  await expect(again.getByRole('alert')).toBeVisible();
  await expect(form.getByLabel('具体要补什么')).toHaveValue('请补上两位入户人的姓名');
  await again.getByLabel('密码', { exact: true }).fill(PASSWORD);
  await again.getByRole('button', { name: '登录' }).click();
  await expect(reviewer.page.getByText(`${name}：已退回`)).toBeVisible();
  await expect(reviewer.page.getByRole('dialog')).toHaveCount(0);
  await reviewer.page.context().close();
});

test('two people on one queue: what one decided is not decided again by the other', async ({ browser }) => {
  await handInAll(installation.url, quiet.splice(0, 3));
  const [one, two] = [await reviewerOf(browser, installation, ANYU, '初审'), await reviewerOf(browser, installation, ANYU, '初审')];
  await one.openQueue();
  await two.openQueue();
  const name = await eye(one).innerText();
  await expect(eye(two)).toHaveText(name);
  await one.page.getByRole('button', { name: '初审通过', exact: true }).click();
  await expect(one.page.getByText(`${name}：初审通过`)).toBeVisible();
  await two.page.getByRole('button', { name: '初审通过', exact: true }).click();
  await expect(two.page.getByRole('alert')).toContainText('已有人处理过');
  await expect(two.page.getByRole('list', { name: '等待处理的核查' })).not.toContainText(name);
});

test('a task that should not have gone out is taken back with a reason', async ({ browser }) => {
  const county = await clerkOf(browser, installation, 'county');
  await county.goTo('任务进度');
  await county.page.getByRole('button', { name: /^待核查/ }).click();
  const box = county.page.getByRole('checkbox', { name: /^选择 / }).first();
  await box.check();
  await county.page.getByRole('button', { name: '撤回（1 条）' }).click();
  const dialog = county.page.getByRole('dialog', { name: '撤回 1 个任务' });
  await dialog.getByRole('button', { name: '撤回', exact: true }).click();
  await expect(dialog.getByText('请写明为什么撤回')).toBeVisible();
  await dialog.getByLabel('撤回的原因').fill('名单发错了村');
  await dialog.getByRole('button', { name: '撤回', exact: true }).click();
  await expect(county.page.getByText('已撤回 1 个任务')).toBeVisible();
  await county.page.getByRole('button', { name: /^已撤回/ }).click();
  await expect(county.page.getByRole('row')).toHaveCount(3);
});
