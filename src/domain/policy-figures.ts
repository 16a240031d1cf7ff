// A policy as a flat list of figures by path: what the county edits, held to bounds, compared with what was, and put back together.

import * as z from 'zod/mini';
import { ownValue } from './own-value.ts';
import { type Policy, phoneDaysOf, type RuleThresholds } from './policy.ts';
import { changedNames, LONGEST_NAME, NAME_KEYS, NamesChange, namesOf, type PolicyNames } from './policy-names.ts';

/** `null` only for the two thresholds of an indicator of which any case counts. */
export type PolicyFigures = Readonly<Record<string, number | null>>;

/** A change as the county asks for it: figures not named stay. Shares are shares (0.3), not percent. */
export const PolicyChange = z.object({
  effectiveFrom: z.iso.date(),
  /** Whether the monitoring line is still only assumed. */
  monitoringLineAssumed: z.boolean(),
  figures: z.record(z.string().check(z.maxLength(100)), z.nullable(z.number())),
  /** What the categories are called from then on; names not given stay. */
  names: z.optional(NamesChange),
});
export type PolicyChange = z.infer<typeof PolicyChange>;

/** A figure or a name that differs; names are texts. */
export interface PolicyDifference {
  path: string;
  before: number | string | null;
  after: number | string | null;
}

export type FigureUnit = 'yuan' | 'days' | 'share' | 'mu' | 'km' | 'posts' | 'months';

interface Bounds {
  unit: FigureUnit;
  min: number;
  max: number;
}

const days = (min: number, max: number): Bounds => ({ unit: 'days', min, max });
const yuan = (max: number, min = 0): Bounds => ({ unit: 'yuan', min, max });

/** Bounds are against slips of the hand (a zero too many), not policy. */
const THRESHOLDS: Record<keyof RuleThresholds, Bounds> = {
  perCapitaLow: yuan(100_000),
  perCapitaHigh: yuan(1_000_000),
  wagesOdd: yuan(100_000),
  monthlyPayLow: yuan(100_000),
  monthlyPayHigh: yuan(1_000_000),
  incomeChange: { unit: 'share', min: 0.01, max: 10 },
  landMu: { unit: 'mu', min: 0, max: 100_000 },
  woodMu: { unit: 'mu', min: 0, max: 100_000 },
  roadKm: { unit: 'km', min: 0, max: 1000 },
  labourShare: { unit: 'share', min: 0, max: 1 },
  publicPosts: { unit: 'posts', min: 1, max: 50 },
  eliminationMonths: { unit: 'months', min: 1, max: 60 },
  developmentMonths: { unit: 'months', min: 1, max: 60 },
};

const FIXED: Record<string, Bounds> = {
  monitoringLine: yuan(100_000, 1000),
  'dueDays.lead': days(1, 365),
  'dueDays.sweep': days(1, 365),
  'dueDays.self': days(1, 365),
  'dueDays.round': days(1, 365),
  returnedDueDays: days(1, 90),
  closeAfterDays: days(0, 365),
  'phones.unsentDays': days(1, 60),
  'phones.silentDays': days(1, 90),
  ...Object.fromEntries(Object.entries(THRESHOLDS).map(([name, bounds]) => [`ruleThresholds.${name}`, bounds])),
};

const INDICATOR = /^indicators\.([a-z0-9-]+)\.(watched|others)$/;

/** Undefined for a path that no figure stands at. */
export const boundsOf = (path: string): Bounds | undefined => FIXED[path] ?? (INDICATOR.test(path) ? yuan(10_000_000) : undefined);

/** In the order of the page. */
export function figuresOf(policy: Policy): PolicyFigures {
  const { dueDays, ruleThresholds } = policy;
  const indicators = policy.indicators.flatMap(({ code, threshold }): [string, number | null][] => [
    [`indicators.${code}.watched`, threshold?.watched ?? null],
    [`indicators.${code}.others`, threshold?.others ?? null],
  ]);
  return {
    monitoringLine: policy.monitoringLine,
    ...Object.fromEntries(Object.entries(dueDays).map(([origin, count]) => [`dueDays.${origin}`, count])),
    returnedDueDays: policy.returnedDueDays,
    closeAfterDays: policy.closeAfterDays,
    'phones.unsentDays': phoneDaysOf(policy).unsentDays,
    'phones.silentDays': phoneDaysOf(policy).silentDays,
    ...Object.fromEntries(Object.entries(ruleThresholds).map(([name, figure]) => [`ruleThresholds.${name}`, figure])),
    ...Object.fromEntries(indicators),
  };
}

/** By path: what a policy sets that is no figure. */
export const policyTexts = (policy: Policy): Readonly<Record<string, string>> =>
  Object.fromEntries(NAME_KEYS.map((key) => [`names.${key}`, namesOf(policy)[key]]));

/** What differs between two policies, in the order of the page. */
export function differencesOf(before: Policy, after: Policy): PolicyDifference[] {
  const was: Readonly<Record<string, number | string | null>> = { ...figuresOf(before), ...policyTexts(before) };
  return Object.entries({ ...figuresOf(after), ...policyTexts(after) }).flatMap(([path, is]) => {
    const old = was[path] ?? null;
    return old === is ? [] : [{ path, before: old, after: is }];
  });
}

export type FigureFaultCode =
  | 'unknown'
  | 'missing'
  | 'tooSmall'
  | 'tooBig'
  | 'notWhole'
  | 'tooFine'
  | 'belowOther'
  | 'onlyOne'
  | 'tooEarly'
  | 'tooLate'
  | 'tooLong'
  | 'sameName';

export interface FigureFault {
  path: string;
  code: FigureFaultCode;
  /** The bound that was broken, or the day. */
  limit: number | string;
}

/** Records may be dated back (a line is often announced in the middle of its year), though not before lines were kept, and ahead by two years at most. */
export const EARLIEST = '2020-01-01';
export const DAYS_AHEAD = 730;

const dayAfter = (day: string, count: number): string => new Date(Date.parse(`${day}T00:00:00Z`) + count * 86_400_000).toISOString().slice(0, 10);

/** Everything that is wrong with a change to `base`; `today` is YYYY-MM-DD. */
export function faultsOf(base: Policy, change: PolicyChange, today: string): FigureFault[] {
  const faults: FigureFault[] = [];
  if (change.effectiveFrom < EARLIEST) faults.push({ path: 'effectiveFrom', code: 'tooEarly', limit: EARLIEST });
  const latest = dayAfter(today, DAYS_AHEAD);
  if (change.effectiveFrom > latest) faults.push({ path: 'effectiveFrom', code: 'tooLate', limit: latest });
  const before = figuresOf(base);
  const after: PolicyFigures = { ...before, ...change.figures };
  for (const [path, figure] of Object.entries(after)) {
    const bounds = ownValue(before, path) !== undefined ? boundsOf(path) : undefined;
    if (!bounds) faults.push({ path, code: 'unknown', limit: 0 });
    else if (figure === null) {
      const pair = twinOf(path);
      if (!pair) faults.push({ path, code: 'missing', limit: 0 });
      else if ((after[pair] ?? null) !== null) faults.push({ path, code: 'onlyOne', limit: 0 });
    } else faults.push(...faultsOfFigure(path, figure, bounds));
  }
  for (const [low, high] of ORDERED) {
    if ((after[high] ?? 0) <= (after[low] ?? 0)) faults.push({ path: high, code: 'belowOther', limit: after[low] ?? 0 });
  }
  return [...faults, ...faultsOfNames(changedNames(namesOf(base), change.names))];
}

/** Two categories of one name could not be told apart on any screen or sheet. */
function faultsOfNames(names: PolicyNames): FigureFault[] {
  return NAME_KEYS.flatMap((key, index): FigureFault[] => {
    const path = `names.${key}`;
    const name = names[key];
    if (name === '') return [{ path, code: 'missing', limit: 0 }];
    if (name.length > LONGEST_NAME) return [{ path, code: 'tooLong', limit: LONGEST_NAME }];
    return NAME_KEYS.slice(0, index).some((other) => names[other] === name) ? [{ path, code: 'sameName', limit: name }] : [];
  });
}

const ORDERED = [
  ['ruleThresholds.perCapitaLow', 'ruleThresholds.perCapitaHigh'],
  ['ruleThresholds.monthlyPayLow', 'ruleThresholds.monthlyPayHigh'],
] as const;

/** The other threshold of the same indicator: both are given, or neither. */
function twinOf(path: string): string | null {
  const [, code, who] = INDICATOR.exec(path) ?? [];
  return code ? `indicators.${code}.${who === 'watched' ? 'others' : 'watched'}` : null;
}

function faultsOfFigure(path: string, figure: number, { unit, min, max }: Bounds): FigureFault[] {
  if (figure < min) return [{ path, code: 'tooSmall', limit: min }];
  if (!(figure <= max)) return [{ path, code: 'tooBig', limit: max }];
  if (['days', 'posts', 'months'].includes(unit) && !Number.isInteger(figure)) return [{ path, code: 'notWhole', limit: 0 }];
  return Math.abs(figure * 100 - Math.round(figure * 100)) > 1e-6 ? [{ path, code: 'tooFine', limit: 0 }] : [];
}

/** The county's own record: `base` (the policy that would hold on that day) with the change. Call only without faults. */
export function withChange(base: Policy, county: string, change: PolicyChange): Policy {
  const figures: PolicyFigures = { ...figuresOf(base), ...change.figures };
  const at = (path: string): number => figures[path] ?? 0;
  return {
    ...base,
    division: county,
    effectiveFrom: change.effectiveFrom,
    monitoringLine: at('monitoringLine'),
    monitoringLineAssumed: change.monitoringLineAssumed,
    dueDays: { lead: at('dueDays.lead'), sweep: at('dueDays.sweep'), self: at('dueDays.self'), round: at('dueDays.round') },
    returnedDueDays: at('returnedDueDays'),
    closeAfterDays: at('closeAfterDays'),
    names: changedNames(namesOf(base), change.names),
    phones: { unsentDays: at('phones.unsentDays'), silentDays: at('phones.silentDays') },
    ruleThresholds: Object.fromEntries(
      Object.keys(base.ruleThresholds).map((name) => [name, at(`ruleThresholds.${name}`)]),
    ) as unknown as RuleThresholds,
    indicators: base.indicators.map((indicator) => {
      const watched = figures[`indicators.${indicator.code}.watched`] ?? null;
      const others = figures[`indicators.${indicator.code}.others`] ?? null;
      return { ...indicator, threshold: watched === null || others === null ? null : { watched, others } };
    }),
  };
}
