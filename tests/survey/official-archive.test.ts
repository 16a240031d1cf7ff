// The official survey among its neighbours: what the archive knows fills it in, what the rules find stands at one of its questions.
import { describe, expect, test } from 'vitest';
import { drawCounty } from '../../src/demo/county.ts';
import { knownOf } from '../../src/domain/archive/known-of.ts';
import { factsOfAnswers } from '../../src/domain/facts/of-content.ts';
import { factsOfHousehold } from '../../src/domain/facts/of-household.ts';
import type { Facts, MemberFacts } from '../../src/domain/facts.ts';
import type { Household } from '../../src/domain/household.ts';
import { OFFICIAL_SURVEY } from '../../src/domain/official/survey.ts';
import { DEFAULT_RULE_THRESHOLDS } from '../../src/domain/policy-defaults.ts';
import { missingQuestions } from '../../src/domain/rules/needed-names.ts';
import { remarksOf as foundBy } from '../../src/domain/rules/remarks.ts';
import type { FormNode } from '../../src/domain/survey/form.ts';
import { progressOf, remarksOf } from '../../src/domain/survey/progress.ts';
import type { Survey } from '../../src/domain/survey/recompute.ts';
import { submissionOf } from '../../src/domain/survey/submission.ts';
import { confirmKnown } from '../../src/domain/survey/survey.ts';
import { readDivisions } from '../../src/server/ledger/divisions.ts';
import { EXAMPLES } from '../rules/examples/examples.ts';
import { context } from '../rules/family.ts';
import { officialForm, openOfficial } from './official-support.ts';
import { clock } from './support.ts';

const divisions = readDivisions('data/divisions-jiangxian.csv');
const households = [...drawCounty({ divisions, size: { households: 300, people: 1_010 }, seed: 'official', today: clock.today, line: 8000 })].flatMap(
  (village) => village.households,
);

/** A collector who finds everything as the archive says. */
function confirmed(household: Household, include: 'yes' | 'no'): Survey {
  const survey = openOfficial(knownOf(household), { include });
  for (const step of ['household', 'people', 'guarantees', 'income', 'hardship', 'help']) confirmKnown(survey, 'root', step);
  return survey;
}

describe('a county of households', () => {
  test('nothing that the archive knows is a fault of the form, and everything of it is confirmed with the sections', () => {
    for (const household of households)
      for (const include of ['yes', 'no'] as const) {
        const survey = confirmed(household, include);
        expect(remarksOf(survey), household.headName).toEqual([]);
        expect(progressOf(survey).unconfirmed).toBe(0);
      }
  });

  /** What somebody of that age is not asked: the form need not hand in what nobody would say. */
  const unasked = (known: MemberFacts): (keyof MemberFacts)[] => {
    const gone = known.presence === 'dead' || known.presence === 'movedOut';
    const keys: (keyof MemberFacts)[] = ['employeeMedical', 'employeePension', 'residentPension', 'destitute', 'majorInsurance', 'certificateNo'];
    return gone ? (Object.keys(known) as (keyof MemberFacts)[]) : keys;
  };

  test('a check that confirms everything has the facts of the archive, but for what follows from another answer', () => {
    for (const household of households) {
      const archived = factsOfHousehold(household);
      const found = factsOfAnswers(submissionOf(confirmed(household, 'no')), { include: false, category: null }, household);
      expect(found.household).toEqual(archived.household);
      expect(found.guarantees).toEqual(archived.guarantees);
      expect(found.members.map(({ instanceId }) => instanceId)).toEqual(archived.members.map(({ instanceId }) => instanceId));
      for (const [index, known] of archived.members.entries()) {
        const without = (facts: MemberFacts | undefined): object =>
          Object.fromEntries(Object.entries(facts ?? {}).filter(([key]) => !unasked(known).includes(key as keyof MemberFacts)));
        expect(without(found.members[index])).toEqual(without(known));
      }
    }
  });

  test('a clean check has nothing to put right but what is wrong in the archive itself, at the same question', () => {
    const rules = { ...context, today: clock.today, thresholds: DEFAULT_RULE_THRESHOLDS };
    let clean = 0;
    for (const household of households) {
      const errors = (facts: Facts): string[] =>
        foundBy(facts, rules).flatMap(({ severity, code, instanceId, key }) => (severity === 'E' ? [`${code} ${instanceId}/${key}`] : []));
      const found = errors(factsOfAnswers(submissionOf(confirmed(household, 'no')), { include: false, category: null }, household));
      const archived = errors(factsOfHousehold(household));
      expect(found.filter((error) => !archived.includes(error))).toEqual([]);
      if (found.length === 0) clean++;
    }
    expect(clean).toBeGreaterThan(households.length * 0.9);
  });
});

describe('the rules', () => {
  test('find every name that they look for', () => {
    expect(missingQuestions(OFFICIAL_SURVEY, OFFICIAL_SURVEY)).toEqual([]);
  });

  const keysOf = (repeat: string | null): ReadonlySet<string> => {
    const scope = repeat === null ? officialForm.root : (officialForm.byName.get(repeat) as FormNode).inner;
    return new Set(scope?.byKey.keys() ?? []);
  };
  const [root, members, jobs, measures] = [keysOf(null), keysOf('members'), keysOf('jobs'), keysOf('measures')];

  /** Not asked by the survey: category and reason are the check's own result, the day of identification the case's. */
  const elsewhere = ['category', 'reason', 'identifiedOn'];

  test.each(EXAMPLES)('$code points at a question to jump to', ({ code, breaks }) => {
    for (const { facts, context: changes } of breaks)
      for (const { instanceId, key } of foundBy(facts, { ...context, ...changes }).filter((remark) => remark.code === code)) {
        const member = facts.members.find((one) => one.instanceId === instanceId);
        const job = facts.members.some((one) => one.jobs.some((spell) => spell.instanceId === instanceId));
        const names = instanceId === 'root' ? [...root, ...elsewhere] : member ? members : job ? jobs : measures;
        expect([...names], `${instanceId}/${key}`).toContain(key);
      }
  });
});
