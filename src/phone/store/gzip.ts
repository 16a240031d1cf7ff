// Packs a request body where the browser can (CompressionStream: Chrome 80, Safari 16.4, Firefox 113); others send it as it is.

/** Below this a packed body is no smaller worth speaking of. */
const WORTH_IT = 512;

export interface Packed {
  bytes: Uint8Array<ArrayBuffer>;
  encoding: 'gzip' | null;
}

/** `always`: also what is small, since packed things are put together only with packed ones. */
export async function gzip(text: string, when: 'always' | 'worthIt' = 'worthIt'): Promise<Packed> {
  const plain = new TextEncoder().encode(text);
  if (typeof CompressionStream === 'undefined' || (when === 'worthIt' && plain.byteLength < WORTH_IT)) return { bytes: plain, encoding: null };
  const packed = new Response(new Blob([plain]).stream().pipeThrough(new CompressionStream('gzip')));
  return { bytes: new Uint8Array(await packed.arrayBuffer()), encoding: 'gzip' };
}
