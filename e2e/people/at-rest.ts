// A page as the eye sees it a moment later: what moves has arrived.
import type { Page } from '@playwright/test';

/** Colours half-way through a motion are nobody's colours. Two frames let what was just asked for begin; then every motion that has an end is at its end. */
export const comesToRest = (page: Page): Promise<void> =>
  page.evaluate(async () => {
    for (let frame = 0; frame < 2; frame++) await new Promise((next) => requestAnimationFrame(next));
    for (const motion of document.getAnimations()) if (motion.effect?.getComputedTiming().endTime !== Infinity) motion.finish();
  });
