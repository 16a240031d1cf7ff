// The collector with a phone: signs in once, sees the tasks, checks a household at its door, hands in, and watches what becomes of it.
import { expect, type Locator, type Page } from '@playwright/test';

/** Everybody's in these journeys. */
export const PIN = '258036';

export class Collector {
  readonly page: Page;
  readonly url: string;
  /** Taps on controls since the last `countsTaps()`. */
  taps = 0;

  constructor(page: Page, url: string) {
    this.page = page;
    this.url = url;
  }

  countsTaps(): void {
    this.taps = 0;
  }

  private async tap(control: Locator): Promise<void> {
    await control.click();
    this.taps++;
  }

  async signsIn(login: string, password: string): Promise<void> {
    await this.page.goto(this.url);
    await this.page.getByLabel('账号', { exact: true }).fill(login);
    await this.page.getByLabel('密码', { exact: true }).fill(password);
    await this.page.getByRole('button', { name: '登录', exact: true }).click();
    await this.opens();
  }

  private key(digit: string): Locator {
    return this.page.getByRole('group', { name: '数字键盘' }).getByRole('button', { name: digit, exact: true });
  }

  async typesPin(pin = PIN): Promise<void> {
    for (const digit of pin) await this.key(digit).click();
  }

  /** Until the work is on the screen: a PIN is set where one is asked to be, and given where it is asked for. */
  async opens(pin = PIN): Promise<void> {
    const work = this.page.getByRole('link', { name: '任务', exact: true }).or(this.syncLine()).or(this.step()).first();
    const first = this.page.getByRole('heading', { name: '设一个 6 位 PIN' });
    const locked = this.page.getByRole('heading', { level: 1, name: '输入 PIN' });
    await expect(work.or(first).or(locked).first()).toBeVisible();
    if (await first.isVisible()) {
      await this.typesPin(pin);
      await expect(this.page.getByRole('heading', { level: 1, name: '再输一遍' })).toBeVisible();
      await this.typesPin(pin);
    } else if (await locked.isVisible()) await this.typesPin(pin);
    await expect(work).toBeVisible();
  }

  /** A tap on the icon. */
  async startsUp(): Promise<void> {
    await this.page.goto(this.url);
    await this.opens();
  }

  /** Loads the page anew where it is. */
  async reloads(): Promise<void> {
    await this.page.reload();
    await this.opens();
  }

  /** The session has ended: the line says so, and leads to the door. */
  async signsInAgain(password: string): Promise<void> {
    await expect(this.syncLine()).toContainText('需要登录', { timeout: 30_000 });
    await this.syncLine().click();
    await this.page.getByRole('dialog').getByRole('link', { name: '重新登录' }).click();
    await this.page.getByLabel('密码', { exact: true }).fill(password);
    await this.page.getByRole('button', { name: '登录', exact: true }).click();
    await this.opens();
  }

  /** The first download has ended: the line says that nothing is under way, the households are there, and so is the app itself. */
  async hasEverything(): Promise<void> {
    await this.hasItsVillage();
    await this.isReadyOffline();
  }

  /** Tasks and households are on the phone; the app itself may not be yet. */
  async hasItsVillage(): Promise<void> {
    await this.goesTo('农户');
    await expect(this.page.getByRole('list', { name: '农户列表' }).getByRole('link').first()).toBeVisible({ timeout: 60_000 });
    await expect(this.syncLine()).toContainText('已全部上报', { timeout: 60_000 });
    await this.goesTo('任务');
  }

  /** The app itself is on the phone: the service worker has stored every file of it. */
  async isReadyOffline(): Promise<void> {
    await this.page.evaluate(async () => {
      await navigator.serviceWorker.ready;
    });
  }

  /** Room for text is laid aside. */
  async hasItsReserve(): Promise<void> {
    await expect.poll(() => this.page.evaluate(async () => (await caches.keys()).includes('ruhu-reserve'))).toBe(true);
  }

  /** Opens the app anew, as from the home screen. */
  async goesHome(): Promise<void> {
    await this.page.goto(this.url);
    await this.opens();
    await this.goesTo('任务');
  }

  /** 任务 · 农户 · 我的. */
  async goesTo(tab: '任务' | '农户' | '我的'): Promise<void> {
    await this.page.getByRole('navigation').getByRole('link', { name: tab, exact: true }).click();
  }

  /** One household's row in the task list. */
  taskOf(headName: string): Locator {
    return this.page.getByRole('list', { name: '任务列表' }).getByRole('link').filter({ hasText: headName }).first();
  }

  /** Scrolls the task list until a household's row is in it: a long list holds only what is in view. */
  async scrollsTo(headName: string): Promise<Locator> {
    const row = this.taskOf(headName);
    const list = this.page.getByRole('list', { name: '任务列表' });
    await list.waitFor();
    const scrolls = (by: number): Promise<void> =>
      list.evaluate((element, far) => {
        let box: Element | null = element;
        while (box && box.scrollHeight <= box.clientHeight + 1) box = box.parentElement;
        box?.scrollBy(0, far);
      }, by);
    // Right after the start there is only the first screenful: who looked too early looks again.
    for (let round = 0; round < 4 && (await row.count()) === 0; round++) {
      await scrolls(-100_000);
      for (let step = 0; step < 40 && (await row.count()) === 0; step++) {
        await scrolls(250);
        await this.page.waitForTimeout(60);
      }
    }
    return row;
  }

  async opensTask(headName: string): Promise<void> {
    // Inside a task or a check there is no tab bar: the app is opened anew, as from the home screen.
    const tab = this.page.getByRole('navigation').getByRole('link', { name: '任务', exact: true });
    if (await tab.isVisible()) await tab.click();
    else await this.goesHome();
    await (await this.scrollsTo(headName)).click();
    await expect(this.page.getByRole('heading', { level: 1, name: `${headName}家` })).toBeVisible();
  }

  /** From the task's page: 开始核查 or 继续填写. */
  async startsCheck(): Promise<void> {
    await this.tap(this.page.getByRole('button', { name: /^(开始核查|继续填写)$/ }).or(this.page.getByRole('link', { name: '继续填写' })));
    await expect(this.page.getByText(/^第 \d 步/)).toBeVisible();
  }

  /** The one primary button under the form. */
  private goOn(): Locator {
    return this.page.getByRole('contentinfo').getByRole('button', { name: /^(一键确认|下一步)$/ });
  }

  /** What the check's heading says: 第 2 步，共 4 步：家庭成员. */
  step(): Locator {
    return this.page.getByRole('heading', { level: 2, name: /^第 \d+ 步/ });
  }

  async confirmsHousehold(): Promise<void> {
    await expect(this.step()).toContainText('家庭基本情况');
    // In the large types each question has a page of its own.
    for (let page = 0; page < 80 && (await this.step().textContent())?.includes('家庭基本情况'); page++) await this.tap(this.goOn());
    await expect(this.step()).toContainText('家庭成员');
  }

  async confirmsMembers(): Promise<void> {
    const same = this.page.getByRole('button', { name: /都没有变化 · 一键确认$/ });
    if (await same.isVisible()) await this.tap(same);
    // With something to look at among the members the section stays.
    if ((await this.step().textContent())?.includes('家庭成员')) await this.goesOn();
    await expect(this.step()).toContainText('三保障');
  }

  /** Household and members, both as the archive has them. */
  async confirmsFamily(): Promise<void> {
    await this.confirmsHousehold();
    await this.confirmsMembers();
  }

  /** One known value of the section on the screen is another now: 修改, then the choice. */
  async changesTo(question: string, choice: string): Promise<void> {
    const within = this.page.getByRole('dialog').or(this.page.getByRole('main')).last();
    const change = within.getByRole('button', { name: `修改 ${question}`, exact: true });
    const group = within.getByRole('group', { name: question });
    // What stands below the first screenful is drawn a moment later.
    await change.or(group).first().waitFor();
    if (await change.isVisible()) await this.tap(change);
    await this.tap(group.getByRole('radio', { name: choice, exact: true }));
  }

  /** On a member's page: a part is unfolded, one answer changed, the page closed. */
  async changesMember(name: string, part: string, question: string, choice: string): Promise<void> {
    await this.tap(this.page.getByRole('button', { name: `${name}，看和改` }));
    const page = this.page.getByRole('dialog');
    await page
      .getByRole('button', { name: new RegExp(`^${part}`) })
      .first()
      .waitFor();
    const fold = page.getByRole('button', { name: new RegExp(`^${part}`), expanded: false });
    if (await fold.isVisible()) await this.tap(fold);
    await this.changesTo(question, choice);
    await this.tap(page.getByRole('button', { name: '完成', exact: true }));
  }

  async findsNoProblem(): Promise<void> {
    await this.tap(this.page.getByRole('button', { name: /都没有问题 · 一键确认/ }));
  }

  async choosesNotIncluded(reason: string): Promise<void> {
    await this.tap(this.page.getByRole('radio', { name: '不纳入', exact: true }));
    await this.tap(this.page.getByRole('radio', { name: reason, exact: true }));
  }

  async writesSummary(text: string): Promise<void> {
    await this.page.getByLabel('简要情况说明').fill(text);
  }

  /** A returned check: the answers are there; only what was asked for is put right. */
  async correctsSummary(text: string): Promise<void> {
    await this.startsCheck();
    while (!(await this.page.getByRole('button', { name: '提交核查结果' }).isVisible())) await this.tap(this.goOn());
    await this.writesSummary(text);
    await this.handsIn();
  }

  /** Hands in; what the rules say is answered with a usual reason each. */
  async handsIn(): Promise<void> {
    const submit = this.page.getByRole('button', { name: '提交核查结果' });
    await this.tap(submit.last());
    const done = this.page.getByRole('heading', { level: 1, name: '已提交' });
    const sheet = this.page.getByRole('dialog', { name: /还有这些要看一下|可以提交了/ });
    await expect(done.or(sheet)).toBeVisible();
    if (await sheet.isVisible()) await this.tap(await this.answersRemarks(sheet));
    await expect(done).toBeVisible();
  }

  /** Says something to each remark of the summary, until its own button hands in: that button. */
  async answersRemarks(sheet: Locator): Promise<Locator> {
    const all = sheet.getByRole('button', { name: /条提醒都说明/ });
    if (await all.isVisible()) await this.tap(all);
    for (;;) {
      const ready = sheet.getByRole('button', { name: '提交核查结果' });
      if (await ready.isVisible()) return ready;
      const open = sheet
        .locator('.remark')
        .filter({ hasNot: this.page.locator('.cell-note') })
        .first();
      await this.tap(open.getByRole('button', { name: /^(说明|暂无法核实)/ }));
      await this.tap(
        this.page
          .getByRole('dialog', { name: /^(说明原因|暂无法核实)$/ })
          .locator('.options')
          .getByRole('button')
          .first(),
      );
    }
  }

  /** The quick path, from the task's page to 已提交: 不纳入 without typing. */
  async checksNotIncluded(headName: string, reason = '收入稳定'): Promise<void> {
    await this.opensTask(headName);
    this.countsTaps();
    await this.startsCheck();
    await this.confirmsFamily();
    await this.findsNoProblem();
    await this.choosesNotIncluded(reason);
    await this.handsIn();
  }

  /** 纳入 with last year's income confirmed, risks in order, and two visitors; `atIncome` looks at the screen with the sums filled in. */
  async checksIncluded(
    headName: string,
    category: string,
    risks: readonly string[],
    visitors: readonly [string, string],
    atIncome: () => Promise<void> = async () => undefined,
  ): Promise<void> {
    await this.opensTask(headName);
    await this.startsCheck();
    await this.confirmsFamily();
    await this.findsNoProblem();
    await this.includesAs(category);
    await this.goesOn();
    await this.confirmsIncome();
    await atIncome();
    await this.goesOn();
    for (const risk of risks) await this.ranksRisk(risk);
    await this.goesOn();
    await expect(this.step()).toContainText('帮扶');
    await this.goesOn();
    await this.namesVisitors(...visitors);
    await this.handsIn();
  }

  async ranksRisk(risk: string): Promise<void> {
    await this.tap(this.page.getByRole('button', { name: risk, exact: true }));
  }

  async namesVisitors(first: string, second: string): Promise<void> {
    await this.page.getByRole('textbox', { name: '入户人员一' }).fill(first);
    await this.page.getByRole('textbox', { name: '入户人员二' }).fill(second);
  }

  async includesAs(category: string): Promise<void> {
    await this.tap(this.page.getByRole('radio', { name: '纳入', exact: true }));
    await this.tap(this.page.getByRole('radio', { name: new RegExp(category) }));
  }

  /** Last year's figures where there are any; nothing where there are none. */
  async confirmsIncome(): Promise<void> {
    await expect(this.step()).toContainText('收入');
    const same = this.page.getByRole('button', { name: /项和上年一样 · 一键确认$/ });
    if (await same.isVisible()) await this.tap(same);
    for (let rest = this.restNone(); (await rest.count()) > 0; rest = this.restNone()) await this.tap(rest.first());
  }

  private restNone(): Locator {
    return this.page.getByRole('button', { name: /其余都没有，填 0$/ });
  }

  /** On to the next step; what is known there is confirmed by it. */
  async goesOn(): Promise<void> {
    await this.tap(this.goOn());
  }

  /** What the quiet line says: 已全部上报 · 3 条待上报 · 需要处理 1 条. */
  syncLine(): Locator {
    return this.page.locator('button.sync');
  }

  async syncs(): Promise<void> {
    await this.syncLine().click();
    await this.page.getByRole('button', { name: '立即同步' }).click();
    await this.page.getByRole('dialog').getByRole('button', { name: '关闭' }).click();
  }

  /** The word of the task's state on its page, e.g. 待上报 or 初审通过. */
  async seesState(headName: string, state: string): Promise<void> {
    await this.page.goto(this.url);
    await this.opens();
    await this.page
      .getByRole('button', { name: /^(全部|已上报|待上报)/ })
      .first()
      .waitFor();
    await this.opensTask(headName);
    await expect(this.page.getByRole('banner').getByText(state, { exact: true })).toBeVisible();
  }

  async findsHousehold(typed: string): Promise<void> {
    await this.goesTo('农户');
    await this.page.getByRole('searchbox', { name: '找农户' }).fill(typed);
  }

  /** How many households the phone says it holds. */
  async countsHouseholds(): Promise<number> {
    await this.goesTo('农户');
    const all = this.page.getByRole('radio', { name: /^全部/ }).or(this.page.getByRole('button', { name: /^全部/ }));
    return Number(/\d+/.exec((await all.first().textContent()) ?? '')?.[0]);
  }

  householdRow(headName: string): Locator {
    return this.page.getByRole('list', { name: '农户列表' }).getByRole('link').filter({ hasText: headName }).first();
  }

  /** A check without a task: 自主申报 or 干部走访. */
  async startsCheckOn(headName: string, why: '自主申报' | '干部走访'): Promise<void> {
    await this.findsHousehold(headName);
    await this.householdRow(headName).click();
    await this.page.getByRole('button', { name: '发起核查' }).click();
    await this.page.getByRole('button', { name: new RegExp(why) }).click();
    await expect(this.page.getByText(/^第 1 步/)).toBeVisible();
  }

  async signsOut(): Promise<void> {
    await this.goesTo('我的');
    await this.page.getByRole('button', { name: '退出登录' }).click();
    await this.page.getByRole('dialog').getByRole('button', { name: '退出', exact: true }).click();
    await expect(this.page.getByRole('button', { name: '登录', exact: true })).toBeVisible();
  }
}
