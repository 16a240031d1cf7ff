// PostgreSQL refuses to run as root: which account it runs as instead, and what that account can reach.
import { execFileSync } from 'node:child_process';
import { realpathSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { OperatorError } from '../operator-error.ts';

export interface Identity {
  uid: number;
  gid: number;
}

/** The account to drop to, or undefined where we are not root and PostgreSQL runs as ourselves. */
export function unprivilegedIdentity(): Identity | undefined {
  if (process.platform === 'win32' || process.getuid?.() !== 0) return undefined;
  for (const name of ['postgres', 'nobody']) {
    const ask = (flag: string): number => Number(execFileSync('id', [flag, name], { stdio: 'pipe' }));
    try {
      return { uid: ask('-u'), gid: ask('-g') };
    } catch {
      // This account does not exist here: the next one may.
    }
  }
  throw new OperatorError(
    '当前以 root 运行，但系统里没有 postgres 或 nobody 账户。请改用普通用户运行，或设置 DATABASE_URL。',
    'Running as root, and neither "postgres" nor "nobody" exists. Run as a normal user or set DATABASE_URL.',
  );
}

/** Whether an account that owns nothing here can walk to `path`: every folder on the way lets others through. */
export function reachableByOthers(path: string): boolean {
  for (let folder = realpathSync(path); ; folder = dirname(folder)) {
    if ((statSync(folder).mode & 0o001) === 0) return false;
    if (folder === dirname(folder)) return true;
  }
}
