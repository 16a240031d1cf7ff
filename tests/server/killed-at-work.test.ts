// The process is killed by force in the middle of long work: loading the demonstration county, sweeping; the next start completes it.
import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Client } from '../support/server.ts';

const folder = mkdtempSync(join(tmpdir(), 'ruhu-killed-'));
chmodSync(folder, 0o755);
const data = join(folder, 'data');
const HOUSEHOLDS = 3000;

interface Process {
  child: ChildProcess;
  url: string;
  ended: Promise<void>;
}
let server: Process;

/** A demonstration start from source; `until` says at which words on the terminal it counts as begun. */
async function start(until: RegExp): Promise<Process> {
  const child = spawn(process.execPath, ['--import', 'tsx', 'src/server/main.ts', 'demo'], {
    env: { ...process.env, RUHU_DATA: data, PORT: '0', RUHU_HOST: '127.0.0.1', RUHU_LOG: 'error', DATABASE_URL: '' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  await new Promise<void>((resolve, reject) => {
    child.once('exit', () => reject(new Error(`it ended before ${until}: ${said}`)));
    child.stdout?.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      if (until.test(said)) resolve();
    });
  });
  return { child, url: /http:\/\/127\.0\.0\.1:\d+/.exec(said)?.[0] ?? '', ended };
}

const kill = async ({ child, ended }: Process): Promise<void> => {
  child.kill('SIGKILL');
  await ended;
};

const signedIn = async (login: string): Promise<Client> => {
  const client = new Client(server.url);
  expect((await client.signIn(login, 'ruhu-demo')).status).toBe(200);
  return client;
};

/** Polls until the answer is there. */
async function until<T>(ask: () => Promise<T | undefined>): Promise<T> {
  for (;;) {
    const found = await ask();
    if (found !== undefined) return found;
    await new Promise((resolve) => setTimeout(resolve, 30));
  }
}

beforeAll(async () => {
  await kill(await start(/\/ 3000/));
  server = await start(/Ctrl-C/);
}, 180_000);
afterAll(async () => {
  server.child.kill('SIGTERM');
  await server.ended;
  rmSync(folder, { recursive: true, force: true });
});

test('a sweep that was cut off goes on by itself over all 3,000 households, loaded in two starts: one task each, none twice', async () => {
  const office = await signedIn('county');
  const { body } = await office.post<{ id: string }>('/api/sweeps', { division: '140826000000', title: '全县排查', dueOn: '2099-12-31' });
  await kill(server);
  server = await start(/Ctrl-C/);
  const again = await signedIn('county');
  const job = await until(async () => {
    const { status, body: seen } = await again.get<{ state: string; result: { created: number; households: number; alreadyOpen: number } }>(
      `/api/jobs/${body.id}`,
    );
    expect(status).toBe(200);
    return seen.state === 'done' || seen.state === 'failed' ? seen : undefined;
  });
  expect(job.state).toBe('done');
  expect(job.result.households).toBe(HOUSEHOLDS);
  expect(job.result.created + job.result.alreadyOpen).toBe(HOUSEHOLDS);
}, 120_000);
