// Pages that stay open all day show what is so now: read again when one comes back to them, presses their word in the menu again, and every half minute.
import { signal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';

const EVERY_MS = 30_000;
/** Coming back to a window is heard twice, as focus and as visibility. */
const PAUSE_MS = 1000;

const askedAgain = signal(0);

/** The word in the menu of the page one is on was pressed. */
export function askAgain(): void {
  askedAgain.value++;
}

/** Calls `renew` at those moments, while the page is to be seen. */
export function useRenewal(renew: () => void): void {
  const latest = useRef(renew);
  latest.current = renew;
  useEffect(() => {
    let last = Date.now();
    const now = (): void => {
      last = Date.now();
      latest.current();
    };
    const soon = (): void => {
      if (document.visibilityState === 'visible' && Date.now() - last >= PAUSE_MS) now();
    };
    const timer = setInterval(soon, EVERY_MS);
    window.addEventListener('focus', soon);
    window.addEventListener('online', soon);
    document.addEventListener('visibilitychange', soon);
    let first = true;
    const leave = askedAgain.subscribe(() => {
      if (!first) now();
      first = false;
    });
    return () => {
      clearInterval(timer);
      window.removeEventListener('focus', soon);
      window.removeEventListener('online', soon);
      document.removeEventListener('visibilitychange', soon);
      leave();
    };
  }, []);
}
