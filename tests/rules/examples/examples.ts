// Every rule's examples, in the order of the table.
import { ASSET_EXAMPLES } from './assets.ts';
import { CASE_EXAMPLES } from './case.ts';
import { EDUCATION_EXAMPLES } from './education.ts';
import type { Example } from './example.ts';
import { GUARANTEE_EXAMPLES } from './guarantees.ts';
import { IDENTITY_EXAMPLES } from './identity.ts';
import { INCOME_EXAMPLES } from './income.ts';
import { INSURANCE_EXAMPLES } from './insurance.ts';
import { LABOUR_EXAMPLES } from './labour.ts';
import { RISK_EXAMPLES } from './risk.ts';

export const EXAMPLES: readonly Example[] = [
  ...IDENTITY_EXAMPLES,
  ...EDUCATION_EXAMPLES,
  ...LABOUR_EXAMPLES,
  ...INSURANCE_EXAMPLES,
  ...GUARANTEE_EXAMPLES,
  ...INCOME_EXAMPLES,
  ...ASSET_EXAMPLES,
  ...RISK_EXAMPLES,
  ...CASE_EXAMPLES,
];
