// What comes round by the clock for the server itself: expired sessions and old slips of passwords are cleared away.
import { clearOldSlips } from '../ledger/sign-in-slips.ts';
import type { Jobs } from './job-runner.ts';

const HOUR = 3_600_000;

export function registerDuties(jobs: Jobs): void {
  jobs.byClock('sessions', HOUR, async (system, now, ledger) => {
    await ledger.within(system, async (tx) => {
      await tx.deleteFrom('session').where('county', '=', system.county).where('expires_at', '<', now).execute();
      await clearOldSlips(tx, now);
    });
  });
}
