// A survey form as the county published it: immutable, named by the hash of its definition, in use for checks or beside them.
import * as z from 'zod/mini';
import { Definition } from './survey/definition.ts';

/** SHA-256 (hex) of the definition's canonical JSON. */
export const FormHash = z.string().check(z.regex(/^[0-9a-f]{64}$/));

/** `check`: the survey of every check, exactly one at a time. `supplement`: offered beside it. */
export const FormUse = z.enum(['check', 'supplement']);
export type FormUse = z.infer<typeof FormUse>;

/** Supplements offered at the same time: a check carries no more (CheckContent). */
export const FORMS_IN_USE = { supplements: 10 };

export const PublishedForm = z.object({
  hash: FormHash,
  use: FormUse,
  definition: Definition,
  publishedAt: z.iso.datetime(),
});
export type PublishedForm = z.infer<typeof PublishedForm>;
