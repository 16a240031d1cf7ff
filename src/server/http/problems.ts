// Every failure leaves as one of the closed list of problems, in Chinese, with nothing of the inside or of anybody's data in it.
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod';
import { PROBLEMS, type Problem, type ProblemName } from '../../wire/problem.ts';
import { zh } from '../../words/common/zh.ts';
import { Refusal, type RefusalDetail } from '../ledger/refusal.ts';
import type { App } from './app.ts';
import { fieldFaults } from './field-faults.ts';

export function problem(name: ProblemName, detail: RefusalDetail = {}): Problem {
  const body: Problem = { problem: name, number: PROBLEMS[name].number, message: detail.message ?? zh.problems[name] };
  return detail.fields ? { ...body, fields: detail.fields } : body;
}

export function sendProblem(reply: FastifyReply, name: ProblemName, detail: RefusalDetail = {}): FastifyReply {
  if (detail.retryAfter !== undefined) reply.header('retry-after', Math.ceil(detail.retryAfter));
  // Past the reply's own schema: a problem is not what the route promised.
  return reply
    .code(PROBLEMS[name].status)
    .header('cache-control', 'no-store')
    .type('application/json; charset=utf-8')
    .serializer((body: unknown) => JSON.stringify(body))
    .send(problem(name, detail));
}

export function registerProblems(app: App): void {
  app.setErrorHandler((error: FastifyError, request, reply) => {
    const [name, detail] = judge(error);
    if (PROBLEMS[name].status >= 500 || name === 'forbidden') note(request, error, name);
    if (reply.sent || reply.raw.headersSent) return reply.raw.destroy();
    return sendProblem(reply, name, detail);
  });
}

/** What went wrong, said as a problem of the list. */
export function judge(error: FastifyError | Error): [ProblemName, RefusalDetail] {
  if (error instanceof Refusal) return [error.problem, error.detail];
  if (hasZodFastifySchemaValidationErrors(error)) {
    const fields = fieldFaults(error.validation);
    return ['invalidInput', { fields, ...(fields[0] ? { message: fields.map((field) => field.message).join('；') } : {}) }];
  }
  const code = 'code' in error ? String(error.code) : '';
  return [BY_CODE[code] ?? byStatus('statusCode' in error ? error.statusCode : undefined, code), {}];
}

/** Fastify's, Node's and PostgreSQL's own codes. */
const BY_CODE: Record<string, ProblemName> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'tooLarge',
  FST_REQ_FILE_TOO_LARGE: 'tooLarge',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'unsupportedFile',
  FST_INVALID_MULTIPART_CONTENT_TYPE: 'unsupportedFile',
  ECONNREFUSED: 'unavailable',
  ECONNRESET: 'unavailable',
  ENOENT: 'unavailable',
  '23505': 'conflict',
  '23503': 'conflict',
  '42501': 'forbidden',
  '40001': 'unavailable',
  '40P01': 'unavailable',
  '53300': 'unavailable',
  '57P01': 'unavailable',
  '57P02': 'unavailable',
  '57P03': 'unavailable',
};

function byStatus(status: number | undefined, code: string): ProblemName {
  if (code.startsWith('08')) return 'unavailable';
  if (status === 413) return 'tooLarge';
  if (status === 415) return 'unsupportedFile';
  if (status === 429) return 'tooMany';
  if (status === 404) return 'notFound';
  return status !== undefined && status >= 400 && status < 500 ? 'malformed' : 'internal';
}

/** For the operator: where it broke. Never the message, which may quote what somebody typed or a row of the database. */
function note(request: FastifyRequest, error: Error & { code?: string; constraint?: string; table?: string }, name: ProblemName): void {
  const where = error.stack
    ?.split('\n')
    .filter((line) => line.trimStart().startsWith('at '))
    .slice(0, 8)
    .map((line) => line.trim());
  const { code, constraint, table } = error;
  request.log.error({ problem: name, kind: error.name, code, constraint, table, route: request.routeOptions.url, where }, 'request failed');
}
