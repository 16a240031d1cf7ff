// Differences found by the answer that they are about.
import type { Difference } from '../domain/comparison.ts';

/** Differences by path, for rows that mark themselves. */
export const byPath = (differences: readonly Difference[]): ReadonlyMap<string, Difference> => new Map(differences.map((one) => [one.path, one]));
