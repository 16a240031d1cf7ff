// The version before, still on people's phones: it works with the new server, and the new version takes over its drafts and what it has not sent.
import { mkdir, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { expect, test } from '@playwright/test';
import { archiveOf, openTasksOf } from '../people/archive.ts';
import { Installation } from '../people/installation.ts';
import { copyOfTheBuild } from '../people/next-build.ts';
import { collectorOf } from '../people/places.ts';
import { BEFORE_SEALING, givesOut, phoneOf } from '../people/previous-build.ts';

const VILLAGE = '140826106203';

let installation: Installation;
let built: string;
test.beforeAll(async () => {
  const before = await phoneOf(BEFORE_SEALING);
  await mkdir('test-results', { recursive: true });
  built = await copyOfTheBuild();
  await givesOut(built, before);
  installation = await Installation.open('demo', built);
});
test.afterAll(async () => {
  await installation.close();
  await rm(dirname(built), { recursive: true, force: true });
});

test('the phone of the version before hands in to the new server; after the update its draft is there, and what waited is sent', async ({
  browser,
}) => {
  const heads = openTasksOf(await archiveOf(installation.url, VILLAGE))
    .filter((one) => one.task.personName === one.headName)
    .map((one) => one.headName);
  const [sent, waiting, begun] = heads;
  if (!sent || !waiting || !begun) throw new Error('the village has too few open tasks');
  const collector = await collectorOf(browser, installation, VILLAGE);
  const { page } = collector;
  await collector.checksNotIncluded(sent);
  await expect(collector.syncLine()).toContainText('已全部上报', { timeout: 60_000 });
  await collector.seesState(sent, '已上报');

  await page.route('**/api/v1/sync', (route) => route.abort());
  await collector.checksNotIncluded(waiting);
  await expect(collector.syncLine()).toContainText('1 条待上报');
  await collector.opensTask(begun);
  await collector.startsCheck();
  await collector.confirmsFamily();
  await collector.findsNoProblem();
  await collector.choosesNotIncluded('其他');
  await collector.writesSummary('老人随女儿在太原住。');
  await page.waitForTimeout(500);

  await installation.stop();
  await givesOut(built, 'dist/phone');
  await installation.start();
  await collector.goesHome();
  await page.evaluate(async () => {
    await (await navigator.serviceWorker.getRegistration())?.update();
  });
  await expect.poll(() => page.evaluate(async () => Boolean((await navigator.serviceWorker.getRegistration())?.waiting))).toBe(true);
  await collector.goesTo('我的');
  await Promise.all([page.waitForEvent('load'), page.getByRole('button', { name: '现在更新' }).click()]);
  await collector.opens();
  await expect(collector.syncLine()).toContainText('1 条待上报');
  await page.unroute('**/api/v1/sync');
  await collector.goesHome();
  await expect(collector.syncLine()).toContainText('已全部上报', { timeout: 60_000 });
  await collector.seesState(waiting, '已上报');
  await collector.opensTask(begun);
  await collector.startsCheck();
  await expect(page.getByLabel('简要情况说明')).toHaveValue('老人随女儿在太原住。');
  await collector.handsIn();
  await expect(collector.syncLine()).toContainText('已全部上报', { timeout: 60_000 });
});
