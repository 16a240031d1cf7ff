// The embedded PostgreSQL that another process of ours has started for a data folder: for a backup while the server works.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { clusterPlace } from './cluster-place.ts';
import { processState } from './process-state.ts';
import { OWNER, type PostgresConnection, secretFile } from './start-postgres.ts';
import { unprivilegedIdentity } from './unprivileged.ts';

/** Whether a database was ever made for this folder. */
export const hasCluster = (folder: string): boolean => existsSync(folder) && existsSync(clusterPlace(folder, unprivilegedIdentity()).cluster);

/** Undefined while nobody runs it. PostgreSQL's lock file says: number, folder, start, port, socket folder, address, …, state. */
export function findRunning(folder: string): PostgresConnection | undefined {
  const place = clusterPlace(folder, unprivilegedIdentity());
  let lines: string[];
  try {
    lines = readFileSync(join(place.cluster, 'postmaster.pid'), 'utf8').split('\n');
  } catch {
    return undefined;
  }
  const [pid, , , port, socket, host, , state] = lines.map((line) => line.trim());
  if (processState(Number(pid)) !== 'alive' || state !== 'ready') return undefined;
  const common = { port: Number(port), user: OWNER, database: 'postgres' };
  if (socket) return { ...common, host: socket };
  return { ...common, host: host || '127.0.0.1', password: readFileSync(secretFile(place), 'utf8') };
}
