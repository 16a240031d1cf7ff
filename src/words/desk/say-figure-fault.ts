// A figure of the policy by name, and what is wrong with one, in a sentence that names it.
import type { Indicator } from '../../domain/policy.ts';
import { boundsOf, type FigureFault } from '../../domain/policy-figures.ts';
import type { Language } from '../common/say.ts';
import { policyEn } from './policy-en.ts';
import { policyZh } from './policy-zh.ts';

/** 监测线 · 医疗自付费用较高（其他农户）; the path itself where nobody knows it. */
export function nameOfFigure(path: string, indicators: readonly Indicator[], language: Language): string {
  const words = language === 'zh' ? policyZh : policyEn;
  const known = words.fields[path];
  if (known) return known;
  const [, code, who] = /^indicators\.([^.]+)\.(watched|others)$/.exec(path) ?? [];
  const label = indicators.find((indicator) => indicator.code === code)?.label;
  return label ? words.indicator(label, who === 'watched' ? words.watched : words.others) : path;
}

/** 监测线：不能小于 1000 */
export function sayFigureFault({ path, code, limit }: FigureFault, indicators: readonly Indicator[], language: Language): string {
  const words = language === 'zh' ? policyZh : policyEn;
  const shown = boundsOf(path)?.unit === 'share' && typeof limit === 'number' ? `${limit * 100}%` : String(limit);
  return words.fault(nameOfFigure(path, indicators, language), words.faults[code](shown));
}
