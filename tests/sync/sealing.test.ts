// What is sealed for the server: nobody on the way can read it, shorten it, put its frames in another order or change a byte without being noticed.
import { generateKeyPairSync } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { base64Of, beginOpening, beginSeal, HEAD_BYTES, keyIdOf, SealBroken, sealForServer } from '../../src/wire/sealing.ts';

const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const secret = pair.privateKey.export({ format: 'der', type: 'pkcs8' });
const jwk = pair.publicKey.export({ format: 'jwk' });
const point = Buffer.concat([Buffer.from([4]), Buffer.from(jwk.x ?? '', 'base64url'), Buffer.from(jwk.y ?? '', 'base64url')]);
const KEY = { id: '0123456789abcdef', publicKey: base64Of(point) };

async function open(sealed: Uint8Array): Promise<Uint8Array[]> {
  const opened = await beginOpening(sealed.subarray(0, HEAD_BYTES), secret);
  const plain: Uint8Array[] = [];
  for (let at = HEAD_BYTES; at < sealed.length; ) {
    const length = new DataView(sealed.buffer, sealed.byteOffset + at, 4).getUint32(0);
    const end = at + 4 + length;
    plain.push(await opened.frame(sealed.subarray(at + 4, end), end >= sealed.length ? 'last' : 'more'));
    at = end;
  }
  return plain;
}

async function seal(frames: readonly Uint8Array[]): Promise<{ head: Uint8Array; frames: Uint8Array[] }> {
  const begun = await beginSeal(KEY);
  const sealed: Uint8Array[] = [];
  for (const [index, frame] of frames.entries()) sealed.push(await begun.frame(frame, index === frames.length - 1 ? 'last' : 'more'));
  return { head: begun.head, frames: sealed };
}

const framesOf = fc.array(fc.uint8Array({ maxLength: 200 }), { minLength: 2, maxLength: 5 });

describe('sealed for the server', () => {
  test('what was sealed comes out as it went in, and its head names the key', async () => {
    await fc.assert(
      fc.asyncProperty(framesOf, async (frames) => {
        const sealed = await seal(frames);
        expect(sealed.head).toHaveLength(HEAD_BYTES);
        expect(keyIdOf(sealed.head)).toBe(KEY.id);
        expect((await open(Buffer.concat([sealed.head, ...sealed.frames]))).map((one) => [...one])).toEqual(frames.map((one) => [...one]));
      }),
      { numRuns: 30 },
    );
  });

  test('a byte changed, a frame left out, the end cut off, two frames exchanged: noticed', async () => {
    await fc.assert(
      fc.asyncProperty(framesOf, fc.nat(), fc.integer({ min: 1, max: 255 }), async (frames, where, by) => {
        const { head, frames: sealed } = await seal(frames);
        const whole = Buffer.concat([head, ...sealed]);
        // Beyond the first frame's length, which only says where to cut.
        const at = HEAD_BYTES + 4 + (where % ((sealed[0] as Uint8Array).length - 4));
        whole[at] = (whole[at] as number) ^ by;
        await expect(open(whole)).rejects.toThrow(SealBroken);
        await expect(open(Buffer.concat([head, ...sealed.slice(0, -1)]))).rejects.toThrow(SealBroken);
        await expect(open(Buffer.concat([head, ...sealed.slice(1)]))).rejects.toThrow(SealBroken);
        await expect(open(Buffer.concat([head, ...sealed.slice(0, -2), ...sealed.slice(-2).reverse()]))).rejects.toThrow(SealBroken);
      }),
      { numRuns: 20 },
    );
  });

  test('another key opens nothing, and what is no sealed file is told apart', async () => {
    const sealed = await sealForServer(KEY, new TextEncoder().encode('王银环'));
    expect(Buffer.from(sealed).includes('王银环')).toBe(false);
    const other = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'der', type: 'pkcs8' });
    const opening = await beginOpening(sealed.subarray(0, HEAD_BYTES), other);
    await expect(opening.frame(sealed.subarray(HEAD_BYTES + 4), 'last')).rejects.toThrow(SealBroken);
    expect(() => keyIdOf(new TextEncoder().encode('PK\u0003\u0004 a photo album'))).toThrow(SealBroken);
  });
});
