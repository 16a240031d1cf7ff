// The desk's only way to the server: every reply is parsed, every failure is one of the closed list or "offline", an expired session is mended once and the call repeated.
import { signal } from '@preact/signals';
import * as z from 'zod/mini';
import { Problem, type ProblemName } from '../wire/problem.ts';
import { Session } from '../wire/session.ts';

/** What went wrong, in words for the person at the desk. */
export interface Failure {
  problem: ProblemName | 'offline' | 'unreadable';
  /** From the server, in Chinese; empty where the dictionary has to speak. */
  message: string;
  fields: readonly { path: string; message: string }[];
}
export type Reply<T> = { ok: true; value: T } | { ok: false; failure: Failure };

/** Who is signed in; null: nobody; undefined: not known yet. */
export const session = signal<Session | null | undefined>(undefined);
/** The session ended while somebody was at work: a dialog asks to sign in again, calls wait. */
export const sessionExpired = signal(false);
/** Whether the last word from the server is missing; shown as a bar on every page. */
export const unreachable = signal(false);

let signedInAgain: { promise: Promise<boolean>; resolve: (again: boolean) => void } | null = null;

/** Tells the waiting calls how the sign-in dialog ended. */
export function endExpiry(again: boolean): void {
  sessionExpired.value = false;
  signedInAgain?.resolve(again);
  signedInAgain = null;
}

function waitForSignIn(): Promise<boolean> {
  if (!signedInAgain) {
    let resolve: (again: boolean) => void = () => undefined;
    const promise = new Promise<boolean>((done) => {
      resolve = done;
    });
    signedInAgain = { promise, resolve };
    sessionExpired.value = true;
  }
  return signedInAgain.promise;
}

export interface CallOptions {
  method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  query?: Readonly<Record<string, string | number | boolean | null | undefined>>;
  /** Sent as JSON. */
  body?: unknown;
  /** Sent as multipart. */
  form?: FormData;
  signal?: AbortSignal;
  /** The signing in itself: its failure is for the form, not for the dialog over an expired session. */
  signingIn?: boolean;
}

export function addressOf(path: string, query: CallOptions['query'] = {}): string {
  const filled = Object.entries(query).filter(([, value]) => value !== undefined && value !== null && value !== '');
  const text = new URLSearchParams(filled.map(([key, value]) => [key, String(value)])).toString();
  return text ? `${path}?${text}` : path;
}

const fault = (problem: Failure['problem'], message = ''): { ok: false; failure: Failure } => ({
  ok: false,
  failure: { problem, message, fields: [] },
});

async function failureOf(response: Response): Promise<{ ok: false; failure: Failure }> {
  const body = await response.json().catch(() => null);
  const parsed = z.safeParse(Problem, body);
  if (parsed.success) return { ok: false, failure: { problem: parsed.data.problem, message: parsed.data.message, fields: parsed.data.fields ?? [] } };
  if (response.status === 413) return fault('tooLarge');
  if (response.status === 429) return fault('tooMany');
  // A proxy's own page, a captive portal: not our server that speaks.
  return response.status >= 500 ? fault('unavailable') : fault('offline');
}

async function once(path: string, options: CallOptions): Promise<Response | null> {
  const method = options.method ?? 'GET';
  const headers: Record<string, string> = { accept: 'application/json' };
  if (method !== 'GET' && session.value) headers['x-csrf-token'] = session.value.csrfToken;
  if (options.body !== undefined) headers['content-type'] = 'application/json';
  const body = options.form ?? (options.body === undefined ? undefined : JSON.stringify(options.body));
  try {
    const init: RequestInit = { method, headers, credentials: 'same-origin', redirect: 'error' };
    if (body !== undefined) init.body = body;
    if (options.signal) init.signal = options.signal;
    const response = await fetch(addressOf(path, options.query), init);
    unreachable.value = false;
    return response;
  } catch {
    if (!options.signal?.aborted) unreachable.value = true;
    return null;
  }
}

/** Sends, and where the session had expired or the page was out of date, mends that once and sends again. */
async function send(path: string, options: CallOptions): Promise<{ ok: true; response: Response } | { ok: false; failure: Failure }> {
  for (let mended = false; ; mended = true) {
    const response = await once(path, options);
    if (!response) return fault('offline');
    if (response.ok) return { ok: true, response };
    const failed = await failureOf(response);
    const { problem } = failed.failure;
    if (problem === 'passwordNeeded' && session.value) session.value = { ...session.value, mustChangePassword: true };
    if (mended || !session.value || options.signingIn) return failed;
    if (problem === 'signInNeeded' && (await waitForSignIn())) continue;
    if (problem === 'csrf' && (await renewSession())) continue;
    return failed;
  }
}

async function renewSession(): Promise<boolean> {
  const response = await once('/api/session', {});
  const parsed = response?.ok ? z.safeParse(Session, await response.json().catch(() => null)) : null;
  if (!parsed?.success) return false;
  session.value = parsed.data;
  return true;
}

/** Calls a route and reads the reply in the given shape. A reply of another shape is reported as unreadable, never shown half. */
export async function call<S extends z.ZodMiniType>(path: string, shape: S, options: CallOptions = {}): Promise<Reply<z.infer<S>>> {
  const sent = await send(path, options);
  if (!sent.ok) return sent;
  const body = sent.response.status === 204 ? null : await sent.response.json().catch(() => undefined);
  const parsed = z.safeParse(shape, body);
  return parsed.success ? { ok: true, value: parsed.data } : fault('unreadable');
}

/** For routes whose reply says nothing more than that it was done. */
export const Done = z.unknown();

/** Fetches a file to be shown on the page. */
export async function fetchFile(path: string, options: CallOptions = {}): Promise<Reply<Blob>> {
  const sent = await send(path, options);
  if (!sent.ok) return sent;
  const blob = await sent.response.blob().catch(() => null);
  return blob ? { ok: true, value: blob } : fault('offline');
}

/** Fetches a file and hands it to the browser's own saving, so that a failure is said here and not saved as a broken file. */
export async function download(path: string, query: CallOptions['query'], fallbackName: string): Promise<Reply<null>> {
  const sent = await send(path, query ? { query } : {});
  if (!sent.ok) return sent;
  const blob = await sent.response.blob().catch(() => null);
  if (!blob) return fault('offline');
  const named = /filename\*=UTF-8''([^;]+)/i.exec(sent.response.headers.get('content-disposition') ?? '')?.[1];
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = named ? decodeURIComponent(named) : fallbackName;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  return { ok: true, value: null };
}
