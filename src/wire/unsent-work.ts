// 导出未上报数据: the file in which unsent work leaves a phone by another way, sealed for the server, and what is said when it was handed in.
import * as z from 'zod/mini';
import { Evidence } from '../domain/visit.ts';

/** First frame of the file, JSON; the evidence files follow, one a frame, in the order of `files`. */
export const UnsentManifest = z.object({
  kind: z.literal('ruhu-unsent'),
  version: z.literal(1),
  accountId: z.uuid(),
  deviceId: z.uuid(),
  /** What the server told this phone alone (wire/sync Sealing): whose work it is, is not the file's to claim. */
  proof: z.string().check(z.maxLength(100)),
  madeAt: z.iso.datetime(),
  highestNumber: z.number().check(z.int(), z.nonnegative()),
  /** Judged one by one, as in a sync. */
  handIns: z.array(z.unknown()).check(z.maxLength(10_000)),
  files: z.array(z.pick(Evidence, { sha256: true, bytes: true })).check(z.maxLength(10_000)),
});
export type UnsentManifest = z.infer<typeof UnsentManifest>;

/** POST, `application/octet-stream`: the file as it is. */
export const UNSENT_WORK = '/api/v1/unsent-work';
/** Larger ones are split by the phone's own room: no store holds as much. */
export const UNSENT_BYTES = 2_000_000_000;
/** Of a first frame. */
export const MANIFEST_BYTES = 64_000_000;

const Count = z.number().check(z.int(), z.nonnegative());

export const BroughtWork = z.object({
  /** Whose work it was, and the phone it was made on. */
  authorName: z.string(),
  deviceLabel: z.string(),
  madeAt: z.iso.datetime(),
  received: Count,
  /** Here before: by the phone itself, or by the same file. */
  already: Count,
  refused: z.array(z.object({ number: z.nullable(Count), message: z.string() })),
  files: z.object({ received: Count, already: Count, missing: Count }),
  /** False: the end of the file was missing or damaged; what came before it was received. */
  whole: z.boolean(),
  /** The phone had been stopped. */
  stopped: z.boolean(),
});
export type BroughtWork = z.infer<typeof BroughtWork>;
