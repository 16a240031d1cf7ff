// Answers that are tapped and not typed: money on the keypad, months and days on the calendar.
import { useState } from 'preact/hooks';
import type { Question } from '../../../domain/survey/definition.ts';
import { DateSheet } from '../../../ui/date-sheet.tsx';
import { Keypad } from '../../../ui/keypad.tsx';
import { TapField } from '../../../ui/tap-field.tsx';
import { sayDay, sayMonth, sayYuan } from '../../../words/common/say.ts';
import { language, w } from '../state/look.ts';
import { dateWords, keypadWords } from './entry-words.ts';
import { fieldNameOf, type SurveyDesk } from './survey-desk.ts';

interface Props {
  desk: SurveyDesk;
  instanceId: string;
  name: string;
  /** Instead of the form's own label and hint. */
  label?: string;
  hint?: string;
}

/** Yuan; a value that is no number (typed into another form of the draft) is shown as nothing and replaced. */
export function MoneyTapField({ desk, instanceId, name, label, hint, monthly }: Props & { monthly?: boolean }) {
  const [open, setOpen] = useState(false);
  const value = desk.view(instanceId, name)?.value ?? null;
  const yuan = typeof value === 'number' ? value : null;
  const title = label ?? desk.text(instanceId, name, 'label');
  return (
    <>
      <TapField
        name={fieldNameOf({ instanceId, key: name })}
        label={title}
        hint={(hint ?? desk.text(instanceId, name, 'hint')) || undefined}
        value={yuan === null ? '' : sayYuan(yuan, language.value)}
        placeholder={w().sections.keypad.nothing}
        disabled={desk.readOnly}
        onTap={() => setOpen(true)}
      />
      {open ? (
        <Keypad
          title={title}
          words={keypadWords()}
          value={yuan}
          monthly={monthly === true}
          onClose={() => setOpen(false)}
          onDone={(given) => {
            setOpen(false);
            desk.answer(instanceId, name, given, 'tap');
          }}
        />
      ) : null}
    </>
  );
}

/** Whether the form asks for yuan: by its unit, in whatever language. */
export const asksForMoney = (question: Question | undefined): boolean =>
  Object.values(question?.unit ?? {}).some((unit) => /^(元|yuan|¥|CNY|RMB)$/i.test(unit.trim()));

/** Whether the form asks for a month (YYYY-MM, or the first of it) by this appearance. */
export const asksForMonth = (appearance: string | undefined): boolean => /\bmonth(-year)?\b/.test(appearance ?? '');

/** A date, or a month where the form wants one: kept as YYYY-MM by a text question, as its first day by a date question. */
export function DateTapField({ desk, instanceId, name, label, hint, past = false }: Props & { past?: boolean }) {
  const [open, setOpen] = useState(false);
  const node = desk.node(instanceId, name);
  const item = node?.item as Question | undefined;
  const month = asksForMonth(item?.appearance);
  const given = desk.view(instanceId, name)?.value;
  const value = typeof given === 'string' ? given : '';
  const shown = month ? value.slice(0, 7) : value;
  const title = label ?? desk.text(instanceId, name, 'label');
  const words = w().sections.date;
  const real = /^\d{4}-\d{2}(-\d{2})?$/.test(shown);
  const said = !real ? shown : month ? sayMonth(shown, language.value) : sayDay(shown, language.value, desk.today);
  const now = month ? desk.today.slice(0, 7) : desk.today;
  return (
    <>
      <TapField
        name={fieldNameOf({ instanceId, key: name })}
        label={title}
        hint={(hint ?? desk.text(instanceId, name, 'hint')) || undefined}
        value={said}
        placeholder={words.choose}
        disabled={desk.readOnly}
        onTap={() => setOpen(true)}
      />
      {open ? (
        <DateSheet
          title={title}
          words={dateWords(desk.today)}
          kind={month ? 'month' : 'day'}
          value={real ? shown : ''}
          today={desk.today}
          max={past || isPast(item) ? desk.today : ''}
          quick={[{ value: now, word: month ? words.thisMonth : words.today }]}
          onClose={() => setOpen(false)}
          onDone={(chosen) => {
            setOpen(false);
            desk.answer(instanceId, name, month && node?.type === 'date' && chosen !== '' ? `${chosen}-01` : chosen, 'tap');
          }}
        />
      ) : null}
    </>
  );
}

/** The form itself says that the day can't be after today. */
const isPast = (item: Question | undefined): boolean => /\.\s*<=?\s*today\(\)/.test(item?.constraint ?? '');
