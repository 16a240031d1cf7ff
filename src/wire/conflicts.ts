// The shapes between the page 数据冲突 and the server: what is in dispute, how it is settled, and a field put right at the desk.
import * as z from 'zod/mini';
import { Side } from '../domain/conflict.ts';
import { DivisionCode } from '../domain/division.ts';

const Count = z.number().check(z.int(), z.nonnegative());
const Path = z.string().check(z.regex(/^[^/]{1,100}\/[A-Za-z]{1,60}$/));
const Value = z.nullable(z.json());
const Reason = z.string().check(z.trim(), z.minLength(2), z.maxLength(200));

/** GET /api/conflicts: open ones, the oldest first; of one village or township, or about one household, or by who gave one of the values. */
export const ConflictQuery = z.object({
  division: z.optional(DivisionCode),
  household: z.optional(z.uuid()),
  search: z.optional(z.string().check(z.maxLength(50))),
  age: z.optional(z.enum(['week', 'month'])),
  offset: z.optional(z.coerce.number().check(z.int(), z.nonnegative())),
  limit: z.optional(z.coerce.number().check(z.int(), z.positive(), z.maximum(500))),
});

/** Values are masked as everywhere at the desk; two numbers may look alike and differ. */
export const ConflictItem = z.object({
  id: z.uuid(),
  householdId: z.uuid(),
  headName: z.string(),
  groupName: z.string(),
  villageCode: DivisionCode,
  villageName: z.string(),
  townshipName: z.string(),
  path: z.string(),
  /** Whose field it is; empty for the household's own. */
  memberName: z.string(),
  /** The archive's own first: it stands until somebody decides. */
  sides: z.array(Side),
  /** Some of the values are masked. */
  masked: z.boolean(),
  openedAt: z.iso.datetime(),
});
export type ConflictItem = z.infer<typeof ConflictItem>;
export const Conflicts = z.object({
  conflicts: z.array(ConflictItem),
  total: Count,
  /** The survey in whose words fields and values are said. */
  form: z.object({ form: z.string(), version: z.string() }),
});
export type Conflicts = z.infer<typeof Conflicts>;

/** POST /api/conflicts/settle. `seen`: how many values stood on the screen; one that came since is looked at first. */
export const SettleConflicts = z.object({
  decisions: z
    .array(
      z.object({
        conflictId: z.uuid(),
        seen: Count,
        keep: z.discriminatedUnion('kind', [
          z.object({ kind: z.literal('side'), index: Count }),
          z.object({ kind: z.literal('other'), value: Value, reason: Reason }),
        ]),
      }),
    )
    .check(z.minLength(1), z.maxLength(500)),
});
export type SettleConflicts = z.infer<typeof SettleConflicts>;
export const SettledConflicts = z.object({ settled: Count, notSettled: z.array(z.object({ conflictId: z.uuid(), reason: z.string() })) });
export type SettledConflicts = z.infer<typeof SettledConflicts>;

/** POST /api/conflicts/unmask: the values of one conflict in full, for a purpose that is written down. */
export const UnmaskConflict = z.object({ conflictId: z.uuid(), purpose: z.string().check(z.trim(), z.minLength(2), z.maxLength(100)) });
export const UnmaskedConflict = z.object({ values: z.array(Value) });

/** POST /api/households/:id/corrections. `seenVersion`: the version that stood on the screen. */
export const CorrectField = z.object({ path: Path, value: Value, reason: Reason, seenVersion: Count });
export type CorrectField = z.infer<typeof CorrectField>;
export const CorrectedField = z.object({ version: Count });

/** GET /api/households/:id/fields: what the archive knows, field by field, masked; those that the desk may put right. */
export const HouseholdFields = z.object({
  householdId: z.uuid(),
  headName: z.string(),
  version: Count,
  members: z.array(z.object({ id: z.uuid(), name: z.string() })),
  fields: z.array(z.object({ path: z.string(), value: Value })),
  disputed: z.array(z.string()),
  form: z.object({ form: z.string(), version: z.string() }),
});
export type HouseholdFields = z.infer<typeof HouseholdFields>;
