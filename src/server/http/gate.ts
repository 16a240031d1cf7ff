// The gate before every /api route: who is it, may they come here, and was the request made by our own page?
import { timingSafeEqual } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { doorkeeper } from '../ledger/asker.ts';
import { tellStopped } from '../ledger/devices.ts';
import { Refusal } from '../ledger/refusal.ts';
import { findSession, useOnDevice } from '../ledger/sessions.ts';
import type { App, Parts } from './app.ts';
import { keepCookie, sessionToken } from './session-cookie.ts';

const READING = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Runs before a body is read: nobody uploads anything before they are known. */
export function registerGate(app: App, parts: Parts): void {
  app.decorateRequest('signedIn', null);
  app.decorateRequest('deviceStopped', false);
  app.addHook('onRequest', async (request: FastifyRequest, reply: FastifyReply) => {
    // A page that is nowhere needs nobody's name.
    if (!request.url.startsWith('/api/') || request.is404) return;
    const { allow = 'everyone', beforeNewPassword, stoppedDevice } = request.routeOptions.config;
    const changing = !READING.has(request.method);
    if (changing && request.headers['sec-fetch-site'] === 'cross-site') throw new Refusal('csrf');
    const token = sessionToken(request, parts.secure);
    const deviceId = deviceOf(request);
    if (token || deviceId) {
      const now = parts.clock();
      const [signedIn, stopped] = await parts.ledger.within(doorkeeper(), async (tx) => {
        const found = token ? await findSession(tx, token, now) : undefined;
        const stopped = await tellStopped(tx, [deviceId, found?.deviceId], now);
        // Never from a stopped phone to another: its session stays its own.
        if (found && deviceId && !stopped && found.deviceId !== deviceId) await useOnDevice(tx, found.tokenHash, deviceId);
        return [found ?? null, stopped] as const;
      });
      request.signedIn = signedIn;
      if (signedIn?.extendedTo && token) keepCookie(reply, token, signedIn.extendedTo, parts.secure);
      // Before anything else: a lost phone is told so even where its session has ended.
      request.deviceStopped = stopped;
      if (stopped && !(stoppedDevice === 'heard' && signedIn)) throw new Refusal('deviceRevoked');
    }
    if (allow === 'open') return;
    if (!request.signedIn) throw new Refusal('signInNeeded');
    if (changing && !same(request.headers['x-csrf-token'], request.signedIn.csrfToken)) throw new Refusal('csrf');
    // The first password went through other hands: it opens nothing but the way to one's own.
    if (request.signedIn.mustChangePassword && beforeNewPassword !== 'open') throw new Refusal('passwordNeeded');
    if (allow !== 'everyone' && !allow.includes(request.signedIn.account.role)) throw new Refusal('forbidden');
  });
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The installation a phone names with every request (phone/sync/post); desks name none. */
function deviceOf(request: FastifyRequest): string | null {
  const named = request.headers['x-device'];
  return typeof named === 'string' && UUID.test(named) ? named : null;
}

function same(given: unknown, expected: string): boolean {
  if (typeof given !== 'string') return false;
  const [a, b] = [Buffer.from(given), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
}
