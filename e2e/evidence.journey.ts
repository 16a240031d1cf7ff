// What proves a check: photo, signature, voice note and place, taken without a signal, there after a reload, sent after the form, and seen at the desk.
import AxeBuilder from '@axe-core/playwright';
import { expect, type Locator, type Page, test } from '@playwright/test';
import { launchOptions } from '../tools/browser.mjs';
import { archiveOf, openTasksOf } from './people/archive.ts';
import { comesToRest } from './people/at-rest.ts';
import type { Collector } from './people/collector.ts';
import { publishSupplement, question } from './people/county-forms.ts';
import { Installation } from './people/installation.ts';
import { photoOfACamera } from './people/photo-of-a-camera.ts';
import { collectorOf, reviewerOf } from './people/places.ts';

const ANYU = '140826106205';

const launch = await launchOptions();
// A camera and a microphone of the browser's own: a moving picture and a beep.
test.use({ launchOptions: { ...launch, args: [...launch.args, '--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream'] } });

let installation: Installation;
test.beforeAll(async () => {
  installation = await Installation.open();
});
test.afterAll(() => installation.close());

/** Of people whom the lists name as the archive does: the list of tasks shows that name. */
const tasksInAnyu = async () => openTasksOf(await archiveOf(installation.url, ANYU)).filter((one) => one.task.personName === one.headName);

async function mayUseDevices(page: Page): Promise<void> {
  await page.context().grantPermissions(['camera', 'microphone', 'geolocation'], { origin: installation.url });
  await page.context().setGeolocation({ latitude: 35.49123, longitude: 111.57654, accuracy: 12 });
}

async function takesPhoto(page: Page, what: string, times = 1): Promise<void> {
  await page.getByRole('button', { name: `拍照：${what}`, exact: true }).click();
  const camera = page.getByRole('dialog');
  for (let taken = 1; taken <= times; taken++) {
    await camera.getByRole('button', { name: '按下拍照' }).click();
    await expect(camera.getByText(`已拍 ${taken} 张`)).toBeVisible();
  }
  await camera.getByRole('button', { name: '完成' }).click();
}

async function signs(page: Page, who: RegExp): Promise<void> {
  await page.getByRole('button', { name: who }).click();
  await draws(page);
  const sheet = page.getByRole('dialog');
  await sheet.getByRole('button', { name: '签好了' }).click();
  await expect(sheet).toBeHidden();
}

/** A few strokes on the open sheet. */
async function draws(page: Page): Promise<void> {
  const sheet = page.getByRole('dialog');
  const paper = await sheet.getByRole('img', { name: '在这里签字' }).boundingBox();
  if (!paper) throw new Error('no paper');
  const at = (x: number, y: number): [number, number] => [paper.x + paper.width * x, paper.y + paper.height * y];
  for (const stroke of [
    [at(0.2, 0.3), at(0.4, 0.25), at(0.6, 0.35)],
    [at(0.3, 0.2), at(0.35, 0.6), at(0.2, 0.7)],
    [at(0.6, 0.2), at(0.7, 0.5), at(0.8, 0.7)],
  ] as const) {
    await page.mouse.move(...stroke[0]);
    await page.mouse.down();
    for (const point of stroke.slice(1)) await page.mouse.move(...point, { steps: 8 });
    await page.mouse.up();
  }
}

async function speaks(page: Page): Promise<void> {
  await page.getByRole('button', { name: '开始录音' }).click();
  await expect(page.getByText(/正在录 0:0[1-9]/)).toBeVisible();
  await page.getByRole('button', { name: '停止录音' }).click();
  await expect(page.getByText('第 1 段')).toBeVisible();
}

/** From here on the page remembers what each of its pictures is made of. What the phone keeps is sealed: these are the bytes that it opens again. */
const remembersPictures = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const pictures = new Map<string, Blob | MediaSource>();
    const make = URL.createObjectURL.bind(URL);
    Object.assign(window, { pictures });
    URL.createObjectURL = (made) => {
      const url = make(made);
      pictures.set(url, made);
      return url;
    };
  });

/** The bytes of a picture on the page. */
async function bytesOf(picture: Locator): Promise<Buffer> {
  const bytes = await picture.evaluate(async (image: HTMLImageElement) => {
    const blob = (window as unknown as { pictures: Map<string, Blob> }).pictures.get(image.src);
    return blob ? [...new Uint8Array(await blob.arrayBuffer())] : [];
  });
  return Buffer.from(bytes);
}

const thumbnails = (page: Page) => page.getByRole('button', { name: /^看照片/ });

async function toEvidence(collector: Collector, headName: string): Promise<void> {
  await collector.opensTask(headName);
  await collector.startsCheck();
  await collector.confirmsFamily();
  await collector.findsNoProblem();
  await collector.choosesNotIncluded('收入稳定');
}

test('offline: a photo, a signature, a voice note and the place are kept over a reload, follow the form and are seen at the desk', async ({
  browser,
}) => {
  const [task] = await tasksInAnyu();
  if (!task) throw new Error('the village has no open task');
  const collector = await collectorOf(browser, installation, ANYU);
  const { page } = collector;
  await mayUseDevices(page);
  await collector.isReadyOffline();
  await page.context().setOffline(true);
  await toEvidence(collector, task.headName);

  await takesPhoto(page, '房屋', 2);
  await takesPhoto(page, '证件');
  await page.getByRole('button', { name: '拍照：人员' }).click();
  await expect(page.getByRole('dialog', { name: '先问一声' })).toBeVisible();
  await page.getByRole('dialog').getByRole('button', { name: '不拍了' }).click();
  await signs(page, /^签字 受访人/);
  await speaks(page);
  await page.getByRole('button', { name: '记录位置' }).click();
  await expect(page.getByText(/误差约 12 米/)).toBeVisible();
  await expect(thumbnails(page)).toHaveCount(4);

  // Deleted, and brought back.
  await page.getByRole('button', { name: '看照片 房屋 1' }).click();
  await page.getByRole('dialog').getByRole('button', { name: '删除' }).click();
  await expect(thumbnails(page)).toHaveCount(3);
  await page.getByRole('button', { name: '撤销' }).click();
  await expect(thumbnails(page)).toHaveCount(4);

  await page.waitForTimeout(400);
  await collector.reloads();
  await expect(thumbnails(page)).toHaveCount(4);
  await expect(page.getByText('第 1 段')).toBeVisible();
  await expect(page.getByText(/误差约 12 米/)).toBeVisible();
  await page.getByRole('button', { name: '看照片 证件 1' }).click();
  await expect(page.getByRole('dialog').getByRole('img', { name: '证件' })).toBeVisible();
  await page.getByRole('dialog').getByRole('button', { name: '返回' }).click();

  await collector.handsIn();
  await collector.seesState(task.headName, '待上报');
  await expect(page.getByText('等待上传')).toHaveCount(5);
  await page.context().setOffline(false);
  await expect(page.getByText('县里已收到')).toHaveCount(5, { timeout: 60_000 });
  await expect(collector.syncLine()).toContainText('已全部上报');

  const reviewer = await reviewerOf(browser, installation, 'town-140826106', '初审');
  await reviewer.open(task.headName);
  const evidence = reviewer.dossier(task.headName).getByRole('region', { name: '佐证' });
  await expect(evidence.getByText('已收到', { exact: true })).toHaveCount(5);
  await evidence.getByRole('button', { name: '查看 房屋' }).first().click();
  const shown = reviewer.page.getByRole('dialog').getByRole('img', { name: /房屋/ });
  await expect(shown).toBeVisible();
  expect(await shown.evaluate((image: HTMLImageElement) => image.decode().then(() => image.naturalWidth))).toBeGreaterThan(300);
});

test('a photo from the album comes the right way up, small, and without place, time or phone in it', async ({ browser }) => {
  const task = (await tasksInAnyu())[1];
  if (!task) throw new Error('the village has too few open tasks');
  const collector = await collectorOf(browser, installation, ANYU);
  const { page } = collector;
  await mayUseDevices(page);
  await toEvidence(collector, task.headName);
  await remembersPictures(page);
  const taken = await photoOfACamera(page);
  expect(taken.toString('latin1')).toContain('Exif');
  await page.getByRole('button', { name: '拍照：佐证材料' }).click();
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('dialog').getByRole('button', { name: '从相册选' }).click();
  await (await chooser).setFiles({ name: 'IMG_2231.jpg', mimeType: 'image/jpeg', buffer: taken });
  await expect(page.getByText('已拍 1 张')).toBeVisible();
  await page.getByRole('dialog').getByRole('button', { name: '完成' }).click();
  await page.getByRole('button', { name: '看照片 佐证材料 1' }).click();
  const shown = page.getByRole('dialog').getByRole('img', { name: '佐证材料' });
  const kept = await shown.evaluate(async (image: HTMLImageElement) => {
    await image.decode();
    const canvas = document.createElement('canvas');
    Object.assign(canvas, { width: image.naturalWidth, height: image.naturalHeight });
    const context = canvas.getContext('2d');
    context?.drawImage(image, 0, 0);
    const corner = [...(context?.getImageData(canvas.width - 40, 40, 1, 1).data ?? [])];
    return { width: canvas.width, height: canvas.height, corner };
  });
  const text = (await bytesOf(shown)).toString('latin1');
  for (const trace of ['Exif', 'GPS', 'SECRET-PHONE', '2026:11:22']) expect(text).not.toContain(trace);
  expect(text.length).toBeGreaterThan(50_000);
  expect(text.length).toBeLessThan(400_000);
  // 2400 × 1800 lying on its side: turned, and its upper left corner, red, is now the upper right.
  expect([kept.width, kept.height]).toEqual([1200, 1600]);
  expect(kept.corner[0]).toBeGreaterThan(180);
  expect(kept.corner[1]).toBeLessThan(80);
});

test('who refuses camera, microphone and place is told so and hands in all the same', async ({ browser }) => {
  const [task] = await tasksInAnyu();
  if (!task) throw new Error('the village has too few open tasks');
  const collector = await collectorOf(browser, installation, ANYU);
  const { page } = collector;
  await page.addInitScript(() => {
    const no = (): Promise<never> => Promise.reject(new DOMException('no', 'NotAllowedError'));
    navigator.mediaDevices.getUserMedia = no;
    navigator.geolocation.watchPosition = (_, failed) => {
      setTimeout(() => failed?.({ code: 1, PERMISSION_DENIED: 1 } as GeolocationPositionError), 10);
      return 1;
    };
  });
  await collector.reloads();
  await toEvidence(collector, task.headName);
  await page.getByRole('button', { name: '拍照：房屋' }).click();
  await expect(page.getByRole('alert').getByText('没有允许用镜头')).toBeVisible();
  await expect(page.getByRole('button', { name: '用手机相机拍' })).toBeVisible();
  await page.getByRole('dialog').getByRole('button', { name: '关闭' }).click();
  await page.getByRole('button', { name: '开始录音' }).click();
  await expect(page.getByText(/没有允许用话筒/)).toBeVisible();
  await page.getByRole('button', { name: '记录位置' }).click();
  await expect(page.getByText(/没有允许定位/)).toBeVisible();
  await collector.handsIn();
});

test('questions of a county’s own form are answered by a photo and a recording, which come with the check', async ({ browser }) => {
  const items = [question('image', 'photo', '水井照片'), question('audio', 'word', '村民怎么说')];
  await publishSupplement(installation, { id: 'well', title: '水井排查', items });
  const village = '140826106208';
  const task = openTasksOf(await archiveOf(installation.url, village)).find((one) => one.task.personName === one.headName);
  if (!task) throw new Error('the village has no open task');
  const collector = await collectorOf(browser, installation, village);
  const { page } = collector;
  await mayUseDevices(page);
  await toEvidence(collector, task.headName);
  await page.getByRole('button', { name: '填写', exact: true }).click();
  await collector.goesOn();
  await expect(collector.step()).toContainText('水井');
  await page.getByRole('button', { name: '拍照 水井照片' }).click();
  await page.getByRole('dialog').getByRole('button', { name: '按下拍照' }).click();
  await expect(page.getByRole('button', { name: '看照片 水井照片' })).toBeVisible();
  await page.getByRole('button', { name: '开始录音 村民怎么说' }).click();
  await expect(page.getByText(/正在录 0:0[1-9]/)).toBeVisible();
  // On to the next step without stopping: what was said until then is kept.
  await collector.goesOn();
  await expect(page.getByText('第 1 段 村民怎么说')).toBeVisible();
  await page.getByRole('button', { name: '上一步' }).click();
  await expect(page.getByRole('button', { name: '看照片 水井照片' })).toBeVisible();
  await page.getByRole('button', { name: '看照片 水井照片' }).click();
  await page.getByRole('dialog').getByRole('button', { name: '删除' }).click();
  await expect(page.getByRole('button', { name: '看照片 水井照片' })).toHaveCount(0);
  await page.getByRole('button', { name: '撤销' }).click();
  await expect(page.getByRole('button', { name: '看照片 水井照片' })).toBeVisible();
  await collector.goesOn();
  await collector.handsIn();
  await collector.goesHome();
  await expect(collector.syncLine()).toContainText('已全部上报', { timeout: 60_000 });
  await collector.seesState(task.headName, '已上报');
  await expect(page.getByText('县里已收到')).toHaveCount(2, { timeout: 60_000 });
});

test('who can’t write has a stand-in sign and a fingerprint photographed; a person’s photo is taken after their word, with whose it was', async ({
  browser,
}) => {
  const task = (await tasksInAnyu())[2] ?? (await tasksInAnyu())[0];
  if (!task) throw new Error('the village has too few open tasks');
  const collector = await collectorOf(browser, installation, ANYU);
  const { page } = collector;
  await mayUseDevices(page);
  await collector.isReadyOffline();
  await page.context().setOffline(true);
  await toEvidence(collector, task.headName);

  // No camera before somebody has said yes.
  await page.getByRole('button', { name: '拍照：人员' }).click();
  const consent = page.getByRole('dialog', { name: '先问一声' });
  await expect(page.getByRole('button', { name: '按下拍照' })).toHaveCount(0);
  await consent.getByRole('button', { name: task.headName, exact: true }).click();
  const camera = page.getByRole('dialog');
  await camera.getByRole('button', { name: '按下拍照' }).click();
  await expect(camera.getByText('已拍 1 张')).toBeVisible();
  await camera.getByRole('button', { name: '完成' }).click();
  await expect(page.getByRole('button', { name: `看照片 人员 ${task.headName} 1` })).toBeVisible();

  await page.getByRole('button', { name: /^代签 承诺授权书/ }).click();
  const sheet = page.getByRole('dialog');
  await sheet.getByLabel('代签人姓名').fill('李代签');
  await draws(page);
  await sheet.getByRole('button', { name: '签好了' }).click();
  await expect(sheet).toBeHidden();
  await expect(page.getByText('还没有拍申请人的指印')).toBeVisible();
  await page.getByRole('button', { name: '拍指印', exact: true }).click();
  await page.getByRole('dialog').getByRole('button', { name: '按下拍照' }).click();
  await expect(page.getByRole('button', { name: /^看照片 申请人指印/ })).toBeVisible();
  await expect(page.getByText('还没有拍申请人的指印')).toHaveCount(0);

  await collector.handsIn();
  await page.context().setOffline(false);
  await collector.seesState(task.headName, '已上报');
  await expect(page.getByText('县里已收到')).toHaveCount(3, { timeout: 60_000 });
  const reviewer = await reviewerOf(browser, installation, 'town-140826106', '初审');
  await reviewer.open(task.headName);
  const evidence = reviewer.dossier(task.headName).getByRole('region', { name: '佐证' });
  await expect(evidence).toContainText('代签：李代签');
  await expect(evidence).toContainText(task.headName);
  await evidence.getByRole('button', { name: '查看 申请人指印' }).first().click();
  await expect(reviewer.page.getByRole('dialog').getByRole('img', { name: /指印/ })).toBeVisible();
});

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

async function isFit(page: Page, screen: string): Promise<void> {
  await comesToRest(page);
  const { violations } = await new AxeBuilder({ page }).options({ resultTypes: ['violations'], runOnly: { type: 'tag', values: RULES } }).analyze();
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(' | ')}`);
  expect.soft(found, screen).toEqual([]);
  expect.soft(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${screen} is no wider than the phone`).toBe(true);
}

for (const look of [
  { name: 'dark', theme: 'dark', type: 'normal', width: 360, village: '140826106206' },
  { name: 'largest type on a narrow screen', theme: 'light', type: 'largest', width: 320, village: '140826106207' },
]) {
  test(`axe finds nothing on what proves a check: ${look.name}`, async ({ browser }) => {
    const task = openTasksOf(await archiveOf(installation.url, look.village)).find((one) => one.task.personName === one.headName);
    if (!task) throw new Error('the village has no open task');
    const collector = await collectorOf(browser, installation, look.village);
    const { page } = collector;
    await mayUseDevices(page);
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
    await toEvidence(collector, task.headName);
    await isFit(page, '佐证');
    await page.getByRole('button', { name: '拍照：证件' }).click();
    await expect(page.getByRole('button', { name: '按下拍照' })).toBeEnabled();
    await isFit(page, '拍证件');
    await page.getByRole('dialog').getByRole('button', { name: '关闭' }).click();
    await takesPhoto(page, '房屋');
    await page.getByRole('button', { name: '拍照：人员' }).click();
    await isFit(page, '先问一声');
    await page.getByRole('dialog').getByRole('button', { name: '不拍了' }).click();
    await page.getByRole('button', { name: /^代签 受访人/ }).click();
    await page.getByRole('dialog').getByRole('button', { name: '签好了' }).click();
    await expect(page.getByText('请填写代签人姓名')).toBeVisible();
    await isFit(page, '代签');
    await page.getByRole('dialog').getByRole('button', { name: '关闭' }).click();
    await speaks(page);
    await page.getByRole('button', { name: '看照片 房屋 1' }).click();
    await isFit(page, '看照片');
    await page.getByRole('dialog').getByRole('button', { name: '删除' }).click();
    await isFit(page, '已删除');
  });
}
