// 帮扶需求和措施: what the household wants and what it is given, and the way out when the risk is gone (domain 3.6).
import type { Group } from '../survey/definition.ts';
import { ask, choose, group, money, repeat, say, yesNo } from './wording.ts';

const measures = repeat('measures', '帮扶措施', 'Measures', [
  choose('measure', 'measures', '措施类别', 'Kind of measure'),
  choose('support', 'supports', '哪种综合保障', 'Kind of support', { relevant: "${measure} = 'support'" }),
  ask('text', 'measureText', '具体内容', 'What exactly'),
  choose('state', 'measureStates', '实施情况', 'State', { default: 'planned' }),
  ask('date', 'measureOn', '日期', 'Date', { hint: say('已实施填开始日期，尚未实施填计划日期', 'When it began, or is to begin') }),
  money('amount', '金额', 'Amount'),
  ask('text', 'measureBy', '由谁实施', 'By whom'),
]);

/** Asked only of a household that is monitored now; its terms (6 months, above the line, four guarantees safe) are rules. */
const elimination = group(
  'elimination',
  '风险消除',
  'Elimination',
  [
    yesNo('eliminate', '提出风险消除吗？', 'Propose elimination?'),
    group(
      'eliminationDetails',
      '消除情况',
      'How the risk was eliminated',
      [
        choose('eliminationWay', 'eliminationWays', '消除方式', 'Way'),
        ask('date', 'eliminationOn', '消除日期', 'Date'),
        ask('text', 'eliminationContact', '联系人', 'Contact'),
        ask('text', 'eliminationPhone', '联系电话', "Contact's phone", { appearance: 'numbers' }),
      ],
      { relevant: "${eliminate} = 'yes'" },
    ),
  ],
  { relevant: "${monitorState} = 'monitored' or ${monitorState} = 'relapsed'" },
);

export const MEASURES_SECTION: Group = group(
  'help',
  '帮扶需求和措施',
  'Needs and measures',
  [ask('select_multiple', 'needs', '希望得到哪些帮扶', 'Help that is wanted', { list: 'measures' }), measures, elimination],
  { appearance: 'measures', relevant: "${include} = 'yes'" },
);
