// One server as a process of its own, before a database it is told of; started by fleet.ts, killed by force.
import { buildApp } from '../../../src/server/http/build-app.ts';
import { createJobs } from '../../../src/server/jobs/job-runner.ts';
import { type DatabaseAddress, openLedger } from '../../../src/server/ledger/open-ledger.ts';
import { type Errand, write } from './writer.ts';

const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };

interface Orders {
  address: DatabaseAddress;
  dataFolder: string;
  /** The server's clock minus the machine's, ms. */
  aheadMs: number;
}

const { address, dataFolder, aheadMs } = JSON.parse(process.argv[2] ?? '') as Orders;
const clock = (): Date => new Date(Date.now() + aheadMs);
const ledger = await openLedger({ connection: address, log: quiet, migrating: false, poolSize: 8 });
const app = await buildApp({
  ledger,
  jobs: createJobs({ ledger, address, clock, log: quiet }),
  clock,
  dataFolder,
  readiness: { state: 'ready' },
  faces: { phone: '/no-face', desk: '/no-face' },
  divisionsFile: '/no-file',
  version: 'test',
  secure: false,
  requestsPerMinute: 1_000_000,
  log: false,
});
const url = await app.listen({ port: 0, host: '127.0.0.1' });
process.on('message', (errand: Errand) => {
  write(ledger, errand).then(
    (written) => process.send?.({ written }),
    (error: Error) => process.send?.({ failed: error.message }),
  );
});
// Who started it is gone: nobody else will end it.
process.on('disconnect', () => process.exit(0));
// Should it be gone already, the line above ends this.
process.send?.({ url }, undefined, undefined, () => undefined);
