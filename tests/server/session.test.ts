// Signing in and out: who may, what is told, what a stranger learns, and how long it holds.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Problem } from '../../src/wire/problem.ts';
import { PASSWORD, PEOPLE, SUNWANG } from '../support/county.ts';
import { DAY, MINUTE, startServer, type TestServer } from '../support/server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.close());

describe('a collector signs in', () => {
  test('and hears who, where and by which policy, with names of the places above', async () => {
    const client = await server.client('sunwang');
    expect(client.session?.account).toEqual(PEOPLE.sunwang);
    expect(client.session?.county).toEqual({ code: '140826', name: '绛县' });
    expect(client.session?.divisions.map((division) => division.name)).toEqual(['山西省', '运城市', '绛县', '安峪镇', '孙王村委会']);
    expect(client.session?.policy.dueDays.lead).toBeGreaterThan(0);
    const again = await client.get('/api/session');
    expect(again).toMatchObject({ status: 200, body: { csrfToken: client.csrfToken, demonstration: false } });
    expect(again.headers.get('cache-control')).toBe('no-store');
  });

  test('with capitals and blanks around the login', async () => {
    expect((await server.browser().signIn(`  VILLAGE-${SUNWANG} `, PASSWORD)).status).toBe(200);
  });

  test('the cookie is out of reach of scripts and of other sites; the table holds only a hash of it', async () => {
    const browser = server.browser();
    const { headers } = await browser.signIn(PEOPLE.sunwang.login, PASSWORD);
    expect(headers.get('set-cookie')).toMatch(/^ruhu=[\w-]{43}; Path=\/; Expires=.*HttpOnly; SameSite=Lax$/);
    const token = browser.cookie.split('=')[1] as string;
    const rows = await server.db.sql<{ row: string }>('SELECT session::text AS row FROM session');
    expect(rows.some(({ row }) => row.includes(token) || row.includes(Buffer.from(token).toString('hex')))).toBe(false);
  });

  test('signing out ends the session for whoever kept the cookie', async () => {
    const client = await server.client('sunwang');
    const kept = client.cookie;
    expect((await client.send('DELETE', '/api/session')).status).toBe(204);
    expect(client.cookie).toBe('');
    const thief = server.browser();
    thief.cookie = kept;
    expect((await thief.get('/api/session')).status).toBe(401);
  });
});

describe('who does not get in', () => {
  test('a wrong password and an unknown login get the same answer', async () => {
    const wrong = await server.browser().signIn(PEOPLE.county.login, 'guess-guess');
    const unknown = await server.browser().signIn('nobody-at-all', 'guess-guess');
    expect(wrong.status).toBe(401);
    expect(wrong.body).toEqual({ problem: 'wrongPassword', number: 4011, message: '账号或密码不对' });
    expect(unknown.body).toEqual(wrong.body);
  });

  test('a disabled account is out at once, also where it is signed in', async () => {
    const client = await server.client('minzheng');
    await server.db.sql(`UPDATE account SET disabled_at = now() WHERE login = 'dept-minzheng'`);
    expect((await client.get('/api/session')).status).toBe(401);
    expect((await server.browser().signIn('dept-minzheng', PASSWORD)).status).toBe(401);
    await server.db.sql(`UPDATE account SET disabled_at = NULL WHERE login = 'dept-minzheng'`);
  });

  test('an empty form is told field by field what to fill in', async () => {
    const { status, body } = await server.browser().post<Problem>('/api/session', { login: '' });
    expect(status).toBe(400);
    expect(body.problem).toBe('invalidInput');
    expect(body.fields).toEqual([
      { path: 'login', message: '请填写账号' },
      { path: 'password', message: '请填写密码' },
    ]);
  });

  test('what is no JSON, and what is far too long, is said so', async () => {
    const json = { 'content-type': 'application/json' };
    expect(await server.browser().post('/api/session', '{"login', json)).toMatchObject({ status: 400, body: { problem: 'malformed' } });
    expect(await server.browser().post('/api/session', `"${'x'.repeat(10_000)}"`, json)).toMatchObject({
      status: 413,
      body: { problem: 'tooLarge' },
    });
  });
});

describe('how long it holds', () => {
  test('a phone that is used stays signed in for months; an unused one is out after 30 days', async () => {
    const client = await server.client('sunwang');
    for (let month = 0; month < 3; month++) {
      server.clock.forward(29 * DAY);
      expect((await client.get('/api/session')).status).toBe(200);
    }
    server.clock.forward(31 * DAY);
    expect(await client.get('/api/session')).toMatchObject({ status: 401, body: { problem: 'signInNeeded' } });
  });

  test('an office PC is signed out after half a day', async () => {
    const client = await server.client('county');
    server.clock.forward(11 * 60 * MINUTE);
    expect((await client.get('/api/session')).status).toBe(200);
    server.clock.forward(13 * 60 * MINUTE);
    expect((await client.get('/api/session')).status).toBe(401);
  });
});

describe('the first password', () => {
  test('opens nothing but the way to a password of one’s own, for a collector’s phone as for a desk', async () => {
    await server.db.sql(`UPDATE account SET must_change_password = true WHERE login IN ($1, $2)`, [PEOPLE.xunwang.login, PEOPLE.anyu.login]);
    for (const who of ['xunwang', 'anyu'] as const) {
      const client = await server.client(who);
      expect(client.session?.mustChangePassword).toBe(true);
      const closed = ['/api/tasks', '/api/reviews', '/api/overview', '/api/households'].map((path) => client.get<Problem>(path));
      const sync = client.post<Problem>('/api/v1/sync', {});
      for (const reply of await Promise.all([...closed, sync])) {
        if (reply.status === 404) continue;
        expect(reply).toMatchObject({ status: 403, body: { problem: 'passwordNeeded', number: 4033 } });
      }
      expect((await sync).body.message).toContain('请先把初始密码改成自己的密码');
      expect((await client.get('/api/session')).body).toMatchObject({ mustChangePassword: true });
      const same = await client.post<Problem>('/api/session/password', { current: PASSWORD, next: PASSWORD });
      expect(same.body.fields).toEqual([{ path: 'next', message: '新密码不能和现在的一样' }]);
      expect((await client.post('/api/session/password', { current: PASSWORD, next: 'my-own-secret' })).status).toBe(204);
      expect((await client.get('/api/session')).body).toMatchObject({ mustChangePassword: false });
      const opened = who === 'xunwang' ? await client.post<Problem>('/api/v1/sync', {}) : await client.get<Problem>('/api/overview');
      expect(opened.body.problem).not.toBe('passwordNeeded');
    }
  });

  test('can be left lying: signing out is always possible', async () => {
    await server.db.sql(`UPDATE account SET must_change_password = true WHERE login = $1`, [PEOPLE.moli.login]);
    const client = await server.client('moli');
    expect((await client.send('DELETE', '/api/session')).status).toBe(204);
  });
});

describe('a new password', () => {
  test('signs out everywhere else and is the only one that fits', async () => {
    const here = await server.client('moliVillage');
    const there = await server.client('moliVillage');
    const wrong = await here.post('/api/session/password', { current: 'not-this-one', next: 'a-longer-secret' });
    expect(wrong).toMatchObject({ status: 401, body: { problem: 'wrongPassword' } });
    const short = await here.post<Problem>('/api/session/password', { current: PASSWORD, next: 'short' });
    expect(short.body.fields).toEqual([{ path: 'next', message: '新密码至少要 10 个字' }]);
    expect((await here.post('/api/session/password', { current: PASSWORD, next: 'a-longer-secret' })).status).toBe(204);
    expect((await here.get('/api/session')).status).toBe(200);
    expect((await there.get('/api/session')).status).toBe(401);
    expect((await server.browser().signIn(PEOPLE.moliVillage.login, PASSWORD)).status).toBe(401);
    expect((await server.browser().signIn(PEOPLE.moliVillage.login, 'a-longer-secret')).status).toBe(200);
  });

  test('what happened is in the audit trail, without the passwords', async () => {
    const rows = await server.db.sql<{ action: string; detail: string }>(
      `SELECT action, detail::text FROM audit WHERE account_id = $1 AND entity_id = $1::text`,
      [PEOPLE.moliVillage.id],
    );
    expect(new Set(rows.map((row) => row.action))).toEqual(new Set(['session.begin', 'session.refuse', 'account.password']));
    expect(rows.every((row) => row.detail === '{}')).toBe(true);
  });
});
