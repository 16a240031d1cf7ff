// How people call a place. Apart from the schema, so that the phone's first screen comes without it.
import type { Division } from './division.ts';

const ENDINGS = /(社区居民委员会|村民委员会|社区居委会|居民委员会|居委会|村委会)$/;

/** The name people say: 新义村村委会 → 新义村, 东关村委会 → 东关村, 龙王庙社区居委会 → 龙王庙社区. */
export function spokenName(division: Pick<Division, 'name' | 'level'>): string {
  if (division.level !== 'village') return division.name;
  const ending = ENDINGS.exec(division.name)?.[0];
  if (!ending) return division.name;
  const stem = division.name.slice(0, -ending.length);
  if (ending.startsWith('社区') || ending.endsWith('居委会') || ending.startsWith('居民')) {
    return stem.endsWith('社区') ? stem : `${stem}社区`;
  }
  return stem.endsWith('村') ? stem : `${stem}村`;
}
