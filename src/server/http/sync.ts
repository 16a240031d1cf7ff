// POST /api/v1/sync: one errand, one round trip — hand-ins up, receipts and changes down.
import { PassThrough, type Writable } from 'node:stream';
import { constants, createGzip } from 'node:zlib';
import { SyncRequest, WIRE_VERSIONS } from '../../wire/sync.ts';
import { reportDevice } from '../ledger/devices.ts';
import { exchange } from '../ledger/exchange.ts';
import { Refusal } from '../ledger/refusal.ts';
import { type App, type Parts, visitorOf } from './app.ts';
import { readJsonWhole } from './packed-json.ts';

/** Bytes of a request after unpacking: 2,000 hand-ins with room to spare; a bomb ends here. */
const BODY_LIMIT = 32_000_000;
/** Villages' rows say the same words over and over: level 3 packs them nearly as well as 6 in half the time. What is written leaves at once: the phone reads page by page. */
const PACKING = { level: 3, flush: constants.Z_SYNC_FLUSH };

export function registerSync(app: App, { ledger, clock }: Parts): void {
  const config = { allow: ['collector'], stoppedDevice: 'heard' } as const;
  app.register(async (room: App) => {
    readJsonWhole(room, BODY_LIMIT);
    room.post('/api/v1/sync', { schema: { body: SyncRequest }, config, bodyLimit: BODY_LIMIT, decompress: false }, async (request, reply) => {
      const { account, asker } = visitorOf(request);
      if (request.deviceStopped) {
        const { device: report, wireVersion } = request.body;
        await ledger.within(asker, (tx) => reportDevice(tx, asker, { report, wireVersion }, clock()));
        throw new Refusal('deviceRevoked');
      }
      if (!WIRE_VERSIONS.includes(request.body.wireVersion)) throw new Refusal('wireTooOld');
      const pages = exchange(ledger, { asker, name: account.name }, request.body, clock);
      // What fails before anything was said is answered as a problem; later the reply is cut, and what has no receipt comes again.
      const { value: first = [] } = await pages.next();
      reply.type('application/x-ndjson; charset=utf-8').header('cache-control', 'no-store').header('vary', 'accept-encoding');
      const packed = /\bgzip\b/.test(String(request.headers['accept-encoding'] ?? ''));
      if (packed) reply.header('content-encoding', 'gzip');
      const body = packed ? createGzip(PACKING) : new PassThrough();
      deliver(first, pages, body).catch((error: Error) => {
        request.log.error({ err: error }, 'the reply of a sync was cut');
        body.destroy(error);
      });
      return reply.send(body);
    });
  });
}

/** To the end also when the phone is gone: what has arrived is received, and the receipts are there when it asks again. */
async function deliver(first: readonly string[], pages: AsyncIterable<string[]>, body: Writable): Promise<void> {
  const write = (lines: readonly string[]): void => lines.forEach((line) => void (body.destroyed || body.write(line)));
  write(first);
  for await (const lines of pages) write(lines);
  body.end();
}
