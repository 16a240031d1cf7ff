// What somebody took away is gone from the archive; what a form only suggested is kept as a suggestion and never shown as known.
import { expect, test } from 'vitest';
import { fieldsOf, householdFrom } from '../../src/domain/archive/fields.ts';
import { knownOf } from '../../src/domain/archive/known-of.ts';
import { rememberCheck } from '../../src/domain/archive/remember-check.ts';
import { differencesOf } from '../../src/domain/comparison.ts';
import { surveyFrom } from '../../src/domain/draft.ts';
import { factsOfHousehold } from '../../src/domain/facts/of-household.ts';
import type { Household } from '../../src/domain/household.ts';
import { readingOf } from '../../src/domain/survey/reading.ts';
import type { Survey } from '../../src/domain/survey/recompute.ts';
import { submissionOf } from '../../src/domain/survey/submission.ts';
import { addInstance, answer, openSurvey, ROOT, tell } from '../../src/domain/survey/survey.ts';
import { viewOf } from '../../src/domain/survey/view.ts';
import { CheckContent } from '../../src/domain/visit.ts';
import { aCheck, idNumberOf, memberId } from '../support/household.ts';
import { officialForm } from '../survey/official-support.ts';
import { clock, counter } from '../survey/support.ts';
import { WELL_KNOWN } from './well-known.ts';

const opened = (household: Household): Survey => {
  const survey = openSurvey(officialForm, { clock, newId: counter(), language: 'zh', known: knownOf(household) });
  tell(survey, 'include', 'no');
  return survey;
};
const contentOf = (survey: Survey): CheckContent => {
  const submission = submissionOf(survey);
  return CheckContent.parse(aCheck(submission.root, { survey: submission }));
};
const remembered = (household: Household, content: CheckContent): Household =>
  rememberCheck(household, content, { on: '2026-11-22', origin: 'lead', newId: counter() });

test('a phone, a road and a member’s ethnic group that were emptied are not known any more, and the reviewer sees it', () => {
  const household = { ...WELL_KNOWN, phone: '15400000001', details: { ...WELL_KNOWN.details, road: 'cement' as const } };
  const survey = opened(household);
  answer(survey, ROOT, 'phone', null);
  answer(survey, ROOT, 'road', null);
  answer(survey, memberId(2), 'ethnic', null);
  const content = contentOf(survey);
  expect(content.survey.root.emptied?.toSorted()).toEqual(['phone', 'road']);
  const differences = differencesOf(household, content);
  expect(differences.map(({ path, kind, before, after }) => [path, kind, before, after])).toEqual([
    ['root/phone', 'changed', '15400000001', null],
    ['root/road', 'changed', 'cement', null],
    [`${memberId(2)}/ethnic`, 'changed', '01', null],
  ]);
  const rows = JSON.stringify(readingOf(officialForm, content.survey, { rows: 'answered', language: 'zh', known: knownOf(household) }));
  expect(rows.match(/"emptied":true/g)).toHaveLength(3);
  const next = remembered(household, content);
  expect([next.phone, next.details?.road, next.members[1]?.ethnic]).toEqual(['', undefined, '']);
  expect(Object.keys(knownOf(next))).not.toContain('road');
  // Everything else stays as it was.
  const { pastChecks: _, version: __, ...rest } = { ...next, phone: household.phone };
  const { pastChecks: _was, version: __was, ...before } = household;
  const { road, ...details } = household.details;
  expect(road).toBe('cement');
  expect(rest).toEqual({ ...before, details, members: before.members.map((one, index) => (index === 1 ? { ...one, ethnic: '' } : one)) });
});

test('what was emptied and typed again is known as typed; what was never known can’t be taken away', () => {
  const household = { ...WELL_KNOWN, phone: '15400000001' };
  const survey = opened(household);
  answer(survey, ROOT, 'phone', null);
  answer(survey, ROOT, 'phone', '15400000009');
  answer(survey, ROOT, 'landWater', 3);
  answer(survey, ROOT, 'landWater', null);
  const content = contentOf(survey);
  expect(content.survey.root.emptied).toBeUndefined();
  expect(remembered(household, content).phone).toBe('15400000009');
});

/** A child of three who came into the family: everything but name and number is suggested. */
function withChild(household: Household): { survey: Survey; id: string } {
  const survey = opened(household);
  const { id } = addInstance(survey, ROOT, 'members');
  if (id === null) throw new Error('nobody can be added');
  answer(survey, id, 'name', '王小宝');
  answer(survey, id, 'idNumber', idNumberOf('2023-03-04', 5));
  answer(survey, id, 'relation', '41');
  return { survey, id };
}

test('a suggestion stands in the archive for the rules, but the next check suggests anew instead of showing it as known', () => {
  const { survey, id } = withChild(WELL_KNOWN);
  const content = contentOf(survey);
  const child = content.survey.root.repeats.members?.find((one) => one.id === id);
  expect(child?.values.labour).toBe('none');
  expect(child?.suggested).toEqual(expect.arrayContaining(['labour', 'schoolStage']));
  const next = remembered(WELL_KNOWN, content);
  const kept = next.members.at(-1);
  expect(kept).toMatchObject({ name: '王小宝', labour: 'none', details: { suggested: ['labour', 'schoolStage'] } });
  expect(factsOfHousehold(next).members.at(-1)?.labour).toBe('none');
  const known = (knownOf(next).members as Record<string, unknown>[]).at(-1);
  expect(known).toMatchObject({ name: '王小宝' });
  for (const key of ['labour', 'schoolStage', 'inSchool', 'suggested']) expect(known).not.toHaveProperty(key);
});

test('once somebody has said it, it is known', () => {
  const { survey, id } = withChild(WELL_KNOWN);
  const first = remembered(WELL_KNOWN, contentOf(survey));
  const memberIdOfChild = first.members.at(-1)?.id ?? '';
  const again = opened(first);
  expect(viewOf(again, memberIdOfChild, 'labour')?.value).toBe('none');
  answer(again, memberIdOfChild, 'labour', 'none');
  const next = remembered(first, contentOf(again));
  expect(next.members.at(-1)?.details?.suggested).toEqual(['schoolStage']);
  expect((knownOf(next).members as Record<string, unknown>[]).at(-1)).toMatchObject({ labour: 'none' });
  expect(id).not.toBe('');
});

test('a check that came back goes on with what was emptied empty, and with suggestions that still follow the age', () => {
  const household = { ...WELL_KNOWN, phone: '15400000001' };
  const { survey, id } = withChild(household);
  answer(survey, ROOT, 'phone', null);
  const draft = surveyFrom(submissionOf(survey), officialForm, knownOf(household));
  const back = openSurvey(officialForm, { clock, newId: counter(), language: 'zh', draft });
  expect(viewOf(back, ROOT, 'phone')?.value ?? null).toBeNull();
  expect(viewOf(back, id, 'labour')?.value).toBe('none');
  answer(back, id, 'idNumber', idNumberOf('1990-03-04', 5));
  expect(viewOf(back, id, 'labour')?.value ?? null).toBeNull();
});

test('taken apart and put together, suggestions are still no more than that, and what one record says counts as said', () => {
  const { survey } = withChild(WELL_KNOWN);
  const next = remembered(WELL_KNOWN, contentOf(survey));
  expect(householdFrom(fieldsOf(next), [next], true).members.at(-1)?.details?.suggested).toEqual(['labour', 'schoolStage']);
  const said = { ...next, members: next.members.map(({ details: _, ...member }) => member) } as Household;
  expect(householdFrom(fieldsOf(next), [next, said], true).members.at(-1)?.details?.suggested).toBeUndefined();
});
