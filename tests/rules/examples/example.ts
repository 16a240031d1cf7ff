// An example of a rule: in words for docs/rules.md, and the facts that show it.
import type { Facts } from '../../../src/domain/facts.ts';
import type { RuleContext } from '../../../src/domain/rules/rule.ts';

export interface Case {
  says: string;
  facts: Facts;
  context?: Partial<RuleContext>;
}

export interface Example {
  code: string;
  /** The first is printed. */
  breaks: readonly Case[];
  sound: readonly Case[];
}

export const says = (words: string, facts: Facts, context?: Partial<RuleContext>): Case => ({ says: words, facts, ...(context ? { context } : {}) });
