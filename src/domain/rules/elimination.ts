// 风险消除: what has to hold when a household is to leave monitoring, and what was recorded when it left (domain 5, Case).
import type { Facts } from '../facts.ts';
import { guaranteeProblems } from './guarantees.ts';
import { perCapitaOf } from './income.ts';
import { fullMonths, isBlank, isWithoutLabour, monthsApart, once } from './people.ts';
import type { Rule } from './rule.ts';

const DOMAIN = 'domain 5 监测过程';
const ELIMINATION = 'domain 5 监测过程（风险消除）· workflow 风险消除';

/** Proposed now, as against recorded long ago: only then do today's income, guarantees and people speak of it. */
const isProposed = (facts: Facts): boolean => facts.elimination !== null && facts.monitor.state !== 'eliminated';
const eliminatedOn = ({ elimination, monitor }: Facts): string | null => elimination?.on ?? monitor.eliminatedOn;

export const ELIMINATION_RULES: readonly Rule[] = [
  {
    code: 'case.eliminatedAtOnce',
    group: 'case',
    severity: 'W',
    sentence: '识别的当月和次月不消除风险。',
    source: DOMAIN,
    find: once('eliminationOn', (facts) => {
      const { identifiedOn } = facts.monitor;
      const on = eliminatedOn(facts);
      return identifiedOn !== null && on !== null && monthsApart(identifiedOn, on) <= 1 && '识别的当月或次月就消除了风险';
    }),
  },
  {
    code: 'case.eliminationTooSoon',
    group: 'case',
    severity: 'E',
    sentence: '消除风险时，识别已满 6 个月（县里可调）。',
    source: `${ELIMINATION} · 政策 eliminationMonths`,
    find: once('eliminationOn', (facts, { today, thresholds }) => {
      const { identifiedOn } = facts.monitor;
      if (facts.elimination === null || identifiedOn === null) return null;
      const months = fullMonths(identifiedOn, eliminatedOn(facts) ?? today);
      return months < thresholds.eliminationMonths && `识别到消除只有${Math.max(0, months)}个月，不满${thresholds.eliminationMonths}个月`;
    }),
  },
  {
    code: 'case.eliminationBelowLine',
    group: 'case',
    severity: 'E',
    sentence: '消除风险时，人均纯收入高于监测线。',
    source: `${ELIMINATION} · 政策 monitoringLine`,
    find: once('perCapita', (facts, { line }) => {
      const each = perCapitaOf(facts);
      return isProposed(facts) && each !== null && line !== null && each < line && `提出风险消除，人均纯收入 ${each} 元低于监测线 ${line} 元`;
    }),
  },
  {
    code: 'case.eliminationGuarantees',
    group: 'case',
    severity: 'E',
    sentence: '消除风险时，三保障和饮水安全没有问题。',
    source: ELIMINATION,
    find: (facts) =>
      isProposed(facts) ? guaranteeProblems(facts).map(({ key, words }) => ({ instanceId: 'root', key, message: `提出风险消除，${words}` })) : [],
  },
  {
    code: 'case.eliminationFields',
    group: 'case',
    severity: 'E',
    sentence: '消除风险时，填写消除方式和日期。',
    source: ELIMINATION,
    find: (facts) => {
      if (facts.elimination === null) return [];
      const empty = [
        ['eliminationWay', facts.elimination.way === null, '消除方式'],
        ['eliminationOn', eliminatedOn(facts) === null, '消除日期'],
      ] as const;
      return empty.filter(([, missing]) => missing).map(([key, , word]) => ({ instanceId: 'root', key, message: `风险消除没有填${word}` }));
    },
  },
  {
    code: 'case.eliminationContact',
    group: 'case',
    severity: 'E',
    sentence: '消除风险时，填写联系人和电话。',
    source: ELIMINATION,
    find: ({ elimination }) => {
      if (elimination === null) return [];
      const empty = [
        ['eliminationContact', elimination.contact, '联系人'],
        ['eliminationPhone', elimination.phone, '联系电话'],
      ] as const;
      return empty.filter(([, text]) => isBlank(text)).map(([key, , word]) => ({ instanceId: 'root', key, message: `风险消除没有填${word}` }));
    },
  },
  {
    code: 'case.eliminationHelped',
    group: 'case',
    severity: 'E',
    sentence: '帮扶消除的家庭有已实施的帮扶措施。',
    source: ELIMINATION,
    find: once('eliminationWay', ({ elimination, measures }) => {
      const none = measures !== null && !measures.some(({ measure, state }) => measure !== null && state !== 'planned');
      return elimination?.way === 'helped' && none && '消除方式是帮扶消除，没有已实施的帮扶措施';
    }),
  },
  {
    code: 'case.eliminationNoLabour',
    group: 'case',
    severity: 'E',
    sentence: '整户没有劳动力的家庭不标注风险消除。',
    source: ELIMINATION,
    find: once(
      'members',
      (facts) => isProposed(facts) && (facts.household.noLabour === true || isWithoutLabour(facts)) && '家里没有劳动力，不能标注风险消除',
    ),
  },
];
