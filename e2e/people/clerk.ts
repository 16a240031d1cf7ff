// The clerk at an office's computer: signs in, brings lists, settles doubtful rows, dispatches, and reads what became of the leads.
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { expect, type Page } from '@playwright/test';

/** What the preview of a list counts, by the tile's word. */
export type Tile = '自动匹配到村' | '要您定一下' | '不在本县或缺地址' | '身份证号有问题' | '已导入过，将合并';

export class Clerk {
  readonly page: Page;
  readonly url: string;

  constructor(page: Page, url: string) {
    this.page = page;
    this.url = url;
  }

  async signIn(login: string, password: string): Promise<void> {
    await this.page.goto(`${this.url}/desk/`);
    await this.page.getByLabel('账号', { exact: true }).fill(login);
    await this.page.getByLabel('密码', { exact: true }).fill(password);
    await this.page.getByRole('button', { name: '登录' }).click();
    await expect(this.page.getByRole('navigation', { name: '菜单' })).toBeVisible();
  }

  async signOut(): Promise<void> {
    await this.page.locator('header summary').click();
    await this.page.getByRole('button', { name: '退出登录' }).click();
    await expect(this.page.getByRole('button', { name: '登录' })).toBeVisible();
  }

  /** Goes to a page by its word in the menu. */
  async goTo(
    word:
      | '首页'
      | '线索导入'
      | '任务下发'
      | '任务进度'
      | '初审'
      | '审核'
      | '线索结果'
      | '数据质量'
      | '操作记录'
      | '政策与表单'
      | '账号与设备'
      | '设备',
  ): Promise<void> {
    await this.page.getByRole('navigation', { name: '菜单' }).getByRole('link', { name: word, exact: true }).click();
  }

  /** Chooses a list on 线索导入 and waits until it has been read. `department` only for the county's clerk. */
  async bringList(path: string, department?: string): Promise<void> {
    await this.goTo('线索导入');
    if (department) await this.page.getByLabel('推送部门').selectOption({ label: department });
    await this.page
      .locator('input[type=file]')
      .setInputFiles({ name: basename(path), mimeType: 'application/octet-stream', buffer: await readFile(path) });
    await expect(this.page.getByRole('button', { name: /确认导入|没有可以导入的行/ })).toBeVisible({ timeout: 60_000 });
  }

  async counted(tile: Tile): Promise<number> {
    const text = await this.page.getByRole('button', { name: tile }).locator('b').innerText();
    return Number(text.replaceAll(',', ''));
  }

  async look(tile: Tile): Promise<void> {
    await this.page.getByRole('button', { name: tile }).click();
  }

  /** The preview's row of a person. */
  row(person: string) {
    return this.page.getByRole('row').filter({ hasText: person });
  }

  /** 选这个: takes one of the villages offered for a doubtful row. */
  async choose(person: string, village: string): Promise<void> {
    await this.row(person)
      .first()
      .getByRole('button', { name: new RegExp(`选这个：.*${village}`) })
      .click();
  }

  /** 选别的村…: finds a village that was not offered. */
  async chooseOther(person: string, village: string): Promise<void> {
    await this.row(person).first().getByRole('button', { name: '选别的村' }).click();
    const dialog = this.page.getByRole('dialog');
    await dialog.getByLabel('输入村名或乡镇名').fill(village);
    await dialog
      .getByRole('button', { name: new RegExp(`${village}村?$`) })
      .first()
      .click();
  }

  /** 确认导入; rows still open go into the list of rejected ones. */
  async confirmImport(): Promise<void> {
    await this.page.getByRole('button', { name: /^确认导入/ }).click();
    const anyway = this.page.getByRole('button', { name: '先导入已匹配的' });
    const done = this.page.getByRole('heading', { name: '导入完成' });
    await expect(anyway.or(done).first()).toBeVisible({ timeout: 60_000 });
    if (await anyway.isVisible()) await anyway.click();
    await expect(done).toBeVisible({ timeout: 60_000 });
  }

  /** 下发任务 for every lead that waits, to the villages. */
  async dispatchAll(): Promise<void> {
    await this.goTo('任务下发');
    await this.page.getByRole('button', { name: /^下发任务/ }).click();
    await this.page.getByRole('dialog').getByRole('button', { name: '下发任务', exact: true }).click();
    await expect(this.page.getByRole('heading', { name: '已下发' })).toBeVisible({ timeout: 60_000 });
    await this.page.getByRole('dialog').getByRole('button', { name: '关闭' }).last().click();
  }

  /** The line of a person on 任务进度 or 线索结果. */
  async find(page: '任务进度' | '线索结果', person: string) {
    await this.goTo(page);
    await this.page.getByRole('searchbox').fill(person);
    const line = this.row(person).first();
    await expect(line).toBeVisible();
    return line;
  }

  /** 已知晓: the department takes note of a person's result. */
  async takeNote(person: string): Promise<void> {
    await this.find('线索结果', person);
    await this.page
      .getByRole('checkbox', { name: `选择 ${person}` })
      .first()
      .check();
    await this.page.getByRole('button', { name: /^已知晓/ }).click();
    await expect(
      this.row(person)
        .getByText(/已知晓/)
        .first(),
    ).toBeVisible();
  }
}
