// The official survey answered at random: it never throws, is always what it would be if computed anew, and hands in nothing that is not asked.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Draft, Submission, type SubmittedInstance } from '../../src/domain/survey/answers.ts';
import { judgeSubmission } from '../../src/domain/survey/judge.ts';
import { progressOf, remarksOf } from '../../src/domain/survey/progress.ts';
import type { Survey } from '../../src/domain/survey/recompute.ts';
import { submissionOf } from '../../src/domain/survey/submission.ts';
import { addInstance, answer, confirmKnown, draftOf, openSurvey, removeInstance, setClock, takeBack, tell } from '../../src/domain/survey/survey.ts';
import { viewOf } from '../../src/domain/survey/view.ts';
import { eight, household, idOf, officialForm } from './official-support.ts';
import { clock, counter } from './support.ts';

const choices = [...new Set(Object.values(officialForm.definition.lists).flatMap((list) => list.slice(0, 8).map(({ name }) => name)))];
const raw: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom(...choices),
  fc.constantFrom<unknown>(
    null,
    undefined,
    '',
    'yes',
    'no',
    true,
    {},
    Number.NaN,
    '__proto__',
    ['healthy', 'disabled'],
    ['disaster', 'other'],
    '2026-10',
    '1９9,000.5',
  ),
  fc.constantFrom(
    idOf('1950-01-01', '1'),
    idOf('2013-04-18', '2'),
    idOf('2020-09-01', '1'),
    '14992620130230002X',
    '999999201304180010',
    `${idOf('1960-02-29', '2')}11`,
  ),
  fc.constantFrom('2013-04-18', '1950-02-30', '2026-11-22', '2027-01-01'),
  fc.double({ min: -10, max: 100_000 }),
  fc.nat(60_000),
  fc.string({ maxLength: 6 }),
);
type Act = 'answer' | 'tell' | 'add' | 'remove' | 'confirm' | 'takeBack' | 'clock';
interface Step {
  act: Act;
  where: number;
  key: number;
  raw: unknown;
}
const acts: Act[] = ['answer', 'answer', 'answer', 'answer', 'answer', 'answer', 'tell', 'add', 'remove', 'confirm', 'takeBack', 'clock'];
const step: fc.Arbitrary<Step> = fc.record({ act: fc.constantFrom(...acts), where: fc.nat(40), key: fc.nat(200), raw });

const TOLD = ['include', 'monitoringLine', 'lastPerCapita', 'sharpDrop', 'monitorState'];

function take(survey: Survey, { act, where, key, raw }: Step): void {
  const ids = [...survey.instances.keys()];
  const id = ids[where % ids.length] as string;
  const keys = [...(survey.instances.get(id)?.scope.byKey.keys() ?? [])];
  const chosen = keys[key % keys.length] as string;
  if (act === 'answer') answer(survey, id, chosen, raw);
  if (act === 'tell') tell(survey, TOLD[key % TOLD.length] as string, key % 3 === 0 ? 'yes' : typeof raw === 'number' ? raw : String(raw));
  if (act === 'add') addInstance(survey, id, survey.instances.get(id)?.scope.repeats[0]?.key ?? 'none');
  if (act === 'remove') removeInstance(survey, id);
  if (act === 'confirm') confirmKnown(survey, id, chosen);
  if (act === 'takeBack') takeBack(survey, id, chosen);
  if (act === 'clock') setClock(survey, { ...clock, today: `202${key % 9}-0${1 + (where % 9)}-15` });
}

function picture(survey: Survey): unknown {
  const cells = [...survey.instances.values()].flatMap((cells) => cells.scope.nodes.map((node) => viewOf(survey, cells.id, node.key)));
  cells.sort((a, b) => (`${a?.instanceId}/${a?.key}` < `${b?.instanceId}/${b?.key}` ? -1 : 1));
  return { cells, remarks: remarksOf(survey), progress: progressOf(survey), submission: submissionOf(survey), draft: draftOf(survey) };
}

const start = (known: boolean): Survey => {
  const survey = openSurvey(officialForm, {
    clock,
    newId: counter(),
    language: 'zh',
    known: known ? household(eight(), { wagesWork: 24000.5, spendMedical: 300, measures: [{ id: 'x1', measure: 'health' }] }) : undefined,
  });
  tell(survey, 'include', 'yes');
  tell(survey, 'monitoringLine', 8000);
  return survey;
};

test('no sequence of answers makes it throw, and it is always what it would be if computed anew', () => {
  fc.assert(
    fc.property(fc.boolean(), fc.array(step, { maxLength: 30 }), (known, steps) => {
      const survey = start(known);
      for (const one of steps) take(survey, one);
      const draft = Draft.parse(JSON.parse(JSON.stringify(draftOf(survey))));
      expect(picture(survey)).toEqual(picture(openSurvey(officialForm, { clock: survey.clock, newId: counter(), language: 'zh', draft })));
    }),
    { numRuns: 120 },
  );
});

test('nothing that is not asked leaves the phone, and the server computes the same from what does', () => {
  fc.assert(
    fc.property(fc.boolean(), fc.array(step, { maxLength: 30 }), (known, steps) => {
      const survey = start(known);
      for (const one of steps) take(survey, one);
      const submission = submissionOf(survey);
      const check = (instance: SubmittedInstance): void => {
        for (const key of Object.keys(instance.values)) expect(viewOf(survey, instance.id, key)?.applies, key).toBe(true);
        for (const children of Object.values(instance.repeats)) children.forEach(check);
      };
      check(submission.root);
      const sent = Submission.parse(JSON.parse(JSON.stringify(submission)));
      expect(judgeSubmission(officialForm, sent, survey.clock, 'zh')).toEqual({ remarks: remarksOf(survey), discrepancies: [] });
    }),
    { numRuns: 120 },
  );
});
