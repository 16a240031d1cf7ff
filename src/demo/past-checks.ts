// Earlier checks of a household, 2024 to now: what the collector reads under 以前的核查 and why it ended so.
import type { Household, PastCheck } from '../domain/household.ts';
import type { NotIncludedReason } from '../domain/visit.ts';
import { addDays } from './days.ts';
import type { Dice } from './dice.ts';
import type { Standing } from './livelihood.ts';

type Reason = Exclude<NotIncludedReason, 'alreadyMonitored' | 'other'>;

const SUMMARIES: Record<Reason, readonly string[]> = {
  reimbursed: ['住院费用经居民医保、大病保险报销后自付不多，家里能承担。', '慢性病用药已办门诊慢特病，报销后负担不重，不影响生活。'],
  stableIncome: ['家中有人常年务工，收入稳定，没有返贫风险。', '种植山楂、连翘有固定收入，支出能负担。'],
  supported: ['老人由儿子轮流赡养，按月给生活费。', '女儿在外工作，定期寄钱回家，生活有保障。'],
  untrue: ['经入户核实，费用为同名人员产生，与本户无关。', '线索信息有误，本人未发生该项支出。'],
  notHere: ['全家已在外地定居多年，收入稳定，电话核实。', '户籍在本村，长期随子女在外居住。'],
};

const REASON_WEIGHTS: readonly (readonly [Reason, number])[] = [
  ['reimbursed', 44],
  ['stableIncome', 30],
  ['supported', 15],
  ['untrue', 7],
  ['notHere', 4],
];

const INCLUDED: Record<Exclude<Household['category'], 'none'>, string> = {
  unstable: '家庭收入不稳，支出较大，人均纯收入在监测线以内，有返贫风险。',
  marginal: '人均纯收入在监测线以内，劳动力不足，有致贫风险。',
  sudden: '家庭突遇大额自付支出，基本生活出现严重困难。',
};

/**
 * Oldest first, every day before `today`. Whoever was ever monitored has the check that took them in: at least 14 months ago for those
 * whose risk is gone (identification, then no less than half a year), within the last year for the rest. Of the others about every ninth was checked and not included.
 */
export function pastChecksOf(dice: Dice, standing: Standing, today: string): PastCheck[] {
  const checks: PastCheck[] = [];
  if (standing.category !== 'none') {
    const daysAgo = standing.monitorState === 'monitored' ? dice.between(35, 330) : dice.between(430, 1_000);
    checks.push({
      on: addDays(today, -daysAgo),
      origin: dice.weighted([
        ['lead', 6],
        ['round', 2],
        ['self', 1],
        ['sweep', 1],
      ] as const),
      include: true,
      reason: '',
      summary: INCLUDED[standing.category],
    });
  }
  if (dice.chance(0.11)) {
    const reason = dice.weighted(REASON_WEIGHTS);
    // Somebody taken in was not checked again as a stranger, so this lies before it.
    const newest = checks[0]?.on ?? addDays(today, -dice.between(20, 60));
    checks.unshift({
      on: addDays(newest, -dice.between(15, 400)),
      origin: dice.weighted([
        ['lead', 7],
        ['sweep', 2],
        ['round', 1],
      ] as const),
      include: false,
      reason,
      summary: dice.pick(SUMMARIES[reason]),
    });
  }
  return checks;
}
