// Several servers before one database, each a process of its own that can be killed by force; another one is started in its place.
import { type ChildProcess, fork } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import type { DatabaseAddress } from '../../../src/server/ledger/open-ledger.ts';
import { bugPlugin } from '../classic-bugs.ts';
import type { Errand } from './writer.ts';

export interface Server {
  url: string;
  /** SIGKILL; a new one is started in its place. */
  kill(): void;
  /** Lets the process write into the village log; resolves with the number of transactions. */
  write(errand: Errand): Promise<number>;
}

export interface Fleet {
  /** One of those that are up, in turn; waits when all are down. */
  pick(): Promise<Server>;
  /** The servers' clock, ms. */
  now(): number;
  kills(): number;
  close(): Promise<void>;
}

const root = fileURLToPath(new URL('../../..', import.meta.url));
/** The servers' day: whenever the tests run, the county's policy is in force. */
const DAY = Date.parse('2026-11-22T02:00:00Z');
/** ESM with packages of CommonJS in it needs these. */
const BANNER = `import * as $module from 'node:module'; import * as $path from 'node:path'; import * as $url from 'node:url';
const require = $module.createRequire(import.meta.url); const __filename = $url.fileURLToPath(import.meta.url); const __dirname = $path.dirname(__filename);`;

/** One file: a server is up in half the time that it takes from thousands. `bug` puts a classic mistake into it (classic-bugs.ts). */
async function bundle(folder: string, bug: string | undefined): Promise<string> {
  const file = join(folder, 'server.mjs');
  const { outputFiles } = await build({
    entryPoints: [join(root, 'tests/faults/support/server-process.ts')],
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    write: false,
    external: ['@node-rs/argon2', 'pg-native', '@e965/xlsx'],
    banner: { js: BANNER },
    logLevel: 'error',
    plugins: bug ? [bugPlugin(bug)] : [],
  });
  writeFileSync(file, outputFiles[0]?.contents ?? '');
  return file;
}

interface Up extends Server {
  child: ChildProcess;
}

export async function openFleet(address: DatabaseAddress, size = 2, bug = process.env.RUHU_CLASSIC_BUG): Promise<Fleet> {
  // Within the project, where its packages are found.
  mkdirSync(join(root, 'test-results'), { recursive: true });
  const folder = mkdtempSync(join(root, 'test-results/fleet-'));
  const aheadMs = DAY - Date.now();
  const file = await bundle(folder, bug);
  const up: Up[] = [];
  const waiting: (() => void)[] = [];
  const ends: Promise<void>[] = [];
  let turn = 0;
  let kills = 0;
  let closed = false;

  const start = async (): Promise<void> => {
    const orders = JSON.stringify({ address, dataFolder: join(folder, 'data'), aheadMs });
    const child = fork(file, [orders], {
      execArgv: [],
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      env: { ...process.env, TZ: 'Asia/Shanghai' },
    });
    let over: () => void = () => undefined;
    ends.push(new Promise<void>((resolve) => child.once('exit', () => resolve())));
    child.once('exit', () => over());
    const url = await new Promise<string | null>((resolve) => {
      over = () => resolve(null);
      child.once('message', (said) => resolve((said as { url: string }).url));
    });
    if (url === null) {
      if (!closed) throw new Error('a server did not come up');
      return;
    }
    const server: Up = {
      child,
      url,
      kill() {
        const at = up.indexOf(server);
        if (at < 0) return;
        up.splice(at, 1);
        kills++;
        child.kill('SIGKILL');
        void start();
      },
      write: (errand) =>
        new Promise((resolve, reject) => {
          child.once('message', (said: { written?: number; failed?: string }) =>
            said.written === undefined ? reject(new Error(said.failed)) : resolve(said.written),
          );
          child.send(errand);
        }),
    };
    up.push(server);
    for (const tell of waiting.splice(0)) tell();
  };

  await Promise.all(Array.from({ length: size }, start));
  return {
    async pick() {
      while (up.length === 0) await new Promise<void>((resolve) => waiting.push(resolve));
      return up[turn++ % up.length] as Up;
    },
    now: () => Date.now() + aheadMs,
    kills: () => kills,
    async close() {
      closed = true;
      for (const { child } of up) child.kill('SIGKILL');
      // One that is still starting ends with its connection to us.
      await new Promise((resolve) => setTimeout(resolve, 50));
      for (const { child } of up) child.kill('SIGKILL');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
