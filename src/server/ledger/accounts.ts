// Accounts: who may sign in, made by the administrator or by the demonstration county.
import type { Insertable, Selectable } from 'kysely';
import type { Account } from '../../domain/account.ts';
import type { Tx } from './open-ledger.ts';
import type { Tables } from './tables.ts';

export interface NewAccount extends Account {
  /** Argon2 (server/http/passwords.ts). */
  passwordHash: string;
  mustChangePassword: boolean;
}

export const accountOf = (row: Selectable<Tables['account']>): Account => ({
  id: row.id,
  login: row.login,
  name: row.name,
  role: row.role,
  scope: row.scope,
  department: row.department,
});

const accountRow = (county: string, account: NewAccount): Insertable<Tables['account']> => ({
  county,
  id: account.id,
  login: account.login.toLowerCase(),
  name: account.name,
  role: account.role,
  scope: account.scope,
  department: account.department,
  password_hash: account.passwordHash,
  must_change_password: account.mustChangePassword,
});

/** Adds accounts; a login that exists anywhere in the installation is a unique violation of `account_login`. */
export async function addAccounts(tx: Tx, county: string, accounts: readonly NewAccount[]): Promise<void> {
  for (let from = 0; from < accounts.length; from += 500) {
    await tx
      .insertInto('account')
      .values(accounts.slice(from, from + 500).map((account) => accountRow(county, account)))
      .execute();
  }
}
