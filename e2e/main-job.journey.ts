// The main job from a department's Excel list to a decision, with the visit made offline.
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { archiveOf } from './people/archive.ts';
import { writesList } from './people/department-list.ts';
import { Installation } from './people/installation.ts';
import { clerkOf, collectorOf, reviewerOf } from './people/places.ts';

/** 安峪镇长杆村. */
const CHANGGAN = '140826106206';
const ANYU = 'town-140826106';

let installation: Installation;
test.beforeAll(async () => {
  installation = await Installation.open();
});
test.afterAll(() => installation.close());

test('a list becomes leads, the village checks offline, the township and the county decide, the department hears of it', async ({ browser }) => {
  const { quiet } = await archiveOf(installation.url, CHANGGAN);
  const [li, wang, zhang] = quiet;
  if (!li || !wang || !zhang) throw new Error('the village has too few quiet households');
  const idOf = (household: typeof li): string => household.members.find((member) => member.name === household.headName)?.idNumber ?? '';

  const county = await clerkOf(browser, installation, 'county');
  const list = join(await mkdtemp(join(tmpdir(), 'ruhu-list-')), '医保局-2026年第三季度个人自付费用较高人员名单.xlsx');
  await test.step('the county imports a messy list and settles what is doubtful', async () => {
    await writesList(list, [
      { name: li.headName, idNumber: idOf(li), town: '安裕镇', village: '长竿村第三村民小组', amount: 18432 },
      { name: wang.headName, idNumber: idOf(wang), town: '安裕镇', village: '长杆', amount: 26810.5 },
      { name: zhang.headName, idNumber: idOf(zhang), town: '安裕镇', village: '绛县安峪镇长杆村委会', amount: 9600 },
      { name: '宋建国', idNumber: '149926195503120018', town: '横水', village: '灌底', amount: 21930 },
      { name: '何远来', idNumber: '14992619600715001X', town: '夏县水头镇', village: '水头村', amount: 8800 },
    ]);
    await county.bringList(list, '医保局');
    expect(await county.counted('自动匹配到村')).toBe(3);
    await county.look('要您定一下');
    await county.choose('宋建国', '西灌底村');
    await county.confirmImport();
  });

  await test.step('the same file again adds nothing', async () => {
    await county.bringList(list, '医保局');
    expect(await county.counted('自动匹配到村')).toBe(0);
    expect(await county.counted('已导入过，将合并')).toBe(4);
  });

  await county.dispatchAll();

  const collector = await collectorOf(browser, installation, CHANGGAN);
  const phone = collector.page.context();
  await test.step('the village checks three households without a network, reloads on the way, and the server is away meanwhile', async () => {
    await expect(collector.taskOf(li.headName)).toBeVisible();
    await phone.setOffline(true);
    await collector.reloads();
    await collector.checksNotIncluded(li.headName);
    await installation.kill();
    await collector.checksIncluded(wang.headName, '突发严重困难户', ['因病'], ['张晓红', '李建军']);
    await collector.reloads();
    await collector.checksNotIncluded(zhang.headName, '费用已报销救助');
    await collector.seesState(li.headName, '待上报');
    await expect(collector.syncLine()).toContainText('3 条待上报');
  });

  await test.step('back in coverage the phone hands over by itself, in one request, once the server is there', async () => {
    await installation.start();
    const requests: string[] = [];
    collector.page.on('request', (request) => {
      if (request.url().includes('/api/v1/sync')) requests.push(request.postDataBuffer()?.length ? 'sync' : '');
    });
    await phone.setOffline(false);
    await expect(collector.syncLine()).toContainText('已全部上报', { timeout: 60_000 });
    expect(requests.length).toBe(1);
    await collector.seesState(wang.headName, '已上报');
  });

  const township = await reviewerOf(browser, installation, ANYU, '初审');
  await test.step('the township passes two and returns one with a reason', async () => {
    await township.pass(li.headName);
    await township.passByKey(wang.headName);
    await township.return(zhang.headName, '缺少说明', '请写清报销了多少');
  });

  await test.step('the returned check is back on the phone with its reason and its answers, and goes up again', async () => {
    await collector.syncs();
    await collector.seesState(zhang.headName, '已退回');
    await expect(collector.page.getByText('请写清报销了多少', { exact: true })).toBeVisible();
    await collector.seesState(li.headName, '初审通过');
    await collector.opensTask(zhang.headName);
    await collector.correctsSummary('自付 9,600 元，已报销 7,000 元，收入稳定。');
    await expect(collector.syncLine()).toContainText('已全部上报', { timeout: 30_000 });
    await township.page.reload();
    await township.pass(zhang.headName);
  });

  await test.step('the county audits, and the phone sees it', async () => {
    const auditor = await reviewerOf(browser, installation, 'county', '审核');
    for (const household of [li, wang, zhang]) await auditor.pass(household.headName);
    await collector.syncs();
    await collector.seesState(wang.headName, '审核通过');
  });

  await test.step('the department reads what became of its leads and takes note', async () => {
    const department = await clerkOf(browser, installation, 'dept-yibao');
    await expect(await department.find('线索结果', li.headName)).toContainText('不纳入');
    await expect(await department.find('线索结果', wang.headName)).toContainText('纳入');
    await department.takeNote(li.headName);
  });

  await test.step('everything stands in the audit log', async () => {
    await county.goTo('操作记录');
    for (const act of ['确认导入', '记住村名写法', '下发任务', '上报核查', '审核通过', '退回', '部门已知晓']) {
      await county.page.getByLabel('做了什么').selectOption({ label: act });
      await expect(county.page.getByRole('row').filter({ hasText: act }).first()).toBeVisible();
    }
  });
});
