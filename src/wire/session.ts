// Signing in and out, and the first administrator of a new installation.
import * as z from 'zod/mini';
import { Account } from '../domain/account.ts';
import { Division } from '../domain/division.ts';
import { Policy } from '../domain/policy.ts';

export const SignIn = z.object({
  login: z.string().check(z.minLength(1), z.maxLength(64)),
  password: z.string().check(z.minLength(1), z.maxLength(200)),
});
export type SignIn = z.infer<typeof SignIn>;

/** Who is signed in. The session itself is an httpOnly cookie; `csrfToken` goes back in the header `x-csrf-token` with every POST, PATCH, PUT and DELETE. */
export const Session = z.object({
  account: Account,
  csrfToken: z.string(),
  /** The county's own name and six digits, for headings. */
  county: z.object({ code: z.string(), name: z.string() }),
  /** Divisions of the scope with everything above and below, for names on screens. */
  divisions: z.array(Division),
  policy: Policy,
  /** True while households are synthetic: shown as 演示数据 on every page. */
  demonstration: z.boolean(),
  mustChangePassword: z.boolean(),
  serverTime: z.iso.datetime(),
});
export type Session = z.infer<typeof Session>;

export const ChangePassword = z.object({
  current: z.string().check(z.maxLength(200)),
  next: z.string().check(z.minLength(10), z.maxLength(200)),
});

/** First administrator, through the one-time link printed at the first start. `countyCode` is one of the counties the installation carries divisions of. */
export const SetUp = z.object({
  token: z.string(),
  login: z.string().check(z.regex(/^[a-z][a-z0-9-]{2,39}$/)),
  name: z.string().check(z.minLength(1), z.maxLength(50)),
  password: z.string().check(z.minLength(10), z.maxLength(200)),
  countyCode: z.string().check(z.regex(/^\d{6}$/)),
});

/** Counties that the installation carries divisions of, for the first set-up. */
export const Counties = z.object({ counties: z.array(z.object({ code: z.string(), name: z.string(), prefectureName: z.string() })) });
