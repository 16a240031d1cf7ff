// The one table of quality rules: phone, server and the whole-county run read the same (domain 5; printed in docs/rules.md).
import { type PolicyNames, withNames } from '../policy-names.ts';
import { ASSET_RULES } from './assets.ts';
import { CASE_RULES } from './case.ts';
import { EDUCATION_RULES } from './education.ts';
import { ELIMINATION_RULES } from './elimination.ts';
import { GUARANTEE_RULES } from './guarantees.ts';
import { IDENTITY_RULES } from './identity.ts';
import { INCOME_RULES } from './income.ts';
import { HEALTH_RULES, INSURANCE_RULES } from './insurance.ts';
import { LABOUR_RULES } from './labour.ts';
import { LISTING_RULES } from './listing.ts';
import { RISK_RULES } from './risk.ts';
import type { Rule } from './rule.ts';
import { WORK_RULES } from './work.ts';

export const RULES: readonly Rule[] = [
  ...LISTING_RULES,
  ...IDENTITY_RULES,
  ...EDUCATION_RULES,
  ...LABOUR_RULES,
  ...WORK_RULES,
  ...INSURANCE_RULES,
  ...HEALTH_RULES,
  ...GUARANTEE_RULES,
  ...INCOME_RULES,
  ...ASSET_RULES,
  ...RISK_RULES,
  ...CASE_RULES,
  ...ELIMINATION_RULES,
];

const SENTENCES: ReadonlyMap<string, string> = new Map(RULES.map(({ code, sentence }) => [code, sentence]));

/** What holds when all is well, with the county's names of the categories; null for a code that this program does not know. */
export function ruleSentence(code: string, names: PolicyNames): string | null {
  const sentence = SENTENCES.get(code);
  return sentence === undefined ? null : withNames(sentence, names);
}
