// How the server's work connects: as ruhu_app, the role that owns nothing and passes no wall.
import { createHash } from 'node:crypto';
import pg from 'pg';
import type { DatabaseAddress } from './open-ledger.ts';

export const APP_ROLE = 'ruhu_app';

/**
 * The embedded server lets ruhu_app in itself: not even a SET ROLE NONE smuggled into a query leads to more rights.
 * On the operator's own PostgreSQL the connection is the operator's account, and takes the role before its first query.
 */
export function appConnection(address: DatabaseAddress, settings: readonly string[] = []): pg.ClientConfig {
  const options = settings.map((setting) => `-c ${setting}`).join(' ');
  if (typeof address === 'string') return { connectionString: address, options: `-c role=${APP_ROLE} ${options}`.trim() };
  const { password, ...place } = address;
  return { ...place, user: APP_ROLE, ...(password === undefined ? {} : { password: passwordOf(password) }), ...(options ? { options } : {}) };
}

/** Only where there is no private socket: made from the owner's, so that nothing more has to be kept. */
const passwordOf = (owners: string): string => createHash('sha256').update(`${APP_ROLE}:${owners}`).digest('hex');

/** On the embedded server, as its owner and one server at a time: makes the role one that may sign in. */
export async function letAppIn(owner: pg.Client, address: DatabaseAddress): Promise<void> {
  if (typeof address === 'string') return;
  const { rows } = await owner.query<{ rolcanlogin: boolean }>('SELECT rolcanlogin FROM pg_roles WHERE rolname = $1', [APP_ROLE]);
  if (rows[0]?.rolcanlogin && address.password === undefined) return;
  const password = address.password === undefined ? '' : ` PASSWORD ${pg.escapeLiteral(passwordOf(address.password))}`;
  await owner.query(`ALTER ROLE ${APP_ROLE} LOGIN${password}`);
}
