// Photos over a line that cannot be trusted: aeroplane mode every few seconds, a cut every 100 kB, a Wi-Fi network that answers for the county. All of it arrives, once.
import { type Browser, expect, type Page, test } from '@playwright/test';
import { archiveOf, openTasksOf } from '../people/archive.ts';
import type { Collector } from '../people/collector.ts';
import { Installation, PASSWORD } from '../people/installation.ts';
import { Line } from '../people/line.ts';
import { OwnPhone } from '../people/own-phone.ts';
import { photoOfACamera } from '../people/photo-of-a-camera.ts';
import { reviewerOf } from '../people/places.ts';

const PHOTOS = 6;

let installation: Installation;
let line: Line;
let phone: OwnPhone;
test.beforeAll(async () => {
  installation = await Installation.open();
});
test.afterAll(() => installation.close());
test.beforeEach(async () => {
  line = await Line.to(installation.url);
  phone = await OwnPhone.bought(line.url);
});
test.afterEach(async () => {
  await phone.thrownAway();
  await line.close();
});

async function takesPhotos(page: Page): Promise<void> {
  for (let number = 1; number <= PHOTOS; number++) {
    await page.getByRole('button', { name: '拍照：佐证材料' }).click();
    const chooser = page.waitForEvent('filechooser');
    await page.getByRole('dialog').getByRole('button', { name: '从相册选' }).click();
    await (await chooser).setFiles({ name: `IMG_${number}.jpg`, mimeType: 'image/jpeg', buffer: await photoOfACamera(page, number * 40) });
    await expect(page.getByText('已拍 1 张')).toBeVisible();
    await page.getByRole('dialog').getByRole('button', { name: '完成' }).click();
  }
  await expect(page.getByRole('button', { name: /^看照片/ })).toHaveCount(PHOTOS);
}

/** At the door without a line: a check with photos, handed in. */
async function checksWithPhotos(village: string): Promise<{ collector: Collector; headName: string }> {
  const [task] = openTasksOf(await archiveOf(installation.url, village)).filter((one) => one.task.personName === one.headName);
  if (!task) throw new Error('the village has no open task');
  const collector = await phone.switchesOn();
  await collector.signsIn(`village-${village}`, PASSWORD);
  await collector.hasEverything();
  line.become('dead');
  await collector.opensTask(task.headName);
  await collector.startsCheck();
  await collector.confirmsFamily();
  await collector.findsNoProblem();
  await collector.choosesNotIncluded('收入稳定');
  await takesPhotos(collector.page);
  await collector.handsIn();
  return { collector, headName: task.headName };
}

/** Every photo is at the desk, whole. */
async function isAtTheDesk(browser: Browser, headName: string): Promise<void> {
  const township = await reviewerOf(browser, installation, 'town-140826106', '初审');
  await township.open(headName);
  const evidence = township.dossier(headName).getByRole('region', { name: '佐证' });
  await expect(evidence.getByText('已收到', { exact: true })).toHaveCount(PHOTOS);
  await township.page.context().close();
}

const allIsThere = (collector: Collector) => expect(collector.syncLine()).toHaveText(/^已全部上报\s*$/, { timeout: 240_000 });

test('a line that is cut after every 100 kB of a request: the photos go on where they were cut, and end', async ({ browser }) => {
  const { collector, headName } = await checksWithPhotos('140826106203');
  line.cutUpAfter = 100_000;
  line.become('through');
  await collector.goesHome();
  await allIsThere(collector);
  process.stdout.write(`${PHOTOS} photos over ${line.cuts} cuts\n`);
  expect(line.cuts).toBeGreaterThan(0);
  await isAtTheDesk(browser, headName);
});

test('aeroplane mode goes on and off every few seconds during the upload: nothing is lost, nothing is there twice', async ({ browser }) => {
  const { collector, headName } = await checksWithPhotos('140826106202');
  const context = collector.page.context();
  // A slow line, so that the upload takes a while.
  const slow = await context.newCDPSession(collector.page);
  await collector.goesHome();
  let offline = false;
  let turns = 0;
  line.become('through');
  await slow.send('Network.enable');
  const end = Date.now() + 60_000;
  while (Date.now() < end) {
    offline = !offline;
    turns++;
    await slow.send('Network.emulateNetworkConditions', { offline, latency: 200, downloadThroughput: 60_000, uploadThroughput: 60_000 });
    if (!offline) await collector.page.evaluate(() => window.dispatchEvent(new Event('online')));
    await collector.page.waitForTimeout(offline ? 1500 : 3000);
    const said = await collector.syncLine().textContent();
    if (/^已全部上报\s*$/.test(said ?? '')) break;
  }
  await slow.send('Network.emulateNetworkConditions', { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: -1 });
  await allIsThere(collector);
  process.stdout.write(`aeroplane mode was switched ${turns} times\n`);
  expect(turns).toBeGreaterThan(3);
  await isAtTheDesk(browser, headName);
});

test('a Wi-Fi network that answers everything with its own page: work goes on, the line says so, no version of the app is taken from it', async ({
  browser,
}) => {
  const { collector, headName } = await checksWithPhotos('140826106200');
  const { page } = collector;
  line.become('portal');
  await collector.goesHome();
  await collector.syncs();
  await expect(collector.syncLine()).toContainText('网络要登录');
  await expect(collector.syncLine()).toContainText('1 条待上报');
  const refusal = await page.evaluate(async () => {
    const registration = await navigator.serviceWorker.getRegistration();
    return registration?.update().then(
      () => 'taken',
      () => 'refused',
    );
  });
  expect(refusal).toBe('refused');
  // What is on the phone is still the app, offline and all.
  await collector.goesHome();
  await expect(await collector.scrollsTo(headName)).toContainText('待上报');
  line.become('through');
  await collector.syncs();
  await allIsThere(collector);
  await isAtTheDesk(browser, headName);
});
