// Windows as people have them: a phone in the hand, a computer at the office; each with its own cookies and storage.
import type { Browser, BrowserContext, Page } from '@playwright/test';
import { Clerk } from './clerk.ts';
import { Collector } from './collector.ts';
import { type Installation, PASSWORD } from './installation.ts';
import { Reviewer } from './reviewer.ts';

export const PHONE = { width: 360, height: 740 };
export const OFFICE = { width: 1366, height: 768 };

/** The context belongs to the person and must not fail silently: errors of the page are errors of the journey. */
async function pageOf(browser: Browser, size: { width: number; height: number }, touch: boolean): Promise<{ context: BrowserContext; page: Page }> {
  const context = await browser.newContext({ viewport: size, hasTouch: touch, isMobile: touch, locale: 'zh-CN', timezoneId: 'Asia/Shanghai' });
  const page = await context.newPage();
  page.on('pageerror', (error) => {
    throw error;
  });
  return { context, page };
}

/** A collector of a village, signed in, with everything of the village on the phone. */
export async function collectorOf(browser: Browser, installation: Installation, villageCode: string): Promise<Collector> {
  const { page } = await pageOf(browser, PHONE, true);
  const collector = new Collector(page, installation.url);
  await collector.signsIn(`village-${villageCode}`, PASSWORD);
  await collector.hasEverything();
  return collector;
}

export async function clerkOf(browser: Browser, installation: Installation, login: string): Promise<Clerk> {
  const { page } = await pageOf(browser, OFFICE, false);
  const clerk = new Clerk(page, installation.url);
  await clerk.signIn(login, PASSWORD);
  return clerk;
}

export async function reviewerOf(browser: Browser, installation: Installation, login: string, level: '初审' | '审核'): Promise<Reviewer> {
  const { page } = await pageOf(browser, OFFICE, false);
  const reviewer = new Reviewer(page, installation.url, level);
  await reviewer.signIn(login, PASSWORD);
  return reviewer;
}
