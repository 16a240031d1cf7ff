// 代为上报: a colleague's file of unsent work goes to the server as it is; this phone can't read it. XMLHttpRequest, because only it tells how far an upload is.
import type * as z from 'zod/mini';
import { Problem } from '../../wire/problem.ts';
import { BroughtWork, UNSENT_WORK } from '../../wire/unsent-work.ts';
import type { Answer } from './post.ts';
import type { Trouble } from './trouble.ts';

/** Nothing moved for so long: the line is dead. */
const SILENCE_MS = 60_000;

export function bringWork(file: Blob, csrfToken: string, onProgress: (share: number) => void): Promise<Answer<z.infer<typeof BroughtWork>>> {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    const fail = (trouble: Trouble): void => resolve({ ok: false, trouble });
    let silence: ReturnType<typeof setTimeout> | undefined;
    const wind = (): void => {
      clearTimeout(silence);
      silence = setTimeout(() => request.abort(), SILENCE_MS);
    };
    request.upload.onprogress = ({ loaded, total }) => {
      wind();
      onProgress(total > 0 ? loaded / total : 0);
    };
    request.onerror = () => fail({ kind: 'offline' });
    request.onabort = () => fail({ kind: 'slow' });
    request.onloadend = () => clearTimeout(silence);
    request.onload = () => {
      let body: unknown = null;
      try {
        body = JSON.parse(request.responseText);
      } catch {
        // Not ours that answered.
      }
      const good = request.status === 200 ? BroughtWork.safeParse(body) : null;
      if (good?.success) return resolve({ ok: true, value: good.data });
      const problem = Problem.safeParse(body);
      if (!problem.success)
        return fail(request.status >= 500 ? { kind: 'server', status: request.status, retryAfterMs: null } : { kind: 'stranger' });
      const { problem: name, message, fields = [] } = problem.data;
      fail({ kind: 'problem', problem: name, message, fields, retryAfterMs: null });
    };
    request.open('POST', UNSENT_WORK);
    request.setRequestHeader('content-type', 'application/octet-stream');
    request.setRequestHeader('x-csrf-token', csrfToken);
    wind();
    request.send(file);
  });
}
