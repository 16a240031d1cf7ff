// POST /api/v1/sync: one errand, one round trip — hand-ins up, receipts and changes down.
import { Readable } from 'node:stream';
import { createGzip } from 'node:zlib';
import { SyncRequest, WIRE_VERSIONS } from '../../wire/sync.ts';
import { acceptHandIns } from '../ledger/accept-hand-ins.ts';
import { reportDevice } from '../ledger/devices.ts';
import { policyFor } from '../ledger/policies.ts';
import { pull } from '../ledger/pull.ts';
import { Refusal } from '../ledger/refusal.ts';
import { type App, type Parts, visitorOf } from './app.ts';

/** Bytes of a request after unpacking: 2,000 hand-ins with room to spare; a bomb ends here. */
const BODY_LIMIT = 32_000_000;
/** Villages' rows say the same words over and over: level 3 packs them nearly as well as 6 in half the time. */
const LEVEL = 3;

export function registerSync(app: App, { ledger, clock }: Parts): void {
  app.post('/api/v1/sync', { schema: { body: SyncRequest }, config: { allow: ['collector'] }, bodyLimit: BODY_LIMIT }, async (request, reply) => {
    const { account, asker } = visitorOf(request);
    const { wireVersion, device, cursors, handIns } = request.body;
    if (!WIRE_VERSIONS.includes(wireVersion)) throw new Refusal('wireTooOld');
    const now = clock();
    const [welcome, policy] = await ledger.within(asker, async (tx) => [
      await reportDevice(tx, asker, device, now),
      await policyFor(tx, asker.county, new Date(now.getTime() + 8 * 3_600_000).toISOString().slice(0, 10)),
    ]);
    if (welcome === 'revoked') throw new Refusal('deviceRevoked');
    const receipts = await acceptHandIns(ledger, { asker, name: account.name, deviceId: device.id, policy }, handIns, now);
    const pages = Readable.from(await pull(ledger, asker, cursors, receipts, clock), { objectMode: true });
    reply.type('application/x-ndjson; charset=utf-8').header('cache-control', 'no-store').header('vary', 'accept-encoding');
    if (!/\bgzip\b/.test(String(request.headers['accept-encoding'] ?? ''))) return reply.send(pages);
    const packed = createGzip({ level: LEVEL });
    pages.on('error', (error) => packed.destroy(error));
    return reply.header('content-encoding', 'gzip').send(pages.pipe(packed));
  });
}
