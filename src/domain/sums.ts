// Sums of money go through whole fen, so that 0.1 + 0.2 is 0.3.
import type { Yuan } from './money.ts';

const fen = (yuan: number): number => Math.round(yuan * 100);

/** Exact sum in yuan; empty values count as nothing. */
export const sumYuan = (...amounts: (Yuan | null | undefined)[]): Yuan =>
  amounts.reduce<number>((total, amount) => total + fen(amount ?? 0), 0) / 100;

/** Yuan a person, rounded half up to the fen. `people` must be 1 or more, else null: a household of nobody has no per-capita figure. */
export const perCapita = (total: Yuan, people: number): Yuan | null => (people >= 1 ? Math.round(fen(total) / people) / 100 : null);
