// At the door without a signal: few taps, nothing lost on a reload or a cold start, and the household is found by its pinyin.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, expect, test } from '@playwright/test';
import { launchOptions } from '../tools/browser.mjs';
import { archiveOf, openTasksOf } from './people/archive.ts';
import { Collector } from './people/collector.ts';
import { Installation, PASSWORD } from './people/installation.ts';
import { collectorOf, PHONE } from './people/places.ts';

/** 安峪镇安峪村. */
const ANYU = '140826106200';

let installation: Installation;
test.beforeAll(async () => {
  installation = await Installation.open();
});
test.afterAll(() => installation.close());

test('a clean check takes at most ten taps and no typing', async ({ browser }) => {
  const [task] = openTasksOf(await archiveOf(installation.url, ANYU));
  if (!task) throw new Error('the village has no open task');
  const collector = await collectorOf(browser, installation, ANYU);
  await collector.page.context().setOffline(true);
  await collector.checksNotIncluded(task.headName);
  process.stdout.write(`A clean check: ${collector.taps} taps\n`);
  expect(collector.taps).toBeLessThanOrEqual(10);
  await collector.seesState(task.headName, '待上报');
});

test('the whole survey of a known family of four with two changes takes at most sixty taps', async ({ browser }) => {
  const village = '140826106205';
  const { quiet } = await archiveOf(installation.url, village);
  const family = quiet.find(
    (one) =>
      one.members.length === 4 && one.income !== null && one.monitorState === 'none' && one.members.every((member) => member.presence === 'present'),
  );
  const adult = family?.members.find((member) => member.labour === 'ordinary');
  if (!family || !adult) throw new Error('the village has no such family');
  const collector = await collectorOf(browser, installation, village);
  await collector.page.context().setOffline(true);
  await collector.startsCheckOn(family.headName, '干部走访');
  collector.countsTaps();
  await collector.changesTo('住房鉴定等级', family.dwelling === 'A' ? 'B 级' : 'A 级');
  await collector.confirmsHousehold();
  await collector.changesMember(adult.name, '健康和劳动能力', '劳动能力', '技能劳动力');
  await collector.confirmsMembers();
  await collector.findsNoProblem();
  await collector.includesAs(family.kind === 'lifted' ? '脱贫不稳定户' : '边缘易致贫户');
  await collector.goesOn();
  await collector.confirmsIncome();
  await collector.goesOn();
  await collector.ranksRisk('缺劳动力');
  await collector.goesOn();
  await collector.goesOn();
  await collector.namesVisitors('张晓红', '李建军');
  await collector.handsIn();
  process.stdout.write(`The whole survey of a family of four with two changes: ${collector.taps} taps\n`);
  expect(collector.taps).toBeLessThanOrEqual(60);
  await collector.page.context().setOffline(false);
  await expect(collector.syncLine()).toContainText('已全部上报', { timeout: 60_000 });
});

test('every answer is kept: after a reload the check goes on where it was', async ({ browser }) => {
  const task = openTasksOf(await archiveOf(installation.url, ANYU))[1];
  if (!task) throw new Error('the village has too few open tasks');
  const collector = await collectorOf(browser, installation, ANYU);
  await collector.page.context().setOffline(true);
  await collector.opensTask(task.headName);
  await collector.startsCheck();
  await collector.confirmsFamily();
  await collector.findsNoProblem();
  await collector.choosesNotIncluded('其他');
  await collector.writesSummary('老人随女儿在太原住，女儿每月寄钱。');
  // Longer than the 300 ms that an answer may take to the disk, shorter than anybody waits.
  await collector.page.waitForTimeout(400);
  await collector.reloads();
  await expect(collector.page.getByLabel('简要情况说明')).toHaveValue('老人随女儿在太原住，女儿每月寄钱。');
  await collector.goesHome();
  await expect(collector.taskOf(task.headName)).toContainText('填写中');
});

test('cold and offline from the home screen the task list is there', async () => {
  const profile = await mkdtemp(join(tmpdir(), 'ruhu-profile-'));
  const open = async () =>
    chromium.launchPersistentContext(profile, { ...(await launchOptions()), viewport: PHONE, locale: 'zh-CN', timezoneId: 'Asia/Shanghai' });
  const [task] = openTasksOf(await archiveOf(installation.url, '140826106201'));
  if (!task) throw new Error('the village has no open task');
  let context = await open();
  const first = new Collector(await context.newPage(), installation.url);
  await first.signsIn('village-140826106201', PASSWORD);
  await first.hasEverything();
  await first.isReadyOffline();
  await context.close();

  context = await open();
  await context.setOffline(true);
  const again = new Collector(await context.newPage(), installation.url);
  await again.page.goto(installation.url);
  await again.opens();
  await expect(again.taskOf(task.headName)).toBeVisible();
  await context.close();
  await rm(profile, { recursive: true, force: true });
});

test('a household is found by initials, spelling and the last digits of an ID number, and checked without a task', async ({ browser }) => {
  const { quiet } = await archiveOf(installation.url, '140826106202');
  const household = quiet[0];
  const head = household?.members.find((member) => member.name === household.headName);
  if (!household || !head) throw new Error('the village has no quiet household');
  const collector = await collectorOf(browser, installation, '140826106202');
  await collector.page.context().setOffline(true);
  for (const typed of [head.initials, head.pinyin.replaceAll(' ', ''), head.idNumber.slice(-4), household.headName]) {
    await collector.findsHousehold(typed);
    await expect(collector.householdRow(household.headName)).toBeVisible();
  }
  await collector.startsCheckOn(household.headName, '干部走访');
  await collector.confirmsFamily();
  await collector.findsNoProblem();
  await collector.choosesNotIncluded('收入稳定');
  await collector.handsIn();
  await collector.page.context().setOffline(false);
  await expect(collector.syncLine()).toContainText('已全部上报', { timeout: 60_000 });
});

test('two villages cannot see each other, on the phone or over the wire', async ({ browser }) => {
  const here = await archiveOf(installation.url, '140826106203');
  const there = await archiveOf(installation.url, '140826106204');
  expect(here.households.every((household) => household.villageCode === '140826106203')).toBe(true);
  const stranger = there.quiet.find((household) => !here.households.some((own) => own.headName === household.headName));
  if (!stranger) throw new Error('no name tells the villages apart');
  const collector = await collectorOf(browser, installation, '140826106203');
  await collector.findsHousehold(stranger.headName);
  await expect(collector.page.getByRole('list', { name: '农户列表' }).getByRole('link').filter({ hasText: stranger.headName })).toHaveCount(0);
});
