// Why a request to the server did not end well: a closed list, each with whether and when to try again.
import { Problem, type ProblemName } from '../../wire/problem.ts';

/**
 * `offline` nothing answered; `slow` it took too long; `cut` the reply broke off; `stranger` somebody else answered (a sign-in page of a Wi-Fi network, a proxy);
 * `server` ours, but out of order; `problem` ours, and it says what is wrong.
 */
export type Trouble =
  | { kind: 'offline' | 'slow' | 'cut' | 'stranger' }
  | { kind: 'server'; status: number; retryAfterMs: number | null }
  | { kind: 'problem'; problem: ProblemName; message: string; fields: { path: string; message: string }[]; retryAfterMs: number | null };

/** Thrown inside this room only; what leaves it is the trouble. */
export class InTrouble extends Error {
  readonly trouble: Trouble;
  constructor(trouble: Trouble, cause?: unknown) {
    super(trouble.kind, { cause });
    this.trouble = trouble;
  }
}

/** Seconds or a date, as HTTP allows; never more than an hour, whatever a proxy says. */
export function retryAfterMs(header: string | null, now: number): number | null {
  if (!header) return null;
  const seconds = /^\d+$/.test(header.trim()) ? Number(header) * 1000 : Date.parse(header) - now;
  return Number.isFinite(seconds) ? Math.min(Math.max(seconds, 0), 3_600_000) : null;
}

/** What a reply other than the expected one means. Only a body in our own words is believed. */
export async function troubleOf(response: Response, now: number): Promise<Trouble> {
  const wait = retryAfterMs(response.headers.get('retry-after'), now);
  if (response.type === 'opaqueredirect' || response.status < 400) return { kind: 'stranger' };
  let body: unknown = null;
  try {
    body = JSON.parse(await response.text());
  } catch {
    // Not JSON: an error page of whatever stands between us and the server.
  }
  const ours = Problem.safeParse(body);
  if (ours.success) {
    const { problem, message, fields } = ours.data;
    return { kind: 'problem', problem, message, fields: fields ?? [], retryAfterMs: wait };
  }
  if (response.status === 413) return { kind: 'problem', problem: 'tooLarge', message: '', fields: [], retryAfterMs: wait };
  if (response.status === 429) return { kind: 'problem', problem: 'tooMany', message: '', fields: [], retryAfterMs: wait };
  return response.status >= 500 ? { kind: 'server', status: response.status, retryAfterMs: wait } : { kind: 'stranger' };
}
