// 办结 by the clock: audited checks whose departments did not say 已知晓 in time are closed.
import { closeAnswered } from '../ledger/close-tasks.ts';
import { dayInChina } from '../ledger/desk-scope.ts';
import { policyFor } from '../ledger/policies.ts';
import type { Jobs } from './job-runner.ts';

const EVERY = 3_600_000;

export const registerClosing = (jobs: Jobs): void =>
  jobs.byClock('closing', EVERY, (asker, now, ledger) =>
    ledger.within(asker, async (tx) => {
      const { closeAfterDays } = await policyFor(tx, asker.county, dayInChina(now));
      await closeAnswered(tx, { ...asker, name: '', now }, closeAfterDays, null);
    }),
  );
