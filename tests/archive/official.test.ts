// What the archive knows, in the official survey: every value finds its question, none is thrown out, and a check through the real form comes back as facts.
import { expect, test } from 'vitest';
import { knownOf } from '../../src/domain/archive/known-of.ts';
import { rememberCheck } from '../../src/domain/archive/remember-check.ts';
import { differencesOf } from '../../src/domain/comparison.ts';
import { factsOfAnswers } from '../../src/domain/facts/of-content.ts';
import { factsOfHousehold } from '../../src/domain/facts/of-household.ts';
import { HouseholdDetails } from '../../src/domain/household-details.ts';
import { Job, MemberDetails } from '../../src/domain/member-details.ts';
import { OFFICIAL_SURVEY } from '../../src/domain/official/survey.ts';
import type { Item } from '../../src/domain/survey/definition.ts';
import type { Form } from '../../src/domain/survey/form.ts';
import { loadDefinition } from '../../src/domain/survey/load.ts';
import { remarksOf } from '../../src/domain/survey/progress.ts';
import type { Survey } from '../../src/domain/survey/recompute.ts';
import { submissionOf } from '../../src/domain/survey/submission.ts';
import { answer, confirmKnown, openSurvey, ROOT, tell } from '../../src/domain/survey/survey.ts';
import { aCheck, aHousehold, memberId } from '../support/household.ts';
import { clock, counter } from '../survey/support.ts';
import { WELL_KNOWN } from './well-known.ts';

const form = loadDefinition(OFFICIAL_SURVEY).form as Form;
const ON = '2026-11-22';

function opened(household: typeof WELL_KNOWN, include: 'yes' | 'no'): Survey {
  const survey = openSurvey(form, { clock, newId: counter(), language: 'zh', known: knownOf(household) });
  tell(survey, 'include', include);
  return survey;
}
const confirmed = (survey: Survey): Survey => {
  for (const key of ['household', 'people', 'guarantees', 'income', 'hardship', 'help']) confirmKnown(survey, ROOT, key);
  return survey;
};

/** Every name under which a question of the form asks the archive. */
const asked = (items: readonly Item[]): string[] =>
  items.flatMap((item) => (item.kind === 'question' ? (item.prefill ? [item.prefill] : []) : asked(item.items)));

test('everything that the archive can hold has its question in the official survey', () => {
  const names = new Set(asked(OFFICIAL_SURVEY.items));
  const kept = ['identifiedOn', 'eliminatedOn', 'perCapitaBefore', 'placeName', 'measures', 'suggested'];
  const details = [HouseholdDetails, MemberDetails, Job].flatMap((schema) => Object.keys(schema.shape)).filter((key) => !kept.includes(key));
  expect(details.filter((key) => !names.has(key))).toEqual([]);
});

test('no known value is refused by its question', () => {
  const survey = confirmed(opened(WELL_KNOWN, 'yes'));
  expect(remarksOf(survey).filter(({ fault }) => fault !== 'required')).toEqual([]);
});

test('confirmed section by section, the survey says of the household what the archive says', () => {
  const survey = confirmed(opened(WELL_KNOWN, 'yes'));
  const submission = submissionOf(survey);
  const [archived, found] = [factsOfHousehold(WELL_KNOWN), factsOfAnswers(submission, null, WELL_KNOWN)];
  expect(found.household).toEqual(archived.household);
  expect(found.members.map(({ name, idNumber, labour, health, jobs }) => ({ name, idNumber, labour, health, jobs }))).toEqual(
    archived.members.map(({ name, idNumber, labour, health, jobs }) => ({ name, idNumber, labour, health, jobs })),
  );
  expect([found.income?.totals, found.risks, found.measures]).toEqual([archived.income?.totals, archived.risks, archived.measures]);
  const content = aCheck(submission.root, { survey: submission });
  expect(differencesOf(WELL_KNOWN, content)).toEqual([]);
  const next = rememberCheck(WELL_KNOWN, content, { on: ON, origin: 'lead', newId: counter() });
  expect({ ...next, pastChecks: [], version: 0, income: null, details: null }).toEqual({
    ...WELL_KNOWN,
    pastChecks: [],
    version: 0,
    income: null,
    details: null,
  });
  expect(next.income).toEqual({ ...WELL_KNOWN.income, year: 2026 });
  expect(next.details).toEqual({ ...WELL_KNOWN.details, perCapitaBefore: 12250 });
});

test('the quick path that touched nothing but the four guarantees tells the archive nothing else', () => {
  const survey = opened(WELL_KNOWN, 'no');
  confirmKnown(survey, ROOT, 'guarantees');
  const submission = submissionOf(survey);
  const content = aCheck(submission.root, { survey: submission });
  expect(differencesOf(WELL_KNOWN, content)).toEqual([]);
  const { pastChecks, version, ...next } = rememberCheck(WELL_KNOWN, content, { on: ON, origin: 'lead', newId: counter() });
  const { pastChecks: _, version: before, ...was } = WELL_KNOWN;
  expect(next).toEqual(was);
  expect([pastChecks.length, version]).toEqual([1, before + 1]);
});

test('a child who came of school age and a new phone come back as two differences, and stay', () => {
  const household = aHousehold({ members: WELL_KNOWN.members });
  const survey = confirmed(opened(household, 'no'));
  answer(survey, ROOT, 'phone', '15400000077');
  answer(survey, memberId(3), 'schoolStage', 'junior1');
  const submission = submissionOf(survey);
  const content = aCheck(submission.root, { survey: submission });
  expect(differencesOf(household, content).map(({ path }) => path)).toEqual(['root/phone', `${memberId(3)}/schoolStage`]);
  const next = rememberCheck(household, content, { on: ON, origin: 'lead', newId: counter() });
  expect([next.phone, next.members[2]?.schoolStage]).toEqual(['15400000077', 'junior1']);
});
