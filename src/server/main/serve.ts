// Starts the server from database to greeting, and takes it down in the reverse order.
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Parts } from '../http/app.ts';
import { buildApp } from '../http/build-app.ts';
import { closeGently } from '../http/close-gently.ts';
import { makeLog } from '../http/log.ts';
import { registerDuties } from '../jobs/duties.ts';
import { createJobs } from '../jobs/job-runner.ts';
import { equipCounties } from '../ledger/official-form.ts';
import { openLedger } from '../ledger/open-ledger.ts';
import { offerSetUpLink } from '../ledger/set-up-link.ts';
import { OperatorError } from '../operator-error.ts';
import { databaseTrouble, openDatabase } from './database.ts';
import { loadOnce } from './demonstration.ts';
import type { Environment } from './environment.ts';
import { accountLines, addressLines, setUpLines } from './greeting.ts';

export interface Running {
  port: number;
  stop(): Promise<void>;
}

/** Longest wait for replies under way when the server is stopped, ms: systemd and containers end it by force after 90 or 10 seconds. */
const PATIENCE = 8000;
/** Time for a balancer in front to see /readyz change, ms. */
const NOTICE = 1000;

/** `root` is the project's folder; `onLost` is called when the server cannot go on. Throws OperatorError for what a person has to put right. */
export async function serve(environment: Environment, root: string, say: (line: string) => void, onLost: () => void): Promise<Running> {
  const { port, host, tls, behindProxy, mode, demoPassword } = environment;
  const log = makeLog(environment.logLevel);
  const readiness: Parts['readiness'] = { state: 'ready' };
  const clock = (): Date => new Date();
  // The build brings its own copy: data/ may be a volume that hides what came with the program.
  const tables = [join(root, 'dist/data'), join(root, 'data')].find((folder) => existsSync(folder)) ?? root;
  if (port !== 0) await portIsFree(port, host);
  // What has begun, ended last first: on a failed start as on Ctrl-C.
  const endings: (() => Promise<unknown>)[] = [];
  const stop = async (): Promise<void> => {
    for (const end of endings.splice(0).reverse()) await end();
  };
  try {
    const database = await openDatabase(environment, log, say, onLost);
    endings.push(database.stop);
    const ledger = await openLedger({ connection: database.address, log }).catch((error: unknown) => {
      throw databaseTrouble(error) ?? error;
    });
    endings.push(ledger.close);
    if (mode === 'demo') await loadOnce(ledger, environment, tables, log, say);
    await equipCounties(ledger, clock());
    const jobs = createJobs({ ledger, address: database.address, clock, log });
    const app = await buildApp({
      ledger,
      jobs,
      clock,
      dataFolder: environment.dataFolder,
      readiness,
      log,
      faces: { phone: join(root, 'dist/phone'), desk: join(root, 'dist/desk') },
      divisionsFile: join(tables, 'divisions-shanxi.csv'),
      version: versionOf(root),
      secure: tls !== null || behindProxy,
      trustProxy: behindProxy,
      ...(tls ? { tls } : {}),
    });
    endings.push(() => closeGently(app, PATIENCE));
    registerDuties(jobs);
    jobs.start();
    endings.push(jobs.stop);
    // Ended first of all: a balancer hears it while everybody is still served.
    endings.push(async () => {
      readiness.state = 'stopping';
      if (behindProxy) await sleep(NOTICE);
    });
    await app.listen({ port, host }).catch((error: NodeJS.ErrnoException) => {
      throw portTrouble(error, port) ?? error;
    });
    const address = app.server.address();
    const listening = typeof address === 'object' && address ? address.port : port;
    const scheme = tls ? 'https' : 'http';
    say(`\n  入户 Ruhu ${versionOf(root)} · ${database.described}\n`);
    for (const line of addressLines(scheme, listening, host)) say(line);
    say('');
    const token = await offerSetUpLink(ledger);
    for (const line of mode === 'demo' ? accountLines(demoPassword) : token ? setUpLines(scheme, listening, host, token) : []) say(line);
    say('\n  按 Ctrl-C 停止。Ctrl-C stops it.\n');
    return { port: listening, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** package.json's version and, in a build, the hash of what it was built from. */
export function versionOf(root: string): string {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
  const build = join(root, 'dist/build.json');
  if (!existsSync(build)) return version;
  return `${version}+${(JSON.parse(readFileSync(build, 'utf8')) as { hash: string }).hash.slice(0, 8)}`;
}

/** Before the database starts: a port in use is the commonest slip, and need not cost a start. */
function portIsFree(port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', (error: NodeJS.ErrnoException) => reject(portTrouble(error, port) ?? error));
    probe.listen(port, host, () => probe.close(() => resolve()));
  });
}

function portTrouble(error: NodeJS.ErrnoException, port: number): OperatorError | undefined {
  if (error.code === 'EADDRINUSE') {
    return new OperatorError(
      `端口 ${port} 已被别的程序占用。请先停止它，或换一个端口，例如 PORT=${port + 1}。`,
      `Port ${port} is in use by another program. Stop it, or choose another one, e.g. PORT=${port + 1}.`,
    );
  }
  if (error.code === 'EACCES')
    return new OperatorError(`没有权限使用端口 ${port}，请用 1024 以上的端口。`, `Port ${port} needs more rights; use one above 1024.`);
  if (error.code === 'EADDRNOTAVAIL') return new OperatorError('RUHU_HOST 不是本机的地址。', 'RUHU_HOST is no address of this machine.');
  return undefined;
}
