// One errand, one round trip: what a phone hands in and what it hears back, in the shapes that cross the network.
import * as z from 'zod/mini';
import { DivisionCode } from '../domain/division.ts';
import { Household } from '../domain/household.ts';
import { Policy } from '../domain/policy.ts';
import { FormHash, FormUse, PublishedForm } from '../domain/published-form.ts';
import { Task } from '../domain/task.ts';
import { CheckContent } from '../domain/visit.ts';
import { ProblemName } from './problem.ts';
import { ServerKey } from './sealing.ts';

export { canonicalJson } from '../domain/canonical-json.ts';
export { handInHash } from './hand-in-hash.ts';

/** Raised on purpose whenever a shape in this file changes; a test holds its hash. The server accepts every version in WIRE_VERSIONS. */
export const WIRE_VERSION = 2;
/** Version 1, before there were forms to publish, was never in anybody's hands. */
export const WIRE_VERSIONS: readonly number[] = [2];

/** A finished, immutable record. A correction is the next revision, never an edit. */
export const HandIn = z.object({
  id: z.uuid(),
  kind: z.literal('check'),
  /** Device's own running number, 1, 2, 3 …: a gap at the server is a loss noticed. */
  number: z.number().check(z.int(), z.positive()),
  villageCode: DivisionCode,
  householdId: z.nullable(z.uuid()),
  /** The task it answers. For a check the collector started, an id made on the phone, with `origin` self or round. */
  taskId: z.uuid(),
  origin: z.enum(['lead', 'sweep', 'self', 'round']),
  /** Revision of this check that it makes, from 1; and the archive version of the household that was seen. */
  revision: z.number().check(z.int(), z.positive()),
  seenVersion: z.number(),
  /** The device's clock, and how far it was from the server's when last compared (ms, null if never). Recorded, never trusted. */
  madeAt: z.iso.datetime(),
  clockOffsetMs: z.nullable(z.number()),
  content: CheckContent,
  /** SHA-256 (hex) of the canonical JSON of everything above. */
  hash: z.string().check(z.regex(/^[0-9a-f]{64}$/)),
});
export type HandIn = z.infer<typeof HandIn>;

/** What the device says about itself with every pass. */
export const DeviceReport = z.object({
  id: z.uuid(),
  label: z.string().check(z.maxLength(100)),
  appVersion: z.string().check(z.maxLength(40)),
  /** Highest number it ever gave to a hand-in. */
  highestNumber: z.number(),
  /** Hand-ins it still holds after this request's, and since when the oldest waits. */
  holding: z.number(),
  oldestAt: z.nullable(z.iso.datetime()),
  /** Version of the phone's database. */
  storeVersion: z.optional(z.number()),
  /** Of those it holds: refused, and waiting for a person. Then those that a person put aside, whose numbers will never come; and checks that are being filled in. */
  refused: z.optional(z.number()),
  aside: z.optional(z.number()),
  drafts: z.optional(z.number()),
  /** Photos, signatures and voice notes of checks handed in that the server has not. */
  files: z.optional(z.object({ waiting: z.number(), bytes: z.number() })),
  /** Bytes that the browser gives to its store; null where it doesn't say. */
  room: z.optional(z.nullable(z.object({ used: z.number(), allowed: z.number() }))),
  /** Passes that failed one after the other before this one: a phone that comes through, but never to the end. `why`: a kind of phone/sync Trouble. */
  failing: z.optional(z.nullable(z.object({ times: z.number(), since: z.iso.datetime(), why: z.string().check(z.maxLength(40)) }))),
});
export type DeviceReport = z.infer<typeof DeviceReport>;

export const SyncRequest = z.object({
  wireVersion: z.number(),
  device: DeviceReport,
  /** Per village in the phone's scope: the last sequence number stored; 0 asks for a snapshot. Villages not named are answered from 0. */
  cursors: z.record(DivisionCode, z.number().check(z.int(), z.nonnegative())),
  /** Judged one by one on the server: a malformed one gets a refused receipt and does not harm its neighbours, hence unknown here. */
  handIns: z.array(z.unknown()).check(z.maxLength(2000)),
  /** Stamp of the settings that the phone holds, empty before the first; and the forms that it has, current or kept for its drafts. */
  settings: z.optional(z.string().check(z.maxLength(100))),
  forms: z.optional(z.array(FormHash).check(z.maxLength(200))),
});
export type SyncRequest = z.infer<typeof SyncRequest>;

/** Accepted: the effect and this receipt were written in one transaction. Refused: stays on the phone, visible, with what to do. */
export const Receipt = z.discriminatedUnion('outcome', [
  z.object({ outcome: z.literal('accepted'), id: z.uuid(), hash: z.string(), receivedAt: z.iso.datetime() }),
  z.object({ outcome: z.literal('refused'), id: z.string(), problem: ProblemName, message: z.string() }),
]);
export type Receipt = z.infer<typeof Receipt>;

/** A row of the village's log: the newest state of one task or household, or that it is gone from this village. */
export const Change = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('task'), villageCode: DivisionCode, task: Task }),
  z.object({ kind: z.literal('household'), villageCode: DivisionCode, household: Household }),
  z.object({ kind: z.literal('taskGone'), villageCode: DivisionCode, id: z.uuid() }),
  z.object({ kind: z.literal('householdGone'), villageCode: DivisionCode, id: z.uuid() }),
]);
export type Change = z.infer<typeof Change>;

/** What a phone needs to seal its work for the server alone, and to show there whose work it is. */
export const Sealing = z.object({ key: ServerKey, proof: z.string().check(z.maxLength(100)) });
export type Sealing = z.infer<typeof Sealing>;

/** The county's policy and forms. `forms` names those in use now; `sent` carries what the phone has not. A form once received is never thrown away: drafts and hand-ins need it. */
export const Settings = z.object({
  stamp: z.string(),
  policy: Policy,
  forms: z.array(z.object({ hash: FormHash, use: FormUse })),
  sent: z.array(PublishedForm),
  sealing: z.optional(Sealing),
});
export type Settings = z.infer<typeof Settings>;

/**
 * The reply is newline-delimited JSON, one page a line, gzip on the way. The phone stores each page in one transaction, with the cursors it carries, before it reads the next;
 * a cut reply leaves whole pages only. Hundreds of hand-ins are received batch by batch, and each batch's receipts come as soon as they are true, with what it has changed.
 * The last page has `end: true`: a reply without it was cut.
 * Within a snapshot the tasks come first, by due date, with their households; the village's cursor stands on its last page.
 */
export const SyncPage = z.object({
  receipts: z.array(Receipt),
  changes: z.array(Change),
  cursors: z.record(DivisionCode, z.number()),
  /**
   * Villages now in scope; what a phone holds of others is put away (unsent work stays). Once a reply, with the last receipts. `households` and `tasks` count what this reply carries.
   * After a `snapshot` the phone holds of this village exactly what the reply carried: also asked for by the server when a cursor is ahead of its log (a restored backup).
   */
  villages: z.optional(z.array(z.object({ code: DivisionCode, reply: z.enum(['snapshot', 'changes']), households: z.number(), tasks: z.number() }))),
  /** What holds for the whole county: once a reply, and only when the phone's stamp is another. */
  settings: z.optional(Settings),
  serverTime: z.iso.datetime(),
  end: z.boolean(),
});
export type SyncPage = z.infer<typeof SyncPage>;
