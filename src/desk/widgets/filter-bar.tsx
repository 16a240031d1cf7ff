// The filters above a list: search, choices and what they leave over, all of it kept in the address by the page.
import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { SelectField, TextField } from '../../ui/field.tsx';
import { words } from '../language.ts';

export function FilterBar({ active, onClear, children }: { active: boolean; onClear: () => void; children: ComponentChildren }) {
  return (
    <search class="filters">
      {children}
      {active ? (
        <button type="button" class="link filters-clear" onClick={onClear}>
          {words().act.clear}
        </button>
      ) : null}
    </search>
  );
}

const PAUSE_MS = 300;

/** Asks when typing pauses, not with every letter. */
export function SearchField({ label, value, onSearch }: { label: string; value: string; onSearch: (text: string) => void }) {
  const [typed, setTyped] = useState(value);
  useEffect(() => setTyped(value), [value]);
  useEffect(() => {
    if (typed.trim() === value) return;
    const timer = setTimeout(() => onSearch(typed.trim()), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [typed, value, onSearch]);
  return <TextField name="search" type="search" label={label} value={typed} onInput={setTyped} maxLength={50} />;
}

interface ChoiceProps {
  name: string;
  label: string;
  value: string;
  onChoose: (value: string) => void;
  options: readonly (readonly [value: string, word: string])[];
}

export function ChoiceField({ name, label, value, onChoose, options }: ChoiceProps) {
  return (
    <SelectField
      name={name}
      label={label}
      value={value}
      onInput={onChoose}
      options={[{ value: '', word: words().act.all }, ...options.map(([code, word]) => ({ value: code, word }))]}
    />
  );
}
