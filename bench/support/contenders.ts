// Who is compared: the product, PouchDB, RxDB and Workbox's queue, all told to do the same: keep checks on the phone, hand them over, and say what the server has.

import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import { build } from 'esbuild';
import { sql } from 'kysely';
import { systemOf } from '../../src/server/ledger/asker.ts';
import type { Ledger } from '../../src/server/ledger/open-ledger.ts';
import { COUNTY, type Collector, dispatchAll, PASSWORD } from './big-village.ts';
import type { Program } from './programs.ts';

export interface Contender {
  name: string;
  /** Checks of a run: a thousand, or as many as patience allows. */
  count: number;
  port: number;
  /** Whose processor time is the server's. */
  pids: readonly number[];
  /** Opens what it needs on a page of its own. */
  begin(page: Page): Promise<void>;
  /** The page was killed and this is a new one. */
  beginAgain(page: Page): Promise<void>;
  keep(page: Page, run: string): Promise<void>;
  /** To the end, however often it has to try; ms. */
  handOver(page: Page, run: string): Promise<number>;
  /** What the server has of a run: different records, and how often it took one down. */
  atServer(run: string): Promise<{ records: number; effects: number }>;
}

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const CACHE = at('../../.cache/compare');

/** The others' packages, once, in a folder of their own; and their page. Returns the folder. */
export async function fetchRivals(page: string): Promise<string> {
  mkdirSync(CACHE, { recursive: true });
  const wanted = readFileSync(at('../compare/package.json'), 'utf8');
  const installed = join(CACHE, 'package.json');
  if (!existsSync(installed) || readFileSync(installed, 'utf8') !== wanted || !existsSync(join(CACHE, 'node_modules', 'rxdb'))) {
    console.log('Installing what is compared with into .cache/compare …');
    writeFileSync(installed, wanted);
    execFileSync('npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund'], {
      cwd: CACHE,
      stdio: ['ignore', 'ignore', 'inherit'],
      shell: process.platform === 'win32',
    });
  }
  cpSync(at('../compare/rival-server.mjs'), join(CACHE, 'rival-server.mjs'));
  // The store's own Dexie would be another one than the product's.
  const dexie = createRequire(join(CACHE, 'node_modules/rxdb/package.json')).resolve('dexie');
  await bundle(at('../compare/rival-page.mjs'), page, {
    nodePaths: [join(CACHE, 'node_modules')],
    alias: { dexie: dexie.replace(/dexie\.js$/, 'dexie.mjs') },
  });
  return CACHE;
}

export async function bundle(entry: string, page: string, more: { nodePaths?: string[]; alias?: Record<string, string> } = {}): Promise<void> {
  mkdirSync(page, { recursive: true });
  const how = {
    bundle: true,
    minify: true,
    format: 'esm',
    target: ['chrome87'],
    logLevel: 'error',
    define: { 'process.env.NODE_ENV': '"production"', global: 'self' },
  } as const;
  await build({ ...how, ...more, target: [...how.target], entryPoints: [entry], outfile: join(page, 'bench.js') });
  writeFileSync(join(page, 'index.html'), '<!doctype html><title>bench</title><script type="module" src="/bench.js"></script>');
}

export function product(
  ledger: Ledger,
  server: Program,
  database: number,
  { login, villageCode }: Collector,
  households: readonly number[],
): Contender {
  const families = new Map<string, string>();
  const who = { login, password: PASSWORD };
  const ready = (page: Page) => page.waitForFunction(() => 'bench' in window);
  return {
    name: 'Ruhu, every check with receipt, audit entry and scope',
    count: households.length,
    port: server.port,
    pids: [server.pid, database],
    async begin(page) {
      await ready(page);
      await page.evaluate((one) => window.bench.firstDownload(one.login, one.password), who);
    },
    async beginAgain(page) {
      await ready(page);
      await page.evaluate((one) => window.bench.openAgain(one.login, one.password), who);
    },
    async keep(page, run) {
      const family = (0x40 + families.size).toString(16);
      families.set(run, family);
      await dispatchAll(ledger, villageCode, households, family);
      const { made } = await page.evaluate((seed) => window.bench.fillIn(1000, seed), families.size * 1000);
      if (made !== households.length) throw new Error(`only ${made} checks were made`);
    },
    async handOver(page) {
      return page.evaluate(async () => {
        const from = performance.now();
        for (;;) {
          const { unsent, kind } = await window.bench.handOver();
          if (unsent === 0 && kind === 'idle') return performance.now() - from;
          if (performance.now() - from > 120_000) throw new Error(`${unsent} wait: ${kind}`);
          await new Promise((resolve) => setTimeout(resolve, 1000));
        }
      });
    },
    async atServer(run) {
      const family = `000000${families.get(run)}-%`;
      const { rows } = await ledger.within(systemOf(COUNTY), (tx) =>
        sql<{ records: number; effects: number }>`
          SELECT count(DISTINCT i.task_id)::int AS records, (SELECT count(*)::int FROM audit a WHERE a.county = ${COUNTY} AND a.action = 'handIn.accept'
            AND a.detail ->> 'taskId' LIKE ${family}) AS effects
          FROM hand_in i WHERE i.county = ${COUNTY} AND i.task_id::text LIKE ${family}`.execute(tx),
      );
      return rows[0] ?? { records: 0, effects: 0 };
    },
  };
}

export function rival(
  name: string,
  kind: 'pouch' | 'rxdb' | 'queue',
  count: number,
  server: Program,
  settings: Record<string, number> = {},
): Contender {
  let runs = 0;
  const nameOf = (run: string): string => `${kind}-${Object.values(settings).join('-') || 'own'}-${run}`;
  const ready = async (page: Page): Promise<void> => void (await page.waitForFunction(() => 'rivals' in window));
  return {
    name,
    count,
    port: server.port,
    pids: [server.pid],
    begin: ready,
    beginAgain: ready,
    async keep(page, run) {
      runs++;
      await page.evaluate((one) => window.rivals.fill(one.kind, one.run, one.count, one.seed), { kind, run: nameOf(run), count, seed: runs * 1000 });
    },
    async handOver(page, run) {
      return (await page.evaluate((one) => window.rivals.handOver(one.kind, one.run, one.settings), { kind, run: nameOf(run), settings })).ms;
    },
    async atServer(run) {
      const reply = await fetch(`http://127.0.0.1:${server.port}/count/${nameOf(run)}`);
      return (await reply.json()) as { records: number; effects: number };
    },
  };
}

declare global {
  interface Window {
    /** bench/compare/rival-page.mjs */
    rivals: {
      fill(kind: string, run: string, count: number, seed: number): Promise<void>;
      handOver(kind: string, run: string, settings: Record<string, number>): Promise<{ ms: number; tries: number }>;
    };
  }
}
