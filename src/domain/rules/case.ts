// 监测过程: the result and its category, and the measures over the months (domain 5, Case).
import type { Facts, MemberFacts } from '../facts.ts';
import type { Measure, SUPPORTS } from '../official/codes.ts';
import { fullMonths, hasLabour, isDisabled, isMonitored, isWithoutLabour, monthsApart, nameOf, once, peopleOf } from './people.ts';
import type { Rule } from './rule.ts';

const DOMAIN = 'domain 5 监测过程';
const DEVELOPMENT: ReadonlySet<Measure> = new Set(['industry', 'employment', 'finance', 'publicPost']);

const RELIEFS: readonly { support: (typeof SUPPORTS)[number]; word: string; holds: (member: MemberFacts) => boolean | null }[] = [
  { support: 'minimum', word: '低保', holds: (member) => member.minimum },
  { support: 'destitute', word: '特困供养', holds: (member) => member.destitute },
  { support: 'disability', word: '残疾', holds: (member) => (member.health === null ? null : isDisabled(member)) },
];

/** The category that is decided, or that the archive holds for a household in monitoring. */
const categoryOf = ({ result, monitor }: Facts): string | null =>
  result?.include === true ? result.category : monitor.state === 'none' ? null : monitor.category;

/** Calendar months after that of identification, up to the last full one, in which no measure had begun. A measure's date is its beginning; whether it ended nobody says. */
function monthsWithout({ monitor, measures }: Facts, today: string): number {
  const { identifiedOn } = monitor;
  if (identifiedOn === null || measures === null) return 0;
  const begun = measures.filter(({ state }) => state !== 'planned');
  if (begun.some(({ measureOn }) => measureOn === null)) return 0;
  const first = begun.map(({ measureOn }) => measureOn ?? '').sort()[0] ?? today;
  return Math.max(0, monthsApart(identifiedOn, first < today ? first : today) - 1);
}

export const CASE_RULES: readonly Rule[] = [
  {
    code: 'case.noCategory',
    group: 'case',
    severity: 'E',
    sentence: '纳入的家庭选监测户类型。',
    source: 'workflow 线索核查结果',
    find: once(
      'category',
      ({ result }) => result?.include === true && (result.category === null || result.category === 'none') && '纳入，没有选监测户类型',
    ),
  },
  {
    code: 'case.noReason',
    group: 'case',
    severity: 'E',
    sentence: '不纳入的家庭选不纳入的原因。',
    source: 'workflow 线索核查结果',
    find: once('reason', ({ result }) => result?.include === false && result.reason === null && '不纳入，没有选原因'),
  },
  {
    code: 'case.categoryOfNone',
    group: 'case',
    severity: 'E',
    sentence: '不纳入的家庭没有监测户类型。',
    source: 'workflow 线索核查结果',
    find: once(
      'category',
      ({ result }) => result?.include === false && result.category !== null && result.category !== 'none' && '不纳入，却选了监测户类型',
    ),
  },
  {
    code: 'case.categoryKind',
    group: 'case',
    severity: 'E',
    sentence: '{unstable}只能是脱贫户，{marginal}只能是一般农户。',
    source: 'domain 2 监测类别',
    find: once('category', (facts, { names }) => {
      const { kind } = facts.household;
      const category = categoryOf(facts);
      if (category === 'unstable' && kind === 'general') return `监测户类型是${names.unstable}，户类型却是一般农户`;
      return category === 'marginal' && kind === 'lifted' && `监测户类型是${names.marginal}，户类型却是脱贫户`;
    }),
  },
  {
    code: 'case.monthWithoutMeasure',
    group: 'case',
    severity: 'W',
    sentence: '纳入监测后的每个月都有帮扶措施（从开始之日起算）。',
    source: `${DOMAIN} · workflow 一户一策`,
    find: once('measures', (facts, { today }) => {
      const months = isMonitored(facts) ? monthsWithout(facts, today) : 0;
      return months > 0 && `纳入监测后有${months}个月没有帮扶措施`;
    }),
  },
  {
    code: 'case.noDevelopment',
    group: 'case',
    severity: 'W',
    sentence: '有劳动力的监测户，6 个月内有产业、就业、金融或公益岗位措施（县里可调）。',
    source: `${DOMAIN} · 政策 developmentMonths`,
    find: once('measures', (facts, { today, thresholds }) => {
      const { identifiedOn } = facts.monitor;
      if (!isMonitored(facts) || identifiedOn === null || facts.measures === null || !hasLabour(facts)) return null;
      const developed = facts.measures.some(({ measure }) => measure !== null && DEVELOPMENT.has(measure));
      const months = fullMonths(identifiedOn, today);
      return !developed && months >= thresholds.developmentMonths && `家里有劳动力，纳入监测${months}个月还没有产业、就业、金融或公益岗位措施`;
    }),
  },
  {
    code: 'case.supportOnly',
    group: 'case',
    severity: 'W',
    sentence: '有劳动力的监测户不只有综合保障措施。',
    source: DOMAIN,
    find: once('measures', (facts) => {
      const { measures } = facts;
      const only = measures !== null && measures.length > 0 && measures.every(({ measure }) => measure === 'support');
      return only && isMonitored(facts) && hasLabour(facts) && '家里有劳动力，帮扶措施却只有综合保障';
    }),
  },
  {
    code: 'case.supportNobody',
    group: 'case',
    severity: 'W',
    sentence: '有低保、特困供养、残疾补贴措施的家庭，有相应的人。',
    source: DOMAIN,
    find: (facts) => {
      const people = peopleOf(facts);
      if (people.length === 0) return [];
      return (facts.measures ?? []).flatMap(({ instanceId, measure, support }) => {
        const relief = measure === 'support' ? RELIEFS.find((one) => one.support === support) : undefined;
        const nobody = relief !== undefined && people.every((member) => relief.holds(member) === false);
        return nobody ? [{ instanceId, key: 'support', message: `帮扶措施有${relief.word}，家里没有${relief.word}的人` }] : [];
      });
    },
  },
  {
    code: 'case.supportMissing',
    group: 'case',
    severity: 'W',
    sentence: '监测户里有低保、特困供养、残疾的人，有相应的综合保障措施。',
    source: DOMAIN,
    find: once('measures', (facts) => {
      const { measures } = facts;
      if (measures === null || !isMonitored(facts)) return null;
      const missing = RELIEFS.flatMap(({ support, word, holds }) => {
        const person = peopleOf(facts).find((member) => holds(member) === true);
        const given = measures.some((one) => one.measure === 'support' && one.support === support);
        return person && !given ? [`${nameOf(facts, person)}（${word}）`] : [];
      });
      return missing.length > 0 && `帮扶措施里没有相应的综合保障：${missing.join('、')}`;
    }),
  },
  {
    code: 'case.noLabourNoMinimum',
    group: 'case',
    severity: 'W',
    sentence: '没有劳动力的监测户有低保或特困供养。',
    source: DOMAIN,
    find: once('measures', (facts) => {
      const covered = peopleOf(facts).some((member) => member.minimum !== false || member.destitute === true);
      return isMonitored(facts) && isWithoutLabour(facts) && !covered && '家里没有劳动力，也没有低保';
    }),
  },
];
