// 监测个案: lists, one case with its history, the acts of the office, and what departments are asked.
import * as z from 'zod/mini';
import type { CaseObstacle } from '../../domain/case/walk.ts';
import {
  AnswerComparisons,
  AnswerResult,
  CaseDetail,
  CaseQuery,
  Cases,
  ComparisonQuery,
  Comparisons,
  DoAct,
  ExplainHit,
  OpenedCase,
} from '../../wire/cases.ts';
import { caseDetail, listCases } from '../ledger/case-list.ts';
import { actOnCase, openElimination } from '../ledger/cases.ts';
import { answerComparisons, explainHit, listComparisons } from '../ledger/comparisons.ts';
import { dayInChina, type Officer } from '../ledger/desk-scope.ts';
import type { Tx } from '../ledger/open-ledger.ts';
import { policyFor } from '../ledger/policies.ts';
import { Refusal } from '../ledger/refusal.ts';
import type { App, Parts } from './app.ts';
import { officerOf, PAGE } from './officer.ts';

/** What an obstacle means to the person at the desk, and what to do. */
const OBSTACLES: Record<CaseObstacle, string> = {
  ended: '这个个案已经结束',
  notNext: '现在还轮不到这一步，或者已经办过，请刷新后再看',
  notYours: '这一步不由您办理',
  fewVisitors: '入户核查至少要有两名入户人员',
  nobodyAsked: '还有成年家庭成员没有询问授权',
  refusedToSign: '有家庭成员不同意授权，不能进行信息比对',
  signatureMissing: '缺少签字；代签的还要有申请人的指印照片',
  unanswered: '还有部门没有答复',
  unexplained: '比中的信息还没有说明',
  votesTooMany: '同意票和反对票之和多于到会人数',
  notPosted: '公示还没有张贴',
  alreadyPosted: '公示已经张贴',
  noticeTooShort: '公示时间不满规定的天数',
  objectionOpen: '还有没答复的异议',
  objectionUpheld: '有异议成立，请退回重新核查',
  noSuchObjection: '没有这条异议，或者已经答复',
  notEarlier: '只能退回到已经办过的步骤',
  notEligible: '还没有达到风险消除的条件',
  dayAhead: '日期不能晚于今天',
};

export function registerCases(app: App, { ledger, clock }: Parts): void {
  const office = ['auditor', 'reviewer'] as const;
  const policyOf = (tx: Tx, officer: Officer) => policyFor(tx, officer.county, dayInChina(officer.now));
  const ById = z.object({ id: z.uuid() });

  app.get('/api/cases', { schema: { querystring: CaseQuery, response: { 200: Cases } }, config: { allow: office } }, async (request) => {
    const officer = officerOf(request, clock);
    return ledger.within(officer, async (tx) => listCases(tx, officer, request.query, await policyOf(tx, officer), request.query.limit ?? PAGE));
  });

  app.get('/api/cases/:id', { schema: { params: ById, response: { 200: CaseDetail } }, config: { allow: office } }, async (request) => {
    const officer = officerOf(request, clock);
    const detail = await ledger.within(officer, async (tx) => caseDetail(tx, officer, request.params.id, await policyOf(tx, officer)), {
      reading: 'snapshot',
    });
    if (!detail) throw new Refusal('notFound');
    return detail;
  });

  app.post(
    '/api/cases/:id/acts',
    { schema: { params: ById, body: DoAct, response: { 200: CaseDetail } }, config: { allow: office } },
    async (request) => {
      const officer = officerOf(request, clock);
      return ledger.within(officer, async (tx) => {
        const policy = await policyOf(tx, officer);
        const outcome = await actOnCase(tx, officer, request.params.id, { act: request.body.act }, policy);
        if (outcome === 'notFound') throw new Refusal('notFound');
        if ('obstacle' in outcome) throw new Refusal('conflict', { message: OBSTACLES[outcome.obstacle] });
        const detail = await caseDetail(tx, officer, request.params.id, policy);
        if (!detail) throw new Error('a case that was just moved is not there');
        return detail;
      });
    },
  );

  app.post(
    '/api/households/:id/elimination',
    { schema: { params: ById, response: { 200: OpenedCase } }, config: { allow: office } },
    async (request) => {
      const officer = officerOf(request, clock);
      const outcome = await ledger.within(officer, async (tx) => openElimination(tx, officer, request.params.id, await policyOf(tx, officer)));
      if (outcome === 'notFound') throw new Refusal('notFound');
      if ('refused' in outcome) throw new Refusal('conflict', { message: outcome.refused });
      return outcome;
    },
  );

  app.get(
    '/api/comparisons',
    { schema: { querystring: ComparisonQuery, response: { 200: Comparisons } }, config: { allow: ['department'] } },
    async (request) => {
      const officer = officerOf(request, clock);
      return ledger.within(officer, (tx) => listComparisons(tx, officer, request.query, request.query.limit ?? PAGE));
    },
  );

  app.put(
    '/api/comparisons',
    { schema: { body: AnswerComparisons, response: { 200: AnswerResult } }, config: { allow: ['department'] }, bodyLimit: 2_000_000 },
    async (request) => {
      const officer = officerOf(request, clock);
      return ledger.within(officer, (tx) => answerComparisons(tx, officer, request.body));
    },
  );

  app.put(
    '/api/comparisons/:id/explanation',
    { schema: { params: ById, body: ExplainHit, response: { 204: z.undefined() } }, config: { allow: ['auditor'] } },
    async (request, reply) => {
      const officer = officerOf(request, clock);
      const found = await ledger.within(officer, (tx) => explainHit(tx, officer, request.params.id, request.body.explanation));
      if (!found) throw new Refusal('notFound');
      return reply.code(204).send();
    },
  );
}
