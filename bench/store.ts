// Why the phone keeps households in packs: 10,000 of them stored, and their lines read, as packs and as single records, in turns in the same Chromium.
import { createServer } from 'node:http';
import { loadavg } from 'node:os';
import { fileURLToPath } from 'node:url';
import { chromium } from '@playwright/test';
import { build } from 'esbuild';
import { launchOptions } from '../tools/browser.mjs';
import type { StoreTimes } from './support/browser-packs.ts';
import { say } from './support/measure.ts';

const RUNS = Number(process.env.BENCH_RUNS ?? 5);
const HOUSEHOLDS = 10_000;
const script = await build({
  entryPoints: [fileURLToPath(new URL('./support/browser-packs.ts', import.meta.url))],
  bundle: true,
  minify: true,
  format: 'esm',
  target: ['chrome87'],
  write: false,
  logLevel: 'error',
});
const page = `<!doctype html><title>bench</title><script type="module">${(script.outputFiles[0]?.text ?? '').replaceAll('</script', '<\\/script')}</script>`;
// IndexedDB needs an origin: a page from a file has none.
const server = createServer((_request, response) => response.setHeader('content-type', 'text/html; charset=utf-8').end(page));
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
const address = server.address();
const browser = await chromium.launch(await launchOptions());
try {
  const tab = await (await browser.newContext()).newPage();
  await tab.goto(`http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}/`);
  await tab.waitForFunction(() => 'packs' in window);
  const packed: StoreTimes[] = [];
  const single: StoreTimes[] = [];
  for (let run = 0; run <= RUNS; run++) {
    const one = await tab.evaluate((count) => window.packs.inPacks(count), HOUSEHOLDS);
    const other = await tab.evaluate((count) => window.packs.single(count), HOUSEHOLDS);
    if (run === 0) continue;
    packed.push(one);
    single.push(other);
  }
  console.log(`Load of the machine: ${loadavg()[0]?.toFixed(1)}`);
  say(
    '10,000 households stored in packs of 100',
    packed.map((times) => times.storeMs),
    'ms',
  );
  say(
    '  as single records',
    single.map((times) => times.storeMs),
    'ms',
  );
  say(
    '  single ÷ packs, each pair run one after the other',
    single.map((times, run) => times.storeMs / (packed[run]?.storeMs ?? 1)),
    '×',
    1,
  );
  say(
    '10,000 lines read, in packs',
    packed.map((times) => times.listMs),
    'ms',
  );
  say(
    '  as single records',
    single.map((times) => times.listMs),
    'ms',
  );
  say(
    '  single ÷ packs',
    single.map((times, run) => times.listMs / (packed[run]?.listMs ?? 1)),
    '×',
    1,
  );
} finally {
  await browser.close();
  server.close();
}
