// The person of the office behind a request, as the ledger wants to know them.
import type { FastifyRequest } from 'fastify';
import type { Officer } from '../ledger/desk-scope.ts';
import { visitorOf } from './app.ts';

export function officerOf(request: Pick<FastifyRequest, 'signedIn'>, clock: () => Date): Officer {
  const { account, asker } = visitorOf(request);
  return { ...asker, accountId: account.id, name: account.name, now: clock() };
}

/** Rows of a page when the asker does not say. */
export const PAGE = 50;
