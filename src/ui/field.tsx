// Fields to type in: text, longer text, money and dates, each with a real label, a hint and an error in words.
import type { ComponentChildren, InputHTMLAttributes } from 'preact';

interface Common {
  /** Id of the field on the page and target of a jump: `field-<name>`. */
  name: string;
  label: ComponentChildren;
  hint?: ComponentChildren;
  error?: string | undefined;
  disabled?: boolean;
  children?: ComponentChildren;
}

interface TextProps extends Common {
  value: string;
  onInput: (value: string) => void;
  type?: 'text' | 'password' | 'tel' | 'search' | 'date' | 'month' | 'time' | 'datetime-local';
  inputMode?: 'text' | 'numeric' | 'decimal' | 'tel';
  autocomplete?: string;
  placeholder?: string;
  maxLength?: number;
  max?: string;
  onBlur?: () => void;
  /** Stands to the right of the field, e.g. a unit or a button. */
  end?: ComponentChildren;
  list?: string;
  money?: boolean;
}

const describedBy = (props: Common): string | undefined =>
  [props.hint ? `hint-${props.name}` : '', props.error ? `error-${props.name}` : ''].filter(Boolean).join(' ') || undefined;

function Frame({ props, children }: { props: Common; children: ComponentChildren }) {
  return (
    <div class="field">
      <label class="field-label" for={`field-${props.name}`}>
        {props.label}
      </label>
      {props.hint ? (
        <span class="field-hint" id={`hint-${props.name}`}>
          {props.hint}
        </span>
      ) : null}
      {children}
      {props.error ? (
        <span class="field-error" id={`error-${props.name}`} role="alert">
          {props.error}
        </span>
      ) : null}
      {props.children}
    </div>
  );
}

export function TextField(props: TextProps) {
  // The attributes of an input depend on its type in the type system, not in the page.
  const attributes = {
    class: props.money ? 'input input-money' : 'input',
    id: `field-${props.name}`,
    name: props.name,
    type: props.type ?? 'text',
    inputMode: props.inputMode,
    autocomplete: props.autocomplete ?? 'off',
    placeholder: props.placeholder,
    maxLength: props.maxLength,
    max: props.max,
    list: props.list,
    readOnly: props.disabled,
    value: props.value,
    'aria-invalid': props.error ? 'true' : undefined,
    'aria-describedby': describedBy(props),
    onInput: (event: { currentTarget: HTMLInputElement }) => props.onInput(event.currentTarget.value),
    onBlur: props.onBlur,
  } as InputHTMLAttributes<HTMLInputElement>;
  return (
    <Frame props={props}>
      <div class="input-row">
        <input {...attributes} />
        {props.end}
      </div>
    </Frame>
  );
}

export function TextArea(
  props: Common & { value: string; onInput: (value: string) => void; rows?: number; maxLength?: number; placeholder?: string },
) {
  return (
    <Frame props={props}>
      <textarea
        class="input"
        id={`field-${props.name}`}
        name={props.name}
        rows={props.rows ?? 4}
        maxLength={props.maxLength}
        placeholder={props.placeholder}
        readOnly={props.disabled}
        value={props.value}
        aria-invalid={props.error ? 'true' : undefined}
        aria-describedby={describedBy(props)}
        onInput={(event) => props.onInput(event.currentTarget.value)}
      />
    </Frame>
  );
}

/** A choice from a longer list, by the platform's own picker. */
export function SelectField(
  props: Common & { value: string; onInput: (value: string) => void; options: readonly { value: string; word: string }[] },
) {
  return (
    <Frame props={props}>
      <select
        class="input"
        id={`field-${props.name}`}
        name={props.name}
        value={props.value}
        disabled={props.disabled}
        aria-invalid={props.error ? 'true' : undefined}
        aria-describedby={describedBy(props)}
        onChange={(event) => props.onInput(event.currentTarget.value)}
      >
        {props.options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.word}
          </option>
        ))}
      </select>
    </Frame>
  );
}
