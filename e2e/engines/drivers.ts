// Firefox, WebKit and a Chromium of 2020, each by the driver that speaks to it; a browser keeps its profile from one opening to the next where the engine can.
import { type ChildProcess, spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import type { EnginePage } from './hand.ts';

export interface Engine {
  name: string;
  /** Whether a browser that is closed and opened again finds what it kept. */
  keepsItsProfile: boolean;
  open(): Promise<EnginePage>;
}

interface PuppeteerPage {
  goto(url: string): Promise<unknown>;
  evaluate(script: string): Promise<unknown>;
}
interface PuppeteerBrowser {
  version(): Promise<string>;
  pages(): Promise<PuppeteerPage[]>;
  newPage(): Promise<PuppeteerPage>;
  close(): Promise<void>;
}
interface Puppeteer {
  launch(options: Record<string, unknown>): Promise<PuppeteerBrowser>;
}

/** The packages lie in a folder of their own, outside of the project's. */
function puppeteerIn(cache: string, name: string): Puppeteer {
  const found = createRequire(join(cache, 'package.json'))(name) as Puppeteer & { default?: Puppeteer };
  return found.default ?? found;
}

const pageOf = async (browser: PuppeteerBrowser): Promise<EnginePage> => {
  const page = (await browser.pages())[0] ?? (await browser.newPage());
  return {
    goto: async (url) => void (await page.goto(url)),
    run: (body) => page.evaluate(`(async () => { ${body} })()`),
    close: () => browser.close(),
  };
};

export const firefox = (program: string, cache: string, profile: string): Engine => ({
  name: 'Firefox',
  keepsItsProfile: true,
  open: async () =>
    pageOf(await puppeteerIn(cache, 'puppeteer-core').launch({ browser: 'firefox', executablePath: program, headless: true, userDataDir: profile })),
});

/** Chromium 88 is made for a machine without anything: its libraries lie beside it, and it runs in one process. */
export const chromiumOf2020 = (program: string, cache: string, profile: string): Engine => ({
  name: 'Chromium 88',
  keepsItsProfile: true,
  open: async () =>
    pageOf(
      await puppeteerIn(cache, 'puppeteer-of-2020').launch({
        executablePath: program,
        ignoreDefaultArgs: true,
        args: [
          '--headless',
          '--remote-debugging-port=0',
          `--user-data-dir=${profile}`,
          '--no-sandbox',
          '--single-process',
          '--no-zygote',
          'about:blank',
        ],
        env: { ...process.env, LD_LIBRARY_PATH: join(dirname(program), 'lib') },
      }),
    ),
});

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => (address && typeof address === 'object' ? resolve(address.port) : reject(new Error('no port'))));
    });
  });

/** WebKitGTK by plain WebDriver. It forgets everything when it is closed. */
export const webkit = (driver: string, browser: string, screen: string | null): Engine => ({
  name: 'WebKit',
  keepsItsProfile: false,
  async open() {
    const port = await freePort();
    const [command, ...args] = [...(screen ? [screen, '-a'] : []), driver, '-p', String(port)];
    const process_ = spawn(command as string, args, {
      stdio: 'ignore',
      detached: true,
      env: { ...process.env, WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: '1', WEBKIT_DISABLE_DMABUF_RENDERER: '1', LIBGL_ALWAYS_SOFTWARE: '1' },
    });
    const at = `http://127.0.0.1:${port}`;
    const ask = async (method: string, path: string, body?: unknown): Promise<unknown> => {
      const reply = await fetch(at + path, { method, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
      const { value } = (await reply.json()) as { value: unknown };
      if (!reply.ok) throw new Error(JSON.stringify(value).slice(0, 500));
      return value;
    };
    await answers(at, process_);
    const options = { binary: browser, args: ['--automation'] };
    const { sessionId } = (await ask('POST', '/session', { capabilities: { alwaysMatch: { 'webkitgtk:browserOptions': options } } })) as {
      sessionId: string;
    };
    await ask('POST', `/session/${sessionId}/timeouts`, { script: 60_000, pageLoad: 60_000 });
    return {
      goto: async (url) => void (await ask('POST', `/session/${sessionId}/url`, { url })),
      run: async (body) => {
        const script = `const done = arguments[arguments.length - 1]; (async () => { ${body} })().then((value) => done({ value }), (error) => done({ error: String(error) }));`;
        const said = (await ask('POST', `/session/${sessionId}/execute/async`, { script, args: [] })) as { value?: unknown; error?: string };
        if (said.error) throw new Error(said.error);
        return said.value;
      },
      close: async () => {
        await ask('DELETE', `/session/${sessionId}`).catch(() => undefined);
        if (process_.pid) process.kill(-process_.pid, 'SIGTERM');
      },
    };
  },
});

async function answers(at: string, process_: ChildProcess): Promise<void> {
  for (let tried = 0; tried < 150; tried++) {
    if (process_.exitCode !== null) throw new Error(`the driver ended with ${process_.exitCode}`);
    const ready = await fetch(`${at}/status`).then(
      (reply) => reply.ok,
      () => false,
    );
    if (ready) return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error('the driver does not answer');
}
