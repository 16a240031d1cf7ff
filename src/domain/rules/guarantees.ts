// 三保障和饮水安全: a problem leads to monitoring, a risk and a measure (domain 5, Guarantees).
import type { Facts } from '../facts.ts';
import { GUARANTEES, type GuaranteeName } from '../guarantee.ts';
import { MATCHING_MEASURES } from '../official/matching-measures.ts';
import type { RiskCode } from '../visit.ts';
import { isMonitored } from './people.ts';
import type { Finding, Rule } from './rule.ts';
import { GUARANTEE_WORDS, MEASURE_WORDS, RISK_WORDS } from './words.ts';

const DOMAIN = 'domain 5 三保障';

/** 基本医疗 has no risk of its own. */
const RISK_OF: Readonly<Partial<Record<GuaranteeName, RiskCode>>> = { housing: 'housing', schooling: 'schooling', water: 'water' };

const isUnsafe = (facts: Facts): boolean => facts.household.dwelling === 'C' || facts.household.dwelling === 'D';

/** What is not guaranteed: as asked, or as the dwelling's grade and the water say where the question was answered otherwise or not at all. */
export function guaranteeProblems(facts: Facts): { name: GuaranteeName; key: string; words: string }[] {
  return GUARANTEES.flatMap((name) => {
    if (facts.guarantees[name].problem === true) return [{ name, key: `${name}Problem`, words: `${GUARANTEE_WORDS[name]}有问题` }];
    if (name === 'housing' && isUnsafe(facts)) return [{ name, key: 'dwelling', words: `住房鉴定等级是${facts.household.dwelling}级（危房）` }];
    if (name === 'water' && facts.household.safeWater === false) return [{ name, key: 'safeWater', words: '填了饮水不安全' }];
    return [];
  });
}

const atProblems = (facts: Facts, says: (name: GuaranteeName, words: string) => string | null): Finding[] =>
  guaranteeProblems(facts).flatMap(({ name, key, words }) => {
    const message = says(name, words);
    return message === null ? [] : [{ instanceId: 'root', key, message }];
  });

export const GUARANTEE_RULES: readonly Rule[] = [
  {
    code: 'guarantees.notMonitored',
    group: 'guarantees',
    severity: 'W',
    sentence: '住房、饮水、基本医疗、义务教育有问题的家庭纳入监测。',
    source: DOMAIN,
    find: (facts) => (isMonitored(facts) ? [] : atProblems(facts, (_name, words) => `${words}，没有纳入监测，请说明`)),
  },
  {
    code: 'guarantees.withoutRisk',
    group: 'guarantees',
    severity: 'W',
    sentence: '三保障和饮水有问题的，风险里有相应一项。',
    source: DOMAIN,
    find: (facts) => {
      const { risks } = facts;
      if (risks === null) return [];
      return atProblems(facts, (name, words) => {
        const risk = RISK_OF[name];
        return risk && !risks.includes(risk) ? `${words}，风险里没有“${RISK_WORDS[risk]}”` : null;
      });
    },
  },
  {
    code: 'guarantees.riskWithoutMeasure',
    group: 'guarantees',
    severity: 'W',
    sentence: '因病、因学、因残、住房、饮水的风险有相应的帮扶措施。',
    source: DOMAIN,
    find: ({ risks, measures }) => {
      if (risks === null || measures === null) return [];
      const missing = risks.filter((risk) => {
        const wanted = MATCHING_MEASURES[risk];
        return wanted && !measures.some(({ measure }) => measure !== null && wanted.includes(measure));
      });
      const words = missing.map((risk) => `“${RISK_WORDS[risk]}”（${MATCHING_MEASURES[risk]?.map((measure) => MEASURE_WORDS[measure]).join('或')}）`);
      return missing.length === 0 ? [] : [{ instanceId: 'root', key: 'measures', message: `有风险没有相应的帮扶措施：${words.join('、')}` }];
    },
  },
  {
    code: 'guarantees.unexplained',
    group: 'guarantees',
    severity: 'W',
    sentence: '三保障和饮水有问题的，写明涉及谁或正在怎么解决。',
    source: 'domain 3.4 三保障和饮水安全',
    // What the archive does not say in words cannot be asked of it: only a check is.
    find: (facts) =>
      facts.result === null
        ? []
        : GUARANTEES.flatMap((name) => {
            const { problem, who, action } = facts.guarantees[name];
            const silent = (who ?? '').trim() === '' && (action ?? '').trim() === '';
            return problem === true && silent
              ? [{ instanceId: 'root', key: `${name}Who`, message: `${GUARANTEE_WORDS[name]}有问题，请写明是谁、怎么解决` }]
              : [];
          }),
  },
];
