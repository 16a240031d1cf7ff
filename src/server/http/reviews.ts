// 初审 and 审核: the queue, the dossier, the decision; and one masked value for a purpose.
import * as z from 'zod/mini';
import { Definition } from '../../domain/survey/definition.ts';
import { DECISIONS, type ReviewLevel } from '../../domain/task.ts';
import { CheckDossier, Decide, DecideResult, QueuedChecks, ReviewQuery, SettleRemark, Tasks, Unmask, Unmasked } from '../../wire/desk.ts';
import { registerJudging } from '../jobs/judging.ts';
import { audit } from '../ledger/audit.ts';
import { decide } from '../ledger/decide.ts';
import { dayInChina, type Officer } from '../ledger/desk-scope.ts';
import { checkDossier } from '../ledger/dossier.ts';
import { formOf } from '../ledger/forms.ts';
import { judgeChecks, judgeLatest, settleRemark } from '../ledger/judge-checks.ts';
import type { Tx } from '../ledger/open-ledger.ts';
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

export function registerReviews(app: App, { ledger, clock, jobs }: Parts): void {
  const allow = ['reviewer', 'auditor'] as const;
  const policyOf = (tx: Tx, officer: Officer) => policyFor(tx, officer.county, dayInChina(officer.now));
  registerJudging(jobs);

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
      // Whoever is quicker than the judging does it on the spot.
      await ledger.within(officer, async (tx) => judgeLatest(tx, officer, request.params.taskId, await policyOf(tx, officer), officer.now));
      const dossier = await ledger.within(officer, (tx) => checkDossier(tx, officer, request.params.taskId), { reading: 'snapshot' });
      if (!dossier) throw new Refusal('notFound');
      return dossier;
    },
  );

  app.post('/api/reviews', { schema: { body: Decide, response: { 200: DecideResult } }, config: { allow } }, async (request) => {
    const officer = officerOf(request, clock);
    return ledger.within(officer, async (tx) => {
      const policy = await policyOf(tx, officer);
      const handIns = request.body.checks.map((check) => check.handInId);
      await judgeChecks(tx, officer, handIns, policy, officer.now);
      return decide(tx, officer, levelOf(officer), request.body, policy);
    });
  });

  app.post(
    '/api/tasks/:id/settle',
    { schema: { params: z.object({ id: z.uuid() }), body: SettleRemark, response: { 200: z.object({}) } }, config: { allow } },
    async (request) => {
      const officer = officerOf(request, clock);
      const settled = await ledger.within(officer, async (tx) => {
        const found = await settleRemark(tx, officer, { taskId: request.params.id, ...request.body }, officer.now);
        if (!found) return false;
        const detail = { handInId: request.body.handInId, code: request.body.code };
        const note = { action: 'remark.settle', entity: 'task', entityId: request.params.id, villageCode: found.villageCode, detail } as const;
        await audit(tx, officer, note, officer.now);
        return true;
      });
      if (!settled) throw new Refusal('notFound', { message: '没有找到这条提示，村里可能又上报了新的一版，请刷新' });
      return {};
    },
  );

  // Which form a check was filled on: no secret, and never changed once published.
  app.get(
    '/api/check-forms/:form/:version',
    {
      schema: { params: z.object({ form: z.string(), version: z.string() }), response: { 200: z.object({ definition: Definition }) } },
      config: { allow },
    },
    async (request, reply) => {
      const officer = officerOf(request, clock);
      const found = await ledger.within(officer, (tx) => formOf(tx, officer.county, request.params.form, request.params.version));
      if (!found) throw new Refusal('notFound', { message: '没有找到这张排查表的版本' });
      reply.header('cache-control', 'private, max-age=86400, immutable');
      return { definition: found.definition };
    },
  );

  app.post('/api/unmask', { schema: { body: Unmask, response: { 200: Unmasked } }, config: { allow } }, async (request) => {
    const officer = officerOf(request, clock);
    const value = await ledger.within(officer, (tx) => unmask(tx, officer, request.body));
    if (value === null) throw new Refusal('notFound');
    return { value };
  });
}
