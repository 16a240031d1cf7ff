// The one table of quality rules: phone, server and the whole-county run read the same (domain 5; printed in docs/rules.md).
import { IDENTITY_RULES } from './identity.ts';
import type { Rule } from './rule.ts';

export const RULES: readonly Rule[] = [...IDENTITY_RULES];
