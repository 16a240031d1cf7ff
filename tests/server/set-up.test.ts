// A new installation: nobody can sign in, one link makes the first administrator, and it works once.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { offerSetUpLink } from '../../src/server/ledger/set-up-link.ts';
import type { Problem } from '../../src/wire/problem.ts';
import type { Session } from '../../src/wire/session.ts';
import { startServer, type TestServer } from '../support/server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startServer({ founded: false });
});
afterAll(() => server.close());

const administrator = { login: 'guanliyuan', name: '钱管理', password: 'a-long-secret', countyCode: '140826' };

describe('the one-time link', () => {
  test('counties to choose from are all of the province, with their prefecture', async () => {
    const { body } = await server.browser().get<{ counties: { code: string; name: string; prefectureName: string }[] }>('/api/setup/counties');
    expect(body.counties.length).toBeGreaterThan(110);
    expect(body.counties).toContainEqual({ code: '140826', name: '绛县', prefectureName: '运城市' });
  });

  test('a guessed token, a weak password and an unknown county are refused, and use nothing up', async () => {
    const token = (await offerSetUpLink(server.db.ledger)) as string;
    const send = (body: object) => server.browser().post<Problem>('/api/setup', { ...administrator, token, ...body });
    expect(await send({ token: 'x'.repeat(43) })).toMatchObject({ status: 404, body: { problem: 'notFound' } });
    expect((await send({ password: 'short' })).body.fields).toEqual([{ path: 'password', message: '密码至少要 10 个字' }]);
    expect((await send({ countyCode: '999999' })).body.fields?.[0]?.path).toBe('countyCode');
    expect((await send({ login: '管理员' })).body.fields).toEqual([{ path: 'login', message: '账号的格式不对' }]);
    expect(await server.db.sql('SELECT 1 FROM county')).toEqual([]);
  });

  test('the newest link only, once only, even for two at the same moment; then the administrator is signed in to the county', async () => {
    const old = (await offerSetUpLink(server.db.ledger)) as string;
    const token = (await offerSetUpLink(server.db.ledger)) as string;
    expect((await server.browser().post('/api/setup', { ...administrator, token: old })).status).toBe(404);
    const browser = server.browser();
    const replies = await Promise.all([
      browser.post<Session>('/api/setup', { ...administrator, token }),
      server.browser().post<Session>('/api/setup', { ...administrator, login: 'second-one', token }),
    ]);
    expect(replies.map((reply) => reply.status).sort()).toEqual([200, 404]);
    const done = replies.find((reply) => reply.status === 200);
    expect(done?.body).toMatchObject({ county: { code: '140826', name: '绛县' }, account: { role: 'admin' }, demonstration: false });
    expect(done?.body.divisions.filter((division) => division.level === 'village')).toHaveLength(146);
    expect(await offerSetUpLink(server.db.ledger)).toBeUndefined();
    const login = done?.body.account.login as string;
    expect((await server.browser().signIn(login, administrator.password)).status).toBe(200);
    const acts = (await server.db.sql('SELECT action FROM audit ORDER BY id LIMIT 3')).map((row) => row.action);
    expect(acts).toEqual(['form.publish', 'form.use', 'county.found']);
  });
});
