// Where imports wait on disk until they are confirmed: the upload, what was understood of it, and what a person settled; private, and gone after a day.
import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** One folder an import. Files in it hold ID numbers in plain: only the server's own user may read them. */
export class ImportFolder {
  readonly #root: string;

  private constructor(root: string) {
    this.#root = root;
  }

  static async open(root: string): Promise<ImportFolder> {
    await mkdir(root, { recursive: true, mode: 0o700 });
    return new ImportFolder(root);
  }

  #place(id: string, name: string): string {
    if (!UUID.test(id)) throw new Error('an import folder is named by a UUID');
    return join(this.#root, id, name);
  }

  /** Where the uploaded file lies. */
  uploadPath(id: string): string {
    return this.#place(id, 'upload');
  }

  /** Keeps the uploaded bytes; returns the new import's id and the SHA-256 of its content. */
  async keepUpload(bytes: Buffer): Promise<{ id: string; hash: string }> {
    const id = randomUUID();
    await mkdir(this.#place(id, ''), { mode: 0o700 });
    await writeFile(this.uploadPath(id), bytes, { mode: 0o600 });
    return { id, hash: createHash('sha256').update(bytes).digest('hex') };
  }

  /** Whole or not at all: written beside, forced to disk, then put in place. */
  async keep(id: string, name: string, value: unknown): Promise<void> {
    const beside = this.#place(id, `${name}.${randomUUID()}.part`);
    const file = await open(beside, 'w', 0o600);
    try {
      await file.writeFile(JSON.stringify(value));
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(beside, this.#place(id, name));
  }

  /** What was kept under this name; undefined when nothing was. */
  async recall<T>(id: string, name: string): Promise<T | undefined> {
    try {
      return JSON.parse(await readFile(this.#place(id, name), 'utf8')) as T;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
      throw error;
    }
  }

  async ids(): Promise<string[]> {
    return (await readdir(this.#root)).filter((name) => UUID.test(name));
  }

  async forget(id: string, name: string): Promise<void> {
    await rm(this.#place(id, name), { force: true });
  }

  async remove(id: string): Promise<void> {
    await rm(this.#place(id, ''), { recursive: true, force: true });
  }
}
