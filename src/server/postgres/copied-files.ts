// Copies files so that the copy can be trusted: its SHA-256 is known, and all of it is on the disk before it counts.
import { createHash } from 'node:crypto';
import { mkdir, open, readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** Path below the copy's folder → SHA-256, hex. */
export type Checksums = Record<string, string>;

const CHUNK = 1 << 20;

/** Copies one file; undefined when it is not there any more: a running database drops files. */
export async function copyFile(from: string, to: string): Promise<string | undefined> {
  const source = await open(from, 'r').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (!source) return undefined;
  try {
    await mkdir(dirname(to), { recursive: true, mode: 0o700 });
    const target = await open(to, 'wx', 0o600);
    try {
      const hash = createHash('sha256');
      const buffer = Buffer.allocUnsafe(CHUNK);
      for (let { bytesRead } = await source.read(buffer); bytesRead > 0; { bytesRead } = await source.read(buffer)) {
        const part = buffer.subarray(0, bytesRead);
        hash.update(part);
        await target.write(part);
      }
      return hash.digest('hex');
    } finally {
      await target.close();
    }
  } finally {
    await source.close();
  }
}

/** Copies a folder with all below it but what `leftOut` names by its path below `from`; empty folders too, PostgreSQL needs them. */
export async function copyFolder(from: string, to: string, leftOut: (path: string) => boolean, below = ''): Promise<Checksums> {
  const sums: Checksums = {};
  await mkdir(join(to, below), { recursive: true, mode: 0o700 });
  const entries = await readdir(join(from, below), { withFileTypes: true }).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  for (const entry of entries) {
    const path = below === '' ? entry.name : `${below}/${entry.name}`;
    if (leftOut(path)) continue;
    if (entry.isDirectory()) Object.assign(sums, await copyFolder(from, to, leftOut, path));
    else if (entry.isFile()) {
      const sum = await copyFile(join(from, path), join(to, path));
      if (sum !== undefined) sums[path] = sum;
    }
  }
  return sums;
}

/** Forces files below `folder` to disk, many at a time: one by one each would wait for a disk of its own. */
export async function forceToDisk(folder: string, paths: readonly string[]): Promise<void> {
  const waiting = [...paths];
  const worker = async (): Promise<void> => {
    for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
      const file = await open(join(folder, path), 'r');
      await file.sync().finally(() => file.close());
    }
  };
  await Promise.all(Array.from({ length: 32 }, worker));
}
