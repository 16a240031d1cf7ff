// 任务: lists of check tasks, who may be given them, and 集中排查.
import * as z from 'zod/mini';
import { DivisionCode, withinScope } from '../../domain/division.ts';
import {
  AssignGroup,
  Collectors,
  FoundHouseholds,
  HouseholdQuery,
  IdentifyHousehold,
  Job,
  Sweep,
  TaskQuery,
  Tasks,
  Withdraw,
  WithdrawResult,
} from '../../wire/desk.ts';
import { registerSweep, SWEEP } from '../jobs/sweep.ts';
import { assignGroup, listCollectors } from '../ledger/collectors.ts';
import { dueDate } from '../ledger/due-date.ts';
import { findHouseholds, identifyHousehold } from '../ledger/identify-household.ts';
import { askFor, jobById } from '../ledger/job-queue.ts';
import { Refusal } from '../ledger/refusal.ts';
import { listTasks } from '../ledger/tasks.ts';
import { withdraw } from '../ledger/withdraw.ts';
import type { App, Parts } from './app.ts';
import { jobOf } from './job.ts';
import { officerOf, PAGE } from './officer.ts';

export function registerTasks(app: App, { ledger, clock, jobs }: Parts): void {
  registerSweep(jobs);
  const allow = ['auditor', 'reviewer'] as const;

  app.get('/api/tasks', { schema: { querystring: TaskQuery, response: { 200: Tasks } }, config: { allow } }, async (request) => {
    const officer = officerOf(request, clock);
    return ledger.within(officer, (tx) => listTasks(tx, officer, request.query, request.query.limit ?? PAGE));
  });

  app.get(
    '/api/collectors',
    { schema: { querystring: z.object({ division: DivisionCode }), response: { 200: Collectors } }, config: { allow } },
    async (request) => {
      const officer = officerOf(request, clock);
      return ledger.within(officer, (tx) => listCollectors(tx, officer, request.query.division));
    },
  );

  app.put(
    '/api/collectors/groups',
    { schema: { body: AssignGroup, response: { 204: z.undefined() } }, config: { allow } },
    async (request, reply) => {
      const officer = officerOf(request, clock);
      const outcome = await ledger.within(officer, (tx) => assignGroup(tx, officer, request.body));
      if (outcome === 'notFound') throw new Refusal('notFound', { message: '没有找到这个村，或不在您的辖区' });
      if (outcome === 'otherVillage') throw new Refusal('invalidInput', { message: '这个采集员不负责这个村，请另选一人' });
      return reply.code(204).send();
    },
  );

  app.post('/api/sweeps', { schema: { body: Sweep, response: { 202: Job } }, config: { allow } }, async (request, reply) => {
    const officer = officerOf(request, clock);
    const order = request.body;
    if (!withinScope(order.division, officer.scope)) throw new Refusal('forbidden', { message: '只能对自己辖区内的乡镇、村开展集中排查' });
    const job = await ledger.within(officer, async (tx) => {
      await dueDate(tx, officer, 'sweep', order.dueOn);
      return jobById(tx, officer.county, await askFor(tx, officer, SWEEP, order));
    });
    if (!job) throw new Error('a job that was just asked for is not there');
    return reply.code(202).send(jobOf(job));
  });

  app.post(
    '/api/tasks/withdraw',
    { schema: { body: Withdraw, response: { 200: WithdrawResult } }, config: { allow: ['auditor'] }, bodyLimit: 500_000 },
    async (request) => {
      const officer = officerOf(request, clock);
      if (!request.body.taskIds && request.body.sweepTitle === undefined) {
        throw new Refusal('invalidInput', { message: '请选择要撤回的任务', fields: [{ path: 'taskIds', message: '请选择要撤回的任务' }] });
      }
      return ledger.within(officer, (tx) => withdraw(tx, officer, request.body));
    },
  );

  app.post('/api/households/search', { schema: { body: HouseholdQuery, response: { 200: FoundHouseholds } }, config: { allow } }, async (request) => {
    const officer = officerOf(request, clock);
    const { village, text } = request.body;
    return { households: await ledger.within(officer, (tx) => findHouseholds(tx, officer, village, text)) };
  });

  app.post(
    '/api/tasks/:id/household',
    { schema: { params: z.object({ id: z.uuid() }), body: IdentifyHousehold, response: { 204: z.undefined() } }, config: { allow } },
    async (request, reply) => {
      const officer = officerOf(request, clock);
      const outcome = await ledger.within(officer, (tx) => identifyHousehold(tx, officer, request.params.id, request.body.householdId));
      if (outcome === 'notFound') throw new Refusal('notFound');
      if (outcome !== 'done') throw new Refusal('conflict', { message: outcome.refused });
      return reply.code(204).send();
    },
  );

  app.get(
    '/api/jobs/:id',
    { schema: { params: z.object({ id: z.uuid() }), response: { 200: Job } }, config: { allow: ['auditor', 'reviewer', 'department', 'admin'] } },
    async (request) => {
      const officer = officerOf(request, clock);
      const job = await ledger.within(officer, (tx) => jobById(tx, officer.county, request.params.id));
      if (!job) throw new Refusal('notFound');
      return jobOf(job);
    },
  );
}
