// The first administrator of a new installation, through the one-time link that the server prints at its first start.
import { randomUUID } from 'node:crypto';
import type { Account } from '../../domain/account.ts';
import { countyOf } from '../../domain/division.ts';
import { DEFAULT_POLICIES } from '../../domain/policy-defaults.ts';
import { Counties, Session, SetUp } from '../../wire/session.ts';
import { addAccounts } from '../ledger/accounts.ts';
import { askerOf, systemOf } from '../ledger/asker.ts';
import { audit } from '../ledger/audit.ts';
import { divisionsOfCounty, foundCounty, readDivisions } from '../ledger/divisions.ts';
import { hashPassword } from '../ledger/passwords.ts';
import { setPolicy } from '../ledger/policies.ts';
import { Refusal } from '../ledger/refusal.ts';
import { beginSession } from '../ledger/sessions.ts';
import { useSetUpLink } from '../ledger/set-up-link.ts';
import type { App, Parts } from './app.ts';
import { sessionView } from './session.ts';
import { keepCookie } from './session-cookie.ts';

export function registerSetUp(app: App, { ledger, clock, divisionsFile, secure }: Parts): void {
  app.get('/api/setup/counties', { schema: { response: { 200: Counties } }, config: { allow: 'open' } }, async () => {
    const divisions = readDivisions(divisionsFile);
    const names = new Map(divisions.map((division) => [division.code, division.name]));
    const counties = divisions.filter((division) => division.level === 'county');
    return {
      counties: counties.map(({ code, name, parentCode }) => ({ code: countyOf(code), name, prefectureName: names.get(parentCode ?? '') ?? '' })),
    };
  });

  app.post(
    '/api/setup',
    { schema: { body: SetUp, response: { 200: Session } }, config: { allow: 'open' }, bodyLimit: 4096 },
    async (request, reply) => {
      const { token, login, name, password, countyCode } = request.body;
      const divisions = divisionsOfCounty(readDivisions(divisionsFile), countyCode);
      if (!divisions.some((division) => division.code === `${countyCode}000000`)) {
        throw new Refusal('invalidInput', { fields: [{ path: 'countyCode', message: '没有这个县的区划，请从列表中选择' }] });
      }
      const now = clock();
      const account: Account = { id: randomUUID(), login, name, role: 'admin', scope: [`${countyCode}000000`], department: null };
      const system = systemOf(countyCode);
      const passwordHash = await hashPassword(password);
      const begun = await ledger.within(system, async (tx) => {
        if (!(await useSetUpLink(tx, token, now)))
          throw new Refusal('notFound', { message: '这个链接已经用过或不对，请重新启动服务，使用新打印的链接' });
        await foundCounty(tx, countyCode, divisions, false);
        for (const policy of DEFAULT_POLICIES) await setPolicy(tx, countyCode, policy, null);
        await addAccounts(tx, countyCode, [{ ...account, passwordHash, mustChangePassword: false }]);
        await audit(tx, { ...system, accountId: account.id }, { action: 'county.found', entity: 'county', entityId: countyCode }, now);
        return beginSession(tx, countyCode, account, now);
      });
      keepCookie(reply, begun.token, begun.expiresAt, secure);
      const view = { account, county: countyCode, csrfToken: begun.csrfToken, mustChangePassword: false };
      return ledger.within(askerOf(account, countyCode), (tx) => sessionView(tx, view, now));
    },
  );
}
