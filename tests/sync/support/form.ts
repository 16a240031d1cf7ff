// A small survey form of the county's own, and a check that was filled on it.
import type { Definition } from '../../../src/domain/survey/definition.ts';
import type { CheckContent } from '../../../src/domain/visit.ts';
import { notIncluded } from './people.ts';

export const form = (version: string, more: Partial<Definition> = {}): Definition => ({
  format: 1,
  id: 'water',
  version,
  title: '饮水排查',
  languages: ['default'],
  lists: {
    yesNo: [
      { name: 'yes', label: { default: '是' } },
      { name: 'no', label: { default: '否' } },
    ],
  },
  items: [
    { kind: 'question', type: 'select_one', name: 'dry', label: { default: '全年有没有断过水' }, list: 'yesNo' },
    { kind: 'question', type: 'integer', name: 'days', label: { default: '断了多少天' }, relevant: "${dry} = 'yes'" },
  ],
  ...more,
});

export const filledOn = (version: string, formId = 'water'): CheckContent => {
  const { result, visitors, respondent } = notIncluded();
  const root = { id: 'root', values: { dry: 'yes', days: 12 }, repeats: {}, unconfirmed: [] };
  return {
    result,
    visitors,
    respondent,
    survey: { form: formId, version, root },
    supplements: [],
    explanations: [],
    evidence: [],
    position: null,
  };
};
