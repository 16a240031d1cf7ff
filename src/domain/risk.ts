// 致贫返贫风险: what may push a household into poverty, in the order of the form (domain 3.5).
import * as z from 'zod/mini';

/** 因病 因学 因残 因灾 因意外 产业失败 就业不稳 缺劳动力 安全住房 安全饮水 其他. */
export const RiskCode = z.enum([
  'illness',
  'schooling',
  'disability',
  'disaster',
  'accident',
  'industry',
  'employment',
  'labour',
  'housing',
  'water',
  'other',
]);
export type RiskCode = z.infer<typeof RiskCode>;
