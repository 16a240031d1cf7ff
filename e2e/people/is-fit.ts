// Whether a page is fit for everybody: axe finds nothing in light or dark, and nothing is wider than an office's screen or a phone's.
import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import { comesToRest } from './at-rest.ts';
import { OFFICE, PHONE } from './places.ts';

const overhang = (page: Page): Promise<number> => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

/** Everything in light; in dark only what another set of colours can change. What is in order is not listed: on a long table that takes longer than finding it. */
const RULES = {
  light: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] },
  dark: { type: 'rule', values: ['color-contrast', 'link-in-text-block'] },
} as const;
const axeIn = (page: Page, colours: 'light' | 'dark'): AxeBuilder =>
  new AxeBuilder({ page }).options({ resultTypes: ['violations'], runOnly: { type: RULES[colours].type, values: [...RULES[colours].values] } });

/** Nothing for axe to say in either colours, nothing to scroll sideways for on either screen; the page is left at the office's size. */
export async function isFit(page: Page, screen: string): Promise<void> {
  await expect(page.locator('[aria-busy=true], .is-waiting, .skeleton')).toHaveCount(0);
  const found: string[] = [];
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await comesToRest(page);
    const { violations } = await axeIn(page, colorScheme).analyze();
    found.push(...violations.map(({ id, nodes }) => `${colorScheme}: ${id} ${nodes.map((node) => node.target.join(' ')).join(' | ')}`));
  }
  for (const size of [PHONE, OFFICE]) {
    await page.setViewportSize(size);
    if ((await overhang(page)) > 0) found.push(`something is wider than ${size.width} px`);
  }
  expect.soft(found, screen).toEqual([]);
}
