// The built pages as a browser gets them: packed once, kept as long as they may be, and nothing else of the disk.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startServer, type TestServer } from '../support/server.ts';

const root = mkdtempSync(join(tmpdir(), 'ruhu-faces-'));
const SCRIPT = 'export const works = true;\n'.repeat(100);
let server: TestServer;

beforeAll(async () => {
  for (const face of ['phone', 'desk']) {
    mkdirSync(join(root, face, 'assets'), { recursive: true });
    writeFileSync(join(root, face, 'index.html'), `<!doctype html><title>${face}</title>`);
    const script = join(root, face, 'assets/main-Ab3_x-9Z.js');
    writeFileSync(script, SCRIPT);
    writeFileSync(`${script}.br`, brotliCompressSync(SCRIPT));
    writeFileSync(`${script}.gz`, gzipSync(SCRIPT));
  }
  writeFileSync(join(root, 'phone/sw.js'), '// worker');
  writeFileSync(join(root, 'secret.txt'), 'geheim');
  server = await startServer({ founded: false, faces: { phone: join(root, 'phone'), desk: join(root, 'desk') } });
});
afterAll(async () => {
  await server.close();
  rmSync(root, { recursive: true, force: true });
});

const get = (path: string, headers: Record<string, string> = {}, method = 'GET') => server.browser().fetch(method, path, undefined, headers);
const PAGE = { accept: 'text/html,application/xhtml+xml' };
const SCRIPTS = ['/assets/main-Ab3_x-9Z.js', '/desk/assets/main-Ab3_x-9Z.js'];

/** The path exactly as it is written: fetch would tidy it up. */
const raw = (path: string): Promise<string> =>
  new Promise((resolve, reject) => {
    const { hostname, port } = new URL(server.url);
    let text = '';
    const socket = connect(Number(port), hostname, () =>
      socket.write(`GET ${path} HTTP/1.1\r\nHost: x\r\nAccept: text/html\r\nConnection: close\r\n\r\n`),
    );
    socket.on('data', (chunk) => (text += chunk.toString()));
    socket.on('end', () => resolve(text));
    socket.on('error', reject);
  });

describe('scripts and styles', () => {
  test('come packed as the browser takes it, once and for all', async () => {
    for (const path of SCRIPTS) {
      for (const [takes, gets] of [
        ['br, gzip', 'br'],
        ['gzip', 'gzip'],
        ['identity', null],
      ] as const) {
        const reply = await get(path, { 'accept-encoding': takes });
        expect(reply.status).toBe(200);
        expect(reply.headers.get('content-encoding')).toBe(gets);
        expect(reply.headers.get('content-type')).toMatch(/javascript/);
        expect(reply.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
        expect(await reply.text()).toBe(SCRIPT);
      }
      expect((await get(path, { 'accept-encoding': 'br' })).headers.get('vary')).toMatch(/accept-encoding/i);
    }
  });

  test('that are not there are not there, and never a page', async () => {
    for (const path of ['/assets/main-00000000.js', '/desk/assets/old-00000000.css', '/nothing.png', '/desk/x.js']) {
      const reply = await get(path, PAGE);
      expect(reply.status).toBe(404);
      expect(await reply.json()).toMatchObject({ problem: 'notFound' });
    }
  });
});

describe('pages', () => {
  test('every address a person may open is the page of its face, asked for anew each time, as is the worker', async () => {
    for (const [path, face] of [
      ['/', 'phone'],
      ['/tasks/1', 'phone'],
      ['/desk/', 'desk'],
      ['/desk/review', 'desk'],
    ] as const) {
      const reply = await get(path, PAGE);
      expect(reply.status).toBe(200);
      expect(reply.headers.get('cache-control')).toBe('no-cache');
      expect(await reply.text()).toContain(`<title>${face}</title>`);
    }
    expect((await get('/sw.js')).headers.get('cache-control')).toBe('no-cache');
    const moved = await get('/desk', PAGE);
    expect([moved.status, moved.headers.get('location')]).toEqual([301, '/desk/']);
  });

  test('HEAD says the same without a body', async () => {
    const [head, whole] = [await get('/', PAGE, 'HEAD'), await get('/', PAGE)];
    expect(head.status).toBe(200);
    expect(await head.text()).toBe('');
    for (const name of ['content-type', 'cache-control', 'content-security-policy', 'etag'])
      expect(head.headers.get(name)).toBe(whole.headers.get(name));
  });

  test('under /api there is never a page, nor for a script that asks, nor for a change', async () => {
    for (const [path, headers, method] of [
      ['/api/nothing', PAGE, 'GET'],
      ['/api', PAGE, 'POST'],
      ['/tasks/1', { accept: 'application/json' }, 'GET'],
      ['/tasks/1', PAGE, 'POST'],
    ] as const) {
      const reply = await get(path, headers, method);
      expect(reply.headers.get('content-type')).toBe('application/json; charset=utf-8');
      expect(reply.status).toBe(404);
    }
  });

  test('allow scripts, styles, images and calls of this site only: the policy to the letter', async () => {
    const { headers } = await get('/', PAGE);
    expect(headers.get('content-security-policy')).toBe(
      "default-src 'none';script-src 'self';style-src 'self';img-src 'self' data: blob:;media-src 'self' blob:;font-src 'self';connect-src 'self';manifest-src 'self';worker-src 'self';form-action 'self';base-uri 'none';frame-ancestors 'none'",
    );
    expect(headers.get('strict-transport-security')).toBeNull();
  });
});

test('no path leads out of the built pages', async () => {
  const ways = [
    '/../secret.txt',
    '/%2e%2e/secret.txt',
    '/..%2fsecret.txt',
    '/assets/..%2f..%2fsecret.txt',
    '/desk/../../secret.txt',
    '/..\\secret.txt',
    '/%00secret.txt',
    '//etc/passwd',
    '/desk/%2e%2e%2f%2e%2e%2fsecret.txt',
  ];
  for (const way of ways) {
    const reply = await raw(way);
    expect(reply, way).toMatch(/^HTTP\/1\.1 (4\d\d|200|301)/);
    expect(reply, way).not.toMatch(/geheim|root:/);
    if (reply.startsWith('HTTP/1.1 200')) expect(reply, way).toMatch(/<title>(phone|desk)<\/title>/);
    expect(reply, way).not.toContain(root);
  }
});
