// The phone's only way to the network: one function that speaks to the server, and what is said with it.

import type * as z from 'zod/mini';
import { AskDeviceKey, DEVICE_KEY, GivenDeviceKey, KeepDeviceKey } from '../../wire/device-key.ts';
import { ChangePassword, Session, type SignIn } from '../../wire/session.ts';
import { gzip, type Packed } from '../store/gzip.ts';
import { InTrouble, type Trouble, troubleOf } from './trouble.ts';

export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

export interface Line {
  fetch: Fetch;
  /** Device clock in milliseconds. */
  now(): number;
  /** This installation's id: the server tells a lost phone by it, also when its session has ended. */
  device?: string;
}

export const browserLine: Line = { fetch: (url, init) => fetch(url, init), now: () => Date.now() };

/** Time for the first byte of a reply: a fixed part, and the upload at a poor 2G line (4 kB a second). */
const replyWithinMs = (bytesUp: number): number => 30_000 + bytesUp / 4;
/** A reply that goes on arriving may take as long as it needs; one that falls silent is given up. */
const SILENCE_MS = 30_000;

interface Sent {
  response: Response;
  /** Device clock when the request left and when the reply began. */
  leftAt: number;
  answeredAt: number;
  bytesUp: number;
}

/** Sends one request and returns its reply when it is ours and good; throws InTrouble otherwise. 3xx is never followed: our server sends none. */
async function send(line: Line, method: string, path: string, packed: Packed | null, csrfToken: string | null, signal: AbortSignal): Promise<Sent> {
  const headers: Record<string, string> = { accept: 'application/x-ndjson, application/json' };
  if (csrfToken) headers['x-csrf-token'] = csrfToken;
  if (line.device) headers['x-device'] = line.device;
  const init: RequestInit = { method, headers, credentials: 'same-origin', cache: 'no-store', redirect: 'manual' };
  let bytesUp = 0;
  if (packed) {
    headers['content-type'] = 'application/json';
    if (packed.encoding) headers['content-encoding'] = packed.encoding;
    bytesUp = packed.bytes.byteLength;
    init.body = packed.bytes;
  }
  const abort = new AbortController();
  // Who asked may end the whole exchange, also while the body is read; the timer ends only the wait for the first byte.
  signal.addEventListener('abort', () => abort.abort(), { once: true });
  let late = false;
  const timer = setTimeout(() => {
    late = true;
    abort.abort();
  }, replyWithinMs(bytesUp));
  const leftAt = line.now();
  try {
    const response = await line.fetch(path, { ...init, signal: abort.signal });
    const answeredAt = line.now();
    if (response.type === 'opaqueredirect' || (response.status !== 200 && response.status !== 204))
      throw new InTrouble(await troubleOf(response, answeredAt));
    return { response, leftAt, answeredAt, bytesUp };
  } catch (error) {
    if (error instanceof InTrouble) throw error;
    throw new InTrouble({ kind: late ? 'slow' : 'offline' }, error);
  } finally {
    clearTimeout(timer);
  }
}

/** One request of an upload: its reply whatever its status, for the protocol lives by them; throws InTrouble only when nothing answered. */
export async function sendPiece(
  line: Line,
  piece: { method: string; path: string; headers: Record<string, string>; body: Uint8Array | undefined; csrfToken: string; signal: AbortSignal },
): Promise<Response> {
  const abort = new AbortController();
  const onAbort = (): void => abort.abort();
  piece.signal.addEventListener('abort', onAbort, { once: true });
  let late = false;
  const timer = setTimeout(
    () => {
      late = true;
      abort.abort();
    },
    replyWithinMs(piece.body?.byteLength ?? 0),
  );
  try {
    return await line.fetch(piece.path, {
      method: piece.method,
      headers: { ...piece.headers, 'x-csrf-token': piece.csrfToken, ...(line.device ? { 'x-device': line.device } : {}) },
      credentials: 'same-origin',
      cache: 'no-store',
      redirect: 'manual',
      signal: abort.signal,
      ...(piece.body ? { body: piece.body as Uint8Array<ArrayBuffer> } : {}),
    });
  } catch (error) {
    throw new InTrouble({ kind: late ? 'slow' : 'offline' }, error);
  } finally {
    clearTimeout(timer);
    piece.signal.removeEventListener('abort', onAbort);
  }
}

const isOf = (response: Response, type: string): boolean => (response.headers.get('content-type') ?? '').includes(type);

/** Lines of a streamed reply as they arrive. Throws InTrouble `cut` when it breaks off or falls silent. */
export async function* linesOf(response: Response): AsyncGenerator<string> {
  if (!isOf(response, 'application/x-ndjson')) throw new InTrouble({ kind: 'stranger' });
  if (!response.body) {
    // Browsers without streams: the whole text at once.
    for (const text of (await response.text()).split('\n')) if (text) yield text;
    return;
  }
  const reader = response.body.getReader();
  const decoder = new TextDecoder();
  let rest = '';
  try {
    for (;;) {
      const { done, value } = await withinSilence(reader.read());
      if (done) break;
      const parts = (rest + decoder.decode(value, { stream: true })).split('\n');
      rest = parts.pop() ?? '';
      for (const part of parts) if (part) yield part;
    }
  } catch (error) {
    throw error instanceof InTrouble ? error : new InTrouble({ kind: 'cut' }, error);
  } finally {
    reader.cancel().catch(() => undefined);
  }
  // A line without its end was cut; it is not looked at.
}

async function withinSilence<T>(read: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const silence = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new InTrouble({ kind: 'cut' })), SILENCE_MS);
  });
  try {
    return await Promise.race([read, silence]);
  } finally {
    clearTimeout(timer);
  }
}

/** The sync request, packed; the reply is read with `linesOf`. */
export const postSync = (line: Line, request: Packed, csrfToken: string, signal: AbortSignal): Promise<Sent> =>
  send(line, 'POST', '/api/v1/sync', request, csrfToken, signal);

export type Answer<T> = { ok: true; value: T } | { ok: false; trouble: Trouble };

async function ask<T>(
  line: Line,
  method: string,
  path: string,
  body: unknown,
  csrfToken: string | null,
  shape: z.ZodMiniType<T> | null,
  signal = new AbortController().signal,
): Promise<Answer<T>> {
  try {
    const { response } = await send(line, method, path, body === undefined ? null : await gzip(JSON.stringify(body)), csrfToken, signal);
    if (!shape) return { ok: true, value: undefined as T };
    const parsed = isOf(response, 'application/json') ? shape.safeParse(await response.json()) : null;
    return parsed?.success ? { ok: true, value: parsed.data } : { ok: false, trouble: { kind: 'stranger' } };
  } catch (error) {
    return { ok: false, trouble: error instanceof InTrouble ? error.trouble : { kind: 'cut' } };
  }
}

export const signIn = (who: SignIn, line: Line = browserLine): Promise<Answer<Session>> => ask(line, 'POST', '/api/session', who, null, Session);

/** The session as the server sees it now: also brings a fresh csrf token and the policy of the day. */
export const refreshSession = (line: Line = browserLine): Promise<Answer<Session>> => ask(line, 'GET', '/api/session', undefined, null, Session);

/** Which of these files the server still wants. */
export const offerEvidence = <T>(
  line: Line,
  offer: { files: string[] },
  csrfToken: string,
  signal: AbortSignal,
  shape: z.ZodMiniType<T>,
): Promise<Answer<T>> => ask(line, 'POST', '/api/v1/evidence/wanted', offer, csrfToken, shape, signal);

/** Unsent work is not touched: it waits for the next time this person signs in. */
export const signOut = (csrfToken: string, line: Line = browserLine): Promise<Answer<void>> =>
  ask<void>(line, 'DELETE', '/api/session', undefined, csrfToken, null);

export const changePassword = (change: z.infer<typeof ChangePassword>, csrfToken: string, line: Line = browserLine): Promise<Answer<void>> =>
  ask<void>(line, 'POST', '/api/session/password', ChangePassword.parse(change), csrfToken, null);

/** The key of this phone's store is left with the account, so that a forgotten PIN loses nothing. */
export const keepDeviceKey = (kept: KeepDeviceKey, csrfToken: string, line: Line = browserLine): Promise<Answer<void>> =>
  ask<void>({ ...line, device: kept.deviceId }, 'POST', DEVICE_KEY, KeepDeviceKey.parse(kept), csrfToken, null);

export const askDeviceKey = (asked: AskDeviceKey, csrfToken: string, line: Line = browserLine): Promise<Answer<GivenDeviceKey>> =>
  ask({ ...line, device: asked.deviceId }, 'POST', `${DEVICE_KEY}/ask`, AskDeviceKey.parse(asked), csrfToken, GivenDeviceKey);
