// Offline at the door: an ID number or a phone that stands in another household of the village already is seen while the family is still there.
import { expect, test } from '@playwright/test';
import { archiveOf, openTasksOf } from './people/archive.ts';
import { Installation } from './people/installation.ts';
import { collectorOf } from './people/places.ts';

/** 安峪镇安峪村. */
const VILLAGE = '140826106200';

let installation: Installation;
test.beforeAll(async () => {
  installation = await Installation.open();
});
test.afterAll(() => installation.close());

test('offline: the same ID number and the same phone elsewhere in the village are named by the other household’s head', async ({ browser }) => {
  const archive = await archiveOf(installation.url, VILLAGE);
  const [task] = openTasksOf(archive);
  const other = archive.households.find(
    (household) =>
      household.id !== task?.task.householdId &&
      household.members.some((member) => member.idNumber.length === 18 && member.presence === 'present') &&
      /^1\d{10}$/.test(household.phone) &&
      archive.households.filter(({ phone, headName }) => phone === household.phone || headName === household.headName).length === 1,
  );
  const stranger = other?.members.find((member) => member.idNumber.length === 18 && member.presence === 'present');
  if (!task || !other || !stranger) throw new Error('the village has no two such households');

  const collector = await collectorOf(browser, installation, VILLAGE);
  const { page } = collector;
  await page.context().setOffline(true);
  await collector.opensTask(task.headName);
  await collector.startsCheck();

  const phone = page.getByRole('textbox', { name: '联系电话' });
  await page.getByRole('button', { name: '修改 联系电话' }).or(phone).first().waitFor();
  if (await page.getByRole('button', { name: '修改 联系电话' }).isVisible()) await page.getByRole('button', { name: '修改 联系电话' }).click();
  await phone.fill(other.phone);
  await expect(page.getByText(`家庭联系电话与户主${other.headName}家相同`)).toBeVisible();
  await collector.confirmsHousehold();

  await page.getByRole('button', { name: '添加成员' }).click();
  await page.getByLabel('身份证号', { exact: true }).pressSequentially(stranger.idNumber);
  await page.getByLabel('姓名', { exact: true }).fill('王小宝');
  await expect(page.getByRole('dialog').getByText(`王小宝的证件号码与户主${other.headName}家的成员相同`)).toBeVisible();
  await page.getByRole('dialog').getByRole('button', { name: '完成' }).click();

  // It holds the check back until it is put right or said to be beyond the door.
  await collector.confirmsMembers();
  await collector.findsNoProblem();
  await collector.choosesNotIncluded('收入稳定');
  await page.getByRole('button', { name: '提交核查结果' }).last().click();
  const sheet = page.getByRole('dialog');
  await sheet.getByRole('button', { name: `王小宝的证件号码与户主${other.headName}家的成员相同`, exact: true }).click();
  await expect(collector.step()).toContainText('家庭成员');
  await expect(page.getByRole('dialog', { name: '王小宝' }).getByRole('button', { name: '修改 身份证号' })).toBeVisible();
});
