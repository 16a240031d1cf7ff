// A figure of the policy as it is shown and typed: shares in percent, each with its unit.
import { boundsOf } from '../../domain/policy-figures.ts';
import { sumYuan } from '../../domain/sums.ts';
import { sayAmount } from '../../words/common/say.ts';
import { words } from '../language.ts';

export const GROUPS = ['line', 'names', 'clocks', 'indicators', 'rules'] as const;
type PolicyGroup = (typeof GROUPS)[number];

/** Which part of the page a figure stands in. */
export function groupOf(path: string): PolicyGroup {
  if (path === 'monitoringLine') return 'line';
  if (isName(path)) return 'names';
  if (path.startsWith('indicators.')) return 'indicators';
  return path.startsWith('ruleThresholds.') ? 'rules' : 'clocks';
}

export const isName = (path: string): boolean => path.startsWith('names.');
const isShare = (path: string): boolean => boundsOf(path)?.unit === 'share';

export function unitOf(path: string): string {
  const unit = boundsOf(path)?.unit;
  return unit ? words().policy.units[unit] : '';
}

/** 8,600 元 · 30% · 不设; a name stands for itself. */
export function figureWords(path: string, figure: number | string | null): string {
  if (typeof figure === 'string') return figure;
  if (figure === null) return words().policy.none;
  const unit = unitOf(path);
  return `${sayAmount(isShare(path) ? sumYuan(figure * 100) : figure)}${isShare(path) ? '' : ' '}${unit}`;
}

/** What stands in the field. */
export const typedOf = (path: string, figure: number | null): string =>
  figure === null ? '' : String(isShare(path) ? sumYuan(figure * 100) : figure);

/** A number with at most two decimals, or null. Full-width digits, commas and blanks are taken as a Chinese keyboard types them. */
function readNumber(text: string): number | null {
  const plain = text
    .replace(/[\uff10-\uff19]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0))
    .replace(/[。．]/g, '.')
    .replace(/[,，%％\s]/g, '');
  return /^\d{1,9}(\.\d{0,2})?$/.test(plain) ? Number(plain) : null;
}

/** Null for an empty field, undefined for what is no number. */
export function figureOf(path: string, typed: string): number | null | undefined {
  if (typed.trim() === '') return null;
  const read = readNumber(typed);
  if (read === null) return undefined;
  return isShare(path) ? read / 100 : read;
}
