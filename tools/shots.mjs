// npm run shots: drives the built product with the demonstration county in a real Chromium and keeps the pictures of its screens in docs/shots/.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from '@playwright/test';
import { tsImport } from 'tsx/esm/api';
import { launchOptions } from './browser.mjs';

const at = (path) => fileURLToPath(new URL(path, import.meta.url));
process.chdir(at('..'));
const load = (path) => tsImport(at(path), import.meta.url);
const { Installation, PASSWORD } = await load('../e2e/people/installation.ts');
const { Collector } = await load('../e2e/people/collector.ts');
const { Reviewer } = await load('../e2e/people/reviewer.ts');
const { archiveOf, openTasksOf } = await load('../e2e/people/archive.ts');
const { OFFICE, PHONE } = await load('../e2e/people/places.ts');

/** 安峪镇安峪村. */
const VILLAGE = '140826106200';
const TOWNSHIP = 'town-140826106';
const SHOTS = at('../docs/shots');

const { status } = spawnSync(process.execPath, ['tools/build.mjs'], { stdio: 'inherit' });
if (status !== 0) process.exit(status ?? 1);

rmSync(SHOTS, { recursive: true, force: true });
mkdirSync(SHOTS, { recursive: true });
const installation = await Installation.open();
// Date fields speak the browser's own language, which on Linux comes from the environment.
const browser = await chromium.launch({ ...(await launchOptions()), env: { ...process.env, LANGUAGE: 'zh_CN' } });
try {
  await phoneShots();
  await deskShots();
} finally {
  await browser.close();
  await installation.close();
}
const files = readdirSync(SHOTS);
const bytes = files.reduce((sum, name) => sum + statSync(join(SHOTS, name)).size, 0);
console.log(`${files.length} pictures, ${(bytes / 1e6).toFixed(2)} MB`);

/** Keeps what the screen shows once its fonts and animations have come to rest. */
async function keep(page, name) {
  await page.evaluate(() => document.fonts.ready);
  await page.mouse.move(0, 0);
  // A toast or a half-screen dialog slides for less than this.
  await page.waitForTimeout(500);
  await page.screenshot({ path: join(SHOTS, `${name}.png`), animations: 'disabled', caret: 'hide' });
}

async function phoneShots() {
  const { tasks, households, quiet } = await archiveOf(installation.url, VILLAGE);
  const open = openTasksOf({ tasks, households, quiet });
  const [first, second] = [...open].sort((a, b) => a.task.dueOn.localeCompare(b.task.dueOn));
  if (!first || !second) throw new Error('the village has too few open tasks');
  const context = await browser.newContext({
    viewport: PHONE,
    deviceScaleFactor: 2,
    hasTouch: true,
    isMobile: true,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
  });
  const page = await context.newPage();
  const collector = new Collector(page, installation.url);

  await page.goto(installation.url);
  await page.getByLabel('账号', { exact: true }).fill(`village-${VILLAGE}`);
  await keep(page, 'phone-sign-in');
  await collector.signsIn(`village-${VILLAGE}`, PASSWORD);
  await collector.hasEverything();
  await collector.isReadyOffline();
  await page.getByRole('button', { name: '以后再说' }).click();
  await keep(page, 'phone-tasks');

  await collector.opensTask(first.headName);
  await keep(page, 'phone-task');
  await context.setOffline(true);
  await collector.startsCheck();
  await keep(page, 'phone-check-family');
  await collector.confirmsFamily();
  await keep(page, 'phone-check-guarantees');
  await collector.findsNoProblem();
  await collector.choosesNotIncluded('收入稳定');
  await keep(page, 'phone-check-result');
  await collector.handsIn();
  await keep(page, 'phone-handed-in');

  await collector.goesHome();
  await collector.checksIncluded(second.headName, '突发严重困难户', ['因病'], ['张晓红', '李建军'], async () => keep(page, 'phone-check-income'));
  await collector.goesHome();
  await collector.syncLine().click();
  await keep(page, 'phone-waiting');
  await page.getByRole('dialog').getByRole('button', { name: '关闭' }).click();

  const sought = quiet.find((household) => household.category === 'none') ?? quiet[0];
  const head = sought.members.find((member) => member.name === sought.headName);
  await collector.findsHousehold(head.initials);
  await collector.householdRow(sought.headName).waitFor();
  await keep(page, 'phone-households');
  await collector.householdRow(sought.headName).click();
  await page.getByRole('button', { name: '发起核查' }).waitFor();
  await keep(page, 'phone-household');

  await collector.goesHome();
  await collector.goesTo('我的');
  await keep(page, 'phone-me');
  await page.getByRole('radio', { name: '深色', exact: true }).check({ force: true });
  await collector.goesTo('任务');
  await keep(page, 'phone-dark');
  await collector.goesTo('我的');
  await page.getByRole('radio', { name: '浅色', exact: true }).check({ force: true });
  await page.getByRole('radio', { name: '最大', exact: true }).check({ force: true });
  await collector.goesTo('任务');
  await keep(page, 'phone-large-type');
  await collector.goesTo('我的');
  await page.getByRole('radio', { name: '标准', exact: true }).check({ force: true });
  await context.setOffline(false);
  await collector.goesTo('任务');
  await collector.syncLine().filter({ hasText: '已全部上报' }).waitFor({ timeout: 60_000 });
  await context.close();
}

async function deskShots() {
  const office = async (login, level) => {
    const context = await browser.newContext({ viewport: OFFICE, locale: 'zh-CN', timezoneId: 'Asia/Shanghai' });
    const reviewer = new Reviewer(await context.newPage(), installation.url, level);
    await reviewer.signIn(login, PASSWORD);
    return reviewer;
  };
  const county = await office('county', '审核');
  await county.goTo('首页');
  await county.page.waitForLoadState('networkidle');
  await keep(county.page, 'desk-overview');
  const list = readdirSync(at('../examples')).find((name) => name.startsWith('医保局'));
  await county.bringList(at(`../examples/${list}`), '医保局');
  await county.page.getByText('各列的含义').waitFor();
  await keep(county.page, 'desk-import');
  await county.look('要您定一下');
  await keep(county.page, 'desk-import-ask');
  await county.choose('宋建国', '西灌底村');
  await county.confirmImport();
  await keep(county.page, 'desk-imported');
  await county.goTo('任务下发');
  await county.page.getByRole('button', { name: /^下发任务/ }).click();
  await keep(county.page, 'desk-dispatch');
  await county.page.getByRole('dialog').getByRole('button', { name: '取消', exact: true }).click();
  await county.goTo('任务进度');
  await county.page.waitForLoadState('networkidle');
  await keep(county.page, 'desk-tasks');

  const township = await office(TOWNSHIP, '初审');
  await township.openQueue();
  // One in which something was found otherwise than the archive has it.
  const queue = township.page.getByRole('list', { name: '等待处理的核查' }).getByRole('button');
  await queue.first().waitFor();
  for (let place = 0; place < (await queue.count()); place++) {
    await queue.nth(place).click();
    await township.page.getByRole('article').waitFor();
    await township.page.waitForLoadState('networkidle');
    if (
      (await township.page
        .getByRole('article')
        .getByText(/变了|新增/)
        .count()) > 0
    )
      break;
  }
  await township.page.waitForLoadState('networkidle');
  await keep(township.page, 'desk-review');

  const department = await office('dept-yibao', '审核');
  await department.goTo('线索结果');
  await department.page
    .getByRole('button', { name: /^已核查/ })
    .or(department.page.getByRole('link', { name: /^已核查/ }))
    .first()
    .click();
  await department.page.waitForLoadState('networkidle');
  await keep(department.page, 'desk-outcomes');
}
