// How a household of the demonstration county came into monitoring: its risks, the measures that answer them, and how the risk was eliminated.
import type { Household } from '../domain/household.ts';
import type { HouseholdDetails, HouseholdMeasure } from '../domain/household-details.ts';
import type { RiskCode } from '../domain/risk.ts';
import { addDays } from './days.ts';
import type { Dice } from './dice.ts';

const ill = (household: Household): boolean => household.members.some(({ health }) => health.includes('major') || health.includes('chronic'));
const disabled = (household: Household): boolean => household.members.some(({ health }) => health.includes('disabled'));
const canWork = (household: Household): boolean =>
  household.members.some(({ labour }) => labour === 'ordinary' || labour === 'skilled' || labour === 'weak');
const away = (household: Household): boolean => household.members.some(({ jobs }) => jobs !== undefined);
const studies = (household: Household): boolean =>
  household.members.some(({ schoolStage }) => /^(higher|bachelor|technician)/.test(schoolStage ?? ''));
/** 缺劳动力 holds while at most a quarter of the people have ordinary or skilled labour. */
const shortOfLabour = ({ members }: Household): boolean =>
  members.filter(({ labour }) => labour === 'ordinary' || labour === 'skilled').length * 4 <= members.length;

/** One to three that are true of the family, the most important first. */
function risksOf(dice: Dice, household: Household): RiskCode[] {
  const { guarantees, income, category } = household;
  const found: RiskCode[] = [];
  if (guarantees.housing) found.push('housing');
  if (guarantees.water) found.push('water');
  if (ill(household) && (income?.totals.selfPaid ?? 0) > 0) found.push('illness');
  if (disabled(household)) found.push('disability');
  if (studies(household)) found.push('schooling');
  if (found.length === 0 && category === 'sudden') found.push('accident');
  if (shortOfLabour(household) && dice.chance(0.7)) found.push('labour');
  if (found.length === 0 && away(household)) found.push('employment');
  if (found.length === 0 && (income?.totals.business ?? 0) > 0) found.push('industry');
  return found.length === 0 ? ['other'] : found.slice(0, 3);
}

type Answer = Pick<HouseholdMeasure, 'measure' | 'support'>;

const AGAINST: Record<RiskCode, Answer> = {
  illness: { measure: 'health' },
  schooling: { measure: 'education' },
  disability: { measure: 'support', support: 'disability' },
  housing: { measure: 'housing' },
  water: { measure: 'water' },
  disaster: { measure: 'conditions' },
  accident: { measure: 'social' },
  industry: { measure: 'industry' },
  employment: { measure: 'employment' },
  labour: { measure: 'social' },
  other: { measure: 'social' },
};

/** 一户一策: each risk answered, a development measure where there is labour, and what the family's relief is. */
function answersTo(household: Household, risks: readonly RiskCode[]): Answer[] {
  const answers = risks.map((risk) => AGAINST[risk]);
  if (canWork(household)) {
    const post = household.members.some(({ details }) => details?.publicPost !== undefined);
    const business = (household.income?.totals.business ?? 0) > 0;
    answers.push({ measure: post ? 'publicPost' : away(household) ? 'employment' : business ? 'industry' : 'finance' });
  }
  for (const relief of ['minimum', 'destitute'] as const) {
    if (household.members.some((member) => member.relief === relief)) answers.push({ measure: 'support', support: relief });
  }
  if (disabled(household)) answers.push({ measure: 'support', support: 'disability' });
  return answers.filter(
    (answer, index) => answers.findIndex((other) => other.measure === answer.measure && other.support === answer.support) === index,
  );
}

const BY: Partial<Record<HouseholdMeasure['measure'], string>> = {
  health: '县医保局',
  housing: '县住建局',
  water: '县水利局',
  education: '县教育局',
  support: '县民政局',
};

/** Nothing for a household never monitored. Every day lies before `today`. */
export function caseHistoryOf(dice: Dice, household: Household, today: string): HouseholdDetails {
  const decided = household.pastChecks.find((check) => check.include);
  if (household.category === 'none' || !decided) return {};
  // The county decides within 15 days of the visit.
  const identifiedOn = addDays(decided.on, dice.between(8, 15));
  const risks = risksOf(dice, household);
  const since = decided.on.slice(0, 7);
  const measures = answersTo(household, risks).map(
    (answer): HouseholdMeasure => ({
      id: dice.uuid(),
      ...answer,
      state: 'done',
      measureOn: addDays(identifiedOn, dice.between(2, 9)),
      measureBy: BY[answer.measure] ?? household.helper?.unit ?? '',
    }),
  );
  const history: HouseholdDetails = {
    identifiedOn,
    risks,
    measures,
    ...(risks.includes('other') ? { riskText: '收入来源单一' } : {}),
    ...(risks.includes('accident') ? { suddenWhat: '意外受伤', suddenOn: addDays(decided.on, -dice.between(10, 60)), suddenBorneBy: 'self' } : {}),
    ...(household.guarantees.housing ? { housingWho: '全家', housingSince: since, housingAction: '已列入危房改造计划' } : {}),
    ...(household.guarantees.water ? { waterWho: '全家', waterSince: since, waterAction: '水利站正在接管道' } : {}),
  };
  if (household.monitorState !== 'eliminated') return history;
  const days = Math.round((Date.parse(today) - Date.parse(identifiedOn)) / 86_400_000);
  return {
    ...history,
    eliminatedOn: addDays(identifiedOn, dice.between(200, Math.max(201, days - 10))),
    eliminationWay: dice.chance(0.9) ? 'helped' : 'natural',
    eliminationContact: household.helper?.name ?? household.headName,
    eliminationPhone: household.helper?.phone ?? household.phone,
  };
}
