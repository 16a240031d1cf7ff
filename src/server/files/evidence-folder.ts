// Where evidence lies on disk: uploads that are still coming in, and whole files under the hash of their bytes; private to the server's own user.
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';

const SHA256 = /^[0-9a-f]{64}$/;
const COUNTY = /^\d{6}$/;

export class EvidenceFolder {
  /** Where tus keeps what has not arrived in full. */
  readonly incoming: string;
  readonly #root: string;

  private constructor(root: string) {
    this.#root = root;
    this.incoming = join(root, 'incoming');
  }

  static async open(root: string): Promise<EvidenceFolder> {
    const folder = new EvidenceFolder(root);
    await mkdir(folder.incoming, { recursive: true, mode: 0o700 });
    return folder;
  }

  /** A county's files lie apart: what one county was sent says nothing to another. */
  place(county: string, sha256: string): string {
    if (!SHA256.test(sha256) || !COUNTY.test(county)) throw new Error('evidence lies under a county and a hash');
    return join(this.#root, county, sha256.slice(0, 2), sha256);
  }

  /** Moves an upload that arrived in full into its place, if its bytes have the hash they were announced with; else false, and it is gone. On disk before it is said. */
  async settle(upload: string, county: string, sha256: string): Promise<boolean> {
    const from = join(this.incoming, upload);
    const hash = createHash('sha256');
    await pipeline(createReadStream(from), hash);
    if (hash.digest('hex') !== sha256) {
      await this.#forget(from);
      return false;
    }
    const to = this.place(county, sha256);
    await mkdir(dirname(to), { recursive: true, mode: 0o700 });
    const file = await open(from, 'r+');
    try {
      await file.chmod(0o600);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(from, to);
    await rm(`${from}.json`, { force: true });
    return true;
  }

  async #forget(path: string): Promise<void> {
    await rm(path, { force: true });
    await rm(`${path}.json`, { force: true });
  }
}
