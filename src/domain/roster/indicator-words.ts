// Which indicator of the policy a title, header, cell or file name speaks of.
import type { Indicator } from '../policy.ts';

const plain = (text: string): string => text.normalize('NFKC').replace(/[\s_\-—（）()“”"《》]/g, '');

/** The indicator with the longest word contained in the text; null when none or when two different ones tie. */
export function indicatorIn(text: string, indicators: readonly Indicator[]): Indicator | null {
  const haystack = plain(text);
  let best: Indicator | null = null;
  let length = 0;
  let tied = false;
  for (const indicator of indicators) {
    for (const word of [indicator.label, ...indicator.words]) {
      const needle = plain(word);
      if (needle === '' || needle.length < length || !haystack.includes(needle)) continue;
      tied = needle.length === length && best !== null && best.code !== indicator.code;
      best = indicator;
      length = needle.length;
    }
  }
  return tied ? null : best;
}
