// Which measures answer which risk: what the rules ask for, and what is offered at the door (domain 5, Guarantees; the rest by 一户一策's own kinds).
import type { RiskCode } from '../visit.ts';
import { MEASURES, type Measure } from './codes.ts';

/** A risk that has none of these measures is remarked on. Risks that are not here are answered by any measure. */
export const MATCHING_MEASURES: Readonly<Partial<Record<RiskCode, readonly Measure[]>>> = {
  illness: ['health', 'social'],
  schooling: ['compulsoryEducation', 'education', 'social'],
  disability: ['support', 'social'],
  housing: ['housing', 'relocation'],
  water: ['water'],
};

/** Offered beside those, for risks of which the rules ask nothing. */
const OFFERED: Readonly<Partial<Record<RiskCode, readonly Measure[]>>> = {
  disaster: ['support', 'conditions', 'industry'],
  accident: ['support', 'social'],
  industry: ['industry', 'finance'],
  employment: ['employment', 'publicPost'],
  labour: ['support', 'publicPost'],
};

/** Measures that fit these risks and are not there yet, those for the first risk first, each once. Codes that nobody knows are passed over. */
export function suggestedMeasures(risks: readonly string[], given: readonly string[]): Measure[] {
  const fitting = risks.flatMap((risk) => MATCHING_MEASURES[risk as RiskCode] ?? OFFERED[risk as RiskCode] ?? []);
  return [...new Set(fitting)].filter((measure) => !given.includes(measure) && MEASURES.includes(measure));
}
