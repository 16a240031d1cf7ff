// What comes round by the clock for the server itself: expired sessions, old slips of passwords and what is left of judging are cleared away.
import { JUDGING } from '../ledger/judge-checks.ts';
import { clearOldSlips } from '../ledger/sign-in-slips.ts';
import type { Jobs } from './job-runner.ts';

const HOUR = 3_600_000;
/** Every phone that hands in asks for judging; a year of it would be a million rows that say nothing. */
const JUDGED_KEPT = 24 * HOUR;

export function registerDuties(jobs: Jobs): void {
  jobs.byClock('sessions', HOUR, async (system, now, ledger) => {
    await ledger.within(system, async (tx) => {
      await tx.deleteFrom('session').where('county', '=', system.county).where('expires_at', '<', now).execute();
      await clearOldSlips(tx, now);
      const old = new Date(now.getTime() - JUDGED_KEPT);
      await tx
        .deleteFrom('job')
        .where('county', '=', system.county)
        .where('kind', '=', JUDGING)
        .where('state', '=', 'done')
        .where('updated_at', '<', old)
        .execute();
    });
  });
}
