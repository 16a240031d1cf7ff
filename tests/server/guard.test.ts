// What the server refuses before it listens: forged requests, guessed passwords, floods, strangers.

import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeLog } from '../../src/server/http/log.ts';
import type { Problem } from '../../src/wire/problem.ts';
import { PASSWORD, PEOPLE } from '../support/county.ts';
import { MINUTE, startServer, type TestServer } from '../support/server.ts';

let server: TestServer;
let written = '';
beforeAll(async () => {
  const sink = {
    write(line: string) {
      written += line;
    },
  };
  server = await startServer({ log: makeLog('trace', sink) });
});
afterAll(() => server.close());

describe('forged requests', () => {
  test('a change needs the token that only our own page knows', async () => {
    const client = await server.client('county');
    const token = client.csrfToken;
    for (const forged of ['', 'x'.repeat(token.length), `${token}x`]) {
      client.csrfToken = forged;
      expect(await client.send('DELETE', '/api/session')).toMatchObject({ status: 403, body: { problem: 'csrf' } });
    }
    client.csrfToken = token;
    expect((await client.send('DELETE', '/api/session')).status).toBe(204);
  });

  test('another site cannot even sign somebody in', async () => {
    const reply = await server.browser().post('/api/session', { login: PEOPLE.county.login, password: PASSWORD }, { 'sec-fetch-site': 'cross-site' });
    expect(reply).toMatchObject({ status: 403, body: { problem: 'csrf' } });
  });

  test('every reply forbids inline scripts, frames and guessing of types', async () => {
    const { headers } = await server.browser().get('/healthz');
    const policy = headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toMatch(/unsafe|upgrade-insecure/);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
  });
});

describe('guessed passwords', () => {
  test('after eight slips the ninth waits, even with the right password, and says for how long', async () => {
    const { login } = PEOPLE.xunwang;
    for (let slip = 0; slip < 8; slip++) expect((await server.browser().signIn(login, 'not-this-one')).status).toBe(401);
    const waiting = await server.browser().signIn(login, PASSWORD);
    expect(waiting).toMatchObject({ status: 429, body: { problem: 'tooMany' } });
    expect(Number(waiting.headers.get('retry-after'))).toBe(15 * 60);
    // The colleague at the next desk, behind the same address, is not held up.
    expect((await server.browser().signIn(PEOPLE.sunwang.login, PASSWORD)).status).toBe(200);
    server.clock.forward(16 * MINUTE);
    expect((await server.browser().signIn(login, PASSWORD)).status).toBe(200);
  });

  test('who mistypes is told when few tries are left, and then how long to wait', async () => {
    const { login } = PEOPLE.moliVillage;
    const said: string[] = [];
    for (let slip = 0; slip < 8; slip++)
      said.push(
        (
          await server
            .browser()
            .signIn(login, 'mistyped')
            .then((reply) => reply.body as unknown as Problem)
        ).message,
      );
    expect(said.slice(0, 4)).toEqual(Array(4).fill('账号或密码不对'));
    expect(said.slice(4)).toEqual([
      '账号或密码不对，还可以试 3 次',
      '账号或密码不对，还可以试 2 次',
      '账号或密码不对，还可以试 1 次',
      '账号或密码不对，请过 15 分钟再试',
    ]);
    server.clock.forward(6 * MINUTE);
    const waiting = await server.browser().signIn(login, PASSWORD);
    expect(waiting).toMatchObject({ status: 429, body: { message: '试错次数太多，请 9 分钟后再试；忘了密码请找县里的管理员' } });
    server.clock.forward(10 * MINUTE);
  });

  test('a second server process, and one that was started anew, go on counting', async () => {
    const { login } = PEOPLE.moli;
    for (let slip = 0; slip < 5; slip++) await server.browser().signIn(login, 'not-this-one');
    const other = await startServer({ beside: server });
    for (let slip = 0; slip < 3; slip++) expect((await other.browser().signIn(login, 'not-this-one')).status).toBe(401);
    expect((await other.browser().signIn(login, PASSWORD)).status).toBe(429);
    await other.close();
    const restarted = await startServer({ beside: server });
    expect((await restarted.browser().signIn(login, PASSWORD)).status).toBe(429);
    await restarted.close();
    server.clock.forward(16 * MINUTE);
    expect((await server.browser().signIn(login, PASSWORD)).status).toBe(200);
    // The right password wipes the slate: eight new slips are allowed.
    for (let slip = 0; slip < 7; slip++) await server.browser().signIn(login, 'not-this-one');
    expect((await server.browser().signIn(login, PASSWORD)).status).toBe(200);
  });

  test('forty guesses at the same moment get no more tries than one after the other', async () => {
    const replies = await Promise.all(Array.from({ length: 40 }, () => server.browser().signIn(PEOPLE.minzheng.login, 'not-this-one')));
    expect(replies.filter((reply) => reply.status === 401)).toHaveLength(8);
    expect(replies.filter((reply) => reply.status === 429)).toHaveLength(32);
    const kept = await server.db.sql<{ row: string }>('SELECT sign_in_slip::text AS row FROM sign_in_slip');
    expect(kept.some(({ row }) => row.includes(PEOPLE.minzheng.login))).toBe(false);
  });

  test('a hundred honest sign-ins from one office are nothing to stop', async () => {
    for (let i = 0; i < 100; i++) expect((await server.browser().signIn(PEOPLE.sunwang.login, PASSWORD)).status).toBe(200);
  });
});

describe('strangers and floods', () => {
  test('without a session there is nothing behind /api, known or unknown', async () => {
    expect(await server.browser().get('/api/session')).toMatchObject({ status: 401, body: { problem: 'signInNeeded' } });
    expect(await server.browser().get('/api/there-is-no-such-thing')).toMatchObject({ status: 404, body: { problem: 'notFound' } });
  });

  test('a small compressed body that unpacks to more than the limit is refused', async () => {
    const bomb = gzipSync(Buffer.alloc(50_000_000, 'x'));
    expect(bomb.length).toBeLessThan(60_000);
    const reply = await server.browser().post('/api/session', bomb, { 'content-type': 'application/json', 'content-encoding': 'gzip' });
    expect(reply).toMatchObject({ status: 413, body: { problem: 'tooLarge' } });
    const broken = await server
      .browser()
      .post('/api/session', new Uint8Array([1, 2, 3]), { 'content-type': 'application/json', 'content-encoding': 'gzip' });
    expect(broken).toMatchObject({ status: 400, body: { problem: 'malformed' } });
    const packed = gzipSync(JSON.stringify({ login: PEOPLE.county.login, password: PASSWORD }));
    expect((await server.browser().post('/api/session', packed, { 'content-type': 'application/json', 'content-encoding': 'gzip' })).status).toBe(
      200,
    );
  });

  test('one person who asks without end is slowed, with the reason in words', async () => {
    const small = await startServer({ requestsPerMinute: 5 });
    const client = await small.client('county');
    const replies = await Promise.all(Array.from({ length: 8 }, () => client.get('/api/session')));
    expect(replies.filter((reply) => reply.status === 200).length).toBeLessThanOrEqual(5);
    const late = replies.find((reply) => reply.status === 429);
    expect(late?.body).toMatchObject({ problem: 'tooMany', message: '操作太频繁，请稍等一会儿再试' });
    expect((await small.browser().get('/healthz')).status).toBe(200);
    await small.close();
  });
});

test('the log knows who asked for what, but no password, cookie, token, address line or name', async () => {
  const client = await server.client('yibao');
  await client.get('/api/session?search=王建国');
  await client.get('/api/nothing/149926196503020111');
  expect(written).toContain('/api/session');
  expect(written).toContain(PEOPLE.yibao.id);
  const secrets = [PASSWORD, client.csrfToken, client.cookie.slice(5), '王建国', encodeURIComponent('王建国'), '149926196503020111', '王医保'];
  for (const secret of secrets) expect(written).not.toContain(secret);
});

test('the description of the interface lists every route', async () => {
  const { status, body } = await server.browser().get<{ openapi: string; paths: Record<string, Record<string, unknown>> }>('/api/openapi.json');
  expect(status).toBe(200);
  expect(Object.keys(body.paths['/api/session'] ?? {}).sort()).toEqual(['delete', 'get', 'post']);
  expect(body.paths['/api/setup']?.post).toMatchObject({ requestBody: { content: { 'application/json': { schema: { type: 'object' } } } } });
});
