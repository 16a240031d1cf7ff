// Puts the HTTP server together: what every request passes before it reaches a route.
import { constants } from 'node:zlib';
import compress from '@fastify/compress';
import cookie from '@fastify/cookie';
import helmet from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import swagger from '@fastify/swagger';
import fastify, { type FastifyBaseLogger, type FastifyRequest, type FastifyServerOptions, LogController } from 'fastify';
import { jsonSchemaTransform, serializerCompiler, validatorCompiler, type ZodTypeProvider } from 'fastify-type-provider-zod';
import { Refusal } from '../ledger/refusal.ts';
import { tokenHash } from '../ledger/sessions.ts';
import type { App, Parts } from './app.ts';
import { registerFaces } from './faces.ts';
import { registerGate } from './gate.ts';
import { redirectPlainComers } from './plain-comers.ts';
import { registerProblems } from './problems.ts';
import { ROUTES } from './routes.ts';
import { sessionToken } from './session-cookie.ts';

export interface AppOptions extends Parts {
  /** A pino logger, or false for none. */
  log: FastifyBaseLogger | false;
  tls?: { cert: Buffer; key: Buffer };
  /** True behind a proxy of the operator's own, which says who asks. */
  trustProxy?: boolean;
  /** Requests a minute for one person or, before signing in, one address. A busy desk makes some hundred. */
  requestsPerMinute?: number;
}

/** Bodies after decompression; routes that take files or hand-ins say their own. */
const BODY_LIMIT = 1_000_000;

export async function buildApp(options: AppOptions): Promise<App> {
  const { log, tls, secure, trustProxy = false, requestsPerMinute = 1200, ...rest } = options;
  const parts: Parts = { ...rest, secure };
  const server: FastifyServerOptions & { https?: object } = {
    bodyLimit: BODY_LIMIT,
    trustProxy,
    // Our own line a request: fastify's would write addresses with what people searched for.
    logController: new LogController({ disableRequestLogging: true }),
    forceCloseConnections: 'idle',
    routerOptions: { maxParamLength: 200 },
    ...(log ? { loggerInstance: log } : { logger: false }),
    ...(tls ? { https: tls } : {}),
  };
  const app = fastify(server as FastifyServerOptions).withTypeProvider<ZodTypeProvider>() as unknown as App;
  if (tls) redirectPlainComers(app.server);
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  registerProblems(app);
  await app.register(helmet, headers(secure));
  await app.register(cookie);
  await app.register(compress, {
    threshold: 1024,
    encodings: ['br', 'gzip'],
    requestEncodings: ['gzip', 'br', 'deflate', 'identity'],
    // A streamed reply is read page by page at the other end: what is written must leave.
    zlibOptions: { level: 6, flush: constants.Z_SYNC_FLUSH },
    brotliOptions: { flush: constants.BROTLI_OPERATION_FLUSH, params: { [constants.BROTLI_PARAM_QUALITY]: 4 } },
    onInvalidRequestPayload: () => new Refusal('malformed'),
    onUnsupportedRequestEncoding: () => new Refusal('malformed'),
  });
  await app.register(rateLimit, {
    max: requestsPerMinute,
    timeWindow: 60_000,
    hook: 'onRequest',
    keyGenerator: (request) => personOrAddress(request, secure),
    allowList: (request) => !request.url.startsWith('/api/'),
    errorResponseBuilder: (_request, context) => new Refusal('tooMany', { retryAfter: context.ttl / 1000 }),
  });
  await app.register(swagger, {
    openapi: { info: { title: '入户 Ruhu', description: '防止返贫动态监测', version: parts.version } },
    transform: jsonSchemaTransform,
  });
  registerGate(app, parts);
  writeLog(app);
  app.addHook('onSend', async (request, reply) => {
    if (request.url.startsWith('/api/') && !reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store');
  });
  await registerFaces(app, parts);
  for (const register of ROUTES) register(app, parts);
  return app;
}

/** Scripts, styles, images and calls from this site only; nothing inline. */
const headers = (secure: boolean) => ({
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      defaultSrc: ["'none'"],
      scriptSrc: ["'self'"],
      styleSrc: ["'self'"],
      imgSrc: ["'self'", 'data:', 'blob:'],
      mediaSrc: ["'self'", 'blob:'],
      fontSrc: ["'self'"],
      connectSrc: ["'self'"],
      manifestSrc: ["'self'"],
      workerSrc: ["'self'"],
      formAction: ["'self'"],
      baseUri: ["'none'"],
      frameAncestors: ["'none'"],
    },
  },
  // Told only over HTTPS: over plain HTTP it means nothing, and on localhost it would stay.
  strictTransportSecurity: secure ? { maxAge: 31_536_000, includeSubDomains: false } : (false as const),
  referrerPolicy: { policy: 'no-referrer' as const },
});

/** One office may share one address: people are told apart by their session, known or not. */
function personOrAddress(request: FastifyRequest, secure: boolean): string {
  const token = sessionToken(request, secure);
  return token ? tokenHash(token).toString('base64') : request.ip;
}

/** One line a request: what was asked by whom and how it went. No query, no body, no names. */
function writeLog(app: App): void {
  app.addHook('onResponse', async (request, reply) => {
    if (!request.url.startsWith('/api/')) return;
    const who = request.signedIn?.account.id;
    const line = { method: request.method, route: request.routeOptions.url ?? '?', status: reply.statusCode, ms: Math.round(reply.elapsedTime), who };
    request.log.info(line, 'request');
  });
}
