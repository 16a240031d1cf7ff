// 账号: the administrator's list, new accounts with a first password shown once, locking out, and new first passwords.
import { randomInt } from 'node:crypto';
import * as z from 'zod/mini';
import { AccountQuery, Accounts, DisableAccount, NewAccount, NewAccountResult } from '../../wire/desk.ts';
import { listAccounts, openAccount, resetPassword, setDisabled, unknownPlaces } from '../ledger/account-office.ts';
import { hashPassword } from '../ledger/passwords.ts';
import { Refusal } from '../ledger/refusal.ts';
import type { App, Parts } from './app.ts';
import { officerOf, PAGE } from './officer.ts';

/** Without letters and digits that are taken for each other when read out or copied from paper. */
const LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789';

/** 12 characters, 59 bits; good until the first sign-in, which asks for one's own. */
const firstPassword = (): string => Array.from({ length: 12 }, () => LETTERS[randomInt(LETTERS.length)]).join('');

const refuse = (path: string, message: string): Refusal => new Refusal('invalidInput', { message, fields: [{ path, message }] });

export function registerAccounts(app: App, { ledger, clock }: Parts): void {
  const allow = ['admin'] as const;
  const Params = z.object({ id: z.uuid() });

  app.get('/api/accounts', { schema: { querystring: AccountQuery, response: { 200: Accounts } }, config: { allow } }, async (request) => {
    const officer = officerOf(request, clock);
    return ledger.within(officer, (tx) => listAccounts(tx, officer, request.query, request.query.limit ?? PAGE));
  });

  app.post('/api/accounts', { schema: { body: NewAccount, response: { 201: NewAccountResult } }, config: { allow } }, async (request, reply) => {
    const officer = officerOf(request, clock);
    const account = request.body;
    if ((account.role === 'department') !== (account.department !== null)) throw refuse('department', '部门用户要选部门，其他角色不选');
    if (account.scope.length === 0) throw refuse('scope', '请选择管辖范围');
    const password = firstPassword();
    const secret = await hashPassword(password);
    try {
      const id = await ledger.within(officer, async (tx) => {
        const unknown = await unknownPlaces(tx, officer, account.scope);
        if (unknown.length > 0) throw refuse('scope', `本县没有这个区划：${unknown.join('、')}`);
        return openAccount(tx, officer, account, secret);
      });
      return reply.code(201).send({ id, firstPassword: password });
    } catch (error) {
      if ((error as { constraint?: string }).constraint === 'account_login') throw refuse('login', '这个账号名已经有人用了，请换一个');
      throw error;
    }
  });

  app.post(
    '/api/accounts/:id/disable',
    { schema: { params: Params, body: DisableAccount, response: { 204: z.undefined() } }, config: { allow } },
    async (request, reply) => {
      const officer = officerOf(request, clock);
      if (request.params.id === officer.accountId) throw refuse('disabled', '不能停用自己的账号');
      if (!(await ledger.within(officer, (tx) => setDisabled(tx, officer, request.params.id, request.body.disabled)))) throw new Refusal('notFound');
      return reply.code(204).send();
    },
  );

  app.post('/api/accounts/:id/password', { schema: { params: Params, response: { 200: NewAccountResult } }, config: { allow } }, async (request) => {
    const officer = officerOf(request, clock);
    const { id } = request.params;
    const password = firstPassword();
    const secret = await hashPassword(password);
    if (!(await ledger.within(officer, (tx) => resetPassword(tx, officer, id, secret)))) throw new Refusal('notFound');
    return { id, firstPassword: password };
  });
}
