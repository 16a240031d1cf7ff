// What time a figure covers, read from titles and cells as offices write it.

const CHINESE: Record<string, number> = { 一: 1, 二: 2, 三: 3, 四: 4, 五: 5, 六: 6, 七: 7, 八: 8, 九: 9, 十: 10, 十一: 11, 十二: 12 };
const number = (text: string): number => CHINESE[text] ?? Number(text);
const N = '(1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])';

/**
 * YYYYQn for a quarter, YYYYMM for a month (for 1–9月 the last month: the figure runs up to it), YYYY for a year or half-year; empty when nothing is said.
 * `year` helps where only 三季度 is written and the year stands elsewhere.
 */
export function readPeriod(raw: string, year = ''): string {
  const text = raw
    .normalize('NFKC')
    .replace(/\s/g, '')
    .replace(
      /[二两][〇零○O0]([二三四五六七八九])([〇零○一二三四五六七八九])/g,
      (_all, tens: string, ones: string) => `20${number(tens)}${CHINESE[ones] ?? 0}`,
    );
  const named = /(20\d{2})(?!\d{3,})/.exec(text)?.[1] ?? year;
  if (named === '') return '';
  const quarter = /(?:第)?([1-4一二三四])(?:个)?季度?|Q([1-4])/i.exec(text);
  if (quarter) return `${named}Q${number(quarter[1] ?? quarter[2] ?? '')}`;
  const span = new RegExp(`${N}月?[-—–~～至到]${N}月`).exec(text);
  if (span) {
    const from = number(span[1] as string);
    const to = number(span[2] as string);
    if (to - from === 2 && to % 3 === 0) return `${named}Q${to / 3}`;
    if (from === 1 && to === 12) return named;
    return `${named}${String(to).padStart(2, '0')}`;
  }
  const month = new RegExp(`(?:^|20\\d{2}年|年|[^\\d])${N}月`).exec(text) ?? /20\d{2}[-./年]?(1[0-2]|0[1-9]|[1-9](?!\d))/.exec(text);
  if (month?.[1]) return `${named}${String(number(month[1])).padStart(2, '0')}`;
  return named;
}

/** The year that a text names, or empty. */
export const yearIn = (text: string): string => readPeriod(text).slice(0, 4);
