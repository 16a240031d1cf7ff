// A month or a day put together by taps: year, month, day, each on large keys; nothing is typed.
import { useState } from 'preact/hooks';
import { Button } from './button.tsx';
import { dayOf, daysIn, firstWeekday, monthOf, within, YEARS_A_PAGE, yearsAround } from './calendar.ts';
import { Icon } from './icon.tsx';
import { Sheet } from './sheet.tsx';

export interface DateWords {
  close: string;
  none: string;
  earlier: string;
  later: string;
  year: (year: number) => string;
  /** 一月 … 十二月, and a whole month 2026年3月. */
  months: readonly string[];
  month: (month: string) => string;
  day: (day: string) => string;
  /** Monday first. */
  weekdays: readonly string[];
}

interface Props {
  title: string;
  words: DateWords;
  /** `month` gives YYYY-MM, `day` YYYY-MM-DD. */
  kind: 'month' | 'day';
  value: string;
  /** Bounds, both included; empty for none. The list opens at `today` where there is no value. */
  min?: string;
  max?: string;
  today: string;
  /** Answers one tap away: 今天, 说不清. */
  quick?: readonly { value: string; word: string }[];
  onDone: (value: string) => void;
  onClose: () => void;
}

type Page = 'years' | 'months' | 'days';

export function DateSheet({ title, words, kind, value, min = '', max = '', today, quick = [], onDone, onClose }: Props) {
  const start = /^\d{4}-\d{2}/.test(value) ? value : today;
  const [year, setYear] = useState(Number(start.slice(0, 4)));
  const [month, setMonth] = useState(start.slice(0, 7));
  const [page, setPage] = useState<Page>(kind === 'day' && value !== '' ? 'days' : 'months');
  const step = (by: number): void => setYear(year + by * (page === 'years' ? YEARS_A_PAGE : 1));
  const head =
    page === 'years' ? `${yearsAround(year)[0]}–${yearsAround(year)[YEARS_A_PAGE - 1]}` : page === 'months' ? words.year(year) : words.month(month);
  const canStep = (by: number): boolean => {
    const years = page === 'years' ? yearsAround(year + by * YEARS_A_PAGE) : [year + by];
    return years.some((one) => within(String(one), min, max));
  };
  return (
    <Sheet
      title={title}
      closeLabel={words.close}
      onClose={onClose}
      foot={
        value === '' ? undefined : (
          <Button look="outline" onClick={() => onDone('')}>
            {words.none}
          </Button>
        )
      }
    >
      {quick.length > 0 ? (
        <div class="date-quick">
          {quick.map((one) => (
            <Button key={one.value} look="outline" small onClick={() => onDone(one.value)}>
              {one.word}
            </Button>
          ))}
        </div>
      ) : null}
      <div class="date-head">
        {page === 'days' ? null : (
          <button type="button" class="nav-back" aria-label={words.earlier} disabled={!canStep(-1)} onClick={() => step(-1)}>
            <Icon name="back" />
          </button>
        )}
        <button type="button" class="date-up num" aria-expanded={page === 'years'} onClick={() => setPage(page === 'days' ? 'months' : 'years')}>
          {head}
        </button>
        {page === 'days' ? null : (
          <button type="button" class="nav-back" aria-label={words.later} disabled={!canStep(1)} onClick={() => step(1)}>
            <Icon name="go" />
          </button>
        )}
      </div>
      {page === 'years' ? (
        <div class="date-grid">
          {yearsAround(year).map((one) => (
            <Key
              key={one}
              word={String(one)}
              name={words.year(one)}
              on={value.startsWith(String(one))}
              off={!within(String(one), min, max)}
              onClick={() => {
                setYear(one);
                setPage('months');
              }}
            />
          ))}
        </div>
      ) : null}
      {page === 'months' ? (
        <div class="date-grid">
          {words.months.map((word, index) => {
            const one = monthOf(year, index + 1);
            return (
              <Key
                key={one}
                word={word}
                name={words.month(one)}
                on={value.startsWith(one)}
                off={!within(one, min, max)}
                onClick={() => {
                  if (kind === 'month') {
                    onDone(one);
                    return;
                  }
                  setMonth(one);
                  setPage('days');
                }}
              />
            );
          })}
        </div>
      ) : null}
      {page === 'days' ? (
        <div class="date-grid date-days">
          {words.weekdays.map((day) => (
            <span class="date-weekday" key={day} aria-hidden="true">
              {day}
            </span>
          ))}
          {Array.from({ length: daysIn(month) }, (_, index) => dayOf(month, index + 1)).map((one, index) => (
            <Key
              key={one}
              word={String(index + 1)}
              name={words.day(one)}
              on={value === one}
              off={!within(one, min, max)}
              column={index === 0 ? firstWeekday(month) + 1 : 0}
              onClick={() => onDone(one)}
            />
          ))}
        </div>
      ) : null}
    </Sheet>
  );
}

function Key(props: { word: string; name: string; on: boolean; off: boolean; column?: number; onClick: () => void }) {
  return (
    <button
      type="button"
      class="date-key num"
      aria-label={props.name}
      aria-pressed={props.on}
      disabled={props.off}
      {...(props.column ? { style: { gridColumnStart: props.column } } : {})}
      onClick={props.onClick}
    >
      {props.word}
    </button>
  );
}
