// The gate before every /api route: who is it, may they come here, and was the request made by our own page?
import { timingSafeEqual } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { doorkeeper } from '../ledger/asker.ts';
import { Refusal } from '../ledger/refusal.ts';
import { findSession } from '../ledger/sessions.ts';
import type { App, Parts } from './app.ts';
import { keepCookie, sessionToken } from './session-cookie.ts';

const READING = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Runs before a body is read: nobody uploads anything before they are known. */
export function registerGate(app: App, parts: Parts): void {
  app.decorateRequest('signedIn', null);
  app.addHook('onRequest', async (request: FastifyRequest, reply: FastifyReply) => {
    // A page that is nowhere needs nobody's name.
    if (!request.url.startsWith('/api/') || request.is404) return;
    const { allow = 'everyone', beforeNewPassword } = request.routeOptions.config;
    const changing = !READING.has(request.method);
    if (changing && request.headers['sec-fetch-site'] === 'cross-site') throw new Refusal('csrf');
    const token = sessionToken(request, parts.secure);
    if (token) {
      const now = parts.clock();
      request.signedIn = (await parts.ledger.within(doorkeeper(), (tx) => findSession(tx, token, now))) ?? null;
      if (request.signedIn?.extendedTo) keepCookie(reply, token, request.signedIn.extendedTo, parts.secure);
    }
    if (allow === 'open') return;
    if (!request.signedIn) throw new Refusal('signInNeeded');
    if (changing && !same(request.headers['x-csrf-token'], request.signedIn.csrfToken)) throw new Refusal('csrf');
    // The first password went through other hands: it opens nothing but the way to one's own.
    if (request.signedIn.mustChangePassword && beforeNewPassword !== 'open') throw new Refusal('passwordNeeded');
    if (allow !== 'everyone' && !allow.includes(request.signedIn.account.role)) throw new Refusal('forbidden');
  });
}

function same(given: unknown, expected: string): boolean {
  if (typeof given !== 'string') return false;
  const [a, b] = [Buffer.from(given), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
}
