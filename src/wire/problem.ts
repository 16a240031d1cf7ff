// The closed, numbered list of everything that can go wrong between a phone or desk and the server; programs read the code, never the text.
import * as z from 'zod/mini';
import { type ProblemName as Name, PROBLEMS } from './problem-list.ts';

export { PROBLEMS } from './problem-list.ts';
export type ProblemName = Name;
export const ProblemName = z.enum(Object.keys(PROBLEMS) as [Name, ...Name[]]);

/** The body of every failed reply. */
export const Problem = z.object({
  problem: ProblemName,
  number: z.number(),
  /** In Chinese, for a person; names the field and what to do. */
  message: z.string(),
  /** Where input was wrong: path and message a field. */
  fields: z.optional(z.array(z.object({ path: z.string(), message: z.string() }))),
});
export type Problem = z.infer<typeof Problem>;
