// A county's own form beside the survey may call a question as the survey does: what is wrong in one is not wrong in the other, and a word about one answers one.
import { expect, test } from 'vitest';
import { formOf } from '../../src/domain/form-code.ts';
import { judgeCheck } from '../../src/domain/judge-check.ts';
import { submissionOf } from '../../src/domain/survey/submission.ts';
import { context } from '../rules/family.ts';
import { aCheck } from '../support/household.ts';
import { open, question } from './support.ts';

const needed = question('text', 'phone', { required: true, label: { zh: '电话' } });

test('a missing answer of a supplement is its own, and stays open though the survey’s was explained', () => {
  const [survey, first, second] = [open([needed]), open([needed]), open([needed])];
  const content = aCheck(submissionOf(survey).root, {
    survey: submissionOf(survey),
    supplements: [submissionOf(first), submissionOf(second)],
    explanations: [{ code: 'form.1.required', instanceId: 'root', key: 'phone', kind: 'unverifiable', text: '管井人不在' }],
  });
  const forms = [survey.form, first.form, second.form];
  const found = judgeCheck(content, null, forms, context, '2026-11-22T10:00:00+08:00').filter(({ key }) => key === 'phone');
  expect(found.map(({ code, standing }) => [code, standing])).toEqual([
    ['form.required', 'open'],
    ['form.1.required', 'unverifiable'],
    ['form.2.required', 'open'],
  ]);
  expect(found.map(({ code }) => formOf(code))).toEqual([0, 1, 2]);
  expect([formOf('identity.idElsewhere'), formOf('')]).toEqual([0, 0]);
});
