// The PIN of the measured phone: set where it is asked to be, given where it is asked for.
import type { Page } from '@playwright/test';

const PIN = '258036';

const typePin = async (page: Page): Promise<void> => {
  for (const digit of PIN) await page.getByRole('group', { name: '数字键盘' }).getByRole('button', { name: digit, exact: true }).click();
};

/** Until the work is on the screen. */
export async function givePin(page: Page): Promise<void> {
  const first = page.getByRole('heading', { level: 1, name: '设一个 6 位 PIN' });
  const locked = page.getByRole('heading', { level: 1, name: '输入 PIN' });
  const work = page.locator('button.sync');
  await first.or(locked).or(work).first().waitFor();
  if (await first.isVisible()) {
    await typePin(page);
    await page.getByRole('heading', { level: 1, name: '再输一遍' }).waitFor();
    await typePin(page);
  } else if (await locked.isVisible()) await typePin(page);
  await work.first().waitFor();
}
