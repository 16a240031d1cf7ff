// Reads a JSON body at one go, packed or not: for the route that takes a week's work of a phone.
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { Refusal } from '../ledger/refusal.ts';
import type { App } from './app.ts';

const unpack = promisify(gunzip);
/** Unpacked in pieces of this size: by the usual 16 kB, each a trip to another thread, 4 MB take six times as long. */
const PIECE = 1_000_000;

/**
 * Within `app` a JSON body of at most `limit` bytes, packed and unpacked, is read as a whole. Routes say `decompress: false`: the stream that unpacks elsewhere would come first.
 * What is no gzip, no JSON, or packed in another way is `malformed`; what unpacks to more than the limit `tooLarge`.
 */
export function readJsonWhole(app: App, limit: number): void {
  const usual = app.getDefaultJsonParser('error', 'error');
  app.removeContentTypeParser('application/json');
  app.addContentTypeParser(
    'application/json',
    { parseAs: 'buffer', bodyLimit: limit },
    async (request: { headers: Record<string, unknown> }, body: Buffer) => {
      const plain = await unpacked(body, request.headers['content-encoding'], limit);
      if (!isSuspect(plain)) return parse(plain);
      return new Promise((resolve, reject) => {
        usual(request as never, plain.toString(), (error, value) => (error ? reject(error) : resolve(value)));
      });
    },
  );
}

async function unpacked(body: Buffer, encoding: unknown, limit: number): Promise<Buffer> {
  if (encoding === undefined || encoding === 'identity') return body;
  if (encoding !== 'gzip') throw new Refusal('malformed');
  try {
    return await unpack(body, { maxOutputLength: limit, chunkSize: PIECE });
  } catch (error) {
    throw new Refusal((error as { code?: unknown }).code === 'ERR_BUFFER_TOO_LARGE' ? 'tooLarge' : 'malformed');
  }
}

function parse(plain: Buffer): unknown {
  try {
    return JSON.parse(plain.toString());
  } catch {
    throw new Refusal('malformed');
  }
}

/** Might name `__proto__` or `constructor.prototype`, plainly or by escapes: such a body goes the careful way, which looks at every key. */
const isSuspect = (plain: Buffer): boolean => plain.includes('__proto__') || plain.includes('"constructor"') || plain.includes('\\u00');
