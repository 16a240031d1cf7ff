// A phone with a browser process and a disk of its own: it can be switched off, die in the middle of anything, and be switched on again.
import { mkdtemp, readlink, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, chromium } from '@playwright/test';
import { launchOptions } from '../../tools/browser.mjs';
import { Collector } from './collector.ts';
import { PHONE } from './places.ts';

export class OwnPhone {
  readonly #disk: string;
  readonly #url: string;
  #context: BrowserContext | null = null;

  private constructor(disk: string, url: string) {
    this.#disk = disk;
    this.#url = url;
  }

  /** New, with an empty disk; `url` is what its home screen opens. */
  static async bought(url: string): Promise<OwnPhone> {
    return new OwnPhone(await mkdtemp(join(tmpdir(), 'ruhu-phone-')), url);
  }

  /** Switched on, nothing opened yet. `offline`: aeroplane mode. */
  async switchesOn(offline = false): Promise<Collector> {
    this.#context = await chromium.launchPersistentContext(this.#disk, {
      ...(await launchOptions()),
      viewport: PHONE,
      hasTouch: true,
      isMobile: true,
      locale: 'zh-CN',
      timezoneId: 'Asia/Shanghai',
    });
    await this.#context.setOffline(offline);
    const [first] = this.#context.pages();
    return new Collector(first ?? (await this.#context.newPage()), this.#url);
  }

  /** The battery is empty: SIGKILL to the browser, whatever it is doing. */
  async dies(): Promise<void> {
    const context = this.#context;
    if (!context) throw new Error('the phone is off');
    // Chromium names its process in the lock that it puts on its disk: machine-12345.
    const process_ = Number((await readlink(join(this.#disk, 'SingletonLock'))).split('-').at(-1));
    const gone = new Promise((resolve) => context.once('close', resolve));
    process.kill(process_, 'SIGKILL');
    await gone;
    this.#context = null;
  }

  async switchesOff(): Promise<void> {
    await this.#context?.close();
    this.#context = null;
  }

  async thrownAway(): Promise<void> {
    await this.switchesOff();
    await rm(this.#disk, { recursive: true, force: true });
  }
}
