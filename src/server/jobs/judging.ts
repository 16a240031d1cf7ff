// Judges what was handed in, a moment after its receipt.
import { setTimeout as sleep } from 'node:timers/promises';
import * as z from 'zod/mini';
import { systemOf } from '../ledger/asker.ts';
import { JUDGING, judgeChecks } from '../ledger/judge-checks.ts';
import { policyFor } from '../ledger/policies.ts';
import type { Jobs } from './job-runner.ts';

/** Judged at once in one transaction: between two of them other work goes on. */
const BATCH = 50;

/** A phone that hands in a week's work is still sending when its first checks are here: its receipts go first. */
const MANY = 100;
const RECEIPTS_FIRST = 3000;

const Input = z.object({ handIns: z.array(z.uuid()) });

export function registerJudging(jobs: Jobs): void {
  jobs.register(JUDGING, async (job) => {
    const { handIns } = z.parse(Input, job.input);
    if (handIns.length > MANY) await sleep(RECEIPTS_FIRST, undefined, { signal: job.signal });
    // As the county's system: the same ID number is looked for in every village.
    const system = systemOf(job.county);
    for (let from = 0; from < handIns.length; from += BATCH) {
      job.signal.throwIfAborted();
      const now = job.clock();
      await job.ledger.within(system, async (tx) => {
        const policy = await policyFor(tx, job.county, new Date(now.getTime() + 8 * 3_600_000).toISOString().slice(0, 10));
        await judgeChecks(tx, system, handIns.slice(from, from + BATCH), policy, now);
      });
      job.progress(Math.min(from + BATCH, handIns.length), handIns.length);
    }
    return { judged: handIns.length };
  });
}
