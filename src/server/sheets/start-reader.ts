// Starts the thread that reads files, with bounded memory.
import { Worker } from 'node:worker_threads';
import type { FormErrand, ReadingErrand } from './reading.ts';

/** From source (tests, development) the worker is TypeScript: Node 20 needs tsx registered inside the thread first. */
const FROM_SOURCE = `import('tsx/esm/api').then(({ register }) => { register(); return import(process.argv[2]); })`;

/** In the build the worker lies beside the bundle as reader-worker.js. */
export function startReader(errand: ReadingErrand | FormErrand): Worker {
  const resourceLimits = { maxOldGenerationSizeMb: errand.limits.heapMegabytes };
  if (!import.meta.url.endsWith('.ts')) {
    return new Worker(new URL('./reader-worker.js', import.meta.url), { workerData: errand, resourceLimits });
  }
  const entry = new URL('./reader-worker.ts', import.meta.url).href;
  return new Worker(FROM_SOURCE, { eval: true, argv: [entry], execArgv: [], workerData: errand, resourceLimits });
}
