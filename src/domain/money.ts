// Money is yuan with at most two decimals.
import * as z from 'zod/mini';

/** Yuan, two decimals at most, not negative unless a rule says so. */
export const Yuan = z.number().check(z.refine((n) => Number.isFinite(n) && Math.abs(n * 100 - Math.round(n * 100)) < 1e-6 + Math.abs(n) * 1e-13));
export type Yuan = z.infer<typeof Yuan>;

export { perCapita, sumYuan } from './sums.ts';
