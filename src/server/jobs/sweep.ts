// 集中排查 as a job: village by village, each in its own transaction, with progress; begun again after a stop, it goes on with the villages that are left.
import * as z from 'zod/mini';
import { Sweep } from '../../wire/desk.ts';
import { systemOf } from '../ledger/asker.ts';
import type { Officer } from '../ledger/desk-scope.ts';
import { type SweepOrder, sweepVillage, sweptVillages, villagesToSweep } from '../ledger/sweep.ts';
import type { Jobs, RunningJob } from './job-runner.ts';

export const SWEEP = 'sweep';

export const registerSweep = (jobs: Jobs): void => jobs.register(SWEEP, runSweep);

async function runSweep(job: RunningJob): Promise<unknown> {
  const order: SweepOrder = z.parse(Sweep, job.input);
  if (!job.author) throw new Error('a sweep has somebody who ordered it');
  const officer: Officer = { ...job.asker, accountId: job.author.id, name: job.author.name, now: job.clock() };
  const villages = await job.ledger.within(officer, (tx) => villagesToSweep(tx, officer, order));
  const done = await job.ledger.within(systemOf(job.county), (tx) => sweptVillages(tx, job.county, job.id));
  const total = villages.reduce((sum, village) => sum + village.households, 0);
  let handled = 0;
  let created = 0;
  for (const { code, households } of villages) {
    job.signal.throwIfAborted();
    created += done.get(code) ?? (await job.ledger.within(officer, (tx) => sweepVillage(tx, officer, order, code, job.id)));
    handled += households;
    job.progress(handled, total);
  }
  return { created, households: total, alreadyOpen: total - created, villages: villages.length };
}
