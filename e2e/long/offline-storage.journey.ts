// The phone's disk: full, refused by the browser, or dropped under an open check. It is said plainly, text goes on being kept, and nothing is half written.
import { expect, type Page, test } from '@playwright/test';
import { archiveOf, openTasksOf } from '../people/archive.ts';
import { BrowserStorage } from '../people/browser-storage.ts';
import type { Collector } from '../people/collector.ts';
import { Installation, PASSWORD } from '../people/installation.ts';
import { OwnPhone } from '../people/own-phone.ts';
import { photoOfACamera } from '../people/photo-of-a-camera.ts';

let installation: Installation;
let phone: OwnPhone;
// Phones are switched on and off, and disks filled: on a busy machine that takes its time.
test.describe.configure({ timeout: 240_000 });
test.beforeAll(async () => {
  installation = await Installation.open();
});
test.afterAll(() => installation.close());
test.beforeEach(async () => {
  phone = await OwnPhone.bought(installation.url);
});
test.afterEach(() => phone.thrownAway());

async function collectorAtTheResult(villageCode: string): Promise<{ collector: Collector; headName: string }> {
  const [task] = openTasksOf(await archiveOf(installation.url, villageCode)).filter((one) => one.task.personName === one.headName);
  if (!task) throw new Error('the village has no open task');
  const collector = await phone.switchesOn();
  await collector.signsIn(`village-${villageCode}`, PASSWORD);
  await collector.hasEverything();
  await collector.isReadyOffline();
  await collector.hasItsReserve();
  await collector.page.context().setOffline(true);
  await collector.opensTask(task.headName);
  await collector.startsCheck();
  await collector.confirmsFamily();
  await collector.findsNoProblem();
  await collector.choosesNotIncluded('其他');
  return { collector, headName: task.headName };
}

const summary = (page: Page) => page.getByLabel('简要情况说明');
const isSaved = (page: Page) => expect(page.getByRole('banner').getByRole('status')).toHaveText('已自动保存');

async function takesFromTheAlbum(page: Page, taken: Buffer): Promise<void> {
  await page.getByRole('button', { name: '拍照：佐证材料' }).click();
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('dialog').getByRole('button', { name: '从相册选' }).click();
  await (await chooser).setFiles({ name: 'IMG_1.jpg', mimeType: 'image/jpeg', buffer: taken });
}

test('a full disk: a photo is refused in plain words, text is still kept, and the check waits whole', async () => {
  const { collector, headName } = await collectorAtTheResult('140826106203');
  const { page } = collector;
  const taken = await photoOfACamera(page);
  const storage = await BrowserStorage.under(page);

  await test.step('a photo finds no room; the words do', async () => {
    await storage.leavesRoom(-1000);
    await collector.opens();
    await takesFromTheAlbum(page, taken);
    await expect(page.getByText('手机存储空间不够，这一件没有存下').first()).toBeVisible();
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /完成|关闭/ })
      .first()
      .click();
    await expect(page.getByRole('button', { name: /^看照片/ })).toHaveCount(0);
    await summary(page).fill('老人随女儿在太原住。');
    await isSaved(page);
    await page.waitForTimeout(300);
    await collector.reloads();
    await expect(summary(page)).toHaveValue('老人随女儿在太原住。');
  });

  await test.step('when the reserve is used up too, the check stays on the screen, and no half of it is anywhere', async () => {
    await storage.leavesRoom('none');
    await collector.opens();
    await summary(page).fill('老人随女儿在太原住，女儿每月寄钱。');
    await expect(page.getByRole('main').getByText('没有保存上')).toBeVisible();
    await expect(page.getByRole('main').getByText('手机存储空间满了')).toBeVisible();
    await page.getByRole('button', { name: '提交核查结果' }).click();
    await expect(page.getByRole('heading', { level: 1, name: '已提交' })).toHaveCount(0);
    await expect(summary(page)).toHaveValue('老人随女儿在太原住，女儿每月寄钱。');
  });

  await test.step('with room again it is kept by itself, handed in, and reaches the county', async () => {
    const sheet = page.getByRole('dialog', { name: /还有这些要看一下|可以提交了/ });
    if (await sheet.isVisible()) await page.keyboard.press('Escape');
    await storage.hasRoomAgain();
    await isSaved(page);
    await expect(page.getByRole('main').getByText('没有保存上')).toHaveCount(0);
    await collector.handsIn();
    await page.context().setOffline(false);
    await expect(collector.syncLine()).toContainText('已全部上报', { timeout: 60_000 });
    await collector.seesState(headName, '已上报');
  });
});

test('the browser drops its database under an open check: it is opened again once, and nobody notices', async () => {
  const { collector } = await collectorAtTheResult('140826106202');
  const { page } = collector;
  const storage = await BrowserStorage.under(page);
  await storage.dropsDatabases();
  await summary(page).fill('老人随女儿在太原住。');
  await isSaved(page);
  await expect(page.getByText('没有保存上')).toHaveCount(0);
  await page.waitForTimeout(300);
  await collector.reloads();
  await expect(summary(page)).toHaveValue('老人随女儿在太原住。');
});

/** From here on the browser refuses to open any database. */
const refuses = (page: Page) =>
  page.evaluate(() => {
    const open = IDBFactory.prototype.open;
    IDBFactory.prototype.open = () => {
      throw new DOMException('Internal error opening backing store', 'UnknownError');
    };
    Object.assign(window, {
      allowAgain: () => {
        IDBFactory.prototype.open = open;
      },
    });
  });

test('a database that cannot be opened again: what was typed stays on its page, which says so, and is kept as soon as it can be', async () => {
  const { collector, headName } = await collectorAtTheResult('140826106208');
  const { page } = collector;
  const storage = await BrowserStorage.under(page);
  await refuses(page);
  await storage.dropsDatabases();
  await summary(page).fill('老人随女儿在太原住。');
  await expect(page.getByRole('main').getByText('没有保存上')).toBeVisible();
  await expect(page.getByText('先不要关掉它')).toBeVisible();
  await expect(summary(page)).toHaveValue('老人随女儿在太原住。');
  await page.evaluate(() => (window as unknown as { allowAgain(): void }).allowAgain());
  await isSaved(page);
  await collector.reloads();
  await expect(summary(page)).toHaveValue('老人随女儿在太原住。');

  await test.step('outside a check an honest screen says what is safe and what not to do', async () => {
    await collector.goesHome();
    await expect(await collector.scrollsTo(headName)).toContainText('填写中');
    await refuses(page);
    await storage.dropsDatabases();
    await collector.goesTo('我的');
    await collector.syncLine().click();
    await page.getByRole('dialog').getByRole('button', { name: '立即同步' }).click();
    await expect(page.getByRole('dialog').getByText('存资料的地方出了问题')).toBeVisible();
    await page.addInitScript(() => {
      if (sessionStorage.getItem('well')) return;
      IDBFactory.prototype.open = () => {
        throw new DOMException('Internal error opening backing store', 'UnknownError');
      };
    });
    await page.reload();
    await expect(page.getByText('打不开手机里的资料')).toBeVisible();
    await expect(page.getByText('没有上报的内容还存在手机里')).toBeVisible();
    await page.evaluate(() => sessionStorage.setItem('well', 'yes'));
    await collector.goesHome();
    await expect(await collector.scrollsTo(headName)).toContainText('填写中');
  });
});

test('a browser that refuses to keep anything is told apart before anybody works in it', async ({ browser }) => {
  const page = await (await browser.newContext()).newPage();
  await page.addInitScript(() => {
    IDBFactory.prototype.open = () => {
      throw new DOMException('denied', 'SecurityError');
    };
  });
  await page.goto(installation.url);
  await expect(page.getByText('不能在手机里存资料')).toBeVisible();
  await expect(page.getByLabel('密码', { exact: true })).toHaveCount(0);
});
