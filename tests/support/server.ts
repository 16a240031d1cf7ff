// The real server on a free port before a fresh database, and people who sign in to it as a browser would.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { FastifyBaseLogger } from 'fastify';
import type { Parts } from '../../src/server/http/app.ts';
import { type AppOptions, buildApp } from '../../src/server/http/build-app.ts';
import { closeGently } from '../../src/server/http/close-gently.ts';
import { createJobs, type Jobs } from '../../src/server/jobs/job-runner.ts';
import type { Session } from '../../src/wire/session.ts';
import { PASSWORD, PEOPLE, smallCounty } from './county.ts';
import { type FreshDatabase, freshDatabase, quiet } from './database.ts';

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** A clock that stands still until it is moved. */
export class Clock {
  #now: Date;

  constructor(start = '2026-11-22T02:00:00Z') {
    this.#now = new Date(start);
  }

  readonly now = (): Date => new Date(this.#now);

  forward(ms: number): void {
    this.#now = new Date(this.#now.getTime() + ms);
  }
}

export const MINUTE = 60_000;
export const DAY = 86_400_000;

export interface TestServer {
  url: string;
  db: FreshDatabase;
  clock: Clock;
  jobs: Jobs;
  readiness: Parts['readiness'];
  /** Ends the HTTP server as a signal would; close() may follow. */
  end(patienceMs: number): Promise<void>;
  /** Every connection breaks off, and a new server opens before the same database, on another port. */
  restart(): Promise<void>;
  /** A browser with nobody signed in. */
  browser(): Client;
  /** A browser in which this person has signed in with PASSWORD. */
  client(who: keyof typeof PEOPLE | { login: string; password?: string }): Promise<Client>;
  close(): Promise<void>;
}

export interface Reply<Body = unknown> {
  status: number;
  headers: Headers;
  body: Body;
}

export interface TestServerOptions extends Partial<Pick<AppOptions, 'faces' | 'requestsPerMinute' | 'secure' | 'tls' | 'trustProxy'>> {
  log?: FastifyBaseLogger | false;
  /** False: an installation that nobody has set up yet. */
  founded?: boolean;
  /** Another server before the same database; closes without taking it away. */
  beside?: TestServer;
}

export async function startServer({ founded = true, log = false, beside, ...options }: TestServerOptions = {}): Promise<TestServer> {
  const db = beside?.db ?? (await freshDatabase());
  if (founded && !beside) await smallCounty(db.ledger);
  const clock = beside?.clock ?? new Clock();
  const dataFolder = mkdtempSync(join(tmpdir(), 'ruhu-data-'));
  const jobs = createJobs({ ledger: db.ledger, address: db.address, clock: clock.now, log: log || quiet });
  const readiness: Parts['readiness'] = { state: 'ready' };
  const open = () =>
    buildApp({
      jobs,
      ledger: db.ledger,
      clock: clock.now,
      dataFolder,
      readiness,
      faces: { phone: at('./no-face'), desk: at('./no-face') },
      divisionsFile: at('../../data/divisions-shanxi.csv'),
      version: 'test',
      secure: false,
      requestsPerMinute: 100_000,
      log,
      ...options,
    });
  const listening = { port: 0, host: '127.0.0.1' };
  let app = await open();
  const end = async (patienceMs: number): Promise<void> => {
    readiness.state = 'stopping';
    await closeGently(app, patienceMs);
  };
  // After the routes have named their work.
  jobs.start();
  let url = await app.listen(listening);
  return {
    get url() {
      return url;
    },
    db,
    clock,
    jobs,
    readiness,
    end,
    browser: () => new Client(url),
    async client(who) {
      const client = new Client(url);
      const { login, password = PASSWORD } = typeof who === 'string' ? { login: PEOPLE[who].login } : who;
      const reply = await client.signIn(login, password);
      if (reply.status !== 200) throw new Error(`${login} could not sign in: ${reply.status} ${JSON.stringify(reply.body)}`);
      return client;
    },
    async restart() {
      app.server.closeAllConnections();
      await app.close();
      app = await open();
      url = await app.listen(listening);
    },
    async close() {
      await app.close();
      await jobs.stop();
      if (!beside) await db.drop();
      rmSync(dataFolder, { recursive: true, force: true });
    },
  };
}

/** Keeps the cookie and sends the CSRF token, as the pages do. */
export class Client {
  readonly url: string;
  cookie = '';
  csrfToken = '';
  session: Session | null = null;

  constructor(url: string) {
    this.url = url;
  }

  async signIn(login: string, password: string): Promise<Reply<Session>> {
    const reply = await this.post<Session>('/api/session', { login, password });
    if (reply.status === 200) {
      this.session = reply.body;
      this.csrfToken = reply.body.csrfToken;
    }
    return reply;
  }

  get<Body = unknown>(path: string, headers: Record<string, string> = {}): Promise<Reply<Body>> {
    return this.send('GET', path, undefined, headers);
  }

  post<Body = unknown>(path: string, body: unknown, headers: Record<string, string> = {}): Promise<Reply<Body>> {
    return this.send('POST', path, body, headers);
  }

  /** `body`: FormData, text and bytes go as they are, anything else as JSON. The reply's body is parsed when it is JSON, else text. */
  async send<Body = unknown>(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Reply<Body>> {
    const response = await this.fetch(method, path, body, headers);
    const text = await response.text();
    const parsed = response.headers.get('content-type')?.startsWith('application/json') ? JSON.parse(text) : text;
    return { status: response.status, headers: response.headers, body: parsed as Body };
  }

  /** The raw response, for streams and files. */
  async fetch(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Response> {
    const raw = body === undefined || typeof body === 'string' || body instanceof FormData || body instanceof Uint8Array;
    const response = await fetch(this.url + path, {
      method,
      redirect: 'manual',
      headers: {
        ...(this.cookie ? { cookie: this.cookie } : {}),
        ...(method !== 'GET' && this.csrfToken ? { 'x-csrf-token': this.csrfToken } : {}),
        ...(raw ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: raw ? (body as BodyInit) : JSON.stringify(body) }),
    });
    for (const set of response.headers.getSetCookie()) {
      const [pair = ''] = set.split(';');
      this.cookie = pair.endsWith('=') ? '' : pair;
    }
    return response;
  }
}
