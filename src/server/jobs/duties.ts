// What comes round by the clock for the server itself: expired sessions are cleared away.
import type { Jobs } from './job-runner.ts';

const HOUR = 3_600_000;

export function registerDuties(jobs: Jobs): void {
  jobs.byClock('sessions', HOUR, async (system, now, ledger) => {
    await ledger.within(system, (tx) => tx.deleteFrom('session').where('county', '=', system.county).where('expires_at', '<', now).execute());
  });
}
