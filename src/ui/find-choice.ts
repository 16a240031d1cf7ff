// Which choices of a long list a few typed letters mean: by the words themselves, by pinyin initials or by full pinyin.

export interface FoundChoice {
  value: string;
  word: string;
  /** Second line; searched too. */
  note?: string | undefined;
  /** wangyinhuan and wyh, any spaces; absent where nobody made them. */
  pinyin?: string | undefined;
  initials?: string | undefined;
}

const plain = (text: string): string => text.toLowerCase().replace(/[\s'·.]/g, '');

/** 0 fits best; null not at all. */
function closeness(choice: FoundChoice, wanted: string): number | null {
  const word = plain(choice.word);
  if (word.startsWith(wanted)) return 0;
  const initials = plain(choice.initials ?? '');
  if (initials.startsWith(wanted)) return 1;
  const pinyin = plain(choice.pinyin ?? '');
  if (pinyin.startsWith(wanted)) return 2;
  if (word.includes(wanted) || plain(choice.note ?? '').includes(wanted)) return 3;
  return initials.includes(wanted) || pinyin.includes(wanted) ? 4 : null;
}

/** Those that fit, the best first, otherwise in the order of the list; all of them when nothing was typed. */
export function findChoices<C extends FoundChoice>(choices: readonly C[], typed: string): readonly C[] {
  const wanted = plain(typed);
  if (wanted === '') return choices;
  return choices
    .map((choice) => ({ choice, fit: closeness(choice, wanted) }))
    .filter((found): found is { choice: C; fit: number } => found.fit !== null)
    .sort((a, b) => a.fit - b.fit)
    .map(({ choice }) => choice);
}

/** The list of recently used values with this one first; at most `most`. */
export const withRecent = (recent: readonly string[], value: string, most = 6): string[] =>
  [value, ...recent.filter((one) => one !== value)].slice(0, most);
