// A calculator in a half-screen dialog for one amount of money: large keys, + and ×, 每月 × 月数, the total in words; works with a real keyboard too.
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { Button } from './button.tsx';
import { Sheet } from './sheet.tsx';
import { keyTyped, lineOf, MOST_YUAN, monthsOf, pressKey, type SumFault, type SumKey, timesMonths, totalOf } from './sum-line.ts';

export interface KeypadWords {
  close: string;
  done: string;
  back: string;
  clear: string;
  plus: string;
  times: string;
  point: string;
  /** 每月 × 月数, and one of its chips: 8 个月. */
  perMonth: string;
  months: (n: number) => string;
  /** What an amount is called: 1.2 万元. */
  amount: (yuan: number) => string;
  /** What stands where no amount is yet. */
  nothing: string;
  faults: Record<Exclude<SumFault, 'empty'>, string>;
}

interface Props {
  title: string;
  words: KeypadWords;
  value: number | null;
  most?: number;
  /** Pays by the month: the months are offered at once. */
  monthly?: boolean;
  /** Said above the keys: last year's figure, a remark. */
  note?: string | undefined;
  /** Null when the line was emptied. */
  onDone: (yuan: number | null) => void;
  onClose: () => void;
}

const ROWS: readonly (readonly SumKey[])[] = [
  ['1', '2', '3', 'back'],
  ['4', '5', '6', '×'],
  ['7', '8', '9', '+'],
  ['.', '0', '00', 'clear'],
];
const MONTHS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];

export function Keypad({ title, words, value, most = MOST_YUAN, monthly, note, onDone, onClose }: Props) {
  const [line, setLine] = useState(lineOf(value));
  // The amount that is there is replaced by the first digit, and goes on with a sign.
  const [untouched, setUntouched] = useState(value !== null);
  const [months, setMonths] = useState(monthly === true);
  const shown = useRef<HTMLOutputElement>(null);
  useLayoutEffect(() => shown.current?.focus({ preventScroll: true }), []);
  const total = totalOf(line, most);
  const fine = total.fault === null || total.fault === 'empty';
  const press = (key: SumKey): void => {
    setLine((before) => pressKey(untouched && /[\d.]/.test(key) ? '' : before, key));
    setUntouched(false);
  };
  const finish = (): void => {
    if (fine) onDone(total.yuan);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const key = keyTyped(event.key);
    // Enter upon a key that was walked to presses that key.
    const walked = event.target instanceof HTMLButtonElement;
    if (key) press(key);
    else if (event.key === 'Enter' && !walked) finish();
    else return;
    event.preventDefault();
  };
  const names: Partial<Record<SumKey, string>> = { back: words.back, clear: words.clear, '×': words.times, '+': words.plus, '.': words.point };
  const said = total.yuan === null ? (total.fault === 'empty' ? words.nothing : words.faults[total.fault]) : words.amount(total.yuan);
  return (
    <Sheet
      title={title}
      closeLabel={words.close}
      onClose={onClose}
      onKeyDown={onKeyDown}
      foot={
        <Button look="primary" disabled={!fine} onClick={finish}>
          {words.done}
        </Button>
      }
    >
      {/* The keys do not take the focus: what is typed on a real keyboard goes on going in. */}
      <output class="sum" ref={shown} tabIndex={-1} aria-label={title}>
        <span class="sum-line num">{line === '' ? '0' : line.replace(/[+×]/g, ' $& ')}</span>
        <span class={fine ? 'sum-total num' : 'sum-total sum-fault'}>{said}</span>
      </output>
      {note ? <p class="sum-note">{note}</p> : null}
      <div class="sum-months">
        <button type="button" class="sum-fold" aria-expanded={months} onClick={() => setMonths(!months)}>
          {words.perMonth}
        </button>
        {months ? (
          <fieldset class="sum-chips" aria-label={words.perMonth}>
            {MONTHS.map((n) => (
              <button
                type="button"
                class="sum-chip num"
                key={n}
                aria-label={words.months(n)}
                aria-pressed={monthsOf(line) === n}
                onPointerDown={(event) => event.preventDefault()}
                onClick={() => {
                  setUntouched(false);
                  setLine((before) => timesMonths(before, n));
                }}
              >
                {n}
              </button>
            ))}
          </fieldset>
        ) : null}
      </div>
      <div class="sum-keys">
        {ROWS.flat().map((key) => (
          <button
            type="button"
            class={/\d|\./.test(key) ? 'sum-key num' : 'sum-key sum-sign'}
            key={key}
            aria-label={names[key]}
            onPointerDown={(event) => event.preventDefault()}
            onClick={() => press(key)}
          >
            {key === 'back' ? words.back : key === 'clear' ? words.clear : key}
          </button>
        ))}
      </div>
    </Sheet>
  );
}
