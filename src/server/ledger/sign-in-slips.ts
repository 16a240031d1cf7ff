// Slows down who guesses passwords without locking out an office that shares one address: only failures count. Counted in the database, so that several servers and a restart count as one.
import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { Tx } from './open-ledger.ts';

const WINDOW = 15 * 60_000;
/** Failures within the window, after which the next try waits: of one login at one address, of one login anywhere, of one address. Hundreds learn to sign in behind one address of an office on one morning. */
const LIMITS = { pair: 8, login: 40, address: 300 };
/** From here on a slip says how many tries are left. */
const WARN_FROM = 3;

export type Try = { may: true; left: number } | { may: false; waitMs: number };

/** Keys are hashes: what people typed as a login, sometimes a password, is not kept. */
const keyOf = (kind: string, ...parts: string[]): Buffer =>
  createHash('sha256')
    .update([kind, ...parts].join('\n'))
    .digest();
const pairKey = (login: string, address: string): Buffer => keyOf('pair', login, address);
const loginKey = (login: string): Buffer => keyOf('login', login);
const addressKey = (address: string): Buffer => keyOf('address', address);

interface Tally {
  key: Buffer;
  failures: number;
  since: Date;
}

/** Adds one to each, beginning anew where the window has passed. Rows are taken in the order of their keys, so that two tries never wait for each other in a ring. */
async function addSlip(tx: Tx, keys: readonly Buffer[], now: Date): Promise<Tally[]> {
  const sorted = [...keys].sort(Buffer.compare);
  const begins = new Date(now.getTime() - WINDOW);
  const { rows } = await sql<Tally>`
    INSERT INTO sign_in_slip AS known (key, failures, since)
    SELECT key, 1, ${now}::timestamptz FROM unnest(${sorted}::bytea[]) AS given(key)
    ON CONFLICT (key) DO UPDATE SET
      failures = CASE WHEN known.since <= ${begins} THEN 1 ELSE known.failures + 1 END,
      since = CASE WHEN known.since <= ${begins} THEN ${now} ELSE known.since END
    RETURNING key, failures, since`.execute(tx);
  return rows;
}

/** Before a password is looked at: the try counts as failed until it succeeds, so that a hundred at the same moment are no way around the limit. As doorkeeper. */
export async function beginTry(tx: Tx, login: string, address: string, now: Date): Promise<Try> {
  const pair = pairKey(login, address);
  const { rows } = await sql<Tally>`SELECT key, failures, since FROM sign_in_slip WHERE key = ${addressKey(address)}`.execute(tx);
  const tallies = [
    ...rows.map((tally) => ({ tally, over: tally.failures >= LIMITS.address })),
    ...(await addSlip(tx, [pair, loginKey(login)], now)).map((tally) => ({
      tally,
      over: tally.failures > (tally.key.equals(pair) ? LIMITS.pair : LIMITS.login),
    })),
  ];
  const waits = tallies.filter(({ over }) => over).map(({ tally }) => tally.since.getTime() + WINDOW - now.getTime());
  const waitMs = Math.max(0, ...waits);
  if (waitMs > 0) return { may: false, waitMs };
  const own = tallies.find(({ tally }) => tally.key.equals(pair))?.tally.failures ?? 1;
  return { may: true, left: LIMITS.pair - own };
}

/** The password was wrong: the address counts it too. Says how many tries are left once there are few, null before. */
export async function noteSlip(tx: Tx, address: string, left: number, now: Date): Promise<number | null> {
  await addSlip(tx, [addressKey(address)], now);
  return left <= WARN_FROM ? left : null;
}

/** The right password clears this person's slips at this address, not the guesses of others. */
export async function forgiveSlips(tx: Tx, login: string, address: string): Promise<void> {
  const keys = [pairKey(login, address), loginKey(login)].sort(Buffer.compare);
  // The same order as addSlip takes the rows in.
  for (const key of keys) {
    if (key.equals(loginKey(login))) await sql`UPDATE sign_in_slip SET failures = greatest(failures - 1, 0) WHERE key = ${key}`.execute(tx);
    else await sql`DELETE FROM sign_in_slip WHERE key = ${key}`.execute(tx);
  }
}

/** What no longer counts. As system. */
export const clearOldSlips = (tx: Tx, now: Date): Promise<unknown> =>
  tx
    .deleteFrom('sign_in_slip')
    .where('since', '<=', new Date(now.getTime() - WINDOW))
    .execute();

export const waitInWords = (waitMs: number): string => `试错次数太多，请 ${Math.ceil(waitMs / 60_000)} 分钟后再试；忘了密码请找县里的管理员`;
