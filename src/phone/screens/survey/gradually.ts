// What stands below the first screenful is drawn in the frames after it: on a slow phone a tap shows its page at once, and the rest is there before a thumb gets to it.
import { useEffect, useState } from 'preact/hooks';
import { afterPaint } from '../state/after-paint.ts';

/** How many questions of at least `each` pixels stand on the screen between what is fixed above and below, which takes `fixed` pixels. */
export const screenful = (fixed: number, each: number): number => Math.max(3, Math.ceil((innerHeight - fixed) / each));

/** How many of `total` to draw now: `first` in the first frame, `more` in each that follows. */
export function useGradually(total: number, first: number, more: number): number {
  const [upTo, setUpTo] = useState(first);
  useEffect(() => {
    if (upTo >= total) return;
    let here = true;
    afterPaint(() => {
      if (here) setUpTo(upTo + more);
    });
    return () => {
      here = false;
    };
  }, [upTo, total, more]);
  return Math.max(upTo, first);
}
