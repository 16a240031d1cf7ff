// An outcome that ends a transaction and becomes a problem reply: thrown, so that everything done so far is undone.
import type { ProblemName } from '../../wire/problem.ts';

export interface RefusalDetail {
  /** In Chinese; the problem's own words when left out. */
  message?: string;
  fields?: { path: string; message: string }[];
  /** Seconds after which trying again makes sense. */
  retryAfter?: number;
}

export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly problem: ProblemName;
  readonly detail: RefusalDetail;

  constructor(problem: ProblemName, detail: RefusalDetail = {}) {
    super(problem);
    this.problem = problem;
    this.detail = detail;
  }
}
