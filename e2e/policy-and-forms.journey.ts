// 政策与表单 from the desk to the phone: the county confirms its line and publishes a form of its own; both are on the phone with the next sync.
import { utils, write } from '@e965/xlsx';
import { expect, type Page, test } from '@playwright/test';
import type { Workbook } from '../src/domain/survey/xlsform/import.ts';
import { cascade, census } from '../tests/survey/forms.ts';
import { Installation } from './people/installation.ts';
import { isFit } from './people/is-fit.ts';
import { clerkOf, collectorOf } from './people/places.ts';

test.use({ trace: 'off' });

let installation: Installation;
test.beforeAll(async () => {
  installation = await Installation.open();
});
test.afterAll(() => installation.close());

function xlsx(workbook: Workbook): Buffer {
  const book = utils.book_new();
  for (const [name, grid] of Object.entries(workbook)) utils.book_append_sheet(book, utils.aoa_to_sheet(grid.map((row) => [...row])), name);
  return write(book, { type: 'buffer', bookType: 'xlsx' }) as Buffer;
}

const bring = (page: Page, name: string, buffer: Buffer): Promise<void> =>
  page.locator('input[type=file]').setInputFiles({ name, mimeType: 'application/octet-stream', buffer });

/** Titles of the forms that the phone keeps. */
const formsOn = (page: Page): Promise<string[]> =>
  page.evaluate(
    () =>
      new Promise<string[]>((resolve, reject) => {
        void indexedDB.databases().then((all) => {
          const name = all.find((one) => /^ruhu-[0-9a-f]{8}-/.test(one.name ?? ''))?.name ?? '';
          const request = indexedDB.open(name);
          request.onerror = () => reject(request.error);
          request.onsuccess = () => {
            const rows = request.result.transaction('forms').objectStore('forms').getAll();
            rows.onsuccess = () => {
              request.result.close();
              resolve((rows.result as { definition: { title: string } }[]).map((row) => row.definition.title).sort());
            };
          };
        });
      }),
  );

test('the county confirms its monitoring line, having seen what it changes, and phones reckon with it', async ({ browser }) => {
  const collector = await collectorOf(browser, installation, '140826106206');
  await collector.goesTo('我的');
  await expect(collector.page.getByText('8,000 元')).toBeVisible();

  const clerk = await clerkOf(browser, installation, 'county');
  const { page } = clerk;
  await clerk.goTo('政策与表单');
  await expect(page.getByText('监测线是程序暂定的')).toBeVisible();
  await isFit(page, 'the policy in force');
  await page.getByRole('button', { name: '核对并确认' }).click();
  await isFit(page, 'the policy being changed');

  await page.getByLabel('监测线', { exact: true }).fill('86000000');
  await page.getByRole('button', { name: '预览影响' }).click();
  await expect(page.getByText('监测线：不能大于 100000，请检查是否多写了零')).toBeVisible();
  await page.getByLabel('监测线', { exact: true }).fill('9,600');
  await page.getByLabel('部门线索的核查期限').fill('10');
  // Looking something up on another page loses nothing that was typed.
  await page.getByRole('link', { name: '表单', exact: true }).click();
  await page.getByRole('link', { name: '政策', exact: true }).click();
  await expect(page.getByLabel('监测线', { exact: true })).toHaveValue('9,600');
  await page.getByLabel('监测线已按正式文件核对').check();
  await page.getByRole('button', { name: '预览影响' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('row', { name: /^全县/ })).toBeVisible();
  await expect(dialog.getByText(/部门线索的核查期限：.*到期改为.*到期/)).toBeVisible();
  await isFit(page, 'the preview of a change');
  await dialog.getByRole('button', { name: '保存并执行' }).click();
  await expect(page.getByText('监测线是程序暂定的')).toHaveCount(0);
  await expect(page.getByText('9,600 元').first()).toBeVisible();
  await expect(page.getByText('部门线索的核查期限：7 天 → 10 天')).toBeVisible();

  await collector.goesTo('任务');
  await collector.syncs();
  await collector.goesTo('我的');
  await expect(collector.page.getByText('9,600 元')).toBeVisible();
});

test('a form of the county’s own goes from Excel to the phones; a broken one is refused with its rows', async ({ browser }) => {
  const collector = await collectorOf(browser, installation, '140826106206');
  expect(await formsOn(collector.page)).toEqual(['防止返贫动态监测排查表']);
  const clerk = await clerkOf(browser, installation, 'county');
  const { page } = clerk;
  await clerk.goTo('政策与表单');
  await page.getByRole('link', { name: '表单', exact: true }).click();
  await expect(page.getByRole('heading', { name: '正在使用' })).toBeVisible();
  await isFit(page, 'the forms');

  await bring(page, '坏表.xlsx', xlsx({ ...cascade, choices: (cascade.choices ?? []).filter((row) => row[0] !== 'village') }));
  await expect(page.getByText('survey 表第 5 行 type 列：选项表（choices）里没有名为“village”的选项组，请补上')).toBeVisible();
  await isFit(page, 'a broken form');
  await page.getByRole('button', { name: '重新上传' }).click();
  await bring(page, '名单.exe', Buffer.from('MZ'));
  await expect(page.getByText('名单.exe：请用 .xlsx 文件')).toBeVisible();

  await bring(page, '家庭普查.xlsx', xlsx(census));
  await expect(page.getByText(/可以发布：/)).toBeVisible();
  await isFit(page, 'a form that was read');
  await page.getByRole('button', { name: '发布为排查表' }).click();
  await expect(page.getByRole('dialog').getByText(/三保障和饮水安全：缺 .*housingProblem/)).toBeVisible();
  await isFit(page, 'what is not checked without');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: '发布为补充表' }).click();
  await page.getByRole('link', { name: '查看 家庭普查 2026112201' }).click();
  await expect(page.getByText('共 〔adults〕 人')).toBeVisible();
  await isFit(page, 'a published form');
  const saved = page.waitForEvent('download');
  await page.getByRole('button', { name: '导出Excel表单' }).click();
  expect((await saved).suggestedFilename()).toBe('家庭普查-2026112201.xlsx');

  await collector.syncs();
  await expect.poll(() => formsOn(collector.page)).toEqual(['家庭普查', '防止返贫动态监测排查表'].sort());
  await page.getByRole('button', { name: '停用' }).click();
  await page.getByRole('dialog').getByRole('button', { name: '停用' }).click();
  await expect(page.getByRole('button', { name: '用作补充表' })).toBeVisible();
});

test('the administrator may do the same, in English too', async ({ browser }) => {
  const { page, url } = await clerkOf(browser, installation, 'admin');
  await page.getByRole('button', { name: 'English' }).first().click();
  await page.goto(`${url}/desk/policy`);
  await expect(page.getByRole('heading', { name: 'Policy in force' })).toBeVisible();
  await isFit(page, 'the policy in English');
  await page.getByRole('button', { name: 'Change the policy' }).click();
  await isFit(page, 'the change in English');
  await page.getByRole('link', { name: 'Forms', exact: true }).click();
  await page
    .getByRole('link', { name: /^Show / })
    .first()
    .click();
  await expect(page.getByRole('heading', { name: 'Questions' })).toBeVisible();
  await isFit(page, 'a form in English');
});

test('a township has no permission for it', async ({ browser }) => {
  const { page, url } = await clerkOf(browser, installation, 'town-140826106');
  await page.goto(`${url}/desk/policy`);
  await expect(page.getByRole('heading', { name: '您没有这一页的权限' })).toBeVisible();
  await isFit(page, 'no permission');
});
