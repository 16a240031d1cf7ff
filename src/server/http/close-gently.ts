// Ends the server so that replies under way still arrive: nobody new is let in, who is being answered gets the rest, and who takes too long is cut off.
import type { App } from './app.ts';

/** `patienceMs`: a phone on a poor line may read for minutes; what is cut off there is asked for again at the next contact. */
export async function closeGently(app: App, patienceMs: number): Promise<void> {
  const impatient = setTimeout(() => app.server.closeAllConnections(), patienceMs).unref();
  try {
    await app.close();
  } finally {
    clearTimeout(impatient);
  }
}
