// Finding a household while typing: every word typed must stand somewhere in the household's line.
import type { HouseholdLine } from '../../store/phone-store.ts';

export type HouseholdFilter = 'all' | 'monitored' | 'lifted';

/** Short enough for a number to hold it exactly. */
const DIGITS = /^[0-9]{1,15}$/;

const normal = (text: string): string => text.normalize('NFKC').trim().toLowerCase();

export function findHouseholds(lines: readonly HouseholdLine[], typed: string, filter: HouseholdFilter): readonly HouseholdLine[] {
  const words = normal(typed).split(/\s+/).filter(Boolean);
  return lines.filter((line) => {
    if (filter === 'monitored' && line.monitorState !== 'monitored' && line.monitorState !== 'relapsed') return false;
    if (filter === 'lifted' && line.kind !== 'lifted') return false;
    return words.every((word) => line.search.includes(word));
  });
}

/** As one walks the village: by natural village, then house number. */
export function asOneWalks(lines: readonly HouseholdLine[]): readonly HouseholdLine[] {
  const { compare } = new Intl.Collator('zh-CN', { numeric: true });
  // The language's order is slow to ask for: once for each natural village, and for numbers not at all.
  const rank = new Map<string, number>();
  let before: string | null = null;
  for (const name of Array.from(new Set(lines.map((line) => line.groupName))).sort(compare)) {
    rank.set(name, before !== null && compare(before, name) === 0 ? rank.size - 1 : rank.size);
    before = name;
  }
  return lines
    .map((line) => ({ line, group: rank.get(line.groupName) ?? 0, number: DIGITS.test(line.houseNo) ? Number(line.houseNo) : null }))
    .sort(
      (a, b) =>
        a.group - b.group ||
        (a.number !== null && b.number !== null ? a.number - b.number : compare(a.line.houseNo, b.line.houseNo)) ||
        compare(a.line.headName, b.line.headName),
    )
    .map(({ line }) => line);
}
