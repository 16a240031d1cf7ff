// Days as expressions know them: texts in ISO form that can be counted from 1970-01-01; no clock, no time zone of the machine.

const DATE = /^(\d{4})-(\d\d)-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,3})\d*)?)?(Z|[+-]\d\d:?\d\d)?)?$/;
const DAY = 86_400_000;

/** Hours, minutes and seconds as a fraction of a day; NaN when there is no such time. */
export function dayFraction(time: string): number {
  const match = /^(\d\d):(\d\d)(?::(\d\d)(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?$/.exec(time);
  if (!match) return Number.NaN;
  const [hours, minutes, seconds] = [Number(match[1]), Number(match[2]), Number(match[3] ?? 0)];
  return hours < 24 && minutes < 60 && seconds < 60 ? (hours * 3600 + minutes * 60 + seconds) / 86_400 : Number.NaN;
}

/** Days since 1970-01-01 for `YYYY-MM-DD`, with a fraction for a date and time (in UTC where it names its zone); NaN for anything else and for days that don't exist. */
export function dayNumber(text: string): number {
  const match = DATE.exec(text);
  if (!match) return Number.NaN;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  const at = new Date(Date.UTC(2000, month - 1, day));
  at.setUTCFullYear(year, month - 1, day);
  if (at.getUTCMonth() !== month - 1 || at.getUTCDate() !== day) return Number.NaN;
  const whole = at.getTime() / DAY;
  if (match[4] === undefined) return whole;
  const zone = /([+-])(\d\d):?(\d\d)$/.exec(match[8] ?? '');
  const offset = zone ? (zone[1] === '-' ? -1 : 1) * (Number(zone[2]) * 60 + Number(zone[3])) : 0;
  return (
    whole +
    dayFraction(`${match[4]}:${match[5]}:${match[6] ?? '00'}`) +
    Number(match[7] ?? 0) / 10 ** (match[7]?.length ?? 0) / 86_400 -
    offset / 1440
  );
}

/** The day with this number as `YYYY-MM-DD`; empty outside of the years 1 to 9999. */
export function dayText(number: number): string {
  const at = new Date(Math.floor(number) * DAY);
  const year = at.getUTCFullYear();
  return Number.isNaN(year) || year < 1 || year > 9999 ? '' : `${String(year).padStart(4, '0')}${at.toISOString().slice(-20, -14)}`;
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const WEEKDAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];

/** ODK's `format-date`: %Y %y %m %n %b %d %e %a %H %h %M %S %3. The wall time as the text has it; empty for what is no date. */
export function formatDate(text: string, format: string): string {
  const days = dayNumber(text);
  const match = DATE.exec(text);
  if (!match || Number.isNaN(days)) return '';
  const [, year = '', month = '', day = '', hour = '00', minute = '00', second = '00', fraction = ''] = match;
  const parts: Record<string, string> = {
    Y: year,
    y: year.slice(2),
    m: month,
    n: String(Number(month)),
    b: MONTHS[Number(month) - 1] ?? '',
    d: day,
    e: String(Number(day)),
    a: WEEKDAYS[new Date(dayNumber(`${year}-${month}-${day}`) * DAY).getUTCDay()] ?? '',
    H: hour,
    h: String(Number(hour)),
    M: minute,
    S: second,
    3: fraction.padEnd(3, '0'),
  };
  return format.replace(/%([YymnbdeaHhMS3%])/g, (_, letter: string) => (letter === '%' ? '%' : (parts[letter] ?? '')));
}
