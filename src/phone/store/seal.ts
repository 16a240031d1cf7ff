// What is kept is sealed: AES-GCM under the account's key on this phone, each box bound to its place, so that no box can stand in for another.
import { gunzip, gzipBytes } from './gzip.ts';
import { StoreFailure } from './store-failure.ts';

/** One byte that says how the content is packed (0 as it is, 1 gzip), 12 bytes of initialisation vector, then cipher text with its tag of 16 bytes. */
export type Box = Uint8Array<ArrayBuffer>;

const IV_BYTES = 12;
const HEAD_BYTES = 1 + IV_BYTES;
const AS_IT_IS = 0;
const PACKED = 1;

/** `place` names what is in the box (`draft/<task>`); a box opens only under the name it was closed under. Opening rejects with a StoreFailure `broken` what is not ours. */
export interface Seal {
  bytes(content: Uint8Array<ArrayBuffer>, place: string): Promise<Box>;
  text(content: string, place: string): Promise<Box>;
  /** As JSON. */
  value(content: unknown, place: string): Promise<Box>;
  /** As JSON, packed where the browser can: for much at once, since what is sealed can't be packed any more. */
  pack(content: unknown, place: string): Promise<Box>;
  openBytes(box: Uint8Array, place: string): Promise<Uint8Array<ArrayBuffer>>;
  openText(box: Uint8Array, place: string): Promise<string>;
  open<T>(box: Uint8Array, place: string): Promise<T>;
}

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** `key`: AES-GCM, never extractable; with it gone nothing here can be read. Random vectors are safe for 2³² boxes under one key: a lifetime of answers is a thousandth of that. */
export function sealWith(key: CryptoKey): Seal {
  const close = async (content: Uint8Array<ArrayBuffer>, place: string, how: number): Promise<Box> => {
    const iv = crypto.getRandomValues(new Uint8Array(IV_BYTES));
    const cipher = await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData: encoder.encode(place) }, key, content);
    const box = new Uint8Array(HEAD_BYTES + cipher.byteLength);
    box[0] = how;
    box.set(iv, 1);
    box.set(new Uint8Array(cipher), HEAD_BYTES);
    return box;
  };
  const openBytes = async (box: Uint8Array, place: string): Promise<Uint8Array<ArrayBuffer>> => {
    // What an IndexedDB gives back may be an array of another realm; what Web Crypto takes must be of this one.
    const own = new Uint8Array(box);
    const how = { name: 'AES-GCM', iv: own.subarray(1, HEAD_BYTES), additionalData: encoder.encode(place) };
    const plain = await crypto.subtle.decrypt(how, key, own.subarray(HEAD_BYTES)).catch((error: unknown) => {
      throw new StoreFailure('broken', error);
    });
    return own[0] === PACKED ? gunzip(new Uint8Array(plain)) : new Uint8Array(plain);
  };
  const openText = async (box: Uint8Array, place: string): Promise<string> => decoder.decode(await openBytes(box, place));
  return {
    bytes: (content, place) => close(content, place, AS_IT_IS),
    text: (content, place) => close(encoder.encode(content), place, AS_IT_IS),
    value: async (content, place) => close(encoder.encode(JSON.stringify(content)), place, AS_IT_IS),
    pack: async (content, place) => {
      const plain = encoder.encode(JSON.stringify(content));
      const packed = await gzipBytes(plain);
      return packed ? close(packed, place, PACKED) : close(plain, place, AS_IT_IS);
    },
    openBytes,
    openText,
    open: async <T>(box: Uint8Array, place: string): Promise<T> => JSON.parse(await openText(box, place)) as T,
  };
}
