// For whoever watches the server: it lives, it can work, and what it offers.
import * as z from 'zod/mini';
import type { App, Parts } from './app.ts';
import { sendProblem } from './problems.ts';

export function registerHealth(app: App, { ledger, version, clock, readiness }: Parts): void {
  const Health = z.object({ status: z.literal('ok'), version: z.string(), serverTime: z.iso.datetime() });
  const view = () => ({ status: 'ok' as const, version, serverTime: clock().toISOString() });
  app.get('/healthz', { schema: { response: { 200: Health } }, logLevel: 'warn' }, async (_request, reply) =>
    reply.header('cache-control', 'no-store').send(view()),
  );
  app.get('/readyz', { schema: { response: { 200: Health } }, logLevel: 'warn' }, async (_request, reply) => {
    if (readiness.state === 'stopping' || !(await ledger.alive())) return sendProblem(reply, 'unavailable', { retryAfter: 5 }) as never;
    return reply.header('cache-control', 'no-store').send(view());
  });
  app.get('/api/openapi.json', { schema: { hide: true }, config: { allow: 'open' } }, async (_request, reply) =>
    reply.type('application/json; charset=utf-8').send(JSON.stringify(app.swagger())),
  );
}
