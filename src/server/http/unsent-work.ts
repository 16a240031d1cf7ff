// POST /api/v1/unsent-work 代为上报: a sealed file of unsent work, opened while it arrives; the checks are received before the first photo is here.
import { randomUUID } from 'node:crypto';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { EVIDENCE_BYTES } from '../../wire/evidence.ts';
import { beginOpening, keyIdOf, type Opened, SealBroken } from '../../wire/sealing.ts';
import type { Receipt } from '../../wire/sync.ts';
import { BroughtWork, MANIFEST_BYTES, UNSENT_BYTES, UNSENT_WORK, UnsentManifest } from '../../wire/unsent-work.ts';
import { EvidenceFolder } from '../files/evidence-folder.ts';
import { type Author, authorOf, noteBrought, receiveBrought, secretOf } from '../ledger/bring-work.ts';
import { bytesNamed, receiveFile, wantedOf } from '../ledger/evidence.ts';
import { Refusal } from '../ledger/refusal.ts';
import type { App, Parts } from './app.ts';
import { officerOf } from './officer.ts';
import { SealedFrames } from './sealed-frames.ts';

/** A frame is its plain text and AES-GCM's tag. */
const TAG = 16;
const NOT_OURS = '这不是“导出未上报数据”得到的文件，请重新选择';
const DAMAGED = '文件已损坏，可能没有拷贝完整。请重新拷贝，或在原手机上重新导出';

const badFile = (message: string): Refusal => new Refusal('badFile', { message });

export function registerUnsentWork(app: App, { ledger, clock, dataFolder }: Parts): void {
  const opened = EvidenceFolder.open(join(dataFolder, 'evidence'));
  opened.catch((error: Error) => app.log.error({ reason: error.name }, 'the evidence folder could not be opened'));

  /** One evidence file into its place, if a check that is here names it. */
  const keep = async (author: Author, file: UnsentManifest['files'][number], bytes: Uint8Array): Promise<'received' | 'already' | 'missing'> => {
    const { county } = author.asker;
    const { named, here } = await ledger.within(author.asker, async (tx) => ({
      named: await bytesNamed(tx, county, file.sha256),
      here: (await wantedOf(tx, county, [file.sha256])).received.length > 0,
    }));
    if (here) return 'already';
    if (named === undefined || named !== bytes.length) return 'missing';
    const folder = await opened;
    const upload = `brought-${randomUUID()}`;
    const handle = await open(join(folder.incoming, upload), 'wx', 0o600);
    try {
      await handle.writeFile(bytes);
    } finally {
      await handle.close();
    }
    if (!(await folder.settle(upload, county, file.sha256))) return 'missing';
    await ledger.within(author.asker, (tx) => receiveFile(tx, author.asker, { sha256: file.sha256, bytes: bytes.length }, clock()));
    return 'received';
  };

  const allow = ['collector', 'reviewer', 'auditor', 'admin'] as const;
  app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('application/octet-stream', (_request, payload, done) => done(null, payload));
    scope.post(UNSENT_WORK, { schema: { response: { 200: BroughtWork } }, config: { allow }, bodyLimit: UNSENT_BYTES }, async (request) => {
      const bringer = officerOf(request, clock);
      const frames = new SealedFrames(request.body as AsyncIterable<Buffer>);
      try {
        const head = await frames.head().catch(() => Promise.reject(badFile(NOT_OURS)));
        const secret = await secretOf(ledger, bringer.county, keyNamed(head));
        const opening = await beginOpening(head, secret);
        const manifest = await readManifest(frames, opening);
        const author = await authorOf(ledger, bringer, secret, manifest.content);
        const receipts = await receiveBrought(ledger, bringer, author, manifest.content);
        const files = { received: 0, already: 0, missing: 0 };
        let { whole } = manifest;
        for (const [index, file] of manifest.content.files.entries()) {
          const bytes = whole ? await readFile(frames, opening) : null;
          if (bytes === null) {
            whole = false;
            files.missing += manifest.content.files.length - index;
            break;
          }
          files[await keep(author, file, bytes)] += 1;
        }
        const result = { ...countsOf(receipts, manifest.content, bringer.now), files, whole };
        const { received, already, refused } = result;
        await noteBrought(ledger, bringer, author, { received, already, refused: refused.length, files: files.received, whole });
        const { account, deviceLabel, stopped } = author;
        return { authorName: account.name, deviceLabel, madeAt: manifest.content.madeAt, stopped, ...result };
      } finally {
        // Who was refused at the first bytes is still sending, and would hear a broken line instead of the reason.
        await frames.drain().catch(() => undefined);
      }
    });
  });
}

function keyNamed(head: Uint8Array): string {
  try {
    return keyIdOf(head);
  } catch {
    throw badFile(NOT_OURS);
  }
}

/** A file whose end is missing still gives its checks: each frame is sealed by itself. */
async function readManifest(frames: SealedFrames, opening: Opened): Promise<{ content: UnsentManifest; whole: boolean }> {
  const next = await frames.next(MANIFEST_BYTES + TAG).catch(() => null);
  if (!next) throw badFile(DAMAGED);
  const { sealed, place } = next;
  let whole = true;
  const plain = await opening.frame(sealed, place).catch(async () => {
    whole = false;
    return opening.frame(sealed, 'more').catch(() => Promise.reject(badFile(DAMAGED)));
  });
  try {
    return { content: UnsentManifest.parse(JSON.parse(Buffer.from(plain).toString('utf8'))), whole };
  } catch {
    throw badFile(DAMAGED);
  }
}

/** Null where the file is damaged from here on. */
async function readFile(frames: SealedFrames, opening: Opened): Promise<Uint8Array | null> {
  try {
    const next = await frames.next(EVIDENCE_BYTES + TAG);
    if (!next) return null;
    return await opening.frame(next.sealed, next.place).catch(() => opening.frame(next.sealed, 'more'));
  } catch (error) {
    if (error instanceof SealBroken) return null;
    throw error;
  }
}

function countsOf(receipts: readonly Receipt[], { handIns }: UnsentManifest, now: Date): Pick<BroughtWork, 'received' | 'already' | 'refused'> {
  const fresh = receipts.filter((receipt) => receipt.outcome === 'accepted' && receipt.receivedAt === now.toISOString()).length;
  const accepted = receipts.filter((receipt) => receipt.outcome === 'accepted').length;
  const refused = receipts.flatMap((receipt, index) => {
    if (receipt.outcome === 'accepted') return [];
    const { number } = (handIns[index] ?? {}) as { number?: unknown };
    return [{ number: typeof number === 'number' && Number.isInteger(number) && number >= 0 ? number : null, message: receipt.message }];
  });
  return { received: fresh, already: accepted - fresh, refused };
}
