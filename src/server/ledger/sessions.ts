// Who is signed in: sessions by the hash of their token, so that the table alone opens nothing.
import { createHash, randomBytes } from 'node:crypto';
import type { Account } from '../../domain/account.ts';
import { accountOf } from './accounts.ts';
import type { Tx } from './open-ledger.ts';

const DAY = 86_400_000;
/** How long a session lives after its last use, ms: a phone goes weeks without signal, an office PC is shared. */
export const lifetimeOf = (role: Account['role']): number => (role === 'collector' ? 30 * DAY : DAY / 2);
/** Use is written down at most this often, so that reading does not mean writing. */
const TOUCH = 10 * 60_000;

export interface SignedIn {
  account: Account;
  county: string;
  csrfToken: string;
  tokenHash: Buffer;
  mustChangePassword: boolean;
  /** The phone that this session was last used on; null at a desk. */
  deviceId: string | null;
  /** New expiry, when it was moved: the cookie follows. */
  extendedTo: Date | null;
}

export const tokenHash = (token: string): Buffer => createHash('sha256').update(token).digest();
export const newToken = (): string => randomBytes(32).toString('base64url');

/** Begins a session and returns its token, which is nowhere else. As doorkeeper or system. */
export async function beginSession(
  tx: Tx,
  county: string,
  account: Account,
  now: Date,
): Promise<{ token: string; csrfToken: string; expiresAt: Date }> {
  const token = newToken();
  const csrfToken = newToken();
  const expiresAt = new Date(now.getTime() + lifetimeOf(account.role));
  await tx
    .insertInto('session')
    .values({
      token_hash: tokenHash(token),
      county,
      account_id: account.id,
      csrf_token: csrfToken,
      created_at: now,
      last_seen_at: now,
      expires_at: expiresAt,
    })
    .execute();
  return { token, csrfToken, expiresAt };
}

/** Whose token this is; undefined when it is unknown, expired or the account is disabled. Prolongs it as it is used. As doorkeeper. */
export async function findSession(tx: Tx, token: string, now: Date): Promise<SignedIn | undefined> {
  const hash = tokenHash(token);
  const row = await tx
    .selectFrom('session')
    .innerJoin('account', (join) => join.onRef('account.county', '=', 'session.county').onRef('account.id', '=', 'session.account_id'))
    .selectAll('account')
    .select(['session.csrf_token', 'session.last_seen_at as used_at', 'session.device_id'])
    .where('session.token_hash', '=', hash)
    .where('session.expires_at', '>', now)
    .where('account.disabled_at', 'is', null)
    .executeTakeFirst();
  if (!row) return undefined;
  let extendedTo: Date | null = null;
  if (now.getTime() - row.used_at.getTime() > TOUCH) {
    extendedTo = new Date(now.getTime() + lifetimeOf(row.role));
    await tx.updateTable('session').set({ last_seen_at: now, expires_at: extendedTo }).where('token_hash', '=', hash).execute();
    await tx.updateTable('account').set({ last_seen_at: now }).where('county', '=', row.county).where('id', '=', row.id).execute();
  }
  return {
    account: accountOf(row),
    county: row.county,
    csrfToken: row.csrf_token,
    tokenHash: hash,
    mustChangePassword: row.must_change_password,
    deviceId: row.device_id,
    extendedTo,
  };
}

/** The phone this session is used on: whoever copies the session of a lost phone is stopped with it. As doorkeeper. */
export const useOnDevice = (tx: Tx, hash: Buffer, deviceId: string): Promise<unknown> =>
  tx.updateTable('session').set({ device_id: deviceId }).where('token_hash', '=', hash).execute();

export const endSession = (tx: Tx, hash: Buffer): Promise<unknown> => tx.deleteFrom('session').where('token_hash', '=', hash).execute();

/** Signs the account out everywhere, but for the session `except`: after a new password, or when it is disabled. */
export async function endSessionsOf(tx: Tx, county: string, accountId: string, except?: Buffer): Promise<void> {
  let sessions = tx.deleteFrom('session').where('county', '=', county).where('account_id', '=', accountId);
  if (except) sessions = sessions.where('token_hash', '<>', except);
  await sessions.execute();
}
