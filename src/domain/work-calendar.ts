// 工作日: which days are worked in China, from weekends, the official holidays and the make-up days of each year; the years are data.
import * as z from 'zod/mini';

/** One year as the State Council's notice gives it. */
export const WorkYear = z.object({
  year: z.number().check(z.int()),
  /** Where it stands. */
  source: z.string(),
  /** Days off, both ends included. */
  holidays: z.array(z.object({ name: z.string(), from: z.iso.date(), to: z.iso.date() })),
  /** 调休上班: weekend days that are worked. */
  makeUpDays: z.array(z.iso.date()),
});
export type WorkYear = z.infer<typeof WorkYear>;

/** 国务院办公厅关于 2025 年、2026 年部分节假日安排的通知. A later year is known when its notice is out, in November of the year before; until then its weekdays are worked. */
export const WORK_YEARS: readonly WorkYear[] = [
  {
    year: 2025,
    source: '国办发明电〔2024〕12号',
    holidays: [
      { name: '元旦', from: '2025-01-01', to: '2025-01-01' },
      { name: '春节', from: '2025-01-28', to: '2025-02-04' },
      { name: '清明节', from: '2025-04-04', to: '2025-04-06' },
      { name: '劳动节', from: '2025-05-01', to: '2025-05-05' },
      { name: '端午节', from: '2025-05-31', to: '2025-06-02' },
      { name: '国庆节、中秋节', from: '2025-10-01', to: '2025-10-08' },
    ],
    makeUpDays: ['2025-01-26', '2025-02-08', '2025-04-27', '2025-09-28', '2025-10-11'],
  },
  {
    year: 2026,
    source: '国办发明电〔2025〕7号',
    holidays: [
      { name: '元旦', from: '2026-01-01', to: '2026-01-03' },
      { name: '春节', from: '2026-02-15', to: '2026-02-23' },
      { name: '清明节', from: '2026-04-04', to: '2026-04-06' },
      { name: '劳动节', from: '2026-05-01', to: '2026-05-05' },
      { name: '端午节', from: '2026-06-19', to: '2026-06-21' },
      { name: '中秋节', from: '2026-09-25', to: '2026-09-27' },
      { name: '国庆节', from: '2026-10-01', to: '2026-10-07' },
    ],
    makeUpDays: ['2026-01-04', '2026-02-14', '2026-02-28', '2026-05-09', '2026-09-20', '2026-10-10'],
  },
];

const DAY = 86_400_000;
const timeOf = (day: string): number => Date.parse(`${day}T00:00:00Z`);
const dayAt = (time: number): string => new Date(time).toISOString().slice(0, 10);

/** The calendar day so many days after another (before it, when negative), YYYY-MM-DD. */
export const daysAfter = (day: string, days: number): string => dayAt(timeOf(day) + days * DAY);

/** Calendar days from one day to another; negative when the other is earlier. */
export const daysFrom = (from: string, to: string): number => Math.round((timeOf(to) - timeOf(from)) / DAY);

/** Whether a day is worked. In a year nobody has entered yet the weekdays are. */
export function isWorkday(day: string, years: readonly WorkYear[] = WORK_YEARS): boolean {
  const year = years.find((one) => one.year === Number(day.slice(0, 4)));
  if (year?.makeUpDays.includes(day)) return true;
  if (year?.holidays.some(({ from, to }) => from <= day && day <= to)) return false;
  const weekday = new Date(timeOf(day)).getUTCDay();
  return weekday !== 0 && weekday !== 6;
}

/** The day on which so many working days have passed since a day that is not counted itself. */
export function workdaysAfter(day: string, count: number, years: readonly WorkYear[] = WORK_YEARS): string {
  let at = timeOf(day);
  for (let left = count; left > 0; ) {
    at += DAY;
    if (isWorkday(dayAt(at), years)) left--;
  }
  return dayAt(at);
}
