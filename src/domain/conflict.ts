// 数据冲突: a field of a household on which two reports differ, with every value that was given, by whom and when, until the desk decides.
import * as z from 'zod/mini';

/** Where a value comes from: a check at the door · a correction at the desk · an earlier decision between two values · the archive as it was when the system began. */
export const SideSource = z.enum(['check', 'desk', 'settlement', 'archive']);
export type SideSource = z.infer<typeof SideSource>;

/** One value with its author. `value` is a field's (`archive/fields` FieldValue); null: there is nothing, it was taken away. */
export const Side = z.object({
  value: z.nullable(z.json()),
  accountId: z.nullable(z.uuid()),
  byName: z.string(),
  /** When it was found (a check: when it was made at the door), not when it arrived. Null where nobody wrote it down. */
  at: z.nullable(z.iso.datetime()),
  source: SideSource,
  handInId: z.nullable(z.uuid()),
  taskId: z.nullable(z.uuid()),
});
export type Side = z.infer<typeof Side>;

/** Who may decide between values, and who may correct one: the one table that server and desk share. */
export const CONFLICT_ROLES = { settle: ['auditor'], correct: ['auditor', 'reviewer'], look: ['auditor', 'reviewer'] } as const;
