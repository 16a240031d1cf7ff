// A database that outlived its server: after a SIGKILL of ours PostgreSQL runs on and holds the cluster; it is stopped before the next start.
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { OperatorError } from '../operator-error.ts';
import { commandLine, processState } from './process-state.ts';

/** Longest wait for a fast shutdown, in ms: it only writes a checkpoint. */
const PATIENCE = 30_000;

/** Stops the orphan of this cluster, if any, and removes a lock file nobody holds. Call only while holding the data folder's lock. */
export async function stopOrphan(cluster: string): Promise<'none' | 'stopped'> {
  const lock = join(cluster, 'postmaster.pid');
  const pid = readPid(lock);
  if (pid === undefined) return 'none';
  let found: 'none' | 'stopped' = 'none';
  if (isOurs(pid, cluster)) {
    found = 'stopped';
    process.kill(pid, 'SIGINT');
    for (const end = Date.now() + PATIENCE; isOurs(pid, cluster) && Date.now() < end; ) await sleep(20);
    if (isOurs(pid, cluster)) {
      throw new OperatorError(
        `上次留下的数据库进程（${pid}）没有停下，仍占用 ${cluster}。请结束它后再启动。`,
        `A database process left over from last time (pid ${pid}) did not stop and still holds ${cluster}. End it, then start again.`,
      );
    }
  }
  rmSync(lock, { force: true });
  return found;
}

function readPid(lock: string): number | undefined {
  try {
    return Number(readFileSync(lock, 'utf8').split('\n')[0]);
  } catch {
    return undefined;
  }
}

/** The number may have gone to another program since: on Linux its command line names our cluster; elsewhere PostgreSQL's own check decides. */
function isOurs(pid: number, cluster: string): boolean {
  if (processState(pid) !== 'alive') return false;
  const command = commandLine(pid);
  return command === undefined ? process.platform !== 'linux' : command.includes(cluster);
}
