// Filter chips with counts; the chosen one is pressed, not only coloured.
export interface ChipOption<V extends string> {
  value: V;
  word: string;
  count?: number;
}

export function Chips<V extends string>(props: { label: string; options: readonly ChipOption<V>[]; value: V; onChange: (value: V) => void }) {
  return (
    <fieldset class="chips" aria-label={props.label}>
      {props.options.map((option) => (
        <button
          type="button"
          class="chip"
          key={option.value}
          aria-pressed={option.value === props.value}
          onClick={() => props.onChange(option.value)}
        >
          {option.word}
          {option.count === undefined ? null : <b>{option.count}</b>}
        </button>
      ))}
    </fieldset>
  );
}
