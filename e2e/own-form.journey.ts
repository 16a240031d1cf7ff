// A county's own form beside the survey: a bar code, a place and a question that is called as one of the survey's; what is wrong in it leads to it and not to the survey.
import { expect, type Page, test } from '@playwright/test';
import { launchOptions } from '../tools/browser.mjs';
import { archiveOf, openTasksOf } from './people/archive.ts';
import { publishSupplement, question } from './people/county-forms.ts';
import { Installation } from './people/installation.ts';
import { collectorOf, reviewerOf } from './people/places.ts';

const VILLAGE = '140826106208';
const launch = await launchOptions();
test.use({ launchOptions: { ...launch, args: [...launch.args, '--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream'] } });

let installation: Installation;
test.beforeAll(async () => {
  installation = await Installation.open();
});
test.afterAll(() => installation.close());

/** Phones whose browser reads codes; the one of these journeys can't, so it is given a reader that sees a plate. */
async function readsCodes(page: Page, code: string): Promise<void> {
  await page.addInitScript((text) => {
    class Reader {
      async detect(picture: HTMLVideoElement): Promise<{ rawValue: string }[]> {
        return picture.videoWidth > 0 ? [{ rawValue: text }] : [];
      }
    }
    Object.assign(globalThis, { BarcodeDetector: Reader });
  }, code);
}

const main = (page: Page) => page.getByRole('main');

test('offline: a plate is scanned and typed, the place is taken, a missing answer is found in its own form, and the office reads them all', async ({
  browser,
}) => {
  await publishSupplement(installation, {
    id: 'well',
    title: '水井排查',
    items: [
      question('barcode', 'plate', '井牌编号'),
      question('barcode', 'meter', '水表编号'),
      question('geopoint', 'spot', '水井位置'),
      // The survey asks for the household's phone under the same name.
      question('text', 'phone', '管井人电话', { required: true }),
    ],
  });
  const task = openTasksOf(await archiveOf(installation.url, VILLAGE)).find((one) => one.task.personName === one.headName);
  if (!task) throw new Error('the village has no open task');
  const collector = await collectorOf(browser, installation, VILLAGE);
  const { page } = collector;
  await page.context().grantPermissions(['camera', 'geolocation'], { origin: installation.url });
  await page.context().setGeolocation({ latitude: 35.49123, longitude: 111.57654, accuracy: 12 });
  await readsCodes(page, 'GP-0042');
  await collector.reloads();
  await collector.isReadyOffline();
  await page.context().setOffline(true);

  await collector.opensTask(task.headName);
  await collector.startsCheck();
  await collector.confirmsFamily();
  await collector.findsNoProblem();
  await collector.choosesNotIncluded('收入稳定');
  await page.getByRole('button', { name: '填写', exact: true }).click();
  await collector.goesOn();
  await expect(collector.step()).toContainText('水井');

  await page.getByRole('button', { name: '扫码 井牌编号' }).click();
  await expect(page.getByRole('textbox', { name: '井牌编号' })).toHaveValue('GP-0042');
  await page.getByRole('textbox', { name: '水表编号' }).fill('SB-7-31');
  await page.getByRole('button', { name: '取位置 水井位置' }).click();
  await expect(main(page).getByText('北纬 35.49123 东经 111.57654，误差约 12 米')).toBeVisible();
  await collector.goesOn();

  // What is missing is of the well, and the way to it leads there.
  await page.getByRole('button', { name: '提交核查结果' }).last().click();
  const sheet = page.getByRole('dialog');
  await sheet.getByRole('button', { name: '管井人电话还没填', exact: true }).click();
  await expect(collector.step()).toContainText('水井');
  await expect(page.getByRole('textbox', { name: '管井人电话' })).toBeFocused();
  // The survey's own question of that name is not reproached.
  for (let back = 0; back < 6 && !(await collector.step().textContent())?.includes('家庭基本情况'); back++)
    await page.getByRole('button', { name: '上一步' }).click();
  await expect(main(page).getByText(/管井人电话/)).toHaveCount(0);
  for (let on = 0; on < 8 && !(await collector.step().textContent())?.includes('水井'); on++) await collector.goesOn();
  await page.getByRole('textbox', { name: '管井人电话' }).fill('13800000042');

  await page.waitForTimeout(400);
  await collector.reloads();
  await expect(page.getByRole('textbox', { name: '水表编号' })).toHaveValue('SB-7-31');
  await expect(main(page).getByText(/北纬 35\.49123/)).toBeVisible();
  await collector.goesOn();
  await collector.handsIn();
  await page.context().setOffline(false);
  await collector.seesState(task.headName, '已上报');

  const reviewer = await reviewerOf(browser, installation, 'town-140826106', '初审');
  await reviewer.open(task.headName);
  const dossier = reviewer.dossier(task.headName);
  for (const [label, value] of [
    ['井牌编号', 'GP-0042'],
    ['水表编号', 'SB-7-31'],
    // The office sees in which part of the village it was, not at which house.
    ['水井位置', '35.49 111.58 0 12'],
  ] as const) {
    await expect(dossier.getByRole('row').filter({ has: reviewer.page.getByRole('rowheader', { name: label, exact: true }) })).toContainText(value);
  }
});
