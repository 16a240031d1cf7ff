// A field for yuan: numeric keypad, up to two decimals, keeps what was typed while it is not yet a number.
import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { TextField } from './field.tsx';

/** Yuan with at most two decimals, or null where the text is empty or no such number. Full-width digits and commas are taken as typed by a Chinese keyboard. */
export function readYuan(text: string): number | null {
  const plain = text
    .replace(/[\uff10-\uff19]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0))
    .replace(/[。．]/g, '.')
    .replace(/[,，\s]/g, '');
  return /^\d{1,9}(\.\d{0,2})?$/.test(plain) ? Number(plain) : null;
}

export function MoneyField(props: {
  name: string;
  label: ComponentChildren;
  hint?: ComponentChildren;
  unit: string;
  value: number | null;
  invalid: string;
  disabled?: boolean;
  onInput: (yuan: number | null) => void;
  children?: ComponentChildren;
}) {
  const [text, setText] = useState(props.value === null ? '' : String(props.value));
  const given = useRef(props.value);
  useEffect(() => {
    if (props.value !== given.current) {
      given.current = props.value;
      setText(props.value === null ? '' : String(props.value));
    }
  }, [props.value]);
  return (
    <TextField
      name={props.name}
      label={props.label}
      hint={props.hint}
      inputMode="decimal"
      money
      disabled={props.disabled ?? false}
      value={text}
      error={text.trim() !== '' && readYuan(text) === null ? props.invalid : undefined}
      onInput={(typed) => {
        setText(typed);
        given.current = readYuan(typed);
        props.onInput(given.current);
      }}
      end={<span>{props.unit}</span>}
    >
      {props.children}
    </TextField>
  );
}
