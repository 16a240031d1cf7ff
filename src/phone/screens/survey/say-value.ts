// What a value of a survey is called: the words of its choices, and numbers, dates and places as people here write them.

import { maskFor } from '../../../domain/id-number.ts';
import type { AnswerValue } from '../../../domain/survey/answers.ts';
import { labelOfChoice } from '../../../domain/survey/choices.ts';
import { wordsOf } from '../../../domain/survey/expression/values.ts';
import { choicesNow, type Survey } from '../../../domain/survey/recompute.ts';
import { type Language, sayAmount, sayDay, sayMonth } from '../../../words/common/say.ts';

const CHOSEN = ['select_one', 'select_multiple', 'rank'];

/** Empty for nothing. Numbers of people are masked: who types sees them. Money and other decimals carry no unit: the field shows it. */
export function sayValue(survey: Survey, instanceId: string, key: string, value: AnswerValue | null, language: Language, today: string): string {
  if (value === null) return '';
  const cells = survey.instances.get(instanceId);
  const node = cells?.scope.byKey.get(key);
  if (!cells || !node) return '';
  const { type } = node;
  if (type && CHOSEN.includes(type)) {
    const choices = choicesNow(survey, cells, node);
    const chosen = type === 'select_one' ? [String(value)] : typeof value === 'object' ? value : wordsOf(value);
    return chosen
      .map((name) => {
        const choice = choices.get(name);
        return choice ? labelOfChoice(choice, survey.language, survey.form.definition) : name;
      })
      .join(language === 'zh' ? '、' : ', ');
  }
  if (typeof value === 'number') return type === 'decimal' ? sayAmount(value) : String(value);
  const text = typeof value === 'object' ? value.join(' ') : value;
  const mask = maskFor(key);
  if (mask) return mask(text);
  if (type === 'date' && /^\d{4}-\d{2}-\d{2}$/.test(text)) return sayDay(text, language, today);
  if (type === 'text' && /^\d{4}-\d{2}$/.test(text)) return sayMonth(text, language);
  return text;
}
