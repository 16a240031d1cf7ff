// Whoever decides on checks: the township at 初审, the county at 审核; by mouse or by keyboard, one or several.
import { expect, type Page } from '@playwright/test';
import { Clerk } from './clerk.ts';

export class Reviewer extends Clerk {
  readonly #level: '初审' | '审核';

  constructor(page: Page, url: string, level: '初审' | '审核') {
    super(page, url);
    this.#level = level;
  }

  async openQueue(): Promise<void> {
    await this.goTo(this.#level);
    await expect(this.page.getByRole('heading', { name: this.#level, exact: true })).toBeVisible();
  }

  /** Puts one household's check on the right-hand side, with everything about it. */
  async open(headName: string): Promise<void> {
    await this.openQueue();
    // A long queue draws only what is in view: the name is looked for, not scrolled to.
    await this.page.getByRole('searchbox', { name: '户主姓名' }).fill(headName);
    await this.page.getByRole('list', { name: '等待处理的核查' }).getByRole('button').filter({ hasText: headName }).first().click();
    await expect(this.dossier(headName)).toBeVisible();
  }

  dossier(headName: string) {
    return this.page.getByRole('article').filter({ has: this.page.getByRole('heading', { name: headName, exact: true }) });
  }

  /** Whether the dossier marks a line as otherwise than the archive. */
  async marksAsChanged(headName: string, item: string): Promise<boolean> {
    const line = this.dossier(headName)
      .getByRole('row')
      .filter({ has: this.page.getByRole('rowheader', { name: item }) });
    return (await line.getByText(/变了|新增/).count()) > 0;
  }

  async pass(headName: string): Promise<void> {
    await this.open(headName);
    await this.page.getByRole('button', { name: `${this.#level}通过`, exact: true }).click();
    await this.gone(headName);
  }

  /** The same without a mouse: P on the open check. */
  async passByKey(headName: string): Promise<void> {
    await this.open(headName);
    await this.dossier(headName).click({ position: { x: 5, y: 5 } });
    await this.page.keyboard.press('p');
    await this.gone(headName);
  }

  async return(headName: string, reason: string, text: string): Promise<void> {
    await this.open(headName);
    await this.page.getByRole('button', { name: '退回', exact: true }).click();
    const dialog = this.page.getByRole('dialog');
    await dialog.getByLabel('原因').selectOption({ label: reason });
    await dialog.getByLabel('具体要补什么').fill(text);
    await dialog.getByRole('button', { name: '退回', exact: true }).click();
    await this.gone(headName);
  }

  /** Everything in the queue that has been read, after the question whether it is meant. */
  async passAll(): Promise<void> {
    await this.openQueue();
    await this.page.getByRole('searchbox', { name: '户主姓名' }).fill('');
    await this.page.getByRole('checkbox', { name: '全选' }).check();
    await this.page.getByRole('button', { name: new RegExp(`^${this.#level}通过 \\d+ 条$`) }).click();
    await this.page
      .getByRole('dialog')
      .getByRole('button', { name: new RegExp(`^${this.#level}通过`) })
      .click();
    await expect(this.page.getByText(/已处理 \d+ 条|：(初审|审核)通过/).first()).toBeVisible();
  }

  /** The decision has reached the server and stands: what could not be decided says why instead. */
  async gone(headName: string): Promise<void> {
    await expect(this.page.getByText(new RegExp(`${headName}：(初审通过|审核通过|已退回)`)).first()).toBeVisible();
  }
}
