// The phone goes off in the middle of it: while typing, while handing in, while receiving. At most the answer being typed is lost, and the county counts every check once.
import { expect, test } from '@playwright/test';
import { archiveOf, openTasksOf } from '../people/archive.ts';
import type { Collector } from '../people/collector.ts';
import { Installation, PASSWORD } from '../people/installation.ts';
import { Line } from '../people/line.ts';
import { OwnPhone } from '../people/own-phone.ts';
import { reviewerOf } from '../people/places.ts';

let installation: Installation;
let line: Line;
let phone: OwnPhone;
// Phones are switched on and off, and disks filled: on a busy machine that takes its time.
test.describe.configure({ timeout: 240_000 });
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

/** About the head of the household: a lead may name another member. */
async function tasksIn(villageCode: string): Promise<string[]> {
  return openTasksOf(await archiveOf(installation.url, villageCode))
    .filter((one) => one.task.personName === one.headName)
    .map((one) => one.headName);
}

async function collectorOn(villageCode: string): Promise<Collector> {
  const collector = await phone.switchesOn();
  await collector.signsIn(`village-${villageCode}`, PASSWORD);
  await collector.hasEverything();
  await collector.isReadyOffline();
  return collector;
}

const summaryOf = (collector: Collector) => collector.page.getByLabel('简要情况说明');

test('the battery is empty while a sentence is typed: the answers before it are there, and of the sentence at most the last second is missing', async () => {
  const village = '140826106205';
  const [headName] = await tasksIn(village);
  if (!headName) throw new Error('the village has no open task');
  const before = await collectorOn(village);
  line.become('dead');
  await before.opensTask(headName);
  await before.startsCheck();
  await before.confirmsFamily();
  await before.findsNoProblem();
  await before.choosesNotIncluded('其他');
  const typed: number[] = [];
  await summaryOf(before).focus();
  // Faster than anybody pauses: whoever waits for a pause to write would lose all of it.
  for (const letter of '老人随女儿在太原住，女儿每月寄钱，看病由县医院报销，房子去年修过，水电都通。') {
    await before.page.keyboard.insertText(letter);
    typed.push(Date.now());
    await before.page.waitForTimeout(60);
  }
  const died = Date.now();
  await phone.dies();

  const after = await phone.switchesOn(true);
  await after.startsUp();
  await after.opensTask(headName);
  await after.startsCheck();
  await expect(after.page.getByRole('radio', { name: '不纳入', exact: true })).toBeChecked();
  await expect(after.page.getByRole('radio', { name: '其他', exact: true })).toBeChecked();
  const kept = await summaryOf(after).inputValue();
  const aSecondBefore = typed.filter((at) => at < died - 1000).length;
  expect(aSecondBefore).toBeGreaterThan(5);
  expect(kept.length).toBeGreaterThanOrEqual(aSecondBefore);
  expect('老人随女儿在太原住，女儿每月寄钱，看病由县医院报销，房子去年修过，水电都通。'.startsWith(kept)).toBe(true);
});

test('the battery is empty while handing in, at any moment: it is a draft or it waits, never neither, and the county has it once', async ({
  browser,
}) => {
  const village = '140826106203';
  const heads = await tasksIn(village);
  const [heard, early, late] = heads;
  if (!heard || !early || !late) throw new Error('the village has too few open tasks');
  let collector = await collectorOn(village);

  await test.step('the county has it, and the phone dies before it hears so', async () => {
    line.become('mute');
    await collector.checksNotIncluded(heard);
    const isThere = async () =>
      (await archiveOf(installation.url, village)).tasks.some((one) => one.personName === heard && one.state === 'submitted');
    await expect.poll(isThere).toBe(true);
    await phone.dies();
    collector = await phone.switchesOn(true);
    await collector.startsUp();
    await expect(collector.syncLine()).toContainText('1 条待上报');
  });

  for (const [headName, afterMs] of [
    [early, 0],
    [late, 30],
  ] as const) {
    await test.step(`it dies ${afterMs} ms after the tap`, async () => {
      await collector.opensTask(headName);
      await collector.startsCheck();
      await collector.confirmsFamily();
      await collector.findsNoProblem();
      await collector.choosesNotIncluded('收入稳定');
      // What the rules remark is answered first, so that the next tap hands in.
      const submit = collector.page.getByRole('button', { name: '提交核查结果' }).last();
      await submit.click();
      const sheet = collector.page.getByRole('dialog', { name: /还有这些要看一下|可以提交了/ });
      const done = collector.page.getByRole('heading', { level: 1, name: '已提交' });
      await expect(done.or(sheet)).toBeVisible();
      if (await sheet.isVisible()) {
        await (await collector.answersRemarks(sheet)).evaluate((button: HTMLElement) => button.click());
      }
      await new Promise((resolve) => setTimeout(resolve, afterMs));
      await phone.dies();
      collector = await phone.switchesOn(true);
      await collector.startsUp();
      const row = await collector.scrollsTo(headName);
      await expect(row).toContainText(/填写中|待上报/);
    });
  }

  await test.step('back in coverage all of it arrives, once', async () => {
    line.become('through');
    await collector.page.context().setOffline(false);
    for (const headName of [early, late]) {
      await collector.goesHome();
      if (!(await (await collector.scrollsTo(headName)).textContent())?.includes('填写中')) continue;
      await collector.opensTask(headName);
      await collector.startsCheck();
      await collector.handsIn();
    }
    await collector.goesHome();
    // A phone that dies within half a minute of signing in has not yet written down that it was signed in: the work is there, the session is not.
    await collector.signsInAgain(PASSWORD);
    await expect(collector.syncLine()).toContainText('已全部上报', { timeout: 30_000 });
    const township = await reviewerOf(browser, installation, 'town-140826106', '初审');
    await township.openQueue();
    for (const headName of [heard, early, late]) {
      await township.page.getByRole('searchbox', { name: '户主姓名' }).fill(headName);
      const queue = township.page.getByRole('list', { name: '等待处理的核查' }).getByRole('button').filter({ hasText: headName });
      await expect(queue).toHaveCount(1);
    }
  });
});

test('the phone dies while the village comes in: it says that nothing is there yet, and all of it comes with the next signal', async () => {
  const village = '140826106206';
  const archive = await archiveOf(installation.url, village);
  let collector = await phone.switchesOn();
  await collector.page.goto(line.url);
  await collector.isReadyOffline();
  // The village is 36 kB on its way.
  line.cutDownAfter = 20_000;
  await collector.signsIn(`village-${village}`, PASSWORD);
  await expect.poll(() => line.cuts).toBeGreaterThan(0);
  await phone.dies();

  collector = await phone.switchesOn(true);
  await collector.startsUp();
  await expect(collector.syncLine()).toContainText('还没有下载到资料');
  line.cutDownAfter = null;
  await collector.page.context().setOffline(false);
  await collector.signsInAgain(PASSWORD);
  await collector.hasEverything();
  expect(await collector.countsHouseholds()).toBe(archive.households.length);
});
