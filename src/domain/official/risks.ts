// 返贫致贫风险: up to five, the most important first, and what happened suddenly (domain 3.5).
import type { Group } from '../survey/definition.ts';
import { ask, choose, group, money, pastDay, say } from './wording.ts';

export const RISKS_SECTION: Group = group(
  'hardship',
  '返贫致贫风险',
  'Risks',
  [
    ask('rank', 'risks', '主要风险', 'Risks', {
      list: 'risks',
      hint: say('最多 5 项，最主要的排在最前', 'Up to five, the most important first'),
      constraint: 'count-selected(.) <= 5',
      constraintMessage: say('最多选 5 项', 'Five at most'),
    }),
    ask('text', 'riskText', '其他风险是什么', 'The other risk', { relevant: "selected(${risks}, 'other')" }),
    choose('disaster', 'disasters', '哪种自然灾害', 'Kind of disaster', { relevant: "selected(${risks}, 'disaster')" }),
    group(
      'sudden',
      '突发事件',
      'Sudden event',
      [
        ask('text', 'suddenWhat', '发生了什么', 'What happened'),
        pastDay('suddenOn', '什么时候', 'When'),
        money('suddenLoss', '损失', 'Loss'),
        choose('suddenBorneBy', 'bearers', '损失由谁承担', 'Borne by'),
      ],
      {
        relevant:
          "selected(${risks}, 'disaster') or selected(${risks}, 'accident') or selected(${risks}, 'illness') or selected(${risks}, 'industry')",
      },
    ),
  ],
  { appearance: 'risks', relevant: "${include} = 'yes'" },
);
