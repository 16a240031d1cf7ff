// Signing in and out, who is signed in, and changing one's password.
import * as z from 'zod/mini';
import { townshipOf, withinScope } from '../../domain/division.ts';
import { ChangePassword, Session, SignIn } from '../../wire/session.ts';
import { accountOf } from '../ledger/accounts.ts';
import { type Asker, askerOf, doorkeeper } from '../ledger/asker.ts';
import { audit } from '../ledger/audit.ts';
import { divisionsOf } from '../ledger/divisions.ts';
import type { Tx } from '../ledger/open-ledger.ts';
import { hashPassword, passwordFits } from '../ledger/passwords.ts';
import { policyFor } from '../ledger/policies.ts';
import { Refusal } from '../ledger/refusal.ts';
import { beginSession, endSession, endSessionsOf, type SignedIn, tokenHash } from '../ledger/sessions.ts';
import { beginTry, forgiveSlips, noteSlip, waitInWords } from '../ledger/sign-in-slips.ts';
import { type App, type Parts, visitorOf } from './app.ts';
import { dropCookie, keepCookie, sessionToken } from './session-cookie.ts';

const SAME = '新密码不能和现在的一样';

export function registerSession(app: App, parts: Parts): void {
  const { ledger, clock, secure } = parts;

  app.post(
    '/api/session',
    { schema: { body: SignIn, response: { 200: Session } }, config: { allow: 'open' }, bodyLimit: 4096 },
    async (request, reply) => {
      const login = request.body.login.trim().toLowerCase();
      const now = clock();
      const { attempt, row } = await ledger.within(doorkeeper(), async (tx) => ({
        attempt: await beginTry(tx, login, request.ip, now),
        row: await tx.selectFrom('account').selectAll().where('login', '=', login).executeTakeFirst(),
      }));
      if (!attempt.may) throw new Refusal('tooMany', { message: waitInWords(attempt.waitMs), retryAfter: attempt.waitMs / 1000 });
      const fits = await passwordFits(row?.password_hash, request.body.password);
      if (!row || !fits || row.disabled_at) {
        const door = { ...doorkeeper(row?.county), accountId: row?.id ?? null };
        const left = await ledger.within(door, async (tx) => {
          if (row) await audit(tx, door, { action: 'session.refuse', entity: 'account', entityId: row.id }, now);
          return noteSlip(tx, request.ip, attempt.left, now);
        });
        throw new Refusal(
          'wrongPassword',
          left === null ? {} : { message: `账号或密码不对，${left > 0 ? `还可以试 ${left} 次` : '请过 15 分钟再试'}` },
        );
      }
      const account = accountOf(row);
      const door = { ...doorkeeper(row.county), accountId: row.id };
      const begun = await ledger.within(door, async (tx) => {
        // Whoever held a session on this browser before is signed out of it.
        const old = sessionToken(request, secure);
        if (old) await endSession(tx, tokenHash(old));
        await forgiveSlips(tx, login, request.ip);
        await tx.updateTable('account').set({ last_seen_at: now }).where('county', '=', row.county).where('id', '=', row.id).execute();
        await audit(tx, door, { action: 'session.begin', entity: 'account', entityId: row.id }, now);
        return beginSession(tx, row.county, account, now);
      });
      keepCookie(reply, begun.token, begun.expiresAt, secure);
      const view = { account, county: row.county, csrfToken: begun.csrfToken, mustChangePassword: row.must_change_password };
      return ledger.within(askerOf(account, row.county), (tx) => sessionView(tx, view, now));
    },
  );

  app.get('/api/session', { schema: { response: { 200: Session } }, config: { beforeNewPassword: 'open' } }, async (request) => {
    const { asker } = visitorOf(request);
    return ledger.within(asker, (tx) => sessionView(tx, request.signedIn as SignedIn, clock()));
  });

  app.delete('/api/session', { schema: { response: { 204: z.undefined() } }, config: { beforeNewPassword: 'open' } }, async (request, reply) => {
    const { asker, account } = visitorOf(request);
    const door: Asker = { ...doorkeeper(asker.county), accountId: account.id };
    await ledger.within(door, async (tx) => {
      await endSession(tx, (request.signedIn as SignedIn).tokenHash);
      await audit(tx, door, { action: 'session.end', entity: 'account', entityId: account.id }, clock());
    });
    dropCookie(reply, secure);
    return reply.code(204).send();
  });

  app.post(
    '/api/session/password',
    { schema: { body: ChangePassword, response: { 204: z.undefined() } }, config: { beforeNewPassword: 'open' }, bodyLimit: 4096 },
    async (request, reply) => {
      const { account, county } = visitorOf(request);
      const now = clock();
      const door: Asker = { ...doorkeeper(county), accountId: account.id };
      const attempt = await ledger.within(door, (tx) => beginTry(tx, account.login, request.ip, now));
      if (!attempt.may) throw new Refusal('tooMany', { message: waitInWords(attempt.waitMs), retryAfter: attempt.waitMs / 1000 });
      const row = await ledger.within(door, (tx) =>
        tx.selectFrom('account').select('password_hash').where('county', '=', county).where('id', '=', account.id).executeTakeFirstOrThrow(),
      );
      if (!(await passwordFits(row.password_hash, request.body.current))) {
        await ledger.within(door, (tx) => noteSlip(tx, request.ip, attempt.left, now));
        throw new Refusal('wrongPassword', { fields: [{ path: 'current', message: '现在的密码不对' }] });
      }
      if (request.body.next === request.body.current) {
        await ledger.within(door, (tx) => forgiveSlips(tx, account.login, request.ip));
        throw new Refusal('invalidInput', { message: SAME, fields: [{ path: 'next', message: SAME }] });
      }
      const secret = await hashPassword(request.body.next);
      await ledger.within(door, async (tx) => {
        await forgiveSlips(tx, account.login, request.ip);
        await tx
          .updateTable('account')
          .set({ password_hash: secret, must_change_password: false })
          .where('county', '=', county)
          .where('id', '=', account.id)
          .execute();
        await endSessionsOf(tx, county, account.id, (request.signedIn as SignedIn).tokenHash);
        await audit(tx, door, { action: 'account.password', entity: 'account', entityId: account.id }, now);
      });
      return reply.code(204).send();
    },
  );
}

/** Everything a face needs to begin: who, where, by which policy. As the person. */
export async function sessionView(
  tx: Tx,
  { account, county, csrfToken, mustChangePassword }: Pick<SignedIn, 'account' | 'county' | 'csrfToken' | 'mustChangePassword'>,
  now: Date,
): Promise<Session> {
  const divisions = await divisionsOf(tx, county);
  const own = await tx.selectFrom('county').select(['county', 'name', 'demonstration']).where('county', '=', county).executeTakeFirstOrThrow();
  const above = new Set(
    account.scope.flatMap((code) => [townshipOf(code), `${county}000000`, `${county.slice(0, 4)}00000000`, `${county.slice(0, 2)}0000000000`]),
  );
  return {
    account,
    csrfToken,
    county: { code: own.county, name: own.name },
    divisions: divisions.filter((division) => withinScope(division.code, account.scope) || above.has(division.code)),
    policy: await policyFor(tx, county, dayIn(now)),
    demonstration: own.demonstration,
    mustChangePassword,
    serverTime: now.toISOString(),
  };
}

/** The calendar day in China, YYYY-MM-DD, whatever zone the server stands in. */
export const dayIn = (now: Date): string => new Date(now.getTime() + 8 * 3_600_000).toISOString().slice(0, 10);
