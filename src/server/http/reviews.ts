// 初审 and 审核: the queue, the dossier, the decision; and one masked value for a purpose.
import * as z from 'zod/mini';
import { DECISIONS, type ReviewLevel } from '../../domain/task.ts';
import { CheckDossier, Decide, DecideResult, QueuedChecks, ReviewQuery, Tasks, Unmask, Unmasked } from '../../wire/desk.ts';
import { decide } from '../ledger/decide.ts';
import { dayInChina, type Officer } from '../ledger/desk-scope.ts';
import { checkDossier } from '../ledger/dossier.ts';
import { policyFor } from '../ledger/policies.ts';
import { Refusal } from '../ledger/refusal.ts';
import { listQueued, listReviews } from '../ledger/tasks.ts';
import { unmask } from '../ledger/unmask.ts';
import type { App, Parts } from './app.ts';
import { officerOf, PAGE } from './officer.ts';

/** As many can be chosen together. */
const CHOSEN_LIMIT = 5000;

function levelOf(officer: Officer): ReviewLevel {
  if (officer.role === DECISIONS.township.role) return 'township';
  if (officer.role === DECISIONS.county.role) return 'county';
  throw new Refusal('forbidden');
}

export function registerReviews(app: App, { ledger, clock }: Parts): void {
  const allow = ['reviewer', 'auditor'] as const;

  app.get('/api/reviews', { schema: { querystring: ReviewQuery, response: { 200: Tasks } }, config: { allow } }, async (request) => {
    const officer = officerOf(request, clock);
    return ledger.within(officer, (tx) => listReviews(tx, officer, levelOf(officer), request.query, request.query.limit ?? PAGE));
  });

  app.get(
    '/api/reviews/all',
    { schema: { querystring: z.omit(ReviewQuery, { limit: true, offset: true }), response: { 200: QueuedChecks } }, config: { allow } },
    async (request) => {
      const officer = officerOf(request, clock);
      return ledger.within(officer, (tx) => listQueued(tx, officer, levelOf(officer), request.query, CHOSEN_LIMIT));
    },
  );

  app.get(
    '/api/checks/:taskId',
    { schema: { params: z.object({ taskId: z.uuid() }), response: { 200: CheckDossier } }, config: { allow } },
    async (request) => {
      const officer = officerOf(request, clock);
      const dossier = await ledger.within(officer, (tx) => checkDossier(tx, officer, request.params.taskId), { reading: 'snapshot' });
      if (!dossier) throw new Refusal('notFound');
      return dossier;
    },
  );

  app.post('/api/reviews', { schema: { body: Decide, response: { 200: DecideResult } }, config: { allow } }, async (request) => {
    const officer = officerOf(request, clock);
    return ledger.within(officer, async (tx) =>
      decide(tx, officer, levelOf(officer), request.body, await policyFor(tx, officer.county, dayInChina(officer.now))),
    );
  });

  app.post('/api/unmask', { schema: { body: Unmask, response: { 200: Unmasked } }, config: { allow } }, async (request) => {
    const officer = officerOf(request, clock);
    const value = await ledger.within(officer, (tx) => unmask(tx, officer, request.body));
    if (value === null) throw new Refusal('notFound');
    return { value };
  });
}
