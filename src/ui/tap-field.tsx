// A field that is not typed in but tapped: it shows its answer and opens what gives it, a keypad, a list, a calendar.
import type { ComponentChildren } from 'preact';
import { Icon } from './icon.tsx';

export function TapField(props: {
  /** Target of a jump: `field-<name>`. */
  name: string;
  label: ComponentChildren;
  hint?: ComponentChildren;
  /** The answer in words; empty for none. */
  value: string;
  /** Stands where no answer is. */
  placeholder: string;
  disabled?: boolean;
  onTap: () => void;
  children?: ComponentChildren;
}) {
  const [label, value] = [`label-${props.name}`, `value-${props.name}`];
  return (
    <div class="field">
      <span class="field-label" id={label}>
        {props.label}
      </span>
      {props.hint ? <span class="field-hint">{props.hint}</span> : null}
      <button
        type="button"
        class="input tap"
        id={`field-${props.name}`}
        aria-haspopup="dialog"
        aria-labelledby={`${label} ${value}`}
        disabled={props.disabled}
        onClick={props.onTap}
      >
        <span id={value} class={props.value === '' ? 'tap-none' : 'num'}>
          {props.value === '' ? props.placeholder : props.value}
        </span>
        <Icon name="go" small />
      </button>
      {props.children}
    </div>
  );
}
