// The county's survey forms as the desk keeps them: what is published, what an uploaded Excel form holds, and what becomes of it.
import * as z from 'zod/mini';
import { FormHash, FormUse } from '../domain/published-form.ts';
import { Definition } from '../domain/survey/definition.ts';

const Count = z.number().check(z.int(), z.nonnegative());

export const FormLine = z.object({
  hash: FormHash,
  formId: z.string(),
  version: z.string(),
  title: z.string(),
  /** Null while it is not in use. */
  use: z.nullable(FormUse),
  /** Since when it is in use, or was last; who took it into use, empty for the program. */
  usedFrom: z.nullable(z.iso.datetime()),
  usedUntil: z.nullable(z.iso.datetime()),
  publishedAt: z.iso.datetime(),
  authorName: z.string(),
  /** Name of the .xlsx; empty for what comes with the program. */
  sourceName: z.string(),
});
export type FormLine = z.infer<typeof FormLine>;

/** The newest first. `official`: the survey that comes with the program, published here or not. */
export const Forms = z.object({
  forms: z.array(FormLine),
  official: z.object({ hash: FormHash, title: z.string(), version: z.string(), state: z.enum(['inUse', 'published', 'new']) }),
});
export type Forms = z.infer<typeof Forms>;

/** Checks that were handed in on a version. */
export const FormHits = z.object({ hits: z.array(z.object({ formId: z.string(), version: z.string(), count: Count })) });

export const FormDetail = z.object({ form: FormLine, definition: Definition });
export type FormDetail = z.infer<typeof FormDetail>;

/** As domain/survey/xlsform/grid FormProblem; said by words/desk/say-form-problem. */
const Problem = z.object({
  sheet: z.string(),
  row: Count,
  column: z.string(),
  code: z.string(),
  at: Count,
  detail: z.string(),
  severity: z.enum(['error', 'notice']),
});

/** What was found in an uploaded file; nothing of it is kept before it is published. */
export const FormReading = z.object({
  fileName: z.string(),
  /** Null when there is an error. */
  definition: z.nullable(Definition),
  problems: z.array(Problem),
  /** `new`, or already published here: with the same content, or with another one (then the version has to be changed). */
  published: z.enum(['new', 'same', 'taken']),
  /** Questions of the official survey that the quality rules ask for and this form lacks, with their texts by language (zh, en) and by the rules' group: what is not checked when it is the check's form. */
  missing: z.array(z.object({ group: z.string(), questions: z.array(z.object({ name: z.string(), label: z.record(z.string(), z.string()) })) })),
});
export type FormReading = z.infer<typeof FormReading>;

export const FormPublish = z.object({ definition: Definition, use: FormUse, sourceName: z.string().check(z.maxLength(200)) });
export const FormTake = z.object({ use: FormUse });
