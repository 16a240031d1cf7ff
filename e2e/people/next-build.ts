// A build of the product that is replaced by the next one while phones have it open.
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** A copy of the build, inside the project so that it finds its packages. */
export async function copyOfTheBuild(): Promise<string> {
  const copy = join(await mkdtemp(join('test-results', 'build-')), 'dist');
  await cp('dist', copy, { recursive: true });
  await cp('package.json', join(copy, '..', 'package.json'));
  return copy;
}

/** The next version of the phone: another service worker, byte for byte, as every release has. Takes effect when the server starts again. */
export async function publishNext(built: string): Promise<void> {
  const worker = join(built, 'phone', 'sw.js');
  await writeFile(worker, `${await readFile(worker, 'utf8')}\n// the next version\n`);
  for (const packed of ['.br', '.gz']) await rm(worker + packed, { force: true });
}
