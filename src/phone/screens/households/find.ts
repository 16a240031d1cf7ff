// Finding a household while typing: every word typed must stand somewhere in the household's line.
import type { HouseholdLine } from '../../store/phone-store.ts';

export type HouseholdFilter = 'all' | 'monitored' | 'lifted';

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
  const byNumber = new Intl.Collator('zh-CN', { numeric: true });
  return [...lines].sort(
    (a, b) => byNumber.compare(a.groupName, b.groupName) || byNumber.compare(a.houseNo, b.houseNo) || byNumber.compare(a.headName, b.headName),
  );
}
