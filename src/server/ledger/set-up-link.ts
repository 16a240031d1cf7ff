// The one-time link for the first administrator: printed once, kept only as a hash, dead once somebody used it.
import { doorkeeper } from './asker.ts';
import type { Ledger, Tx } from './open-ledger.ts';
import { newToken, tokenHash } from './sessions.ts';

/** A new token while the installation has no account; earlier unused ones die. Undefined once somebody can sign in. */
export function offerSetUpLink(ledger: Ledger): Promise<string | undefined> {
  return ledger.within(doorkeeper(), async (tx) => {
    if (await tx.selectFrom('account').select('id').limit(1).executeTakeFirst()) return undefined;
    const token = newToken();
    await tx.deleteFrom('setup_link').where('used_at', 'is', null).execute();
    await tx
      .insertInto('setup_link')
      .values({ token_hash: tokenHash(token) })
      .execute();
    return token;
  });
}

/** True for the one transaction that uses it: its row lock makes a second one wait and then find it used. */
export async function useSetUpLink(tx: Tx, token: string, now: Date): Promise<boolean> {
  const used = await tx
    .updateTable('setup_link')
    .set({ used_at: now })
    .where('token_hash', '=', tokenHash(token))
    .where('used_at', 'is', null)
    .executeTakeFirst();
  return used.numUpdatedRows === 1n;
}
