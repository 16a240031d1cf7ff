// 风险: what has to be known of a household in monitoring, and whether its risks fit its people (domain 5, Risk).
import type { Facts, MemberFacts } from '../facts.ts';
import { GUARANTEES } from '../guarantee.ts';
import type { RiskCode } from '../visit.ts';
import { hasLabour, isDisabled, isMonitored, once, peopleOf } from './people.ts';
import type { Rule } from './rule.ts';
import { GUARANTEE_WORDS } from './words.ts';

const DOMAIN = 'domain 5 风险';

/** Whoever records the household as monitored now: an inclusion at the door, or the archive. A check that ends in 不纳入 does not ask. */
const isRecorded = (facts: Facts): boolean => isMonitored(facts) && facts.result?.include !== false;

/** Nobody fits the risk: everybody's health is known and in no one is it so. */
const nobodyIs = (facts: Facts, risk: RiskCode, fits: (member: MemberFacts) => boolean): boolean => {
  const people = peopleOf(facts);
  return (facts.risks?.includes(risk) ?? false) && people.length > 0 && people.every((member) => member.health !== null && !fits(member));
};
const isIll = ({ health }: MemberFacts): boolean => (health?.includes('chronic') || health?.includes('major')) ?? false;

export const RISK_RULES: readonly Rule[] = [
  {
    code: 'risk.none',
    group: 'risk',
    severity: 'E',
    sentence: '纳入监测的家庭至少有一项风险。',
    source: DOMAIN,
    find: once('risks', (facts) => isRecorded(facts) && (facts.risks ?? []).length === 0 && '纳入监测，没有选风险'),
  },
  {
    code: 'risk.identifiedOn',
    group: 'risk',
    severity: 'E',
    sentence: '监测户有识别时间（年月）。',
    source: `${DOMAIN}：识别时间在系统标注时由乡镇登记，入户时不问`,
    find: once(
      'identifiedOn',
      (facts) => isMonitored(facts) && facts.result === null && facts.monitor.identifiedOn === null && '是监测户，没有识别时间',
    ),
  },
  {
    code: 'risk.incomeMissing',
    group: 'risk',
    severity: 'E',
    sentence: '纳入监测的家庭填写收入。',
    source: DOMAIN,
    find: once('income', (facts) => isRecorded(facts) && facts.income === null && '纳入监测，没有填收入'),
  },
  {
    code: 'risk.guaranteesMissing',
    group: 'risk',
    severity: 'E',
    sentence: '纳入监测的家庭填写三保障和饮水安全。',
    source: DOMAIN,
    find: (facts) =>
      isRecorded(facts)
        ? GUARANTEES.filter((name) => facts.guarantees[name].problem === null).map((name) => ({
            instanceId: 'root',
            key: `${name}Problem`,
            message: `纳入监测，没有填${GUARANTEE_WORDS[name]}`,
          }))
        : [],
  },
  {
    code: 'risk.otherText',
    group: 'risk',
    severity: 'E',
    sentence: '选了其他风险的，写明是什么。',
    source: DOMAIN,
    find: once('riskText', ({ risks, riskText }) => risks?.includes('other') && (riskText ?? '').trim() === '' && '选了其他风险，没有写明是什么'),
  },
  {
    code: 'risk.disasterKind',
    group: 'risk',
    severity: 'E',
    sentence: '因自然灾害的，选哪种灾害。',
    source: DOMAIN,
    find: once('disaster', ({ risks, disaster }) => risks?.includes('disaster') && disaster === null && '风险是因自然灾害，没有选哪种灾害'),
  },
  {
    code: 'risk.disabilityNobody',
    group: 'risk',
    severity: 'W',
    sentence: '风险是因残的家庭有残疾人。',
    source: DOMAIN,
    find: once('risks', (facts) => nobodyIs(facts, 'disability', isDisabled) && '风险是因残，家里没有人的健康状况是残疾'),
  },
  {
    code: 'risk.illnessNobody',
    group: 'risk',
    severity: 'W',
    sentence: '风险是因病的家庭有长期慢性病或大病病人。',
    source: DOMAIN,
    find: once('risks', (facts) => nobodyIs(facts, 'illness', isIll) && '风险是因病，家里没有人有长期慢性病或大病'),
  },
  {
    code: 'risk.employmentNobody',
    group: 'risk',
    severity: 'W',
    sentence: '风险是务工就业不稳的家庭有劳动力。',
    source: DOMAIN,
    find: once('risks', (facts) => {
      const known = facts.members.length > 0 && peopleOf(facts).every(({ labour }) => labour !== null);
      return facts.risks?.includes('employment') && known && !hasLabour(facts) && '风险是因务工就业不稳，家里没有劳动力';
    }),
  },
  {
    code: 'risk.labourEnough',
    group: 'risk',
    severity: 'W',
    sentence: '缺劳动力的家庭，普通和技能劳动力不超过四分之一（县里可调）。',
    source: `${DOMAIN} · 政策 labourShare`,
    find: once('risks', (facts, { thresholds }) => {
      const people = peopleOf(facts);
      const able = people.filter(({ labour }) => labour === 'ordinary' || labour === 'skilled').length;
      return (
        facts.risks?.includes('labour') &&
        able > people.length * thresholds.labourShare &&
        `风险是缺劳动力，${people.length}人里有${able}个普通或技能劳动力`
      );
    }),
  },
];
