// Work that nobody waits for: done once what a tap has changed is on the screen.

/** Once what has just been decided is on the screen; a page in the background paints nothing and is not waited for. */
export function afterPaint(work: () => void): void {
  if (document.visibilityState === 'visible') requestAnimationFrame(() => setTimeout(work));
  else setTimeout(work);
}
