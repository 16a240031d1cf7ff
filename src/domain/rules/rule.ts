// A quality rule: a stable code, a severity, a sentence, and one pure function that finds what breaks it in the facts of a household (domain 5).
import type { Facts } from '../facts.ts';
import type { Yuan } from '../money.ts';
import type { RuleThresholds } from '../policy.ts';
import type { PolicyNames } from '../policy-names.ts';

/** E: put right before handing in, or marked 暂无法核实 with a reason. W: passes with an explanation that is kept. */
export type Severity = 'E' | 'W';

/** Where a remark stands: a question of the survey in an instance (`root`, a member's, a job's, a measure's). */
export interface Spot {
  instanceId: string;
  key: string;
}

export interface RuleRemark extends Spot {
  /** Codes are stable and never used for anything else. */
  code: string;
  severity: Severity;
  /** Plain Chinese, naming the person and the field. */
  message: string;
}

/** The same ID number or phone elsewhere: asked of whoever knows more households than this one (the phone's village, the county's ledger). */
export interface Elsewhere {
  /** Words that name the other household (户主某某, 某村), or null. `person` is the first 18 characters of an ID number, upper case. */
  idNumber(person: string): string | null;
  phone(phone: string): string | null;
}

export interface RuleContext {
  /** YYYY-MM-DD. */
  today: string;
  /** 监测线, yuan a person a year; null when no policy is at hand. */
  line: Yuan | null;
  thresholds: RuleThresholds;
  /** What the county calls the categories. */
  names: PolicyNames;
  /** First six digits: what is away from home. */
  county: string;
  elsewhere: Elsewhere | null;
}

/** A finding before it is given its rule's code and severity. */
export interface Finding extends Spot {
  message: string;
}

export interface Rule {
  code: string;
  group: 'identity' | 'education' | 'labour' | 'insurance' | 'health' | 'guarantees' | 'income' | 'assets' | 'risk' | 'case';
  severity: Severity;
  /** One plain Chinese sentence: what holds when all is well. Names of categories stand as {unstable}, {marginal}, {sudden} (`ruleSentence`). */
  sentence: string;
  /** Where the rule comes from: the section of domain 5 or the law behind it. */
  source: string;
  find(facts: Facts, context: RuleContext): Finding[];
}
