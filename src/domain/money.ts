// Money is yuan with at most two decimals; sums go through whole fen, so that 0.1 + 0.2 is 0.3.
import * as z from 'zod/mini';

/** Yuan, two decimals at most, not negative unless a rule says so. */
export const Yuan = z.number().check(z.refine((n) => Number.isFinite(n) && Math.abs(n * 100 - Math.round(n * 100)) < 1e-6));
export type Yuan = z.infer<typeof Yuan>;

const fen = (yuan: number): number => Math.round(yuan * 100);

/** Exact sum in yuan; empty values count as nothing. */
export const sumYuan = (...amounts: (Yuan | null | undefined)[]): Yuan =>
  amounts.reduce<number>((total, amount) => total + fen(amount ?? 0), 0) / 100;

/** Yuan a person, rounded half up to the fen. `people` must be 1 or more, else null: a household of nobody has no per-capita figure. */
export const perCapita = (total: Yuan, people: number): Yuan | null => (people >= 1 ? Math.round(fen(total) / people) / 100 : null);
