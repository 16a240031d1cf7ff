// 建议监测类别: which category the figures speak for, and why, in words; a person decides (domain 2).
import type { Item } from '../survey/definition.ts';
import { computed, reckoned } from './wording.ts';

/** What the household itself bears of a sudden loss, in 元. */
const OWN_LOSS = "if(${suddenBorneBy} = 'self' or ${suddenBorneBy} = 'shared', coalesce(${suddenLoss}, 0), 0)";

/**
 * Within the line: unstable for a household lifted from poverty, marginal for an ordinary one. Above it, sudden where large spending takes the reference income below the
 * line, where a loss that the household bears itself would, or where income fell sharply against last year (by the county's `sharpDrop`, a share of 1). Else none.
 * Nothing while income, line or kind of household is not known.
 */
const BECAUSE =
  "if(${lineGap} = '', '', if(${lineGap} < 0, if(${kind} = 'lifted', 'lifted', if(${kind} = 'general', 'general', '')), if(${referenceGap} < 0, 'selfPaid', if(${ownLossGap} < 0, 'loss', if(${dropped} = 1, 'drop', 'above')))))";

const CATEGORY =
  "if(${suggestedBecause} = '', '', if(${suggestedBecause} = 'lifted', 'unstable', if(${suggestedBecause} = 'general', 'marginal', if(${suggestedBecause} = 'above', 'none', 'sudden'))))";

const NET = "'人均纯收入 ', ${perCapita}, ' 元，', if(${lineGap} < 0, '低于', '高于'), '监测线 ', abs(${lineGap}), ' 元'";

/** What is said for each code of `suggestedBecause`, as the arguments of a concat. */
const REASONS: readonly (readonly [code: string, words: string])[] = [
  ['lifted', `${NET}, '，脱贫户'`],
  ['general', `${NET}, '，一般农户'`],
  [
    'selfPaid',
    `${NET}, '；扣除自付支出 ', \${selfPaid}, ' 元后，人均参考收入 ', \${referencePerCapita}, ' 元，低于监测线 ', abs(\${referenceGap}), ' 元'`,
  ],
  ['loss', `${NET}, '；扣除突发损失 ', \${suddenLoss}, ' 元后，人均低于监测线 ', abs(\${ownLossGap}), ' 元'`],
  ['drop', `${NET}, '；比上年 ', \${lastPerCapita}, ' 元下降 ', round((1 - \${perCapita} div \${lastPerCapita}) * 100, 0), '%'`],
  ['above', `${NET}, '，没有发现大额自付支出或收入骤减'`],
];

const REASON = REASONS.reduceRight((otherwise, [code, words]) => `if(\${suggestedBecause} = '${code}', concat(${words}), ${otherwise})`, "''");

/** `suggestedBecause` is the reason as a code (lifted, general, selfPaid, loss, drop, above), for whoever says it in another language. */
export const SUGGESTION: Item[] = [
  computed('ownLossGap', `if(\${referenceGap} = '', '', round((\${reference} - ${OWN_LOSS}) div \${size} - \${monitoringLine}, 2))`),
  computed('dropped', 'if(${lastPerCapita} > 0 and ${perCapita} < round(${lastPerCapita} * (1 - ${sharpDrop}), 2), 1, 0)'),
  computed('suggestedBecause', BECAUSE),
  computed('suggestedCategory', CATEGORY),
  reckoned('suggestedReason', '系统建议的依据', 'What the suggestion rests on', REASON),
];
