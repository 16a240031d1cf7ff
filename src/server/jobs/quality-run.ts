// 全县核验 as a job: every household of the archive through every quality rule, village by village with progress; broken off, it goes on with the villages that are left.
import { setImmediate as breathe } from 'node:timers/promises';
import { factsOfHousehold } from '../../domain/facts/of-household.ts';
import type { Household } from '../../domain/household.ts';
import { namesOf } from '../../domain/policy-names.ts';
import { remarksOf } from '../../domain/rules/remarks.ts';
import type { Elsewhere, RuleContext } from '../../domain/rules/rule.ts';
import { systemOf } from '../ledger/asker.ts';
import { dayInChina } from '../ledger/desk-scope.ts';
import { householdTexts } from '../ledger/noun-json.ts';
import { policyFor } from '../ledger/policies.ts';
import { beginRun, finishRun, type HouseholdRemarks, householdsOf, keepVillage, QUALITY_RUN } from '../ledger/quality-run.ts';
import { sharedNumbers } from '../ledger/shared-numbers.ts';
import type { Jobs, RunningJob } from './job-runner.ts';

/** Households between two breaths: other requests wait a few milliseconds at most. */
const SLICE = 40;
/** Households read at once: what the driver takes in at a stretch is short too. */
const READ = 200;

export const registerQualityRun = (jobs: Jobs): void => jobs.register(QUALITY_RUN, runQuality);

async function runQuality(job: RunningJob): Promise<unknown> {
  const { county, id, ledger } = job;
  const system = systemOf(county);
  const today = dayInChina(job.clock());
  const { villages, shared, policy } = await ledger.within(system, async (tx) => ({
    villages: await beginRun(tx, { county, id, authorName: job.author?.name ?? '' }, job.clock()),
    shared: await sharedNumbers(tx, county),
    policy: await policyFor(tx, county, today),
  }));
  const context = { today, line: policy.monitoringLine, thresholds: policy.ruleThresholds, names: namesOf(policy), county };
  const total = villages.reduce((sum, village) => sum + village.households, 0);
  let handled = 0;
  for (const { code, households, done } of villages) {
    job.signal.throwIfAborted();
    if (!done) {
      const ids = await ledger.within(system, (tx) => householdsOf(tx, county, code));
      const found: HouseholdRemarks[] = [];
      for (let from = 0; from < ids.length; from += READ) {
        const texts = await ledger.within(system, (tx) => householdTexts(tx, county, { ids: ids.slice(from, from + READ) }));
        found.push(...(await remarksOfAll(texts, context, shared)));
      }
      await ledger.within(system, (tx) => keepVillage(tx, { county, id }, code, found, job.clock()));
    }
    handled += households;
    job.progress(handled, total);
  }
  const result = { households: total };
  await ledger.within(system, async (tx) => {
    await finishRun(tx, { county, id }, job.clock());
    await job.settle(tx, result);
  });
  return result;
}

async function remarksOfAll(
  texts: readonly { id: string; json: string }[],
  context: Omit<RuleContext, 'elsewhere'>,
  shared: (householdId: string) => Elsewhere,
): Promise<HouseholdRemarks[]> {
  const found: HouseholdRemarks[] = [];
  for (const [index, { id, json }] of texts.entries()) {
    if (index > 0 && index % SLICE === 0) await breathe();
    const household = JSON.parse(json) as Household;
    found.push({ householdId: id, remarks: remarksOf(factsOfHousehold(household), { ...context, elsewhere: shared(id) }) });
  }
  return found;
}
