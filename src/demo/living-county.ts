// The demonstration county while its first day is being prepared: who acts, and when.
import { SHANXI_POLICY_2026 } from '../domain/policy-defaults.ts';
import type { NewAccount } from '../server/ledger/accounts.ts';
import { askerOf, systemOf } from '../server/ledger/asker.ts';
import type { Officer } from '../server/ledger/desk-scope.ts';
import { judgeChecks } from '../server/ledger/judge-checks.ts';
import type { Ledger } from '../server/ledger/open-ledger.ts';
import { addDays } from './days.ts';
import type { Choice } from './signals.ts';

export interface LivingCounty {
  ledger: Ledger;
  county: string;
  today: string;
  accounts: readonly NewAccount[];
  /** Per village, households that no list is about yet. */
  choices: readonly (readonly Choice[])[];
}

/** Ten in the morning in China, so many days before the county's first day. */
export const morning = (today: string, daysAgo: number): Date => new Date(`${addDays(today, -daysAgo)}T02:00:00Z`);

export function officer(living: LivingCounty, login: string, now: Date): Officer {
  const account = living.accounts.find((candidate) => candidate.login === login);
  if (!account) throw new Error(`no account ${login}`);
  return { ...askerOf(account, living.county), accountId: account.id, name: account.name, now };
}

/** What is to be said of checks is found at once: the office looks at them next. */
export async function judge(living: LivingCounty, handInIds: readonly string[], now: Date): Promise<void> {
  const us = systemOf(living.county);
  await living.ledger.within(us, (tx) => judgeChecks(tx, us, handInIds, SHANXI_POLICY_2026, now));
}
