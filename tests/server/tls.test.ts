// HTTPS by the server itself, with a throw-away certificate, and behind a proxy of the operator's own.
import { readFileSync } from 'node:fs';
import { request } from 'node:https';
import { connect } from 'node:net';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readEnvironment } from '../../src/server/main/environment.ts';
import { PASSWORD, PEOPLE } from '../support/county.ts';
import { startServer, type TestServer } from '../support/server.ts';

const file = (name: string): string => fileURLToPath(new URL(`../support/tls/throw-away-${name}.pem`, import.meta.url));

describe('with a certificate', () => {
  let server: TestServer;
  beforeAll(async () => {
    const { tls } = readEnvironment({ RUHU_TLS_CERT: file('cert'), RUHU_TLS_KEY: file('key') }, ['serve']);
    if (!tls) throw new Error('the certificate was not read');
    server = await startServer({ tls, secure: true });
  });
  afterAll(() => server.close());

  const ask = (method: string, path: string, body?: unknown) =>
    new Promise<{ status: number | undefined; headers: Record<string, string | string[] | undefined> }>((resolve, reject) => {
      const headers = body ? { 'content-type': 'application/json' } : {};
      const asked = request(server.url + path, { method, headers, ca: readFileSync(file('cert')) }, (reply) => {
        reply.resume().on('end', () => resolve({ status: reply.statusCode, headers: reply.headers }));
      });
      asked.on('error', reject);
      asked.end(body ? JSON.stringify(body) : undefined);
    });

  test('the address is https, the cookie is for this host over HTTPS only, and browsers are told to come that way', async () => {
    expect(server.url).toMatch(/^https:/);
    const { status, headers } = await ask('POST', '/api/session', { login: PEOPLE.county.login, password: PASSWORD });
    expect(status).toBe(200);
    expect(String(headers['set-cookie'])).toMatch(/^__Host-ruhu=[\w-]{43}; Path=\/; Expires=.*HttpOnly; Secure; SameSite=Lax$/);
    expect(headers['strict-transport-security']).toBe('max-age=31536000');
    expect((await ask('GET', '/healthz')).headers['strict-transport-security']).toBe('max-age=31536000');
  });

  test('who comes by plain http to that port is told in words where to go', async () => {
    const { hostname, port } = new URL(server.url);
    const text = await new Promise<string>((resolve, reject) => {
      let said = '';
      const socket = connect(Number(port), hostname, () => socket.write(`GET / HTTP/1.1\r\nHost: ${hostname}:${port}\r\n\r\n`));
      socket.on('data', (chunk) => (said += chunk.toString()));
      socket.on('close', () => resolve(said));
      socket.on('error', reject);
    });
    expect(text).toMatch(/^HTTP\/1\.1 307 /);
    expect(text).toContain(`ocation: https://${hostname}:${port}/`);
    expect(text).toContain('请用 https:// 开头的网址');
  });
});

describe('certificates that cannot be used', () => {
  test('are said in both languages before anything starts', () => {
    const reading = (cert: string, key: string) => () => readEnvironment({ RUHU_TLS_CERT: cert, RUHU_TLS_KEY: key }, ['serve']);
    expect(reading(file('cert'), '')).toThrow(/要一起设置[\s\S]*belong together/);
    expect(reading('/nowhere/cert.pem', file('key'))).toThrow(/读不出来[\s\S]*cannot be read/);
    expect(reading(file('key'), file('cert'))).toThrow(/不是一对[\s\S]*do not fit/);
  });
});

describe('behind a proxy', () => {
  test('RUHU_PROXY=1: cookies are Secure, and limits count the address that the proxy names', async () => {
    const server = await startServer({ secure: true, trustProxy: true });
    const from = (address: string, login: string, password: string) =>
      server.browser().post('/api/session', { login, password }, { 'x-forwarded-for': address });
    for (let slip = 0; slip < 8; slip++) await from('203.0.113.7', PEOPLE.county.login, 'not-this-one');
    expect((await from('203.0.113.7', PEOPLE.county.login, PASSWORD)).status).toBe(429);
    const elsewhere = await from('203.0.113.8', PEOPLE.county.login, PASSWORD);
    expect(elsewhere.status).toBe(200);
    expect(elsewhere.headers.get('set-cookie')).toMatch(/Secure/);
    await server.close();
  });

  test('without it nobody gets new tries by naming another address', async () => {
    const server = await startServer();
    const from = (address: string) =>
      server.browser().post('/api/session', { login: PEOPLE.county.login, password: 'no' }, { 'x-forwarded-for': address });
    for (let slip = 0; slip < 8; slip++) await from(`203.0.113.${slip}`);
    expect((await from('203.0.113.99')).status).toBe(429);
    await server.close();
  });
});
