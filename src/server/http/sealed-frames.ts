// Reads a sealed file frame by frame as it arrives, knowing at each whether another follows.
import { HEAD_BYTES, SealBroken } from '../../wire/sealing.ts';

export class SealedFrames {
  readonly #source: AsyncIterator<Buffer>;
  #rest: Buffer = Buffer.alloc(0);
  #ended = false;

  constructor(source: AsyncIterable<Buffer>) {
    this.#source = source[Symbol.asyncIterator]();
  }

  /** Throws SealBroken when there are fewer bytes. */
  async head(): Promise<Uint8Array> {
    const head = await this.#take(HEAD_BYTES);
    if (!head) throw new SealBroken('shorter than a head');
    return head;
  }

  /** Null at the end, and where the bytes of a frame break off; then `cut`. Throws SealBroken for a frame larger than `limit`. */
  async next(limit: number): Promise<{ sealed: Buffer; place: 'more' | 'last' } | null> {
    const length = await this.#take(4);
    if (!length) return null;
    const size = length.readUInt32BE(0);
    if (size > limit) throw new SealBroken('a frame larger than any');
    const sealed = await this.#take(size);
    if (!sealed) return null;
    return { sealed, place: (await this.#fill(1)) ? 'more' : 'last' };
  }

  /** Whatever is left is read and forgotten, so that the sender hears the answer. */
  async drain(): Promise<void> {
    while (!this.#ended) {
      this.#rest = Buffer.alloc(0);
      await this.#fill(1);
    }
  }

  async #fill(bytes: number): Promise<boolean> {
    const chunks = [this.#rest];
    let held = this.#rest.length;
    while (held < bytes && !this.#ended) {
      const { value, done } = await this.#source.next();
      if (done) this.#ended = true;
      else {
        chunks.push(value);
        held += value.length;
      }
    }
    if (chunks.length > 1) this.#rest = Buffer.concat(chunks);
    return held >= bytes;
  }

  async #take(bytes: number): Promise<Buffer | null> {
    if (!(await this.#fill(bytes))) return null;
    const taken = this.#rest.subarray(0, bytes);
    this.#rest = this.#rest.subarray(bytes);
    return taken;
  }
}
