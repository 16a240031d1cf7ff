// Evidence: a phone asks which files are wanted and sends them by tus; the office looks at what has arrived.
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { FileStore } from '@tus/file-store';
import { Server } from '@tus/server';
import * as z from 'zod/mini';
import { EVIDENCE_BYTES, EVIDENCE_UPLOADS, EvidenceItems, EvidenceOffer, EvidenceWanted } from '../../wire/evidence.ts';
import { EvidenceFolder } from '../files/evidence-folder.ts';
import { bytesNamed, evidenceOf, lookAtEvidence, receiveFile, wantedOf } from '../ledger/evidence.ts';
import { Refusal } from '../ledger/refusal.ts';
import { type App, type Parts, type Visitor, visitorOf } from './app.ts';

const HOUR = 3_600_000;
/** An upload that nobody went on with for so long is begun anew. */
const KEPT_MS = 7 * 24 * HOUR;
const SHA256 = /^[0-9a-f]{64}$/;

type TusRequest = Parameters<NonNullable<ConstructorParameters<typeof Server>[0]['onUploadFinish']>>[0];

const refuse = (status: number, words: string): never => {
  throw { status_code: status, body: words };
};

export function registerEvidence(app: App, { ledger, clock, jobs, dataFolder }: Parts): void {
  const root = join(dataFolder, 'evidence');
  const opened = EvidenceFolder.open(root);
  opened.catch((error: Error) => app.log.error({ reason: error.name }, 'the evidence folder could not be opened'));
  /** Who stands behind a request that tus answers: the gate let them in. */
  const visitors = new WeakMap<IncomingMessage, Visitor>();
  const visitor = (request: TusRequest): Visitor => {
    const raw = request.runtime?.node?.req as IncomingMessage | undefined;
    const found = raw && visitors.get(raw);
    return found ?? refuse(403, 'not signed in');
  };
  const store = new FileStore({ directory: join(root, 'incoming'), expirationPeriodInMilliseconds: KEPT_MS });
  const tus = new Server({
    path: EVIDENCE_UPLOADS,
    datastore: store,
    maxSize: EVIDENCE_BYTES,
    relativeLocation: true,
    allowedOrigins: () => false,
    // Only files that an accepted check of this person's villages names, at the length it names: nobody fills the disk with anything else.
    onUploadCreate: async (request, upload) => {
      const { asker, county, account } = visitor(request);
      const sha256 = upload.metadata?.sha256 ?? '';
      if (!SHA256.test(sha256)) refuse(400, 'which file?');
      const bytes = await ledger.within(asker, (tx) => bytesNamed(tx, county, sha256));
      if (bytes === undefined) refuse(404, 'no check names this file');
      if (bytes !== upload.size) refuse(400, 'another length than the check names');
      return { metadata: { sha256, county, account: account.id } };
    },
    onIncomingRequest: async (request, id) => {
      const { account } = visitor(request);
      const upload = await store.getUpload(id).catch(() => null);
      if (upload && upload.metadata?.account !== account.id) refuse(404, 'no such upload');
    },
    onUploadFinish: async (request, upload) => {
      const { asker, county, account } = visitor(request);
      const sha256 = upload.metadata?.sha256 ?? '';
      const whole = await (await opened).settle(upload.id, county, sha256);
      if (!whole) refuse(460, 'the bytes have another hash');
      await ledger.within(asker, (tx) => receiveFile(tx, { ...asker, accountId: account.id }, { sha256, bytes: upload.size ?? 0 }, clock()));
      return {};
    },
  });
  jobs.byClock('evidence', HOUR, async () => {
    await opened;
    await tus.cleanUpExpiredUploads();
  });

  app.post(
    '/api/v1/evidence/wanted',
    { schema: { body: EvidenceOffer, response: { 200: EvidenceWanted } }, config: { allow: ['collector'] } },
    async (request) => {
      const { asker, county } = visitorOf(request);
      return ledger.within(asker, (tx) => wantedOf(tx, county, request.body.files));
    },
  );

  // Bodies are left alone here: tus reads them as they come.
  app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', (_request, _payload, done) => done(null));
    for (const url of [EVIDENCE_UPLOADS, `${EVIDENCE_UPLOADS}/:upload`]) {
      scope.route({
        method: ['POST', 'HEAD', 'PATCH'],
        url,
        exposeHeadRoute: false,
        bodyLimit: EVIDENCE_BYTES,
        schema: { hide: true },
        config: { allow: ['collector'] },
        handler: async (request, reply) => {
          await opened;
          visitors.set(request.raw, visitorOf(request));
          reply.hijack();
          await tus.handle(request.raw, reply.raw);
        },
      });
    }
  });

  const allow = ['reviewer', 'auditor'] as const;
  app.get(
    '/api/tasks/:id/evidence',
    { schema: { params: z.object({ id: z.uuid() }), response: { 200: EvidenceItems } }, config: { allow } },
    async (request) => {
      const { asker, county } = visitorOf(request);
      return { items: await ledger.within(asker, (tx) => evidenceOf(tx, county, request.params.id)) };
    },
  );

  app.get('/api/evidence/:id', { schema: { params: z.object({ id: z.uuid() }) }, config: { allow } }, async (request, reply) => {
    const { asker, county } = visitorOf(request);
    const found = await ledger.within(asker, (tx) => lookAtEvidence(tx, asker, request.params.id, clock()));
    if (!found) throw new Refusal('notFound', { message: '没有找到这份佐证，或手机还没有传上来' });
    const path = (await opened).place(county, found.sha256);
    const { size } = await stat(path);
    return reply
      .type(found.type)
      .header('content-length', size)
      .header('content-disposition', 'inline')
      .header('x-content-type-options', 'nosniff')
      .header('cache-control', 'private, no-store')
      .send(createReadStream(path));
  });
}
