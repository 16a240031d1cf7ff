// Work that nobody waits for: done once what a tap has changed is on the screen.

/** Once what has just been decided is on the screen; a page in the background paints nothing and is not waited for. */
export function afterPaint(work: () => void): void {
  if (document.visibilityState === 'visible') requestAnimationFrame(() => setTimeout(work));
  else setTimeout(work);
}

const IDLE_MS = 500;

/** When the page has nothing else to do; Safari can't tell and waits a moment. */
export function whenIdle(work: () => void): void {
  const { requestIdleCallback } = window as { requestIdleCallback?: typeof window.requestIdleCallback };
  if (requestIdleCallback) requestIdleCallback(() => work(), { timeout: 4 * IDLE_MS });
  else setTimeout(work, IDLE_MS);
}
