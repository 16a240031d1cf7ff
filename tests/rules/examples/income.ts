// Examples of the rules of income.
import { atTheDoor, family, head, income, measure, monitored, son, wife } from '../family.ts';
import { type Example, says } from './example.ts';

const transfers = { transferMinimum: 1200, transferPension: 500, transferGift: 300 };
/** Net income a person of exactly so many 元, for four people. */
const each = (yuan: number, more: Parameters<typeof family>[0] = {}) =>
  family({ income: income({ wages: yuan * 4, business: 0, property: 0, transfers: 0, costs: 0 }), perCapitaBefore: null, ...more });
const within = { include: true, category: 'marginal' } as const;

export const INCOME_EXAMPLES: readonly Example[] = [
  {
    code: 'income.partsTotals',
    breaks: [
      says('转移性收入合计 2,500 元，分项之和 2,000 元', family({ income: income({ transfers: 2500 }, { items: transfers }) })),
      says('合计少了 100 元', family({ income: income({ transfers: 1900 }, { items: transfers }) })),
      says('自付合计与分项不一致', family({ income: income({ selfPaid: 900 }, { items: { spendMedical: 800 } }) })),
    ],
    sound: [
      says('合计 2,000 元，分项之和 2,000 元', family({ income: income({ transfers: 2000 }, { items: transfers }) })),
      says('县里不把捐赠计入：合计 1,700 元', family({ income: income({ transfers: 1700 }, { items: transfers }) })),
      says('0.1 + 0.2 = 0.3', family({ income: income({ transfers: 0.3 }, { items: { transferGrain: 0.1, transferSoil: 0.2 } }) })),
      says('档案只有合计', family()),
    ],
  },
  {
    code: 'income.negative',
    breaks: [
      says('种植业支出是 −500 元', family({ income: income({ costs: -500 }, { items: { costsCrops: -500 } }) })),
      says('合计是负数', family({ income: income({ wages: -1 }) })),
    ],
    sound: [
      says('0 元', family({ income: income({ wages: 0, property: 0 }), members: [head(), wife()] })),
      says('支出大于收入，纯收入为负', family({ income: income({ costs: 90000 }) })),
    ],
  },
  {
    code: 'income.perCapita',
    breaks: [
      says('人均 13,000 元 × 4 人，纯收入 53,000 元', family({ income: income({}, { stated: { net: 53000, perCapita: 13000 } }) })),
      says('纯收入 50,000 元，各部分之和 53,000 元', family({ income: income({}, { stated: { net: 50000, perCapita: 12500 } }) })),
    ],
    sound: [
      says('人均 13,250 元 × 4 人 = 53,000 元', family({ income: income({}, { stated: { net: 53000, perCapita: 13250 } }) })),
      says(
        '除不尽：100 元 ÷ 3 人 = 33.33 元',
        family({
          members: [head(), wife(), son()],
          income: income({ wages: 100, business: 0, property: 0, transfers: 0, costs: 0 }, { stated: { net: 100, perCapita: 33.33 } }),
        }),
      ),
      says('档案没有人均', family()),
    ],
  },
  {
    code: 'income.belowLine',
    breaks: [says('人均 7,999.99 元，监测线 8,000 元，没有监测', each(7999.99))],
    sound: [
      says('人均 8,000 元', each(8000)),
      says('监测中', monitored()),
      says('监测线不知道', each(5000), { line: null }),
      says('没有问收入', family({ income: null })),
    ],
  },
  {
    code: 'income.aboveLine',
    breaks: [says('人均 8,000 元，纳入为边缘易致贫户', each(8000, { result: within }))],
    sound: [
      says('人均 7,999.99 元', each(7999.99, { result: within })),
      says('纳入为突发严重困难户', each(12000, { result: { include: true, category: 'sudden' } })),
      says('不纳入', atTheDoor()),
    ],
  },
  { code: 'income.low', breaks: [says('人均 3,999.99 元', each(3999.99))], sound: [says('人均 4,000 元', each(4000))] },
  {
    code: 'income.highIdentified',
    breaks: [
      says('人均 20,000.01 元，纳入监测', each(20000.01, { result: { include: true, category: 'sudden' } })),
      says('监测中', each(25000, { monitor: { state: 'monitored', category: 'sudden' } })),
    ],
    sound: [says('人均 20,000 元', each(20000, { result: { include: true, category: 'sudden' } })), says('没有监测', each(50000))],
  },
  {
    code: 'income.wagesOdd',
    breaks: [says('全年工资 99.99 元', family({ income: income({ wages: 99.99 }) })), says('1 分', family({ income: income({ wages: 0.01 }) }))],
    sound: [says('0 元', family({ income: income({ wages: 0 }) })), says('100 元', family({ income: income({ wages: 100 }) }))],
  },
  {
    code: 'income.illnessUnpaid',
    breaks: [says('因病，自付 0 元', monitored({ income: income({ wages: 12000, business: 16000, selfPaid: 0 }) }))],
    sound: [
      says('因病，自付 9,000 元', monitored()),
      says('不是因病', monitored({ risks: ['labour'], income: income({ selfPaid: 0 }) })),
      says('没有问收入', monitored({ income: null })),
    ],
  },
  {
    code: 'income.workerNoWages',
    breaks: [
      says('王磊在外务工，工资 0 元', family({ income: income({ wages: 0 }) })),
      says('李秀英在公益岗', family({ members: [head(), wife({ publicPost: 'cleaning', publicPostMonths: 3 })], income: income({ wages: 0 }) })),
    ],
    sound: [says('有工资', family()), says('没有人务工', family({ members: [head(), wife()], income: income({ wages: 0 }) }))],
  },
  {
    code: 'income.reliefNoTransfers',
    breaks: [
      says('李秀英享受低保，转移性收入 0 元', family({ members: [head(), wife({ minimum: true })], income: income({ transfers: 0 }) })),
      says('特困供养', family({ members: [head({ destitute: true, health: ['major'] })], income: income({ transfers: 0 }) })),
      says('已有残疾补贴', monitored({ income: income({ transfers: 0 }), measures: [measure({ measure: 'support', support: 'disability' })] })),
    ],
    sound: [
      says('转移性收入 2,000 元', family({ members: [head(), wife({ minimum: true })] })),
      says('没有低保', family({ income: income({ transfers: 0 }) })),
      says(
        '残疾补贴还没有实施',
        monitored({ income: income({ transfers: 0 }), measures: [measure({ measure: 'support', support: 'disability', state: 'planned' })] }),
      ),
    ],
  },
  {
    code: 'income.industryNoBusiness',
    breaks: [says('已实施产业帮扶，经营性收入 0 元', monitored({ income: income({ business: 0, costs: 0 }) }))],
    sound: [
      says('有经营性收入', monitored()),
      says('还没有实施', monitored({ income: income({ business: 0 }), measures: [measure({ state: 'planned' })] })),
    ],
  },
  {
    code: 'income.change',
    breaks: [
      says('上一年人均 10,000 元，今年 13,000.01 元', each(13000.01, { perCapitaBefore: 10000 })),
      says('今年 6,999.99 元', each(6999.99, { perCapitaBefore: 10000 })),
    ],
    sound: [
      says('正好增加 30%', each(13000, { perCapitaBefore: 10000 })),
      says('正好减少 30%', each(7000, { perCapitaBefore: 10000 })),
      says('上一年不知道', each(13000)),
      says('上一年是 0', each(13000, { perCapitaBefore: 0 })),
    ],
  },
];
