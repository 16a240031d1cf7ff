// Everything that can go wrong between a phone or desk and the server: the closed, numbered list, without the schemas of its bodies.

interface ProblemKind {
  status: number;
  /** Who can put it right. */
  mend: 'user' | 'office' | 'operator' | 'nobody';
  /** Whether sending the same again later may succeed. */
  retry: boolean;
}

/** Number = HTTP status ×10 + a running digit; a number is never reused. The words are in the dictionaries under `problem.<number>`. */
export const PROBLEMS = {
  malformed: { number: 4000, status: 400, mend: 'operator', retry: false },
  invalidInput: { number: 4001, status: 400, mend: 'user', retry: false },
  wireTooOld: { number: 4002, status: 400, mend: 'user', retry: false },
  badFile: { number: 4003, status: 400, mend: 'user', retry: false },
  signInNeeded: { number: 4010, status: 401, mend: 'user', retry: true },
  wrongPassword: { number: 4011, status: 401, mend: 'user', retry: true },
  forbidden: { number: 4030, status: 403, mend: 'office', retry: false },
  csrf: { number: 4031, status: 403, mend: 'user', retry: true },
  deviceRevoked: { number: 4032, status: 403, mend: 'office', retry: false },
  passwordNeeded: { number: 4033, status: 403, mend: 'user', retry: true },
  notFound: { number: 4040, status: 404, mend: 'nobody', retry: false },
  conflict: { number: 4090, status: 409, mend: 'user', retry: false },
  alreadyDecided: { number: 4091, status: 409, mend: 'nobody', retry: false },
  tooLarge: { number: 4130, status: 413, mend: 'user', retry: false },
  unsupportedFile: { number: 4150, status: 415, mend: 'user', retry: false },
  tooMany: { number: 4290, status: 429, mend: 'nobody', retry: true },
  internal: { number: 5000, status: 500, mend: 'operator', retry: true },
  unavailable: { number: 5030, status: 503, mend: 'operator', retry: true },
} as const satisfies Record<string, ProblemKind & { number: number }>;
export type ProblemName = keyof typeof PROBLEMS;
