// Examples of the rules of risk.
import type { GuaranteeFacts } from '../../../src/domain/facts.ts';
import { atTheDoor, family, girl, head, monitored, numberFor, person, son, wife } from '../family.ts';
import { type Example, says } from './example.ts';

const unasked: GuaranteeFacts = { problem: null, who: null, since: null, action: null };
const included = { include: true, category: 'marginal' } as const;
const elder = (name: string) => person(name, '1950-04-04', '2', { relation: '97', labour: 'none' });

export const RISK_EXAMPLES: readonly Example[] = [
  {
    code: 'risk.none',
    breaks: [
      says('监测户没有选风险', monitored({ risks: [] })),
      says('这次纳入，没有选风险', atTheDoor({ result: included })),
      says('档案没有记', monitored({ risks: null })),
    ],
    sound: [
      says('风险是因病', monitored()),
      says('没有监测', family()),
      says('已在监测，这次不纳入，不问风险', monitored({ risks: null, result: { include: false, category: null } })),
    ],
  },
  {
    code: 'risk.identifiedOn',
    breaks: [says('监测户没有识别时间', monitored({ monitor: { identifiedOn: null } }))],
    sound: [says('2026 年 4 月识别', monitored()), says('这次纳入，还没有登记', atTheDoor({ result: included }))],
  },
  {
    code: 'risk.incomeMissing',
    breaks: [says('监测户没有收入', monitored({ income: null }))],
    sound: [says('填了收入', monitored()), says('没有监测', family({ income: null }))],
  },
  {
    code: 'risk.guaranteesMissing',
    breaks: [says('监测户没有填饮水安全', monitored({ guarantees: { water: unasked } }))],
    sound: [says('四项都填了', monitored()), says('没有监测', family({ guarantees: { water: unasked } }))],
  },
  {
    code: 'risk.otherText',
    breaks: [says('选了其他风险，没有写', monitored({ risks: ['other'] })), says('只有空格', monitored({ risks: ['other'], riskText: ' ' }))],
    sound: [says('写了“债务”', monitored({ risks: ['other'], riskText: '债务' })), says('没有选其他', monitored())],
  },
  {
    code: 'risk.disasterKind',
    breaks: [says('因自然灾害，没有选哪种', monitored({ risks: ['disaster'] }))],
    sound: [says('洪涝', monitored({ risks: ['disaster'], disaster: 'flood' })), says('不是因灾', monitored())],
  },
  {
    code: 'risk.disabilityNobody',
    breaks: [says('因残，四人都没有残疾', monitored({ risks: ['disability'] }))],
    sound: [
      says(
        '李秀英残疾',
        monitored({ risks: ['disability'], members: [head(), wife({ health: ['disabled'], certificateNo: `${numberFor('1976-08-19', 12)}43` })] }),
      ),
      says('王磊的健康状况不知道', monitored({ risks: ['disability'], members: [head(), wife(), son({ health: null }), girl()] })),
    ],
  },
  {
    code: 'risk.illnessNobody',
    breaks: [says('因病，四人都健康', monitored({ members: [head(), wife(), son(), girl()] }))],
    sound: [says('王建国有慢性病', monitored()), says('李秀英患大病', monitored({ members: [head(), wife({ health: ['major'] })] }))],
  },
  {
    code: 'risk.employmentNobody',
    breaks: [says('务工就业不稳，家里只有没有劳动力的老人', monitored({ risks: ['employment'], members: [elder('赵兰'), elder('钱英')] }))],
    sound: [
      says('王磊能劳动', monitored({ risks: ['employment'] })),
      says('一位弱劳动力', monitored({ risks: ['employment'], members: [head({ labour: 'weak', health: ['chronic'] }), elder('赵兰')] })),
    ],
  },
  {
    code: 'risk.labourEnough',
    breaks: [
      says('缺劳动力，四人里有三个普通劳动力', monitored({ risks: ['labour'] })),
      says('三人里有一个', monitored({ risks: ['labour'], members: [head(), elder('赵兰'), elder('钱英')] })),
    ],
    sound: [
      says('四人里有一个（正好四分之一）', monitored({ risks: ['labour'], members: [head(), elder('赵兰'), elder('钱英'), elder('孙梅')] })),
      says('只有弱劳动力', monitored({ risks: ['labour'], members: [head({ labour: 'weak', health: ['chronic'] })] })),
    ],
  },
];
