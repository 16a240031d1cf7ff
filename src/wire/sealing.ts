// What only the server can open: sealed with the county's public key, frame by frame, so that a file of photos is never whole in memory.
import * as z from 'zod/mini';

/** A county's key as phones get it: ECDH P-256, the point uncompressed in base64. */
export const ServerKey = z.object({ id: z.string().check(z.regex(/^[0-9a-f]{16}$/)), publicKey: z.string().check(z.maxLength(100)) });
export type ServerKey = z.infer<typeof ServerKey>;

/** The platform's own; each room's compiler knows it by another name. */
type Key = Parameters<typeof crypto.subtle.decrypt>[1];

const MAGIC = 'RUHU-SEALED 1';
/** Magic, key id and the ephemeral point, and the line's end. */
export const HEAD_BYTES = MAGIC.length + 1 + 16 + 1 + 88 + 1;
const CURVE = { name: 'ECDH', namedCurve: 'P-256' };

export const base64Of = (bytes: Uint8Array): string => {
  let text = '';
  for (let from = 0; from < bytes.length; from += 0x8000) text += String.fromCharCode(...bytes.subarray(from, from + 0x8000));
  return btoa(text);
};

export function bytesOfBase64(text: string): Uint8Array<ArrayBuffer> {
  const raw = atob(text);
  const bytes = new Uint8Array(raw.length);
  for (let at = 0; at < raw.length; at++) bytes[at] = raw.charCodeAt(at);
  return bytes;
}

/** Not sealed for a server, of another format, cut, or altered on the way. */
export class SealBroken extends Error {}

export interface Seal {
  /** Goes first. */
  head: Uint8Array<ArrayBuffer>;
  /** One frame, with its length before it; the last one says so, for a file that was cut must not pass for a whole one. */
  frame(plain: Uint8Array, place: 'more' | 'last'): Promise<Uint8Array<ArrayBuffer>>;
}

/** Begins a seal that only the holder of the key's private half opens: an ephemeral pair, HKDF-SHA-256, AES-256-GCM with the frame's number as nonce. */
export async function beginSeal(key: ServerKey): Promise<Seal> {
  const theirs = await crypto.subtle.importKey('raw', bytesOfBase64(key.publicKey), CURVE, false, []);
  const pair = await crypto.subtle.generateKey(CURVE, false, ['deriveBits']);
  const point = new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey));
  const head = new TextEncoder().encode(`${MAGIC} ${key.id} ${base64Of(point)}\n`);
  const cipher = await cipherOf(pair.privateKey, theirs, head);
  let number = 0;
  return {
    head,
    async frame(plain, place) {
      const iv = nonce(number++, place);
      const sealed = new Uint8Array(await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData: head }, cipher, copyOf(plain)));
      const framed = new Uint8Array(4 + sealed.length);
      new DataView(framed.buffer).setUint32(0, sealed.length);
      framed.set(sealed, 4);
      return framed;
    },
  };
}

/** One small piece: head and a single frame. */
export async function sealForServer(key: ServerKey, plain: Uint8Array): Promise<Uint8Array<ArrayBuffer>> {
  const seal = await beginSeal(key);
  return joined([seal.head, await seal.frame(plain, 'last')]);
}

/** Which key a head names. Throws SealBroken when it is not a head of this format. */
export function keyIdOf(head: Uint8Array): string {
  const match = /^RUHU-SEALED 1 ([0-9a-f]{16}) [A-Za-z0-9+/]{87}=\n$/.exec(new TextDecoder().decode(head));
  if (!match?.[1]) throw new SealBroken('not sealed for a server');
  return match[1];
}

export interface Opened {
  /** `last` is what the caller has seen: that nothing follows. Throws SealBroken when a byte is another, a frame is missing or out of place; the same frame may then be tried as another's place. */
  frame(sealed: Uint8Array, place: 'more' | 'last'): Promise<Uint8Array<ArrayBuffer>>;
}

/** `privateKey`: PKCS #8. */
export async function beginOpening(head: Uint8Array, privateKey: Uint8Array): Promise<Opened> {
  keyIdOf(head);
  const point = bytesOfBase64(new TextDecoder().decode(head).trimEnd().split(' ')[3] ?? '');
  let cipher: Key;
  try {
    const ours = await crypto.subtle.importKey('pkcs8', copyOf(privateKey), CURVE, false, ['deriveBits']);
    cipher = await cipherOf(ours, await crypto.subtle.importKey('raw', point, CURVE, false, []), head);
  } catch {
    throw new SealBroken('no point of the curve');
  }
  let number = 0;
  return {
    async frame(sealed, place) {
      const algorithm = { name: 'AES-GCM', iv: nonce(number, place), additionalData: copyOf(head) };
      try {
        const plain = new Uint8Array(await crypto.subtle.decrypt(algorithm, cipher, copyOf(sealed)));
        number++;
        return plain;
      } catch {
        throw new SealBroken('altered, or not in its place');
      }
    },
  };
}

async function cipherOf(mine: Key, theirs: Key, head: Uint8Array): Promise<Key> {
  const shared = await crypto.subtle.deriveBits({ name: 'ECDH', public: theirs }, mine, 256);
  const secret = await crypto.subtle.importKey('raw', new Uint8Array(shared), 'HKDF', false, ['deriveKey']);
  const info = new TextEncoder().encode('ruhu sealed for the server');
  return crypto.subtle.deriveKey({ name: 'HKDF', hash: 'SHA-256', salt: copyOf(head), info }, secret, { name: 'AES-GCM', length: 256 }, false, [
    'encrypt',
    'decrypt',
  ]);
}

/** A key serves one seal only, so that numbers may be nonces. */
function nonce(number: number, place: 'more' | 'last'): Uint8Array<ArrayBuffer> {
  const iv = new Uint8Array(12);
  iv[7] = place === 'last' ? 1 : 0;
  new DataView(iv.buffer).setUint32(8, number);
  return iv;
}

/** WebCrypto takes no view of a shared buffer, and the compiler can't tell. */
const copyOf = (bytes: Uint8Array): Uint8Array<ArrayBuffer> =>
  bytes.buffer instanceof ArrayBuffer ? (bytes as Uint8Array<ArrayBuffer>) : new Uint8Array(bytes);

function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
