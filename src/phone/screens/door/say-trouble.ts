// What stood in the way at the door, as a sentence: the server's own where it says more than the dictionary, for instance how long to wait.
import type { Trouble } from '../../sync/trouble.ts';
import { common, language, w } from '../state/look.ts';

/** `offline` is what to say when nothing answered. */
export function sayTrouble(trouble: Trouble, offline: string): string {
  if (trouble.kind === 'server') return common().problems.internal;
  if (trouble.kind === 'stranger') return w().sync.reasons.portal;
  if (trouble.kind !== 'problem') return offline;
  if (language.value === 'zh' && trouble.message) return trouble.message;
  if (trouble.problem === 'tooMany' && trouble.retryAfterMs) return w().door.waitMinutes(Math.ceil(trouble.retryAfterMs / 60_000));
  return common().problems[trouble.problem];
}
