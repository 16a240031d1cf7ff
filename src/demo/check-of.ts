// A check of a household of the demonstration county as a collector hands it in: the official survey opened with what the archive knows, confirmed section by section, with what was found otherwise.

import { knownOf } from '../domain/archive/known-of.ts';
import { finish, newDraft } from '../domain/draft.ts';
import { ALL_INCOME_ITEMS } from '../domain/facts/income.ts';
import { factsOfAnswers } from '../domain/facts/of-content.ts';
import type { Household } from '../domain/household.ts';
import type { IncomeItem } from '../domain/official/codes.ts';
import { suggestedMeasures } from '../domain/official/matching-measures.ts';
import { OFFICIAL_SURVEY } from '../domain/official/survey.ts';
import { SHANXI_POLICY_2026 } from '../domain/policy-defaults.ts';
import { DEFAULT_NAMES } from '../domain/policy-names.ts';
import type { RiskCode } from '../domain/risk.ts';
import { remarksOf } from '../domain/rules/remarks.ts';
import { suggestedSummary } from '../domain/summary.ts';
import type { Form } from '../domain/survey/form.ts';
import { loadDefinition } from '../domain/survey/load.ts';
import type { Survey } from '../domain/survey/recompute.ts';
import { submissionOf } from '../domain/survey/submission.ts';
import { addInstance, answer, confirmKnown, draftOf, openSurvey, ROOT, tell } from '../domain/survey/survey.ts';
import type { Task } from '../domain/task.ts';
import type { CheckContent, CheckResult } from '../domain/visit.ts';
import { diceOf } from './dice.ts';

/** What the collector found and decided. `phone` and `leaving` (a member's id, and the day) only where they are otherwise than known. */
export interface Found {
  about: Pick<Task, 'leads' | 'personName' | 'origin'>;
  result: Pick<CheckResult, 'include' | 'category' | 'reason'>;
  phone?: string;
  leaving?: { memberId: string; on: string };
  risks?: readonly RiskCode[];
  /** The moment it was made, in China's time. */
  madeAt: Date;
}

const VISITORS = ['张晓红（演示）', '李建军（演示）'];
/** In the order in which they are confirmed: 家庭、成员、三保障, then what 纳入 opens. */
const SECTIONS = ['household', 'people', 'guarantees', 'income', 'hardship', 'help'];

let loaded: Form | null = null;

function officialForm(): Form {
  loaded ??= loadDefinition(OFFICIAL_SURVEY).form;
  if (!loaded) throw new Error('the official survey does not load');
  return loaded;
}

/** What a family without items of its own says of its income: each total under the item that most of it comes from, the rest none. */
function answerIncome(survey: Survey, { income }: Household): void {
  if (!income || income.items) return;
  const { wages, business, property, transfers, costs, claims, selfPaid } = income.totals;
  const said: Partial<Record<IncomeItem, number>> = {
    wagesOdd: wages,
    businessCrops: business,
    propertyLand: property,
    transferChildren: transfers,
    costsCrops: costs,
    claims,
    spendMedical: selfPaid,
  };
  for (const item of ALL_INCOME_ITEMS) answer(survey, ROOT, item, said[item] ?? 0);
}

function answerHelp(survey: Survey, risks: readonly RiskCode[], on: string): void {
  answer(survey, ROOT, 'risks', [...risks]);
  for (const measure of suggestedMeasures(risks, [])) {
    const { id } = addInstance(survey, ROOT, 'measures');
    if (id === null) continue;
    answer(survey, id, 'measure', measure);
    answer(survey, id, 'state', 'planned');
    answer(survey, id, 'measureOn', on);
  }
}

/** Throws for a check that a phone would not let go: the demonstration is to be a county whose phones work. */
export function checkOf(household: Household, { about, result, phone, leaving, risks = [], madeAt }: Found): CheckContent {
  const local = new Date(madeAt.getTime() + 8 * 3_600_000).toISOString();
  const clock = { today: local.slice(0, 10), now: `${local.slice(0, -1)}+08:00` };
  const dice = diceOf(`check:${household.id}:${about.origin}`);
  const survey = openSurvey(officialForm(), { clock, newId: dice.uuid, language: 'zh', known: knownOf(household) });
  const { monitoringLine: line, ruleThresholds: thresholds } = SHANXI_POLICY_2026;
  const county = household.villageCode.slice(0, 6);
  for (const [key, value] of Object.entries({ monitoringLine: line, sharpDrop: thresholds.incomeChange, county, origin: about.origin })) {
    tell(survey, key, value);
  }
  tell(survey, 'include', result.include ? 'yes' : 'no');
  if (phone !== undefined) answer(survey, ROOT, 'phone', phone);
  if (leaving) {
    answer(survey, leaving.memberId, 'presence', 'movedOut');
    answer(survey, leaving.memberId, 'presenceOn', leaving.on);
  }
  if (result.include) {
    answerIncome(survey, household);
    answerHelp(survey, risks, clock.today);
  }
  for (const section of SECTIONS) confirmKnown(survey, ROOT, section);
  const submission = submissionOf(survey);
  const facts = factsOfAnswers(submission, { include: result.include, category: result.category }, household);
  const remarks = remarksOf(facts, { today: clock.today, line, thresholds, names: DEFAULT_NAMES, county, elsewhere: null });
  const error = remarks.find(({ severity }) => severity === 'E');
  if (error) throw new Error(`a demonstration check has an error: ${error.code} ${error.message}`);
  const draft = {
    ...newDraft(draftOf(survey), VISITORS),
    ...result,
    respondent: household.headName,
    explanations: remarks.map(({ code, instanceId, key }) => ({ code, instanceId, key, kind: 'explained' as const, text: '已当面核对，情况属实' })),
  };
  return finish(draft, { survey: submission, supplements: [] }, suggestedSummary(result, facts, about, line, DEFAULT_NAMES));
}
