// The server process is killed while people work: whatever was acknowledged is there afterwards, and the next start needs nobody's help.
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import type { Session } from '../../src/wire/session.ts';
import { Client } from '../support/server.ts';

interface Process {
  child: ChildProcess;
  /** Everything printed so far. */
  said: () => string;
  url: string;
}

const running: ChildProcess[] = [];
const folders: string[] = [];
afterEach(async () => {
  for (const child of running.splice(0)) await ended(child, 'SIGTERM');
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

const newFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'ruhu-cut-'));
  folders.push(folder);
  return folder;
};

function ended(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve(child.exitCode);
  child.kill(signal);
  return new Promise((resolve) => child.once('exit', (code) => resolve(code)));
}

/** `npm run serve` from source on a free port; resolves once it greets, or has ended. */
async function serve(folder: string, port = 0): Promise<Process> {
  const child = spawn(process.execPath, ['--import', 'tsx', 'src/server/main.ts', 'serve'], {
    env: { ...process.env, RUHU_DATA: folder, PORT: String(port), RUHU_HOST: '127.0.0.1', RUHU_LOG: 'error', DATABASE_URL: '' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.push(child);
  let text = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => (text += chunk.toString()));
  await new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    child.stdout?.on('data', () => text.includes('Ctrl-C') && resolve());
  });
  return { child, said: () => text, url: /http:\/\/127\.0\.0\.1:\d+/.exec(text)?.[0] ?? '' };
}

const account = (n: number) => ({ login: `caiji-${n}`, name: `采集员${n}`, role: 'collector', scope: ['140826106201'], department: null });

describe('npm run serve', () => {
  test('killed three times while accounts are made: every account that was acknowledged is there, none twice', async () => {
    const folder = newFolder();
    let server = await serve(folder);
    const token = /token=([\w-]+)/.exec(server.said())?.[1];
    const admin = new Client(server.url);
    const setUp = { token, login: 'guanliyuan', name: '钱管理', password: 'a-long-secret', countyCode: '140826' };
    const { status, body } = await admin.post<Session>('/api/setup', setUp);
    expect(status).toBe(200);
    admin.csrfToken = body.csrfToken;
    const acknowledged: string[] = [];
    let next = 0;
    for (let cut = 0; cut < 3; cut++) {
      const enough = acknowledged.length + 12;
      const worker = async (): Promise<void> => {
        for (;;) {
          const one = account(next++);
          const reply = await admin.post('/api/accounts', one).catch(() => undefined);
          if (!reply) return;
          expect(reply.status).toBeLessThan(300);
          acknowledged.push(one.login);
          if (acknowledged.length === enough) server.child.kill('SIGKILL');
        }
      };
      await Promise.all([worker(), worker(), worker(), worker()]);
      await ended(server.child, 'SIGKILL');
      server = await serve(folder);
      expect(server.said()).not.toContain('token=');
      // The session outlives the server too.
      Object.assign(admin, { url: server.url });
    }
    const { body: list } = await admin.get<{ accounts: { login: string }[] }>('/api/accounts?limit=500');
    const logins = list.accounts.map((one) => one.login);
    expect(logins).toEqual(expect.arrayContaining(acknowledged));
    expect(new Set(logins).size).toBe(logins.length);
  }, 120_000);

  test('a second start on the same folder ends with a message and a code; the first goes on, and stops cleanly when told', async () => {
    const folder = newFolder();
    const first = await serve(folder);
    const second = await serve(folder);
    expect(second.child.exitCode).toBe(1);
    expect(second.said()).toMatch(/正被另一个入户服务使用[\s\S]*in use by another Ruhu server/);
    expect(second.said()).not.toMatch(/ at .*\.ts/);
    const taken = await serve(newFolder(), Number(new URL(first.url).port));
    expect(taken.child.exitCode).toBe(1);
    expect(taken.said()).toMatch(/已被别的程序占用[\s\S]*is in use/);
    expect((await new Client(first.url).get('/readyz')).status).toBe(200);
    const pid = Number(readFileSync(join(folder, 'postgres-18/cluster/postmaster.pid'), 'utf8').split('\n')[0]);
    expect(await ended(first.child, 'SIGINT')).toBe(0);
    expect(() => process.kill(pid, 0)).toThrow(/ESRCH/);
  }, 60_000);
});
