// The county's policy as the desk edits it: the records with their dates, a change, and what the change would do.
import * as z from 'zod/mini';
import { Policy } from '../domain/policy.ts';

const Count = z.number().check(z.int(), z.nonnegative());

/** `inForce` today, `coming` on its day, `past` since a later one holds; `replaced` by a correction of the same day. */
export const PolicyStanding = z.enum(['inForce', 'coming', 'past', 'replaced']);
export type PolicyStanding = z.infer<typeof PolicyStanding>;

const Setting = z.nullable(z.union([z.number(), z.string()]));
const Difference = z.object({ path: z.string(), before: Setting, after: Setting });

export const PolicyRecord = z.object({
  policy: Policy,
  standing: PolicyStanding,
  /** Who set it, empty for what came with the program; and when. */
  authorName: z.string(),
  setAt: z.iso.datetime(),
  /** Against the record that held before it; empty for the first. */
  changes: z.array(Difference),
});
export type PolicyRecord = z.infer<typeof PolicyRecord>;

/** The newest first by effective date. */
export const Policies = z.object({ today: z.iso.date(), inForce: Policy, records: z.array(PolicyRecord) });
export type Policies = z.infer<typeof Policies>;

/** Households whose income is known, of one township or all: how many have less a person than the line, before and after. */
export const LineEffect = z.object({
  code: z.string(),
  name: z.string(),
  known: Count,
  belowBefore: Count,
  belowAfter: Count,
  newlyBelow: Count,
  newlyBelowPeople: Count,
  /** Of the newly below, those that nobody monitors yet. */
  newlyBelowUnmonitored: Count,
  newlyAbove: Count,
  newlyAbovePeople: Count,
});
export type LineEffect = z.infer<typeof LineEffect>;

export const PolicyPreview = z.object({
  policy: Policy,
  /** Against the policy that would hold on that day without it. */
  changes: z.array(Difference),
  /** The day on which a record set earlier takes over again; null when this one stays. */
  until: z.nullable(z.iso.date()),
  /** A record of the same day that it corrects. */
  replaces: z.boolean(),
  /** Null when the line stays. `unknown`: households without a recorded income. */
  line: z.nullable(z.object({ townships: z.array(LineEffect), unknown: Count })),
  /** Leads not yet answered whose amount reaches the threshold, for each indicator that changes. */
  indicators: z.array(z.object({ code: z.string(), label: z.string(), before: Count, after: Count })),
  /** Households of the archive that a changed figure of the rules is remarked on for. */
  remarks: z.array(z.object({ path: z.string(), before: Count, after: Count })),
  /** `due`: when what begins on the effective day is due, and what is under way by that clock and keeps its date. `closing`: audited checks that it closes at once. */
  clocks: z.array(
    z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('due'), path: z.string(), dueBefore: z.iso.date(), dueAfter: z.iso.date(), underWay: Count }),
      z.object({ kind: z.literal('closing'), path: z.string(), before: Count, after: Count }),
    ]),
  ),
  /** Names that change, with the households of the archive that are called so. */
  renamed: z.array(z.object({ path: z.string(), before: z.string(), after: z.string(), households: Count })),
});
export type PolicyPreview = z.infer<typeof PolicyPreview>;
