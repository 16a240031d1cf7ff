// Answers as they are kept and handed in: an immutable tree of instances, each with an id of its own that never changes.
import * as z from 'zod/mini';

/** Numbers for numbers, texts for nearly everything else (dates YYYY-MM-DD; a place "latitude longitude altitude accuracy"; a photo its file's id), a list for several choices. */
export const AnswerValue = z.union([
  z.string().check(z.maxLength(10_000)),
  z.number(),
  z.array(z.string().check(z.maxLength(200))).check(z.maxLength(500)),
]);
export type AnswerValue = string | number | readonly string[];

export interface Instance {
  id: string;
  /** By the question's key. Null: emptied on purpose, so that what the archive knows does not come back. */
  values: Readonly<Record<string, AnswerValue | null>>;
  /** By the repeat's key. */
  repeats: Readonly<Record<string, readonly Instance[]>>;
  /** What the archive knew of this instance when the survey was begun. */
  known?: Readonly<Record<string, unknown>> | null;
}

export const Instance: z.ZodMiniType<Instance> = z.lazy(() =>
  z.object({
    id: z.string().check(z.maxLength(100)),
    values: z.record(z.string(), z.nullable(AnswerValue)),
    repeats: z.record(z.string(), z.array(Instance).check(z.maxLength(1000))),
    known: z.optional(z.nullable(z.record(z.string(), z.unknown()))),
  }),
) as unknown as z.ZodMiniType<Instance>;

/** Everything that was answered, what no longer applies included: kept on the phone, never handed in like this. */
export const Draft = z.object({ form: z.string(), version: z.string(), root: Instance });
export type Draft = z.infer<typeof Draft>;

export interface SubmittedInstance {
  id: string;
  /** Answers and computed values that apply and are not empty. */
  values: Readonly<Record<string, AnswerValue>>;
  repeats: Readonly<Record<string, readonly SubmittedInstance[]>>;
  /** Keys whose value is the archive's and was not confirmed. */
  unconfirmed: readonly string[];
  /** Keys that the archive knew and somebody emptied on purpose. Absent: none. */
  emptied?: readonly string[] | undefined;
  /** Keys of questions whose value was only computed as a suggestion: nobody said it. Absent: none. */
  suggested?: readonly string[] | undefined;
}

export const SubmittedInstance: z.ZodMiniType<SubmittedInstance> = z.lazy(() =>
  z.strictObject({
    id: z.string().check(z.maxLength(100)),
    values: z.record(z.string(), AnswerValue),
    repeats: z.record(z.string(), z.array(SubmittedInstance).check(z.maxLength(1000))),
    unconfirmed: z.array(z.string()),
    emptied: z.optional(z.array(z.string())),
    suggested: z.optional(z.array(z.string())),
  }),
) as unknown as z.ZodMiniType<SubmittedInstance>;

/** What is handed in: only what applies. */
export const Submission = z.strictObject({ form: z.string(), version: z.string(), root: SubmittedInstance });
export type Submission = z.infer<typeof Submission>;
