// Questions that are typed or picked from the platform's own wheels: numbers, words, dates and times.
import { useEffect, useRef, useState } from 'preact/hooks';
import { acceptAnswer } from '../../../domain/survey/accept.ts';
import type { AnswerValue } from '../../../domain/survey/answers.ts';
import type { Question } from '../../../domain/survey/definition.ts';
import { TextArea, TextField } from '../../../ui/field.tsx';
import type { FieldProps } from './question-field.tsx';

type InputType = 'text' | 'date' | 'month' | 'time' | 'datetime-local' | 'tel';

const shown = (value: AnswerValue | null): string => (value === null ? '' : typeof value === 'object' ? value.join(' ') : String(value));

function inputOf(type: string, appearance: string): { type: InputType; inputMode?: 'numeric' | 'decimal' | 'tel' } {
  if (type === 'integer') return { type: 'text', inputMode: 'numeric' };
  if (type === 'decimal' || type === 'range') return { type: 'text', inputMode: 'decimal' };
  if (type === 'date') return { type: /month-year/.test(appearance) ? 'month' : 'date' };
  if (type === 'time') return { type: 'time' };
  if (type === 'dateTime') return { type: 'datetime-local' };
  if (/\bmonth\b/.test(appearance)) return { type: 'month' };
  if (/\bnumbers\b/.test(appearance)) return { type: 'tel', inputMode: 'numeric' };
  return { type: 'text' };
}

/** What the wheel wants for what is kept, and back. */
const toWheel = (type: string, input: InputType, text: string): string =>
  type === 'date' && input === 'month' ? text.slice(0, 7) : type === 'dateTime' ? text.slice(0, 16) : type === 'time' ? text.slice(0, 5) : text;
function fromWheel(type: string, input: InputType, text: string): string {
  if (text === '') return '';
  if (type === 'date' && input === 'month') return `${text}-01`;
  // Survey times are those of China.
  if (type === 'dateTime') return `${text}:00.000+08:00`;
  if (type === 'time') return `${text}:00.000+08:00`;
  return text;
}

export function TypedField({ desk, view, fieldName, label, hint, type }: FieldProps & { type: string }) {
  const { instanceId, key } = view;
  const node = desk.node(instanceId, key);
  const question = node?.item as Question | undefined;
  const appearance = question?.appearance ?? '';
  const input = inputOf(type, appearance);
  // What was typed stands while it is being typed: "12." is not yet another number than 12.
  const [text, setText] = useState(() => toWheel(type, input.type, shown(view.value)));
  const given = useRef(view.value);
  useEffect(() => {
    if (String(view.value) === String(given.current)) return;
    given.current = view.value;
    setText(toWheel(type, input.type, shown(view.value)));
  }, [view.value, type, input.type]);
  const unit = desk.text(instanceId, key, 'unit');
  const onInput = (typed: string): void => {
    setText(typed);
    const value = fromWheel(type, input.type, typed);
    given.current = node ? (acceptAnswer(node, value) ?? null) : null;
    desk.answer(instanceId, key, value, 'typing');
  };
  const common = { name: fieldName, label, hint: hint || undefined, value: text, onInput };
  const { start, end } = question?.parameters ?? {};
  if (type === 'text' && /\bmultiline\b/.test(appearance)) return <TextArea {...common} rows={3} maxLength={10_000} />;
  return (
    <TextField
      {...common}
      type={input.type}
      {...(input.inputMode ? { inputMode: input.inputMode } : {})}
      {...(type === 'range' ? { placeholder: `${start ?? 0} – ${end ?? 10}` } : {})}
      maxLength={type === 'text' ? 2000 : 40}
      money={type === 'decimal' && /元/.test(unit)}
      {...(unit ? { end: <span>{unit}</span> } : {})}
    />
  );
}
