// 账号与设备, 设备: the phones of the office's collectors, what they still hold, and stopping one that was lost.
import * as z from 'zod/mini';
import { DivisionCode } from '../domain/division.ts';

const Count = z.number().check(z.int(), z.nonnegative());
const Moment = z.iso.datetime();

/** Why a phone is looked after: an unsent check too old, passes that keep failing, no word while tasks are open, numbers that nobody has. */
export const StuckReason = z.enum(['unsent', 'failing', 'silent', 'missing']);
export type StuckReason = z.infer<typeof StuckReason>;

export const StopReason = z.enum(['lost', 'stolen', 'broken', 'replaced', 'other']);
export type StopReason = z.infer<typeof StopReason>;

export const DeviceItem = z.object({
  id: z.uuid(),
  accountId: z.uuid(),
  accountName: z.string(),
  login: z.string(),
  /** Of the collector's villages the first in the asker's divisions, and how many there are. */
  villageCode: DivisionCode,
  villageName: z.string(),
  townshipName: z.string(),
  villages: Count,
  /** The browser's own words for the phone. */
  label: z.string(),
  appVersion: z.string(),
  storeVersion: z.nullable(z.number()),
  wireVersion: z.nullable(z.number()),
  firstContactAt: Moment,
  lastContactAt: Moment,
  holding: Count,
  oldestAt: z.nullable(Moment),
  refused: Count,
  drafts: Count,
  filesWaiting: Count,
  fileBytes: Count,
  room: z.nullable(z.object({ used: Count, allowed: Count })),
  failing: z.nullable(z.object({ times: Count, since: Moment, why: z.string() })),
  highestNumber: Count,
  received: Count,
  /** Numbers up to the highest that are not here, as ranges from–to; the first hundred. */
  notHere: z.array(z.object({ from: Count, to: Count })),
  notHereCount: Count,
  /** Of these, those that the phone does not hold either. */
  missing: Count,
  stuck: z.array(StuckReason),
  stopped: z.nullable(
    z.object({
      at: Moment,
      byName: z.string(),
      reason: StopReason,
      note: z.string(),
      /** Null until the phone has heard of it: so long it can be undone. */ toldAt: z.nullable(Moment),
    }),
  ),
});
export type DeviceItem = z.infer<typeof DeviceItem>;

export const DeviceState = z.enum(['holding', 'stuck', 'stopped']);
export type DeviceState = z.infer<typeof DeviceState>;

/** GET /api/devices: those with the oldest unsent check first, then by last contact. */
export const DeviceQuery = z.object({
  state: z.optional(DeviceState),
  division: z.optional(DivisionCode),
  search: z.optional(z.string().check(z.maxLength(50))),
  offset: z.optional(z.coerce.number().check(z.int(), z.nonnegative())),
  limit: z.optional(z.coerce.number().check(z.int(), z.positive(), z.maximum(500))),
});
export type DeviceQuery = z.infer<typeof DeviceQuery>;

/** Of the whole scope, whatever is filtered. `unsent` and `oldestAt` are of phones in use. */
export const DeviceSums = z.object({ all: Count, holding: Count, stuck: Count, stopped: Count, unsent: Count, oldestAt: z.nullable(Moment) });
export type DeviceSums = z.infer<typeof DeviceSums>;
export const Devices = z.object({ devices: z.array(DeviceItem), total: Count, sums: DeviceSums });
export type Devices = z.infer<typeof Devices>;

/** POST /api/devices/:id/stop, and …/restore while the phone has not heard of it. Both reply with the device as it stands. */
export const StopDevice = z.object({ reason: StopReason, note: z.string().check(z.maxLength(200)) });
export type StopDevice = z.infer<typeof StopDevice>;
