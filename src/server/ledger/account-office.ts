// Accounts as the administrator keeps them: listed, made, locked out and let in, given a new first password.
import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type * as z from 'zod/mini';
import { spokenName } from '../../domain/division.ts';
import type { AccountItem, AccountQuery, Accounts, NewAccount } from '../../wire/desk.ts';
import { addAccounts } from './accounts.ts';
import { audit } from './audit.ts';
import { allOf, contains, type Officer } from './desk-scope.ts';
import type { Tx } from './open-ledger.ts';

interface AccountRow extends Omit<z.infer<typeof AccountItem>, 'scopeNames' | 'lastSeenAt'> {
  last_seen_at: Date | null;
}

/** Accounts of the county by login. */
export async function listAccounts(tx: Tx, asker: Officer, query: z.infer<typeof AccountQuery>, limit: number): Promise<z.infer<typeof Accounts>> {
  const conditions = [sql`county = ${asker.county}`];
  const search = query.search?.trim();
  if (query.role) conditions.push(sql`role = ${query.role}`);
  if (search) conditions.push(sql`(${contains('name', search)} OR ${contains('login', search.toLowerCase())})`);
  const where = allOf(conditions);
  const { rows } = await sql<AccountRow>`
    SELECT id, login, name, role, scope, department, disabled_at IS NOT NULL AS disabled, last_seen_at FROM account
    WHERE ${where} ORDER BY login LIMIT ${limit} OFFSET ${query.offset ?? 0}`.execute(tx);
  const total = await sql<{ n: number }>`SELECT count(*)::int AS n FROM account WHERE ${where}`.execute(tx);
  const places = await tx.selectFrom('division').select(['code', 'name', 'level']).where('county', '=', asker.county).execute();
  const names = new Map(places.map((place) => [place.code, spokenName(place)]));
  return {
    accounts: rows.map(({ last_seen_at, ...row }) => ({
      ...row,
      scopeNames: row.scope.map((code) => names.get(code) ?? code),
      lastSeenAt: last_seen_at?.toISOString() ?? null,
    })),
    total: total.rows[0]?.n ?? 0,
  };
}

/** Divisions a scope names that the county does not have. */
export async function unknownPlaces(tx: Tx, asker: Officer, scope: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ code: string }>`
    SELECT code FROM division WHERE county = ${asker.county} AND code = ANY (${scope}::text[]) AND starts_with(code, ${asker.county})`.execute(tx);
  const known = new Set(rows.map((row) => row.code));
  return scope.filter((code) => !known.has(code));
}

/** Makes an account whose first password has to be changed. A login that exists is a unique violation of `account_login`. */
export async function openAccount(tx: Tx, asker: Officer, account: z.infer<typeof NewAccount>, passwordHash: string): Promise<string> {
  const id = randomUUID();
  await addAccounts(tx, asker.county, [{ ...account, id, passwordHash, mustChangePassword: true }]);
  await audit(
    tx,
    asker,
    { action: 'account.open', entity: 'account', entityId: id, detail: { role: account.role, scope: account.scope } },
    asker.now,
  );
  return id;
}

/** Locks an account out, its sessions ending at once, or lets it in again. False when there is no such account. */
export async function setDisabled(tx: Tx, asker: Officer, accountId: string, disabled: boolean): Promise<boolean> {
  const { rows } = await sql`
    UPDATE account SET disabled_at = CASE WHEN ${disabled} THEN COALESCE(disabled_at, ${asker.now}) END
    WHERE county = ${asker.county} AND id = ${accountId} RETURNING id`.execute(tx);
  if (rows.length === 0) return false;
  if (disabled) await endSessions(tx, asker, accountId);
  await audit(tx, asker, { action: disabled ? 'account.disable' : 'account.enable', entity: 'account', entityId: accountId }, asker.now);
  return true;
}

/** A new first password; whoever is signed in with the old one is not any more. False when there is no such account. */
export async function resetPassword(tx: Tx, asker: Officer, accountId: string, passwordHash: string): Promise<boolean> {
  const { rows } = await sql`
    UPDATE account SET password_hash = ${passwordHash}, must_change_password = true WHERE county = ${asker.county} AND id = ${accountId} RETURNING id`.execute(
    tx,
  );
  if (rows.length === 0) return false;
  await endSessions(tx, asker, accountId);
  await audit(tx, asker, { action: 'account.password', entity: 'account', entityId: accountId }, asker.now);
  return true;
}

async function endSessions(tx: Tx, asker: Officer, accountId: string): Promise<void> {
  await sql`DELETE FROM session WHERE county = ${asker.county} AND account_id = ${accountId}`.execute(tx);
}
