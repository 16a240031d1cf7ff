// The embedded database and what lies beside it, copied into a backup while the server works, and put back into a fresh data folder.
import { chownSync, existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { join, resolve, sep } from 'node:path';
import { OperatorError } from '../operator-error.ts';
import { type ClusterPlace, clusterPlace, makeDataFolder } from './cluster-place.ts';
import { type Checksums, copyFile, copyFolder, forceToDisk } from './copied-files.ts';
import { lockFolder } from './folder-lock.ts';
import { type Identity, unprivilegedIdentity } from './unprivileged.ts';

/** Written last: a folder without it is no backup. */
const MANIFEST = 'ruhu-backup.json';

interface Manifest {
  /** YYYY-MM-DDTHH:MM:SSZ. */
  takenAt: string;
  version: string;
  files: Checksums;
}

/** The database's side of a copy (ledger/hold-for-copy.ts). */
export interface HeldDatabase {
  end(): Promise<{ label: string; walFrom: string; walTo: string }>;
}

/** Belongs to a server at work, or is made anew by every start. PostgreSQL's manual, "Making a base backup using the low level API". */
const OF_THE_MOMENT = /^(postmaster\.(pid|opts)|pg_internal\.init|backup_label(\.old)?|tablespace_map)$/;
const KEPT_EMPTY = /^(pg_wal|pg_replslot|pg_dynshmem|pg_notify|pg_serial|pg_snapshots|pg_stat_tmp|pg_subtrans)\/(?!archive_status$)/;
const leftOutOfCluster = (path: string): boolean =>
  KEPT_EMPTY.test(path) || OF_THE_MOMENT.test(path.slice(path.lastIndexOf('/') + 1)) || path.includes('pgsql_tmp');

/** What lies in the data folder beside the database, except what a start makes anew. */
const leftOutOfFolder = (path: string): boolean => /^(postgres-\d+|socket|owner\.json.*|postgres-is-at\.txt|postgres\.log|programs-.*)$/.test(path);

/** The path of a finished backup below `into`. The database is at work meanwhile; what was acknowledged before this was called is in it. */
export async function takeBackup(dataFolder: string, into: string, held: HeldDatabase, about: { version: string; now: Date }): Promise<string> {
  const { cluster } = clusterPlace(dataFolder, unprivilegedIdentity());
  const takenAt = about.now.toISOString();
  const name = `ruhu-${takenAt.slice(0, 19).replaceAll(/[-:]/g, '').replace('T', '-')}`;
  const half = join(into, `${name}.part`);
  try {
    mkdirSync(half, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw new OperatorError(
      `备份文件夹 ${into} 不能写入（${(error as Error).message}）。`,
      `The backup folder ${into} cannot be written: ${(error as Error).message}`,
    );
  }
  try {
    // Imports first: one that is confirmed in between is then in the database, which knows it.
    const beside = await copyFolder(dataFolder, join(half, 'folder'), leftOutOfFolder);
    const base = await copyFolder(cluster, join(half, 'cluster'), leftOutOfCluster);
    const { label, walFrom, walTo } = await held.end();
    const log: Checksums = {};
    const walks = readdirSync(join(cluster, 'pg_wal')).filter((file) => /^[0-9A-F]{24}$/.test(file) && file >= walFrom && file <= walTo);
    if (!walks.includes(walFrom) || !walks.includes(walTo)) throw new Error('a file of the log is missing');
    for (const file of walks) {
      const path = `pg_wal/${file}`;
      log[path] = (await copyFile(join(cluster, path), join(half, 'cluster', path))) ?? '';
    }
    const under = (folder: string, sums: Checksums) => Object.entries(sums).map(([path, sum]) => [`${folder}/${path}`, sum]);
    await write(join(half, 'cluster/backup_label'), label);
    const files = Object.fromEntries([...under('folder', beside), ...under('cluster', { ...base, ...log })]) as Checksums;
    await forceToDisk(half, Object.keys(files));
    const manifest: Manifest = { takenAt, version: about.version, files };
    await write(join(half, MANIFEST), `${JSON.stringify(manifest)}\n`);
    await rename(half, join(into, name));
    return join(into, name);
  } catch (error) {
    await rm(half, { recursive: true, force: true });
    if ((error as NodeJS.ErrnoException).code === 'ENOSPC')
      throw new OperatorError(`备份没有完成：${into} 所在的磁盘满了。`, `The backup was given up: the disk of ${into} is full.`);
    throw error;
  }
}

async function write(file: string, text: string): Promise<void> {
  const handle = await open(file, 'wx', 0o600);
  await handle.writeFile(text);
  await handle.sync();
  await handle.close();
}

/** A backup inside the data folder would be lost with it, and copy itself. */
export function refuseInside(dataFolder: string, into: string): void {
  if (!`${resolve(into)}${sep}`.startsWith(`${resolve(dataFolder)}${sep}`)) return;
  throw new OperatorError(
    '备份不能放在数据文件夹里，请放到别的磁盘或机器上。',
    'A backup does not belong inside the data folder: put it on another disk or machine.',
  );
}

/** Puts a backup into a data folder that holds no database yet. The next start replays its log. */
export async function restoreBackup(backup: string, dataFolder: string): Promise<Manifest> {
  const manifest = readManifest(backup);
  const folder = makeDataFolder(dataFolder);
  const unlock = lockFolder(folder);
  try {
    const identity = unprivilegedIdentity();
    const place = clusterPlace(folder, identity);
    refuseFilled(folder, place);
    const half = join(place.keep, `restoring-${process.pid}`);
    rmSync(half, { recursive: true, force: true });
    const all = { ...(await prefixed('folder', backup, folder)), ...(await prefixed('cluster', backup, half)) };
    const broken = Object.entries(manifest.files).find(([path, sum]) => all[path] !== sum)?.[0];
    if (broken !== undefined) {
      rmSync(half, { recursive: true, force: true });
      throw new OperatorError(
        `备份已损坏：${join(backup, broken)} 和备份时不一样。请用另一份备份。`,
        `The backup is damaged: ${join(backup, broken)} is not what was backed up. Use another one.`,
      );
    }
    await forceToDisk(
      half,
      Object.keys(all).flatMap((path) => (path.startsWith('cluster/') ? [path.slice('cluster/'.length)] : [])),
    );
    if (identity) giveTo(half, identity);
    renameSync(half, place.cluster);
    return manifest;
  } finally {
    unlock();
  }
}

async function prefixed(part: string, backup: string, to: string): Promise<Checksums> {
  const sums = await copyFolder(join(backup, part), to, () => false);
  return Object.fromEntries(Object.entries(sums).map(([path, sum]) => [`${part}/${path}`, sum]));
}

function readManifest(backup: string): Manifest {
  try {
    return JSON.parse(readFileSync(join(backup, MANIFEST), 'utf8')) as Manifest;
  } catch {
    throw new OperatorError(
      `${backup} 不是完整的入户备份（没有 ${MANIFEST}）。请指定名为 ruhu-日期-时间 的文件夹。`,
      `${backup} is no finished backup of Ruhu (no ${MANIFEST} in it). Name a folder called ruhu-DATE-TIME.`,
    );
  }
}

function refuseFilled(folder: string, place: ClusterPlace): void {
  const there = readdirSync(folder).filter((name) => !leftOutOfFolder(name));
  if (!existsSync(place.cluster) && there.length === 0) return;
  throw new OperatorError(
    `数据文件夹 ${folder} 里已经有数据，恢复不会覆盖它。请用 RUHU_DATA 指定一个新的文件夹。`,
    `The data folder ${folder} holds data already, which a restore does not overwrite. Name a new folder in RUHU_DATA.`,
  );
}

function giveTo(path: string, identity: Identity): void {
  chownSync(path, identity.uid, identity.gid);
  if (!lstatSync(path).isDirectory()) return;
  for (const name of readdirSync(path)) giveTo(join(path, name), identity);
}
