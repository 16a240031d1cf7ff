// Examples of the rules of the four guarantees.
import { atTheDoor, family, measure, monitored, problem } from '../family.ts';
import { type Example, says } from './example.ts';

export const GUARANTEE_EXAMPLES: readonly Example[] = [
  {
    code: 'guarantees.notMonitored',
    breaks: [
      says('饮水有问题，没有纳入监测', family({ guarantees: { water: problem } })),
      says('住房是 C 级', family({ household: { dwelling: 'C' } })),
      says('填了饮水不安全', family({ household: { safeWater: false } })),
      says('有人没有参保', family({ guarantees: { insurance: problem } })),
      says('有孩子没有上学，风险已消除', family({ guarantees: { schooling: problem }, monitor: { state: 'eliminated', category: 'marginal' } })),
    ],
    sound: [
      says('四项都没有问题，住房 B 级', family()),
      says('饮水有问题，在监测中', monitored({ guarantees: { water: problem } })),
      says('饮水有问题，这次纳入', atTheDoor({ guarantees: { water: problem }, result: { include: true, category: 'marginal' } })),
    ],
  },
  {
    code: 'guarantees.withoutRisk',
    breaks: [
      says('饮水有问题，风险只有因病', monitored({ guarantees: { water: problem } })),
      says('住房 D 级，风险没有住房', monitored({ household: { dwelling: 'D' } })),
      says('有孩子没有上学，风险没有因学', monitored({ guarantees: { schooling: problem } })),
    ],
    sound: [
      says('饮水有问题，风险有饮水', monitored({ guarantees: { water: problem }, risks: ['illness', 'water'] })),
      says('没有参保：没有相应的风险可选', monitored({ guarantees: { insurance: problem } })),
      says('没有问风险', family({ guarantees: { water: problem } })),
    ],
  },
  {
    code: 'guarantees.riskWithoutMeasure',
    breaks: [
      says('因病，措施只有产业', monitored({ measures: [measure()] })),
      says('因学，没有教育措施', monitored({ risks: ['schooling'] })),
      says('因残，没有综合保障', monitored({ risks: ['disability'] })),
      says('住房，没有住房措施', monitored({ risks: ['housing'] })),
      says('饮水，没有饮水措施', monitored({ risks: ['water'], measures: [] })),
    ],
    sound: [
      says('因病，有健康措施', monitored()),
      says('因病，有社会帮扶', monitored({ measures: [measure({ measure: 'social' })] })),
      says('因学，有教育措施', monitored({ risks: ['schooling'], measures: [measure({ measure: 'education' })] })),
      says('住房，有搬迁', monitored({ risks: ['housing'], measures: [measure({ measure: 'relocation' })] })),
      says('缺劳动力：不规定哪种措施', monitored({ risks: ['labour'], measures: [] })),
      says('没有问措施', monitored({ measures: null })),
    ],
  },
  {
    code: 'guarantees.unexplained',
    breaks: [
      says(
        '入户：饮水有问题，没有写是谁、怎么解决',
        atTheDoor({ guarantees: { water: { problem: true, who: null, since: '2026-04', action: ' ' } } }),
      ),
    ],
    sound: [
      says('写了正在怎么解决', atTheDoor({ guarantees: { water: { problem: true, who: null, since: null, action: '拉水' } } })),
      says('档案没有记', family({ guarantees: { water: { problem: true, who: null, since: null, action: null } } })),
    ],
  },
];
