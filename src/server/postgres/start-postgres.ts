// Starts the embedded PostgreSQL of one data folder, tells when it is ready or has died, and stops it cleanly.
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { closeSync, existsSync, openSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { OperatorError } from '../operator-error.ts';
import { type Binaries, postgresBinaries } from './binaries.ts';
import { type ClusterPlace, clusterPlace, makeDataFolder } from './cluster-place.ts';
import { lockFolder } from './folder-lock.ts';
import { stopOrphan } from './orphan.ts';
import { type Identity, unprivilegedIdentity } from './unprivileged.ts';

export interface PostgresConnection {
  /** Folder of the private socket, or a host name. */
  host: string;
  port: number;
  user: string;
  password?: string;
  database: string;
}

export interface Postgres {
  connection: PostgresConnection;
  /** Where the cluster lives; not always in the data folder. */
  home: string;
  pid: number;
  /** Resolves once PostgreSQL is no longer there: `stopped` by us, or `crashed`. */
  ended: Promise<'stopped' | 'crashed'>;
  stop(): Promise<void>;
}

export interface PostgresOptions {
  log?: (message: string) => void;
  /** More `name=value` settings, e.g. `fsync=off` in tests. */
  settings?: readonly string[];
  /** `tcp` listens on 127.0.0.1 with a password; always so on Windows, where there is no socket. */
  transport?: 'socket' | 'tcp';
}

export const OWNER = 'ruhu_owner';
const START_PATIENCE = 120_000;
const run = promisify(execFile);

/** Throws OperatorError for everything a person has to put right: folder in use, not writable, no programs, does not start. */
export async function startPostgres(dataFolder: string, options: PostgresOptions = {}): Promise<Postgres> {
  const log = options.log ?? (() => undefined);
  const folder = makeDataFolder(dataFolder);
  const unlock = lockFolder(folder);
  try {
    const identity = unprivilegedIdentity();
    const place = clusterPlace(folder, identity);
    if (place.moved) log(`数据文件夹 ${folder} 对数据库账户不可达，数据库放在 ${place.home} (the database lives in ${place.home})`);
    const binaries = postgresBinaries(place.home, identity !== undefined);
    if ((await stopOrphan(place.cluster)) === 'stopped') log('已停止上次遗留的数据库进程 (stopped a database left over from last time)');
    await initialise(place, binaries, identity);
    return await launch(place, binaries, identity, options, unlock);
  } catch (error) {
    unlock();
    throw error;
  }
}

const environment = (): NodeJS.ProcessEnv => ({ LC_ALL: 'C', TZ: 'UTC', ...(process.platform === 'win32' ? { SystemRoot: 'C:\\Windows' } : {}) });

/** Makes the cluster under another name and renames it: a server killed in the middle leaves no half a cluster behind. */
async function initialise(place: ClusterPlace, binaries: Binaries, identity: Identity | undefined): Promise<void> {
  if (existsSync(place.cluster)) return;
  const half = join(place.keep, `making-${process.pid}`);
  rmSync(half, { recursive: true, force: true });
  writeFileSync(secretFile(place), randomBytes(24).toString('hex'));
  const where = ['-D', half, '-U', OWNER, '--auth-local=trust', '--auth-host=scram-sha-256', `--pwfile=${secretFile(place)}`];
  const how = ['-E', 'UTF8', '--locale-provider=builtin', '--locale=C.UTF-8', '--data-checksums'];
  try {
    await run(binaries.program('initdb'), [...where, ...how], { ...identity, cwd: place.keep, env: environment() });
  } catch (error) {
    const said = (error as { stderr?: string }).stderr ?? (error as Error).message;
    throw new OperatorError(`无法在 ${place.keep} 建立数据库：${said}`, `The database could not be made in ${place.keep}.`);
  }
  renameSync(half, place.cluster);
}

export const secretFile = (place: ClusterPlace): string => join(place.keep, 'secret');

async function launch(
  place: ClusterPlace,
  binaries: Binaries,
  identity: Identity | undefined,
  options: PostgresOptions,
  unlock: () => void,
): Promise<Postgres> {
  const tcp = options.transport === 'tcp' || process.platform === 'win32';
  const port = tcp ? await freePort() : 5432;
  const listen = tcp ? ['listen_addresses=127.0.0.1'] : ['listen_addresses=', `unix_socket_directories=${place.socket}`];
  const tuning = ['shared_buffers=128MB', 'jit=off', 'random_page_cost=1.1', 'timezone=UTC', 'log_timezone=UTC'];
  // A refused statement quotes rows and values, ID numbers among them: our own log says where it broke.
  const silence = ['log_min_messages=log', 'log_min_error_statement=panic', 'log_error_verbosity=terse'];
  const settings = [...listen, `port=${port}`, ...tuning, ...silence];
  const args = [...settings, ...(options.settings ?? [])].flatMap((setting) => ['-c', setting]);

  const logFile = join(place.home, 'postgres.log');
  const output = openSync(logFile, existsSync(logFile) && statSync(logFile).size > 5_000_000 ? 'w' : 'a', 0o600);
  const saidBefore = statSync(logFile).size;
  // Detached: Ctrl-C reaches only us, and requests finish before the database stops.
  const child = spawn(binaries.program('postgres'), ['-D', place.cluster, ...args], {
    ...identity,
    cwd: place.keep,
    env: environment(),
    detached: true,
    stdio: ['ignore', output, output],
  });
  closeSync(output);
  let state: 'running' | 'stopping' = 'running';
  const ended = new Promise<'stopped' | 'crashed'>((resolve) => {
    const end = (): void => resolve(state === 'stopping' ? 'stopped' : 'crashed');
    child.once('exit', end);
    child.once('error', end);
  });
  const said = (): string => readFileSync(logFile, 'utf8').slice(saidBefore).slice(-2000);
  if (!(await ready(place.cluster, child, ended))) {
    child.kill('SIGINT');
    throw new OperatorError(`数据库没有启动成功，日志在 ${logFile}：\n${said()}`, `PostgreSQL did not start; its log is ${logFile}.`);
  }
  child.unref();
  const password = tcp ? { password: readFileSync(secretFile(place), 'utf8') } : {};
  return {
    connection: { host: tcp ? '127.0.0.1' : place.socket, port, user: OWNER, ...password, database: 'postgres' },
    home: place.home,
    pid: child.pid as number,
    ended: ended.then((how) => {
      unlock();
      return how;
    }),
    async stop() {
      if (state === 'stopping') return void (await ended);
      state = 'stopping';
      child.ref();
      child.kill('SIGINT');
      await ended;
    },
  };
}

/** PostgreSQL writes its state into line 8 of its lock file, as pg_ctl reads it. False when it ended or took too long. */
async function ready(cluster: string, child: ChildProcess, ended: Promise<unknown>): Promise<boolean> {
  let gone = false;
  ended.then(() => {
    gone = true;
  });
  for (const end = Date.now() + START_PATIENCE; Date.now() < end && !gone; await sleep(10)) {
    try {
      const lines = readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n');
      if (Number(lines[0]) === child.pid && lines[7]?.trim() === 'ready') return true;
    } catch {
      // Not written yet.
    }
  }
  return false;
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}
