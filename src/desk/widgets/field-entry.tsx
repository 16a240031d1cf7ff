// One value of the archive given at the desk: by the list, the keypad or the words that its question has.
import { useState } from 'preact/hooks';
import { SelectField, TextField } from '../../ui/field.tsx';
import type { EntryKind } from '../archive-words.ts';
import { words } from '../language.ts';

export interface Entry {
  typed: string;
  chosen: readonly string[];
  set: (typed: string) => void;
  toggle: (value: string) => void;
  /** Another field is asked for. */
  clear: () => void;
  /** The value as the archive keeps it, or what is wrong with it. */
  read: (kind: NonNullable<EntryKind>) => { value: string | number | boolean | string[] } | { fault: string };
}

export function useEntry(): Entry {
  const [typed, setTyped] = useState('');
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const w = words().conflicts;
  return {
    typed,
    chosen,
    set: setTyped,
    toggle: (value) => setChosen((before) => (before.includes(value) ? before.filter((one) => one !== value) : [...before, value])),
    clear: () => {
      setTyped('');
      setChosen([]);
    },
    read: (kind) => {
      const text = typed.trim();
      if (kind.kind === 'several') return chosen.length === 0 ? { fault: w.needValue } : { value: [...chosen] };
      if (text === '') return { fault: w.needValue };
      if (kind.kind === 'number') return Number.isFinite(Number(text)) ? { value: Number(text) } : { fault: w.badNumber };
      if (kind.kind === 'one' && kind.boolean) return { value: text === 'yes' };
      return { value: text };
    },
  };
}

export function FieldEntry({ kind, entry, label, error }: { kind: NonNullable<EntryKind>; entry: Entry; label: string; error: string | undefined }) {
  if (kind.kind === 'several') {
    return (
      <fieldset class="choices choices-row">
        <legend class="field-label">{label}</legend>
        {kind.options.map(({ value, word }) => (
          <label key={value} class="check">
            <input type="checkbox" checked={entry.chosen.includes(value)} onChange={() => entry.toggle(value)} />
            {word}
          </label>
        ))}
        {error ? (
          <span class="field-error" role="alert">
            {error}
          </span>
        ) : null}
      </fieldset>
    );
  }
  if (kind.kind === 'one') {
    return (
      <SelectField
        name="fieldValue"
        label={label}
        value={entry.typed}
        onInput={entry.set}
        options={[{ value: '', word: '' }, ...kind.options]}
        error={error}
      />
    );
  }
  return (
    <TextField
      name="fieldValue"
      label={label}
      value={entry.typed}
      onInput={entry.set}
      maxLength={200}
      error={error}
      {...(kind.kind === 'date' ? { type: 'date' as const } : {})}
      {...(kind.kind === 'number' ? { inputMode: 'decimal' as const } : {})}
    />
  );
}
