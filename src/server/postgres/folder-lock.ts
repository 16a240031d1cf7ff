// One server a data folder: a second one is refused while the first lives, and a crashed one leaves nothing to clean up by hand.
import { closeSync, openSync, readFileSync, renameSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { OperatorError } from '../operator-error.ts';
import { processBirth, processState } from './process-state.ts';

interface Owner {
  pid: number;
  birth: string;
}

/** Takes the folder for this process and returns how to give it back. Throws OperatorError when another living process holds it. */
export function lockFolder(folder: string): () => void {
  const file = join(folder, 'owner.json');
  for (let attempt = 0; attempt < 5; attempt++) {
    if (write(file, { pid: process.pid, birth: processBirth(process.pid) })) return () => release(file);
    const owner = read(file);
    if (owner && holds(owner)) {
      throw new OperatorError(
        `数据文件夹 ${folder} 正被另一个入户服务使用（进程 ${owner.pid}）。请先停止它，或用 RUHU_DATA 指定别的文件夹。`,
        `The data folder ${folder} is in use by another Ruhu server (pid ${owner.pid}). Stop it first, or name another folder in RUHU_DATA.`,
      );
    }
    // Set aside under a name of our own first: of two servers that find the same dead owner only one rename succeeds.
    const aside = `${file}.${process.pid}.stale`;
    try {
      renameSync(file, aside);
      rmSync(aside, { force: true });
    } catch {
      // The other one was faster; look again at what it wrote.
    }
  }
  throw new OperatorError(`无法占用数据文件夹 ${folder}，请稍后再试。`, `Could not take hold of the data folder ${folder}; try again.`);
}

function write(file: string, owner: Owner): boolean {
  try {
    const handle = openSync(file, 'wx', 0o644);
    writeSync(handle, JSON.stringify(owner));
    closeSync(handle);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

function read(file: string): Owner | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Owner;
  } catch {
    // Gone meanwhile, or cut off by a crash while it was written: nobody's.
    return undefined;
  }
}

/** The number lives and is still the process that wrote it: numbers are used again, start times are not. */
function holds(owner: Owner): boolean {
  if (owner.pid === process.pid && owner.birth === processBirth(process.pid)) return true;
  if (processState(owner.pid) !== 'alive') return false;
  return owner.birth === '' || owner.birth === processBirth(owner.pid);
}

function release(file: string): void {
  const owner = read(file);
  if (owner?.pid === process.pid) rmSync(file, { force: true });
}
