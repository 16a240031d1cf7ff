// A PIN of six digits on large keys: dots fill as it is typed, the last digit sends it; works with a real keyboard too.
import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { Icon } from './icon.tsx';

export interface PinWords {
  /** Of the group of keys. */
  pad: string;
  remove: string;
  /** What a screen reader hears instead of the dots: 3 of 6. */
  typed: (n: number, of: number) => string;
}

interface Props {
  words: PinWords;
  /** Why the last one was not taken; read out at once. */
  error?: string | undefined;
  /** It is being tried, or has to wait: keys do nothing. */
  rests: boolean;
  /** In the corner beside 0. */
  corner?: ComponentChildren;
  onFull: (pin: string) => void;
}

const LENGTH = 6;
const KEYS = ['1', '2', '3', '4', '5', '6', '7', '8', '9'] as const;

export function PinPad({ words, error, rests, corner, onFull }: Props) {
  const [pin, setPin] = useState('');
  // What is typed faster than it is drawn counts all the same.
  const typed = useRef('');
  const set = (next: string): void => {
    typed.current = next;
    setPin(next);
  };
  const press = (digit: string): void => {
    if (rests || typed.current.length >= LENGTH) return;
    const next = typed.current + digit;
    set(next);
    if (next.length === LENGTH) onFull(next);
  };
  const remove = (): void => {
    if (!rests) set(typed.current.slice(0, -1));
  };
  // Tried: the next one begins with nothing.
  useEffect(() => {
    if (!rests) set('');
  }, [rests, error]);
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (/^\d$/.test(event.key)) press(event.key);
      else if (event.key === 'Backspace') remove();
      else return;
      event.preventDefault();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  });
  return (
    <div class="pin">
      <div class="pin-dots" role="img" aria-label={words.typed(pin.length, LENGTH)}>
        {Array.from({ length: LENGTH }, (_, at) => (
          <i key={at} class={at < pin.length ? 'pin-full' : ''} />
        ))}
      </div>
      <p class="pin-error" role="alert">
        {error ? (
          <>
            <Icon name="warn" small /> {error}
          </>
        ) : null}
      </p>
      <fieldset class="pin-keys" aria-label={words.pad}>
        {KEYS.map((digit) => (
          <button key={digit} type="button" class="pin-key" disabled={rests} onClick={() => press(digit)}>
            {digit}
          </button>
        ))}
        <span class="pin-corner">{corner}</span>
        <button type="button" class="pin-key" disabled={rests} onClick={() => press('0')}>
          0
        </button>
        <button type="button" class="pin-key pin-remove" aria-label={words.remove} disabled={rests || pin === ''} onClick={remove}>
          <Icon name="erase" />
        </button>
      </fieldset>
    </div>
  );
}
