// What every route file gets: the typed application, the parts it works with, and who is signed in.

import type { IncomingMessage, ServerResponse } from 'node:http';
import type { FastifyBaseLogger, FastifyInstance, FastifyRequest, RawServerDefault } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import type { Account, Role } from '../../domain/account.ts';
import type { Jobs } from '../jobs/job-runner.ts';
import { type Asker, askerOf } from '../ledger/asker.ts';
import type { Ledger } from '../ledger/open-ledger.ts';
import { Refusal } from '../ledger/refusal.ts';
import type { SignedIn } from '../ledger/sessions.ts';

export type App = FastifyInstance<RawServerDefault, IncomingMessage, ServerResponse, FastifyBaseLogger, ZodTypeProvider>;

export interface Parts {
  ledger: Ledger;
  /** Long work: ask for it with askFor() in the act's own transaction (ledger/job-queue.ts). */
  jobs: Jobs;
  /** The server's clock; tests move it. */
  clock: () => Date;
  /** Folders of the built faces; one that is not built is not served. */
  faces: { phone: string; desk: string };
  /** Where files wait that are no part of the ledger: imports before their confirmation. */
  dataFolder: string;
  /** Set to `stopping` before the server ends: whoever spreads the requests sends no more here. */
  readiness: { state: 'ready' | 'stopping' };
  /** Divisions of the province, for founding a county. */
  divisionsFile: string;
  /** package.json's version and the build's hash. */
  version: string;
  /** Whether people come over HTTPS: cookies are then `Secure`. */
  secure: boolean;
}

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Who may come here: signed-in people of these roles; `everyone` signed in; `open` to anybody. Left out means `everyone`. */
    allow?: readonly Role[] | 'everyone' | 'open';
    /** Open also to somebody who has yet to replace the first password. */
    beforeNewPassword?: 'open';
    /** A stopped device is heard out before it is refused: what it still holds is then known to be lost. */
    stoppedDevice?: 'heard';
  }
  interface FastifyRequest {
    signedIn: SignedIn | null;
    /** The device was revoked; only a route that hears it out ever sees this. */
    deviceStopped: boolean;
  }
}

export interface Visitor {
  account: Account;
  county: string;
  /** For ledger.within(). */
  asker: Asker;
}

/** The person behind a request. Only for routes that are not `open`: there the gate has made sure of it. */
export function visitorOf(request: Pick<FastifyRequest, 'signedIn'>): Visitor {
  if (!request.signedIn) throw new Refusal('signInNeeded');
  const { account, county } = request.signedIn;
  return { account, county, asker: askerOf(account, county) };
}
