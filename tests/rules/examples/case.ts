// Examples of the rules of a case in monitoring and of its elimination.
import type { Facts } from '../../../src/domain/facts.ts';
import type { Changes } from '../family.ts';
import { atTheDoor, family, head, income, measure, monitored, person, problem, wife } from '../family.ts';
import { type Example, says } from './example.ts';

const oldPair = [head({ labour: 'lost', health: ['chronic'] }), wife({ labour: 'none', health: ['chronic'] })];
const since = (identifiedOn: string, changes: Changes = {}) => monitored({ ...changes, monitor: { identifiedOn, ...changes.monitor } });
/** Above the line, six months and more in monitoring: may be eliminated. */
const leaving = (elimination: Partial<NonNullable<Facts['elimination']>> = {}, changes: Changes = {}) =>
  since('2025-11-20', {
    income: income(),
    perCapitaBefore: 12000,
    measures: [measure({ measureOn: '2025-12-01' }), measure({ instanceId: 'x-2', measure: 'health', measureOn: '2025-12-05' })],
    elimination: { way: 'helped', on: '2026-06-10', contact: '张主任', phone: '13800000002', ...elimination },
    ...changes,
  });
const support = (kind: 'minimum' | 'destitute' | 'disability') => measure({ instanceId: 'x-3', measure: 'support', support: kind });

export const CASE_EXAMPLES: readonly Example[] = [
  {
    code: 'case.noCategory',
    breaks: [says('纳入，没有选监测户类型', atTheDoor({ result: { include: true, category: null } }))],
    sound: [says('纳入为边缘易致贫户', atTheDoor({ result: { include: true, category: 'marginal' } })), says('不纳入', atTheDoor())],
  },
  {
    code: 'case.noReason',
    breaks: [says('不纳入，没有选原因', atTheDoor({ result: { include: false, category: null, reason: null } }))],
    sound: [
      says('不纳入：有稳定收入', atTheDoor({ result: { include: false, category: null, reason: 'stableIncome' } })),
      says('还没有填到', atTheDoor()),
      says('纳入', atTheDoor({ result: { include: true, category: 'marginal', reason: null } })),
    ],
  },
  {
    code: 'case.categoryOfNone',
    breaks: [says('不纳入，却选了边缘易致贫户', atTheDoor({ result: { include: false, category: 'marginal' } }))],
    sound: [says('不纳入', atTheDoor())],
  },
  {
    code: 'case.categoryKind',
    breaks: [
      says('一般农户纳入为脱贫不稳定户', atTheDoor({ result: { include: true, category: 'unstable' } })),
      says('档案里的脱贫户是边缘易致贫户', monitored({ household: { kind: 'lifted' } })),
    ],
    sound: [
      says('脱贫户，脱贫不稳定户', atTheDoor({ household: { kind: 'lifted' }, result: { include: true, category: 'unstable' } })),
      says('脱贫户，突发严重困难户', atTheDoor({ household: { kind: 'lifted' }, result: { include: true, category: 'sudden' } })),
      says('一般农户，边缘易致贫户', monitored()),
    ],
  },
  {
    code: 'case.monthWithoutMeasure',
    breaks: [
      says('1 月识别，5 月才有措施', since('2026-01-08')),
      says('4 月识别，到 6 月还没有措施', monitored({ measures: [] })),
      says('措施只是计划', monitored({ measures: [measure({ state: 'planned', measureOn: '2026-04-20' })] })),
    ],
    sound: [
      says('4 月识别，5 月有措施', monitored()),
      says('5 月识别，6 月还没有过完', since('2026-05-31', { measures: [] })),
      says('措施没有日期', since('2026-01-08', { measures: [measure({ measureOn: null })] })),
      says('没有监测', family()),
    ],
  },
  {
    code: 'case.noDevelopment',
    breaks: [says('识别满 6 个月，只有健康措施', since('2025-12-15', { measures: [measure({ measure: 'health', measureOn: '2025-12-20' })] }))],
    sound: [
      says('差一天满 6 个月', since('2025-12-16', { measures: [measure({ measure: 'health', measureOn: '2025-12-20' })] })),
      says('有产业措施', since('2025-12-15', { measures: [measure({ measureOn: '2025-12-20' })] })),
      says('家里没有劳动力', since('2025-12-15', { members: oldPair, measures: [measure({ measure: 'health', measureOn: '2025-12-20' })] })),
    ],
  },
  {
    code: 'case.supportOnly',
    breaks: [says('有劳动力，只有综合保障', monitored({ measures: [support('minimum')] }))],
    sound: [
      says('还有产业措施', monitored({ measures: [support('minimum'), measure()] })),
      says('没有劳动力', monitored({ members: oldPair, measures: [support('minimum')] })),
    ],
  },
  {
    code: 'case.supportNobody',
    breaks: [
      says('措施有低保，没有人吃低保', monitored({ measures: [support('minimum'), measure()] })),
      says('措施有残疾补贴，没有残疾人', monitored({ measures: [support('disability')] })),
      says('措施有特困供养', monitored({ measures: [support('destitute')] })),
    ],
    sound: [
      says('李秀英吃低保', monitored({ members: [head({ health: ['chronic'] }), wife({ minimum: true })], measures: [support('minimum')] })),
      says('没有这类措施', monitored()),
      says('王建国是不是低保不知道', monitored({ members: [head({ minimum: null })], measures: [support('minimum')] })),
    ],
  },
  {
    code: 'case.supportMissing',
    breaks: [
      says('李秀英吃低保，措施里没有', monitored({ members: [head({ health: ['chronic'] }), wife({ minimum: true })] })),
      says('王建国残疾', monitored({ members: [head({ health: ['disabled', 'chronic'] }), wife()] })),
    ],
    sound: [
      says('措施里有低保', monitored({ members: [head({ health: ['chronic'] }), wife({ minimum: true })], measures: [support('minimum')] })),
      says('没有监测', family({ members: [head(), wife({ minimum: true })], measures: [] })),
      says('没有问措施', monitored({ members: [head(), wife({ minimum: true })], measures: null })),
    ],
  },
  {
    code: 'case.noLabourNoMinimum',
    breaks: [says('两位老人都没有劳动力，没有低保', monitored({ members: oldPair }))],
    sound: [
      says('李秀英吃低保', monitored({ members: [oldPair[0] as (typeof oldPair)[0], wife({ labour: 'none', health: ['chronic'], minimum: true })] })),
      says('特困供养', monitored({ members: [person('赵兰', '1950-04-04', '2', { relation: '02', labour: 'none', destitute: true })] })),
      says('有劳动力', monitored()),
    ],
  },
  {
    code: 'case.eliminatedAtOnce',
    breaks: [
      says('4 月识别，5 月消除', monitored({ monitor: { state: 'eliminated', eliminatedOn: '2026-05-30' } })),
      says('当月消除', monitored({ monitor: { state: 'eliminated', eliminatedOn: '2026-04-30' } })),
    ],
    sound: [says('4 月识别，6 月消除', monitored({ monitor: { state: 'eliminated', eliminatedOn: '2026-06-01' } })), says('还在监测', monitored())],
  },
  {
    code: 'case.eliminationTooSoon',
    breaks: [
      says('识别到消除差一天满 6 个月', leaving({ on: '2026-05-19' })),
      says('没有填日期，到今天只有 2 个月', monitored({ elimination: { way: 'natural', on: null, contact: null, phone: null } })),
    ],
    sound: [says('正好 6 个月', leaving({ on: '2026-05-20' })), says('没有提出消除', monitored())],
  },
  {
    code: 'case.eliminationBelowLine',
    breaks: [says('提出消除，人均 6,250 元', leaving({}, { income: income({ wages: 12000, business: 16000 }) }))],
    sound: [
      says('人均 13,250 元', leaving()),
      says('早已消除，今天的收入不算', leaving({}, { income: income({ wages: 4000 }), monitor: { state: 'eliminated' } })),
    ],
  },
  {
    code: 'case.eliminationGuarantees',
    breaks: [
      says('提出消除，饮水有问题', leaving({}, { guarantees: { water: problem }, risks: ['illness', 'water'] })),
      says('住房 D 级', leaving({}, { household: { dwelling: 'D' } })),
    ],
    sound: [says('四项都没有问题', leaving()), says('没有提出消除', monitored({ guarantees: { water: problem } }))],
  },
  {
    code: 'case.eliminationFields',
    breaks: [says('没有填消除方式', leaving({ way: null })), says('没有填日期', leaving({ on: null }))],
    sound: [says('方式和日期都填了', leaving())],
  },
  {
    code: 'case.eliminationContact',
    breaks: [says('没有联系人', leaving({ contact: null })), says('没有电话', leaving({ phone: ' ' }))],
    sound: [says('张主任，13800000002', leaving())],
  },
  {
    code: 'case.eliminationHelped',
    breaks: [
      says('帮扶消除，没有措施', leaving({}, { measures: [] })),
      says('措施都没有实施', leaving({}, { measures: [measure({ state: 'planned' })] })),
    ],
    sound: [says('有已实施的措施', leaving()), says('自然消除，没有措施', leaving({ way: 'natural' }, { measures: [] }))],
  },
  {
    code: 'case.eliminationNoLabour',
    breaks: [
      says('提出消除，整户没有劳动力', leaving({}, { members: oldPair })),
      says('整户无劳动力兜底保障', leaving({}, { household: { noLabour: true } })),
    ],
    sound: [says('有劳动力', leaving())],
  },
];
