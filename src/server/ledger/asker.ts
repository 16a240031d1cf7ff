// Who asks the ledger: said at the start of every transaction, read by the row-level policies of the database.
import type { Account, Role } from '../../domain/account.ts';
import { prefixOf } from '../../domain/division.ts';

/** A person at work, or the server itself in one of three narrow offices (migrations/0002_walls.sql). */
export interface Asker {
  county: string;
  role: Role | 'door' | 'runner' | 'system';
  /** Division codes; everything below them is included. */
  scope: readonly string[];
  department: string | null;
  accountId: string | null;
}

export const askerOf = (account: Account, county: string): Asker => ({
  county,
  role: account.role,
  scope: account.scope,
  department: account.department,
  accountId: account.id,
});

/** The server working for one county: jobs, the demonstration county, the first administrator. Sees all of it and nothing of another. */
export const systemOf = (county: string): Asker => ({
  county,
  role: 'system',
  scope: [`${county}000000`],
  department: null,
  accountId: null,
});

/** Looks up who signs in, in any county: accounts, sessions and setup links only. `county` is named once it is known, for the audit trail. */
export const doorkeeper = (county = ''): Asker => ({ county, role: 'door', scope: [], department: null, accountId: null });

/** Picks up jobs of any county: jobs only. */
export const runner: Asker = { county: '', role: 'runner', scope: [], department: null, accountId: null };

/** LIKE patterns as the policies want them: 140826104000 → 140826104%. A code holds digits only, so that nothing needs escaping. */
export function scopePatterns(scope: readonly string[]): string {
  return scope
    .filter((code) => /^\d{12}$/.test(code))
    .map((code) => `${prefixOf(code)}%`)
    .join(',');
}
