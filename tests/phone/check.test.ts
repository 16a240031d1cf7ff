// Stories of a check being filled in with the official survey: from what the archive knows to the record that is handed in, and back.

import { describe, expect, it } from 'vitest';
import { knownOf } from '../../src/domain/archive/known-of.ts';
import { beginSurvey, draftFrom, finish, newDraft, surveyFrom, visitorsNamed, whatIsMissing } from '../../src/domain/draft.ts';
import { factsOfContent } from '../../src/domain/facts/of-content.ts';
import { OFFICIAL_SURVEY } from '../../src/domain/official/survey.ts';
import { DEFAULT_NAMES } from '../../src/domain/policy-names.ts';
import { suggestedSummary } from '../../src/domain/summary.ts';
import type { Draft } from '../../src/domain/survey/answers.ts';
import type { Form } from '../../src/domain/survey/form.ts';
import { loadDefinition } from '../../src/domain/survey/load.ts';
import type { Survey } from '../../src/domain/survey/recompute.ts';
import { submissionOf } from '../../src/domain/survey/submission.ts';
import { addInstance, answer, confirmKnown, draftOf, openSurvey, tell } from '../../src/domain/survey/survey.ts';
import { instancesOf, viewOf } from '../../src/domain/survey/view.ts';
import { CheckContent, CheckDraft } from '../../src/domain/visit.ts';
import { explain, gatherRemarks, isOpen } from '../../src/phone/screens/check/remarks.ts';
import { sectionsOf, stepsOf } from '../../src/phone/screens/check/steps.ts';
import { openSurveyDesk } from '../../src/phone/screens/survey/open-survey-desk.ts';
import type { Remark } from '../../src/phone/screens/survey/survey-desk.ts';
import { zh } from '../../src/words/phone/zh.ts';
import { aHousehold, aTask } from './county.ts';

const form = loadDefinition(OFFICIAL_SURVEY).form as Form;
const clock = { today: '2026-11-22', now: '2026-11-22T09:30:00.000+08:00' };
let made = 0;
const newId = (): string => `new-${++made}`;
const household = aHousehold();
const known = knownOf(household);
const begun = (): CheckDraft => newDraft(draftOf(beginSurvey(form, known, { clock, newId })), ['赵采集', '钱陪同']);
const opened = (draft: Draft): Survey => openSurvey(form, { clock, newId, draft });

/** 一键确认 of household and members, no problem at all. */
function cleared(): Survey {
  const survey = opened(begun().survey);
  confirmKnown(survey, 'root', 'household');
  confirmKnown(survey, 'root', 'people');
  for (const name of ['housing', 'schooling', 'water', 'insurance']) answer(survey, 'root', `${name}Problem`, 'no');
  return survey;
}

describe('a check at the door', () => {
  it('begins with everything the archive knows, and nothing decided but 农户', () => {
    const draft = begun();
    expect(CheckDraft.parse(draft)).toEqual(draft);
    expect([draft.residency, draft.include, draft.visitors]).toEqual(['rural', null, ['赵采集', '钱陪同']]);
    const survey = opened(draft.survey);
    expect(instancesOf(survey, 'root', 'members').map(({ id }) => viewOf(survey, id, 'name'))).toMatchObject(
      household.members.map((member) => ({ value: member.name, source: 'known' })),
    );
    expect(viewOf(survey, 'root', 'phone')).toMatchObject({ value: household.phone, source: 'known' });
  });

  it('lacks a result, then a reason or a category; only these keep it back', () => {
    const draft = begun();
    expect(whatIsMissing(draft, '')).toEqual(['include']);
    expect(whatIsMissing({ ...draft, include: false }, '')).toEqual(['reason']);
    expect(whatIsMissing({ ...draft, include: true }, '建议纳入。')).toEqual(['category']);
    expect(whatIsMissing({ ...draft, include: false, reason: 'other' }, '')).toEqual(['summary']);
    expect(whatIsMissing({ ...draft, include: false, reason: 'other', summary: '随女儿在太原住' }, '')).toEqual([]);
    expect(() => finish(draft, { survey: submissionOf(opened(draft.survey)), supplements: [] }, '')).toThrow();
  });

  it('is handed in as one record: the result, the people, and only the answers that apply', () => {
    const survey = cleared();
    const draft = { ...begun(), include: false, reason: 'reimbursed' as const, visitors: ['赵采集', ' ', '钱陪同 '] };
    const facts = factsOfContent(finish({ ...draft, summary: '一' }, { survey: submissionOf(survey), supplements: [] }, ''), household);
    const text = suggestedSummary(draft, facts, aTask(), 8000, DEFAULT_NAMES);
    expect(text).toBe('三季度自付医疗费 18,432 元，相关费用已报销救助，家庭能够承担，三保障和饮水安全无问题，不纳入。');
    const content = finish(draft, { survey: submissionOf(survey), supplements: [] }, text);
    expect(CheckContent.parse(content)).toEqual(content);
    expect(content.result).toEqual({ residency: 'rural', include: false, category: null, reason: 'reimbursed', summary: text });
    expect(content.visitors).toEqual(['赵采集', '钱陪同']);
    expect(Object.keys(content.survey.root.values)).not.toContain('wagesWork');
    expect(visitorsNamed(draft)).toHaveLength(2);
  });

  it('goes on from its own answers when it came back, on any phone', () => {
    const survey = opened(begun().survey);
    confirmKnown(survey, 'root', 'household');
    answer(survey, 'root', 'phone', '13900000000');
    const { id } = addInstance(survey, 'root', 'members');
    answer(survey, id as string, 'name', '小石头');
    const draft = { ...begun(), include: false, reason: 'supported' as const, explanations: [] };
    const content = finish(draft, { survey: submissionOf(survey), supplements: [] }, '有人赡养，不纳入。');
    const again = draftFrom(content, surveyFrom(content.survey, form, known), []);
    expect([again.reason, again.summary]).toEqual(['supported', '有人赡养，不纳入。']);
    const reopened = opened(again.survey);
    expect(viewOf(reopened, 'root', 'phone')).toMatchObject({ value: '13900000000', source: 'answer', known: household.phone });
    expect(viewOf(reopened, 'root', 'address')).toMatchObject({ source: 'answer' });
    const members = instancesOf(reopened, 'root', 'members').map((one) => viewOf(reopened, one.id, 'name'));
    // Who was not confirmed then is not confirmed now; somebody new is still there.
    expect(members.map((view) => view?.source)).toEqual([...household.members.map(() => 'known'), 'answer']);
    expect(members.at(-1)?.value).toBe('小石头');
    expect(submissionOf(reopened)).toEqual(content.survey);
  });
});

describe('the steps of a check', () => {
  const desk = (draft: Draft, of = form) =>
    openSurveyDesk({
      form: of,
      draft,
      readOnly: false,
      household,
      task: null,
      policy: null,
      today: clock.today,
      onePerPage: () => false,
      keep: () => undefined,
      onPlace: () => undefined,
      explain: () => undefined,
    });

  it('ask for the result before what only an inclusion needs', () => {
    const survey = desk(begun().survey);
    expect(stepsOf(survey, [], null).map((step) => step.id)).toEqual(['s:household', 's:people', 's:guarantees', 'result']);
    survey.tell('include', 'yes');
    expect(stepsOf(survey, [], true).map((step) => step.id)).toEqual([
      's:household',
      's:people',
      's:guarantees',
      'result',
      's:income',
      's:hardship',
      's:help',
      'people',
    ]);
  });

  it('of any other form come in its order, the result last', () => {
    const other = loadDefinition({
      ...OFFICIAL_SURVEY,
      id: 'other',
      lists: {},
      items: [
        { kind: 'question', type: 'text', name: 'crop' },
        { kind: 'question', type: 'hidden', name: 'origin' },
        { kind: 'group', name: 'water', items: [{ kind: 'question', type: 'integer', name: 'wells' }] },
      ],
    }).form as Form;
    expect(sectionsOf(other).map((node) => node.key)).toEqual(['crop', 'water']);
    const survey = desk({ form: 'other', version: '1', root: { id: 'root', values: {}, repeats: {} } }, other);
    expect(stepsOf(survey, [], false).map((step) => step.id)).toEqual(['s:crop', 's:water', 'result']);
  });

  it('an answer wakes up only the fields that it changes', () => {
    const survey = desk(begun().survey);
    const before = survey.view('root', 'address');
    survey.answer('root', 'phone', '13900000000', 'typing');
    expect(survey.view('root', 'phone')?.value).toBe('13900000000');
    expect(survey.view('root', 'address')).toBe(before);
  });

  it('whoever is taken out comes back with a tap, answers and all', () => {
    const survey = desk(begun().survey);
    const id = survey.add('root', 'members') as string;
    survey.answer(id, 'name', '小石头', 'typing');
    survey.remove(id, '小石头');
    expect(survey.instances('root', 'members')).toHaveLength(household.members.length);
    expect(survey.removed.value?.name).toBe('小石头');
    survey.removed.value?.bringBack();
    expect(survey.view(survey.instances('root', 'members').at(-1)?.id ?? '', 'name')?.value).toBe('小石头');
    expect(survey.removed.value).toBeNull();
  });

  it('an answer is found in the section where it stands, a member’s spell of work too', () => {
    const survey = desk(begun().survey);
    const [first] = survey.instances('root', 'members');
    const job = survey.add(first?.id ?? '', 'jobs') as string;
    expect(survey.sectionKey({ instanceId: 'root', key: 'phone' })).toBe('household');
    expect(survey.sectionKey({ instanceId: job, key: 'workPlace' })).toBe('people');
    expect(survey.sectionKey({ instanceId: 'nobody', key: 'name' })).toBeNull();
  });

  describe('remarks', () => {
    const gather = (draft: CheckDraft, survey = desk(draft.survey)): Remark[] =>
      gatherRemarks({
        draft,
        survey,
        supplements: [],
        facts: null,
        context: null,
        suggestion: null,
        visitors: visitorsNamed(draft).length,
        words: zh,
      });

    it('name the field that is empty, and stay open until it is filled or can’t be verified', () => {
      const survey = opened(begun().survey);
      answer(survey, 'root', 'waterProblem', null);
      const draft = { ...begun(), survey: draftOf(survey) };
      const found = gather(draft);
      expect(found.filter((one) => one.code === 'check.unconfirmed').map((one) => one.key)).toEqual(['household', 'people', 'guarantees']);
      const water = found.find((one) => one.key === 'waterProblem') as Remark;
      expect(water).toMatchObject({ code: 'form.required', weight: 'error', explanation: null });
      expect(water.text).toContain('饮水');
      const marked = explain(draft, water, { kind: 'unverifiable', text: '本人不在家' });
      expect(gather(marked).filter(isOpen)).toHaveLength(found.length - 1);
      // An error is not talked away.
      const talked = explain(draft, water, { kind: 'explained', text: '没事' });
      expect(gather(talked).filter(isOpen)).toHaveLength(found.length);
      expect(gather(explain(marked, water, null)).filter(isOpen)).toHaveLength(found.length);
    });

    it('an inclusion by one visitor, and another category than suggested, ask for a word', () => {
      const draft = { ...begun(), survey: draftOf(cleared()), include: true, category: 'sudden' as const, visitors: ['赵采集'] };
      const found = gatherRemarks({
        draft,
        survey: desk(draft.survey),
        supplements: [],
        facts: null,
        context: null,
        suggestion: { category: 'marginal', because: '' },
        visitors: 1,
        words: zh,
      });
      expect(found.map((one) => [one.code, one.weight])).toEqual([
        ['check.disagreement', 'warning'],
        ['check.visitors', 'warning'],
      ]);
      const said = found.reduce((so, remark) => explain(so, remark, { kind: 'explained', text: '大病刚确诊' }), draft as CheckDraft);
      expect(said.explanations).toHaveLength(2);
    });
  });

  it('told that the check is an inclusion the form opens its income; told otherwise it hides what was answered there', () => {
    const survey = cleared();
    tell(survey, 'include', 'yes');
    answer(survey, 'root', 'wagesWork', 12_000);
    expect(submissionOf(survey).root.values.wagesWork).toBe(12_000);
    tell(survey, 'include', 'no');
    expect(submissionOf(survey).root.values.wagesWork).toBeUndefined();
    expect(draftOf(survey).root.values.wagesWork).toBe(12_000);
  });
});
