// Days, spans of time and money as people here write and say them, in both languages.

export type Language = 'zh' | 'en';

const ZH_WEEK = ['周日', '周一', '周二', '周三', '周四', '周五', '周六'];
const EN_WEEK = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const EN_MONTH = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const ZH_QUARTER = ['一', '二', '三', '四'];

/** The calendar day in China (UTC+8 all year) of a moment, YYYY-MM-DD. */
export const chinaDay = (at: Date): string => new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(0, 10);

const noon = (day: string): Date => new Date(`${day}T12:00:00Z`);

/** Whole days from one calendar day to another; negative when `to` is earlier. */
export const daysBetween = (from: string, to: string): number => Math.round((noon(to).getTime() - noon(from).getTime()) / 86_400_000);

export const weekday = (day: string, language: Language): string => (language === 'zh' ? ZH_WEEK : EN_WEEK)[noon(day).getUTCDay()] as string;

/** 11月21日, and with the year where it is not the year of `today`. */
export function sayDay(day: string, language: Language, today: string): string {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number];
  const sameYear = today.startsWith(day.slice(0, 4));
  if (language === 'zh') return `${sameYear ? '' : `${year}年`}${month}月${date}日`;
  return `${date} ${EN_MONTH[month - 1]}${sameYear ? '' : ` ${year}`}`;
}

/** 11月21日 周六. */
export const sayDayAndWeekday = (day: string, language: Language, today: string): string =>
  language === 'zh' ? `${sayDay(day, language, today)} ${weekday(day, language)}` : `${weekday(day, language)} ${sayDay(day, language, today)}`;

/** A moment as 11月21日 14:05 in China's time. */
export function sayMoment(at: string, language: Language, today: string): string {
  const local = new Date(new Date(at).getTime() + 8 * 3_600_000).toISOString();
  return `${sayDay(local.slice(0, 10), language, today)} ${local.slice(11, 16)}`;
}

/** 2025年12月 of YYYY-MM or YYYY-MM-DD. */
export function sayMonth(day: string, language: Language): string {
  const [year, month] = day.split('-').map(Number) as [number, number];
  return language === 'zh' ? `${year}年${month}月` : `${EN_MONTH[month - 1]} ${year}`;
}

/** A lead's period, YYYY, YYYYQn or YYYYMM, in words; empty stays empty. */
export function sayPeriod(period: string, language: Language): string {
  const quarter = /^(\d{4})Q([1-4])$/.exec(period);
  if (quarter) return language === 'zh' ? `${quarter[1]}年${ZH_QUARTER[Number(quarter[2]) - 1]}季度` : `Q${quarter[2]} ${quarter[1]}`;
  if (/^\d{6}$/.test(period)) return sayMonth(`${period.slice(0, 4)}-${period.slice(4)}`, language);
  if (/^\d{4}$/.test(period)) return language === 'zh' ? `${period}年` : period;
  return period;
}

/** 刚刚 · 5 分钟前 · 2 小时前 · 3 天前. */
export function sayAgo(ms: number, language: Language): string {
  const minutes = Math.floor(ms / 60_000);
  const zh = language === 'zh';
  if (minutes < 1) return zh ? '刚刚' : 'just now';
  if (minutes < 60) return zh ? `${minutes} 分钟前` : `${minutes} min ago`;
  const hours = Math.floor(minutes / 60);
  if (hours < 24) return zh ? `${hours} 小时前` : `${hours} h ago`;
  const days = Math.floor(hours / 24);
  return zh ? `${days} 天前` : days === 1 ? '1 day ago' : `${days} days ago`;
}

/** Money in figures without its unit: 18,432 or 18,432.50, never one decimal; a true minus sign before a debt. */
export const sayAmount = (amount: number): string => {
  const fen = Math.round(Math.abs(amount) * 100);
  const [whole, cents] = (fen / 100).toFixed(2).split('.') as [string, string];
  const commas = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return `${amount < 0 && fen > 0 ? '−' : ''}${commas}${cents === '00' ? '' : `.${cents}`}`;
};

/** Exactly: 18,432 元. */
export const sayYuan = (amount: number, language: Language): string => (language === 'zh' ? `${sayAmount(amount)} 元` : `¥${sayAmount(amount)}`);

/** Roughly, for overviews: 1.2 万元 from ten thousand up, else exactly. */
export function sayYuanRoughly(amount: number, language: Language): string {
  if (Math.abs(amount) < 10_000 || language === 'en') return sayYuan(Math.round(amount), language);
  return `${(Math.round(amount / 1000) / 10).toLocaleString('en-US')} 万元`;
}

/** Completed years on a day. */
export function ageOn(birthOn: string, day: string): number {
  const years = Number(day.slice(0, 4)) - Number(birthOn.slice(0, 4));
  return day.slice(5) < birthOn.slice(5) ? years - 1 : years;
}

/** 640 kB · 3.2 MB · 1.4 GB */
export function sayBytes(bytes: number): string {
  if (bytes < 1e6) return `${Math.max(1, Math.round(bytes / 1e3))} kB`;
  return bytes < 1e9 ? `${(bytes / 1e6).toFixed(1)} MB` : `${(bytes / 1e9).toFixed(1)} GB`;
}
