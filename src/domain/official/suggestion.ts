// 建议监测类别: which category the figures speak for, and why, in words; a person decides (domain 2).
import type { Item } from '../survey/definition.ts';
import { computed } from './wording.ts';

/**
 * Within the line: unstable for a household lifted from poverty, marginal for an ordinary one. Above it, sudden where large spending takes the reference income below the
 * line, where a loss that the household bears itself would, or where income fell sharply against last year (by the county's `sharpDrop`, a share of 1). Else none.
 * Nothing while income, line or kind of household is not known.
 */
const BECAUSE =
  "if(${lineGap} = '', '', if(${lineGap} < 0, if(${kind} = 'lifted', 'lifted', if(${kind} = 'general', 'general', '')), if(${referenceGap} < 0, 'selfPaid', if(${ownLossGap} < 0, 'loss', if(${dropped} = 1, 'drop', 'above')))))";

const OWN_LOSS = "if(${suddenBorneBy} = 'self' or ${suddenBorneBy} = 'shared', coalesce(${suddenLoss}, 0), 0)";

const STANDS = (figure: string, gap: string, words: string): string =>
  `'${words} ', \${${figure}}, ' 元，', if(\${${gap}} < 0, '低于', '高于'), '监测线 ', abs(\${${gap}}), ' 元'`;

const reason = (code: string, ...parts: string[]): string => `if(\${suggestedBecause} = '${code}', concat(${parts.join(', ')}), `;

export const SUGGESTION: Item[] = [
  computed('ownLossGap', `if(\${referenceGap} = '', '', round((\${reference} - ${OWN_LOSS}) div \${size} - \${monitoringLine}, 2))`),
  computed('dropped', 'if(${lastPerCapita} > 0 and ${perCapita} < round(${lastPerCapita} * (1 - ${sharpDrop}), 2), 1, 0)'),
  computed('suggestedBecause', BECAUSE),
  computed(
    'suggestedCategory',
    "if(${suggestedBecause} = '', '', if(${suggestedBecause} = 'lifted', 'unstable', if(${suggestedBecause} = 'general', 'marginal', if(${suggestedBecause} = 'above', 'none', 'sudden'))))",
  ),
  computed(
    'suggestedReason',
    `${reason('lifted', STANDS('perCapita', 'lineGap', '人均纯收入'), "'，脱贫户'")}${reason(
      'general',
      STANDS('perCapita', 'lineGap', '人均纯收入'),
      "'，一般农户'",
    )}${reason(
      'selfPaid',
      STANDS('perCapita', 'lineGap', '人均纯收入'),
      "'，扣除自付支出 '",
      '${selfPaid}',
      "' 元后，'",
      STANDS('referencePerCapita', 'referenceGap', '人均参考收入'),
    )}${reason(
      'loss',
      STANDS('perCapita', 'lineGap', '人均纯收入'),
      "'，突发损失 '",
      '${suddenLoss}',
      "' 元，扣除后人均低于监测线 '",
      'abs(${ownLossGap})',
      "' 元'",
    )}${reason(
      'drop',
      STANDS('perCapita', 'lineGap', '人均纯收入'),
      "'，比上年 '",
      '${lastPerCapita}',
      "' 元下降 '",
      'round((1 - ${perCapita} div ${lastPerCapita}) * 100, 0)',
      "'%'",
    )}${reason('above', STANDS('perCapita', 'lineGap', '人均纯收入'), "'，没有发现大额自付支出或收入骤减'")}''))))))`,
  ),
];
