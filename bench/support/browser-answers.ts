// What the measuring page of bench/form.ts runs in Chromium: a filled survey of any family checked by the form and by every rule, and made into the record that is sent.
import { knownOf } from '../../src/domain/archive/known-of.ts';
import { beginSurvey } from '../../src/domain/draft.ts';
import { factsOfAnswers } from '../../src/domain/facts/of-content.ts';
import type { Household } from '../../src/domain/household.ts';
import { OFFICIAL_SURVEY } from '../../src/domain/official/survey.ts';
import { policyOn } from '../../src/domain/policy.ts';
import { DEFAULT_POLICIES } from '../../src/domain/policy-defaults.ts';
import { namesOf } from '../../src/domain/policy-names.ts';
import { remarksOf as ruleRemarks } from '../../src/domain/rules/remarks.ts';
import { loadDefinition } from '../../src/domain/survey/load.ts';
import { remarksOf } from '../../src/domain/survey/progress.ts';
import { submissionOf } from '../../src/domain/survey/submission.ts';
import { answer, confirmKnown } from '../../src/domain/survey/survey.ts';

const DAY = '2026-11-22';

export interface Checked {
  /** Of each run, one after the other. */
  ms: number[];
  /** Of the record. */
  characters: number;
}

function checkAndSerialise(household: Household, runs: number): Checked {
  const { form } = loadDefinition(OFFICIAL_SURVEY);
  const policy = policyOn(DEFAULT_POLICIES, household.villageCode.slice(0, 6), DAY);
  if (!form || !policy) throw new Error('no form or no policy');
  let made = 0;
  const survey = beginSurvey(form, knownOf(household), { clock: { today: DAY, now: `${DAY}T09:30:00.000+08:00` }, newId: () => `made-${++made}` });
  for (const node of form.nodes.filter((one) => one.parent === null)) confirmKnown(survey, 'root', node.key);
  const context = {
    today: DAY,
    line: policy.monitoringLine,
    thresholds: policy.ruleThresholds,
    county: '140826',
    names: namesOf(policy),
    elsewhere: null,
  };
  const ms: number[] = [];
  let characters = 0;
  for (let run = 0; run < runs; run++) {
    // Something is another each time: nothing is found again as it was.
    answer(survey, 'root', 'phone', `1380000${1000 + run}`);
    const from = performance.now();
    const wrong = remarksOf(survey);
    const answers = submissionOf(survey);
    const said = ruleRemarks(factsOfAnswers(answers, { include: false, category: null }, household), context);
    characters = JSON.stringify({ answers, wrong, said }).length;
    ms.push(performance.now() - from);
  }
  return { ms, characters };
}

declare global {
  interface Window {
    checkAndSerialise: typeof checkAndSerialise;
  }
}
window.checkAndSerialise = checkAndSerialise;
