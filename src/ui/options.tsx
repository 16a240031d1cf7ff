// Questions answered by a tap: radio and checkbox groups with large faces; the chosen one carries a ✓.
import type { ComponentChildren } from 'preact';

export interface Option<V extends string> {
  value: V;
  word: ComponentChildren;
  note?: ComponentChildren;
  disabled?: boolean;
  /** Id of its input, where something jumps to this option. */
  id?: string;
}

interface Common<V extends string> {
  /** Names the group of inputs; unique on the page. */
  name: string;
  title: ComponentChildren;
  hint?: ComponentChildren;
  error?: string | undefined;
  options: readonly Option<V>[];
  /** One below the other, with room for a note. */
  wide?: boolean;
  /** A chosen option means trouble. */
  bad?: boolean;
  disabled?: boolean;
  children?: ComponentChildren;
}

function Face<V extends string>({ option }: { option: Option<V> }) {
  return (
    <span class="option-face">
      <span class="option-word">{option.word}</span>
      {option.note ? <span class="option-note">{option.note}</span> : null}
    </span>
  );
}

const optionClass = (wide?: boolean, bad?: boolean): string => `option${wide ? ' option-wide' : ''}${bad ? ' option-bad' : ''}`;

function Question<V extends string>(props: Common<V> & { inputs: ComponentChildren }) {
  return (
    <fieldset class="question" id={`field-${props.name}`} tabIndex={-1}>
      <legend class="question-title">
        {props.title}
        {props.hint ? <span class="question-hint">{props.hint}</span> : null}
      </legend>
      <div class="options">{props.inputs}</div>
      {props.error ? <span class="field-error">{props.error}</span> : null}
      {props.children}
    </fieldset>
  );
}

/** One of several. */
export function RadioGroup<V extends string>(props: Common<V> & { value: V | null; onChange: (value: V) => void }) {
  const inputs = props.options.map((option) => (
    <label class={optionClass(props.wide, props.bad)} key={option.value}>
      <input
        type="radio"
        id={option.id}
        name={props.name}
        value={option.value}
        checked={option.value === props.value}
        disabled={props.disabled || option.disabled}
        onChange={() => props.onChange(option.value)}
      />
      <Face option={option} />
    </label>
  ));
  return <Question {...props} inputs={inputs} />;
}

/** Any of several; `onToggle` hears the value that was tapped and its new state. */
export function CheckGroup<V extends string>(props: Common<V> & { values: readonly V[]; onToggle: (value: V, chosen: boolean) => void }) {
  const inputs = props.options.map((option) => (
    <label class={optionClass(props.wide, props.bad)} key={option.value}>
      <input
        type="checkbox"
        id={option.id}
        name={props.name}
        value={option.value}
        checked={props.values.includes(option.value)}
        disabled={props.disabled || option.disabled}
        onChange={(event) => props.onToggle(option.value, event.currentTarget.checked)}
      />
      <Face option={option} />
    </label>
  ));
  return <Question {...props} inputs={inputs} />;
}
