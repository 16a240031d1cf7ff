// Stories of the category that the figures speak for: said with its reason in the language of the app, and, before this year's income is asked, by last year's.
import { afterEach, describe, expect, it } from 'vitest';
import { OFFICIAL_SURVEY } from '../../src/domain/official/survey.ts';
import type { Form } from '../../src/domain/survey/form.ts';
import { loadDefinition } from '../../src/domain/survey/load.ts';
import { answer, openSurvey, tell } from '../../src/domain/survey/survey.ts';
import { viewOf } from '../../src/domain/survey/view.ts';
import { earlySuggestion, suggestionOf } from '../../src/phone/screens/check/suggestion.ts';
import { language, speak } from '../../src/phone/screens/state/look.ts';
import type { SurveyDesk } from '../../src/phone/screens/survey/survey-desk.ts';

const form = loadDefinition(OFFICIAL_SURVEY).form as Form;
const LINE = 8000;

/** An ordinary household of one whose wages of this year are known, or nothing of this year at all. */
function deskOf(lastPerCapita: number | null, wages: number | null): SurveyDesk {
  const known = {
    kind: 'general',
    income: { perCapita: lastPerCapita },
    members: [{ id: 'm1', name: '李大山', relation: '02', presence: 'present' }],
  };
  const clock = { today: '2026-11-22', now: '2026-11-22T09:30:00.000+08:00' };
  const survey = openSurvey(form, { clock, newId: () => 'n', known });
  tell(survey, 'monitoringLine', LINE);
  answer(survey, 'root', 'kind', 'general');
  if (wages !== null) {
    tell(survey, 'include', 'yes');
    for (const node of form.nodes)
      if (node.scope === form.root && /^(wages|trade|transfer|property|produce)/.test(node.key)) answer(survey, 'root', node.key, 0);
    answer(survey, 'root', 'wagesWork', wages);
  }
  const desk = {
    view: (id: string, key: string) =>
      key === 'lastPerCapita' && lastPerCapita !== null ? { value: lastPerCapita, applies: true } : viewOf(survey, id, key),
  };
  return desk as unknown as SurveyDesk;
}

afterEach(() => speak('zh'));

describe('the category that the figures speak for', () => {
  it('is said with its reason, in Chinese and in English', async () => {
    const desk = deskOf(null, 5000);
    expect(suggestionOf(desk)).toEqual({ category: 'marginal', because: '人均纯收入 5,000 元，比监测线低 3,000 元，一般农户' });
    await speak('en');
    expect(language.value).toBe('en');
    const said = suggestionOf(desk)?.because ?? '';
    expect(said).toContain('¥3,000 below the line');
    expect(said).not.toMatch(/[\u4e00-\u9fff]/);
  });

  it('is said by last year before this year is asked, and only where last year was below the line', () => {
    const desk = deskOf(6500, null);
    expect(suggestionOf(desk)).toBeNull();
    expect(earlySuggestion(desk, LINE, 'general')).toEqual({
      category: 'marginal',
      because: '上年人均纯收入 6,500 元，比监测线低 1,500 元，一般农户',
    });
    expect(earlySuggestion(desk, LINE, 'lifted')?.category).toBe('unstable');
    expect(earlySuggestion(deskOf(9000, null), LINE, 'general')).toBeNull();
    expect(earlySuggestion(deskOf(null, null), LINE, 'general')).toBeNull();
    expect(earlySuggestion(desk, null, 'general')).toBeNull();
  });
});
