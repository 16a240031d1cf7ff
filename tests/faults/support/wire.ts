// One request over a real connection, which may break at any byte on the way there; and its reply as the phone hears it, up to any byte.
import { Agent, request as httpRequest } from 'node:http';
import { constants, gunzipSync } from 'node:zlib';
import type { Battery } from './power.ts';

export interface Sending {
  /** The connection breaks after this share of the body. */
  cutRequestAt?: number;
  /** Called when the request has left, as far as it goes. */
  whenAsked?: () => void;
  /** Called with the first byte of the reply's body. */
  whenAnswering?: () => void;
}

/** A reply as it came off the line, still packed. */
export interface Raw {
  status: number;
  headers: Record<string, string>;
  bytes: Buffer;
  /** The connection broke before the end. */
  broken: boolean;
}

const agent = new Agent({ keepAlive: true, maxSockets: 40 });

/** Rejects when the connection broke before the reply began, as fetch does. */
export function exchange(url: string, init: RequestInit, cookie: string, { cutRequestAt, whenAsked, whenAnswering }: Sending = {}): Promise<Raw> {
  return new Promise((resolve, reject) => {
    const body = init.body === undefined || init.body === null ? null : (init.body as Uint8Array);
    const headers: Record<string, string> = { 'accept-encoding': 'gzip', ...(init.headers as Record<string, string>), cookie };
    if (body) headers['content-length'] = String(body.byteLength);
    const failed = (): void => reject(new TypeError('fetch failed'));
    const request = httpRequest(url, { method: init.method ?? 'GET', headers, agent }, (reply) => {
      const chunks: Buffer[] = [];
      const heard = (broken: boolean): void =>
        resolve({ status: reply.statusCode ?? 0, headers: reply.headers as Record<string, string>, bytes: Buffer.concat(chunks), broken });
      reply.on('data', (chunk: Buffer) => {
        chunks.push(chunk);
        if (chunks.length === 1) whenAnswering?.();
      });
      reply.on('end', () => heard(false));
      reply.on('error', () => heard(true));
      reply.on('aborted', () => heard(true));
    });
    request.on('error', failed);
    init.signal?.addEventListener('abort', () => request.destroy(), { once: true });
    if (body && cutRequestAt !== undefined) {
      request.write(body.subarray(0, Math.floor(body.byteLength * cutRequestAt)), () => {
        whenAsked?.();
        request.destroy();
      });
      return;
    }
    request.end(body ?? undefined, () => whenAsked?.());
  });
}

/** What can be read of a packed reply that was cut anywhere. */
function unpacked(raw: Raw, bytes: Buffer): Buffer {
  if (raw.headers['content-encoding'] !== 'gzip') return bytes;
  try {
    return gunzipSync(bytes, { finishFlush: constants.Z_SYNC_FLUSH });
  } catch {
    return Buffer.alloc(0);
  }
}

/** The reply as a browser gives it: unpacked, in pieces, each a step of the phone; cut at a share of its bytes it breaks off, or seems to end there. */
export function responseOf(raw: Raw, battery: Battery, at = 1, end: 'breaks' | 'ends' = 'breaks'): Response {
  const text = unpacked(raw, raw.bytes.subarray(0, Math.floor(raw.bytes.byteLength * at)));
  const breaks = raw.broken || (at < 1 && end === 'breaks');
  const size = Math.max(1, Math.ceil(text.byteLength / 3));
  let from = 0;
  const body = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        battery.step();
        if (from < text.byteLength) {
          controller.enqueue(new Uint8Array(text.subarray(from, from + size)));
          from += size;
        } else if (breaks) controller.error(new TypeError('terminated'));
        else controller.close();
      },
    },
    { highWaterMark: 0 },
  );
  const { 'content-encoding': _packed, 'content-length': _length, ...headers } = raw.headers;
  const bodiless = raw.status === 204 || raw.status === 304;
  const flat = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
  return new Response(bodiless ? null : body, { status: raw.status, headers: flat });
}
