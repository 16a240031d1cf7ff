// Reckoning with days as texts, YYYY-MM-DD: ages, school years, a day some days on.

export function addDays(day: string, days: number): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
}

/** Full years lived on a day. */
export const ageOn = (birthOn: string, day: string): number =>
  Number(day.slice(0, 4)) - Number(birthOn.slice(0, 4)) - (day.slice(5) < birthOn.slice(5) ? 1 : 0);

/** 1 September of the school year that a day lies in. */
export function schoolYearStart(day: string): string {
  const year = Number(day.slice(0, 4));
  return day.slice(5) >= '09-01' ? `${year}-09-01` : `${year - 1}-09-01`;
}
