// Months and days as one taps them together: what exists, what lies within bounds, what stands on a page of years.

/** Years on one page of the year list. */
export const YEARS_A_PAGE = 12;

export const monthOf = (year: number, month: number): string => `${year}-${String(month).padStart(2, '0')}`;
export const dayOf = (month: string, day: number): string => `${month}-${String(day).padStart(2, '0')}`;

/** Days of a month YYYY-MM. */
export function daysIn(month: string): number {
  const [year, at] = month.split('-').map(Number) as [number, number];
  return new Date(Date.UTC(year, at, 0)).getUTCDate();
}

/** 0 Monday … 6 Sunday, of the first of a month YYYY-MM. */
export const firstWeekday = (month: string): number => (new Date(`${month}-01T12:00:00Z`).getUTCDay() + 6) % 7;

/** Whether a part of a date (YYYY, YYYY-MM or YYYY-MM-DD) holds a day within the bounds, both included, each YYYY-MM or YYYY-MM-DD; empty for none. */
export function within(part: string, min: string, max: string): boolean {
  const common = (bound: string): [string, string] => [part.slice(0, bound.length), bound.slice(0, part.length)];
  const [afterMin, from] = common(min);
  const [beforeMax, to] = common(max);
  return afterMin >= from && beforeMax <= to;
}

/** The years of the page that shows this one. */
export const yearsAround = (year: number): number[] => {
  const first = Math.floor(year / YEARS_A_PAGE) * YEARS_A_PAGE;
  return Array.from({ length: YEARS_A_PAGE }, (_, index) => first + index);
};

/** A month so many months before or after. */
export function monthsFrom(month: string, by: number): string {
  const [year, at] = month.split('-').map(Number) as [number, number];
  const months = year * 12 + at - 1 + by;
  return monthOf(Math.floor(months / 12), (months % 12) + 1);
}
