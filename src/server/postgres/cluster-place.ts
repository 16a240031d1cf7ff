// Where the embedded database lives: in the data folder, or beside it where the unprivileged account cannot reach that folder.
import { createHash } from 'node:crypto';
import { accessSync, chmodSync, chownSync, constants, existsSync, mkdirSync, readFileSync, realpathSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { OperatorError } from '../operator-error.ts';
import { type Identity, reachableByOthers } from './unprivileged.ts';

export interface ClusterPlace {
  /** Holds the cluster, its log and, where needed, a copy of the programs. */
  home: string;
  /** Private folder around the cluster: where it is made, and its password. */
  keep: string;
  /** PostgreSQL's own data directory. */
  cluster: string;
  /** Folder of the private socket: only this server's account and root may enter. */
  socket: string;
  moved: boolean;
}

/** Says in the data folder where a moved cluster went. */
const NOTE = 'postgres-is-at.txt';

const fingerprint = (path: string): string => createHash('sha256').update(path).digest('hex').slice(0, 16);

/** Makes the data folder if needed; throws OperatorError where it cannot be written. */
export function makeDataFolder(folder: string): string {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o755 });
    accessSync(folder, constants.W_OK | constants.X_OK);
    return realpathSync(folder);
  } catch (error) {
    throw new OperatorError(
      `数据文件夹 ${folder} 不能写入（${(error as Error).message}）。请检查权限，或用 RUHU_DATA 指定别的文件夹。`,
      `The data folder ${folder} cannot be written. Check its permissions, or name another folder in RUHU_DATA.`,
    );
  }
}

/**
 * The place for one data folder. A moved cluster gets a home named after its data folder, so that two folders never share one; a note in the
 * data folder says where it went. A note that names another home means that the folder itself was moved or copied: a person decides.
 */
export function clusterPlace(folder: string, identity: Identity | undefined, spareRoot = '/var/lib/ruhu'): ClusterPlace {
  // A cluster that was moved once stays there: its data must not be left behind because the folder's rights changed.
  const before = existsSync(join(folder, NOTE));
  if (identity && !before) openForPassing(folder);
  const moved = before || (identity !== undefined && !reachableByOthers(folder));
  const home = moved ? join(spareRoot, fingerprint(folder)) : folder;
  if (moved) note(folder, home);
  try {
    mkdirSync(home, { recursive: true, mode: 0o755 });
    const keep = join(home, 'postgres-18');
    const place = { home, keep, cluster: join(keep, 'cluster'), socket: socketFolder(home), moved };
    for (const path of [place.keep, place.socket]) own(path, identity);
    return place;
  } catch (error) {
    if (error instanceof OperatorError) throw error;
    throw new OperatorError(
      `无法在 ${home} 建立数据库文件夹（${(error as Error).message}）。请用 RUHU_DATA 指定本机磁盘上的文件夹，或设置 DATABASE_URL。`,
      `The database folder cannot be made in ${home}. Name a folder on a local disk in RUHU_DATA, or set DATABASE_URL.`,
    );
  }
}

/** A private folder of our own that only itself bars the way lets others pass, though not look in; what lies above it is not ours to open. */
function openForPassing(folder: string): void {
  const { mode, uid } = statSync(folder);
  if ((mode & 0o001) === 0 && uid === process.getuid?.() && reachableByOthers(dirname(folder))) chmodSync(folder, (mode & 0o777) | 0o001);
}

function note(folder: string, home: string): void {
  const file = join(folder, NOTE);
  const named = existsSync(file) ? readFileSync(file, 'utf8').trim() : home;
  if (named !== home && existsSync(named)) {
    throw new OperatorError(
      `数据文件夹 ${folder} 是移动或复制来的，它的数据库仍在 ${named}。如果要继续使用，请把该文件夹移动到 ${home}；如果这是副本，请删除 ${file}。`,
      `The data folder ${folder} was moved or copied; its database is still in ${named}. To go on with it, move that folder to ${home}; if this is a copy, delete ${file}.`,
    );
  }
  writeFileSync(file, `${home}\n`);
}

/** A socket's path may have about 100 characters: a deep folder gets a short one in the temporary folder. */
function socketFolder(home: string): string {
  const inside = join(home, 'socket');
  return inside.length <= 80 ? inside : join(tmpdir(), `ruhu-${fingerprint(home)}`);
}

function own(path: string, identity: Identity | undefined): void {
  mkdirSync(path, { recursive: true, mode: 0o700 });
  if (identity) chownSync(path, identity.uid, identity.gid);
  chmodSync(path, 0o700);
}
