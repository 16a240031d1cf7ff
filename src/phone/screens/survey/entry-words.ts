// What keypad, list and calendar are told to say, in the language of the day.

import type { DateWords } from '../../../ui/date-sheet.tsx';
import type { KeypadWords } from '../../../ui/keypad.tsx';
import type { PickerWords } from '../../../ui/picker.tsx';
import { sayDay, sayMonth, sayYuan, sayYuanRoughly } from '../../../words/common/say.ts';
import { language, w } from '../state/look.ts';

/** = 12,000 元 · 1.2 万元: exactly, and as one says it where that is shorter. */
export function sayTotal(yuan: number): string {
  const exact = `= ${sayYuan(yuan, language.value)}`;
  return yuan >= 10_000 && language.value === 'zh' ? `${exact} · ${sayYuanRoughly(yuan, 'zh')}` : exact;
}

export function keypadWords(): KeypadWords {
  const { keypad } = w().sections;
  const { close, done } = w().common;
  return { ...keypad, close, done, amount: sayTotal, faults: { unfinished: keypad.unfinished, tooMuch: keypad.tooMuch } };
}

export function pickerWords(): PickerWords {
  const { close, done } = w().common;
  return { ...w().sections.picker, close, done };
}

export function dateWords(today: string): DateWords {
  const { date } = w().sections;
  return {
    ...date,
    close: w().common.close,
    month: (month) => sayMonth(month, language.value),
    day: (day) => sayDay(day, language.value, today),
  };
}
