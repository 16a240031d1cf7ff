// Numbers, dates and spans in the language of the page; days are Chinese days by the server's clock wherever the computer stands.
import { chinaDay, sayAgo, sayAmount, sayDay, sayMoment, sayPeriod } from '../words/common/say.ts';
import { serverNow, today } from './clock.ts';
import { language } from './language.ts';

const whole = new Intl.NumberFormat('zh-CN', { maximumFractionDigits: 0 });

/** 12,345 */
export const count = (n: number): string => whole.format(n);
/** 18,432 or 18,432.50, in yuan, without the unit; empty for nothing. */
export const yuan = (amount: number | null | undefined): string => (amount === null || amount === undefined ? '' : sayAmount(amount));

/** `day` (YYYY-MM-DD) moved by whole days. */
export function addDays(day: string, days: number): string {
  const moved = new Date(`${day}T00:00:00Z`);
  moved.setUTCDate(moved.getUTCDate() + days);
  return moved.toISOString().slice(0, 10);
}

/** 11月21日, of a day or of a moment. */
export const dayWords = (at: string): string => sayDay(at.length > 10 ? chinaDay(new Date(at)) : at, language.value, today());
/** 11月21日 14:05 */
export const momentWords = (at: string): string => sayMoment(at, language.value, today());
/** 2 天前 */
export const agoWords = (at: string): string => sayAgo(Math.max(0, serverNow().getTime() - new Date(at).getTime()), language.value);
/** 2026年三季度 */
export const periodWords = (period: string): string => sayPeriod(period, language.value);
