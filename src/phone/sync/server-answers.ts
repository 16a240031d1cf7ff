// Whether our server can be reached this very moment: asked before a page is loaded anew, which without a network would leave nothing on the screen.

const WITHIN_MS = 8000;

/** False also where something else answers in its place, as a sign-in page of a public network does. */
export async function serverAnswers(): Promise<boolean> {
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), WITHIN_MS);
  try {
    const reply = await fetch('/healthz', { cache: 'no-store', redirect: 'manual', signal: abort.signal });
    return reply.ok && (reply.headers.get('content-type') ?? '').includes('application/json');
  } catch {
    return false;
  } finally {
    clearTimeout(timer);
  }
}
