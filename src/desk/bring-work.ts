// Sends a file of unsent work as it is and tells how far it is: XMLHttpRequest, because fetch does not say.
import * as z from 'zod/mini';
import { Problem } from '../wire/problem.ts';
import { BroughtWork, UNSENT_WORK } from '../wire/unsent-work.ts';
import { type Failure, type Reply, session } from './call.ts';

const fault = (problem: Failure['problem'], message = ''): { ok: false; failure: Failure } => ({
  ok: false,
  failure: { problem, message, fields: [] },
});

/** `onProgress`: the share that has left, 0…1. */
export function sendUnsentWork(file: Blob, onProgress: (share: number) => void): Promise<Reply<BroughtWork>> {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.upload.onprogress = ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0);
    request.onerror = () => resolve(fault('offline'));
    request.onload = () => resolve(replyOf(request));
    request.open('POST', UNSENT_WORK);
    request.setRequestHeader('content-type', 'application/octet-stream');
    if (session.value) request.setRequestHeader('x-csrf-token', session.value.csrfToken);
    request.send(file);
  });
}

function replyOf(request: XMLHttpRequest): Reply<BroughtWork> {
  let body: unknown = null;
  try {
    body = JSON.parse(request.responseText);
  } catch {
    return fault(request.status >= 500 ? 'unavailable' : 'offline');
  }
  if (request.status === 200) {
    const parsed = z.safeParse(BroughtWork, body);
    return parsed.success ? { ok: true, value: parsed.data } : fault('unreadable');
  }
  const problem = z.safeParse(Problem, body);
  return problem.success ? fault(problem.data.problem, problem.data.message) : fault('unreadable');
}
