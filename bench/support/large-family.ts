// A household of any size, as the archive has it, for measuring the check on it.
import type { Household } from '../../src/domain/household.ts';
import { householdOf, idOf } from './household-text.ts';

/** A head, a spouse, then children and parents of every age; ids and numbers differ between households `n`. */
export function familyOf(n: number, people: number, villageCode: string): Household {
  const household = householdOf(n, villageCode);
  const [pattern] = household.members;
  if (!pattern) throw new Error('a household without anybody');
  const members = Array.from({ length: people }, (_, index) => {
    const other = householdOf(100_000 + n * 50 + index, villageCode).members[0] ?? pattern;
    return { ...other, id: idOf('02', 1_000_000 + n * 50 + index), relation: index === 0 ? '02' : index === 1 ? '10' : index % 2 ? '20' : '30' };
  });
  return { ...household, headName: members[0]?.name ?? '', size: people, members };
}
