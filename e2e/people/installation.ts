// One installation of the product as an operator has it: the built server as a process of its own, with its folder, that can be stopped, killed and started again.
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The one password of the demonstration accounts in these journeys. */
export const PASSWORD = 'ruhu-journey-2026';

/** A port that was free a moment ago; kept over restarts, as the phone's address must not change. */
const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => (address && typeof address === 'object' ? resolve(address.port) : reject(new Error('no port'))));
    });
  });

export class Installation {
  readonly url: string;
  #process: ChildProcess | undefined;
  #printed = '';
  readonly #folder: string;
  readonly #port: number;
  readonly #mode: 'demo' | 'serve';

  readonly #built: string;

  private constructor(folder: string, port: number, mode: 'demo' | 'serve', built: string) {
    this.#folder = folder;
    this.#built = built;
    this.#mode = mode;
    this.#port = port;
    this.url = `http://localhost:${port}`;
  }

  /** A new installation, ready to be used: with the demonstration county, or empty as for real use; `built` is the folder of the build it runs. */
  static async open(mode: 'demo' | 'serve' = 'demo', built = 'dist'): Promise<Installation> {
    const folder = await mkdtemp(join(tmpdir(), 'ruhu-journey-'));
    const installation = new Installation(folder, await freePort(), mode, built);
    await installation.start();
    return installation;
  }

  /** Starts the server and waits until it says it is ready. */
  async start(): Promise<void> {
    const child = spawn(process.execPath, [`${this.#built}/server/main.js`, this.#mode], {
      env: { ...process.env, PORT: String(this.#port), RUHU_DATA: this.#folder, RUHU_DEMO_PASSWORD: PASSWORD, DATABASE_URL: '' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#process = child;
    const keep = (chunk: Buffer): void => {
      this.#printed = (this.#printed + chunk.toString()).slice(-20_000);
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    for (let waited = 0; waited < 600; waited++) {
      if (child.exitCode !== null) throw new Error(`the server ended with ${child.exitCode}:\n${this.#printed}`);
      const ready = await fetch(`${this.url}/readyz`).then(
        (reply) => reply.ok,
        () => false,
      );
      if (ready) return;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    throw new Error(`the server was not ready within a minute:\n${this.#printed}`);
  }

  /** The one-time link for the first administrator, as the operator copies it from the screen. */
  async setUpLink(): Promise<string> {
    for (let waited = 0; waited < 100; waited++) {
      const link = /https?:\S+\/desk\/setup\?token=\S+/.exec(this.#printed)?.[0];
      if (link) return link;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    throw new Error(`no link was printed:\n${this.#printed}`);
  }

  /** Ctrl-C. */
  stop(): Promise<void> {
    return this.#end('SIGINT');
  }

  /** The power fails. */
  kill(): Promise<void> {
    return this.#end('SIGKILL');
  }

  async close(): Promise<void> {
    await this.stop();
    await rm(this.#folder, { recursive: true, force: true });
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    const child = this.#process;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill(signal);
    await ended;
  }
}
