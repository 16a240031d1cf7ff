// One server process of the product for measurements: on the database that it is told, on a free port of its own.
import { buildApp } from '../../src/server/http/build-app.ts';
import { createJobs } from '../../src/server/jobs/job-runner.ts';
import { type DatabaseAddress, openLedger } from '../../src/server/ledger/open-ledger.ts';

const { BENCH_ADDRESS = '""', BENCH_FOLDER = '', BENCH_PAGE = '' } = process.env;
const address = JSON.parse(BENCH_ADDRESS) as DatabaseAddress;
const log = { info: () => undefined, warn: () => undefined, error: (fields: object, message?: string) => console.error(message, fields) };
const ledger = await openLedger({ connection: address, log, migrating: false });
const clock = (): Date => new Date();
const app = await buildApp({
  ledger,
  jobs: createJobs({ ledger, address, clock, log }),
  clock,
  dataFolder: BENCH_FOLDER,
  faces: { phone: BENCH_PAGE, desk: `${BENCH_PAGE}/none` },
  readiness: { state: 'ready' },
  divisionsFile: '',
  version: 'bench',
  secure: false,
  log: false,
  requestsPerMinute: 1_000_000,
});
await app.listen({ port: 0, host: '127.0.0.1' });
const bound = app.server.address();
console.log(JSON.stringify({ port: typeof bound === 'object' && bound ? bound.port : 0 }));
process.once('SIGTERM', async () => {
  await app.close();
  await ledger.close();
  process.exit(0);
});
