// What a browser does to the pages' storage behind their backs: it runs full, and it drops an open database.
import type { CDPSession, Page } from '@playwright/test';

export class BrowserStorage {
  readonly #page: Page;
  readonly #browser: CDPSession;
  readonly #origin: string;

  private constructor(page: Page, browser: CDPSession) {
    this.#page = page;
    this.#browser = browser;
    this.#origin = new URL(page.url()).origin;
  }

  static async under(page: Page): Promise<BrowserStorage> {
    return new BrowserStorage(page, await page.context().newCDPSession(page));
  }

  /**
   * No more than `bytes` beyond what is in use; fewer than none: even what is in use is too much. `none`: whatever is given up, there is none.
   * The browser remembers for half a minute what it measured before: it is made to measure again, and the page is loaded anew: who was at work has to open it again.
   */
  async leavesRoom(bytes: number | 'none'): Promise<void> {
    const { usage } = await this.#browser.send('Storage.getUsageAndQuota', { origin: this.#origin });
    await this.#browser.send('Storage.overrideQuotaForOrigin', {
      origin: this.#origin,
      quotaSize: bytes === 'none' ? 1 : Math.max(1, usage + bytes),
    });
    await this.forgetsWhatItMeasured();
  }

  async hasRoomAgain(): Promise<void> {
    await this.#browser.send('Storage.overrideQuotaForOrigin', { origin: this.#origin });
    await this.dropsDatabases();
  }

  /** Only with no page and no database open: the page is left, and comes back as after a tap on the icon. */
  private async forgetsWhatItMeasured(): Promise<void> {
    const url = this.#page.url();
    await this.#page.goto('about:blank');
    await this.dropsDatabases();
    await this.#page.goto(url);
  }

  /** Every connection to this site's databases is closed from outside, as under memory pressure; what is in them stays. */
  async dropsDatabases(): Promise<void> {
    const inside = await this.#page.context().newPage();
    await inside.goto('chrome://indexeddb-internals');
    const ours = inside.locator('.indexeddb-origin').filter({ hasText: this.#origin });
    await ours.first().waitFor();
    for (const close of await ours.getByText('Force close').all()) await close.click();
    await inside.waitForTimeout(200);
    await inside.close();
    await this.#page.bringToFront();
  }
}
