// Packs and unpacks bytes where the browser can (CompressionStream: Chrome 80, Safari 16.4, Firefox 113); others send and keep them as they are.

/** Below this a packed body is no smaller worth speaking of. */
const WORTH_IT = 512;

export interface Packed {
  bytes: Uint8Array<ArrayBuffer>;
  encoding: 'gzip' | null;
}

/** Written straight into the stream: by way of a Blob it takes several times as long. */
async function through(bytes: Uint8Array<ArrayBuffer>, stream: CompressionStream | DecompressionStream): Promise<Uint8Array<ArrayBuffer>> {
  const writer = stream.writable.getWriter();
  // What is wrong with the bytes is told by the reading end.
  writer.write(bytes).catch(() => undefined);
  writer.close().catch(() => undefined);
  return new Uint8Array(await new Response(stream.readable).arrayBuffer());
}

/** Null where the browser can't. */
export const gzipBytes = async (plain: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer> | null> =>
  typeof CompressionStream === 'undefined' ? null : through(plain, new CompressionStream('gzip'));

export const gunzip = (packed: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> => through(packed, new DecompressionStream('gzip'));

/** `always`: also what is small, since packed things are put together only with packed ones. */
export async function gzip(text: string, when: 'always' | 'worthIt' = 'worthIt'): Promise<Packed> {
  const plain = new TextEncoder().encode(text);
  const packed = when === 'worthIt' && plain.byteLength < WORTH_IT ? null : await gzipBytes(plain);
  return packed ? { bytes: packed, encoding: 'gzip' } : { bytes: plain, encoding: null };
}
