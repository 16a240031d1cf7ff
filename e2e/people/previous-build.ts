// The phone as it was built before, out of the history of the project: what is still on people's phones when the server is new.
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp, mkdir, rm, symlink } from 'node:fs/promises';
import { join, resolve } from 'node:path';

/** The last commit before the phone's store was sealed: store version 2, wire version 2. */
export const BEFORE_SEALING = 'bd2de4f';

/** Builds the phone of a commit into .cache, once; returns the folder that the server gives out. Needs the project's history and its packages of today. */
export async function phoneOf(commit: string): Promise<string> {
  const folder = resolve('.cache', 'previous', commit);
  const phone = join(folder, 'dist', 'phone');
  if (existsSync(join(folder, 'dist', 'build.json'))) return phone;
  try {
    execFileSync('git', ['cat-file', '-e', `${commit}^{commit}`], { stdio: 'ignore' });
  } catch {
    throw new Error(`The commit ${commit} is not in this copy of the history; fetch it (git fetch --unshallow).`);
  }
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const packed = execFileSync('git', ['archive', commit], { maxBuffer: 500_000_000 });
  execFileSync('tar', ['x', '-C', folder], { input: packed });
  await symlink(resolve('node_modules'), join(folder, 'node_modules'), 'dir');
  execFileSync(process.execPath, ['tools/build.mjs'], { cwd: folder, stdio: 'inherit' });
  return phone;
}

/** From the next start on the server of `built` gives out this phone. */
export async function givesOut(built: string, phone: string): Promise<void> {
  await rm(join(built, 'phone'), { recursive: true, force: true });
  await cp(phone, join(built, 'phone'), { recursive: true });
}
