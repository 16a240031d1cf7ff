// How long the quality rules take over the demonstration county in full: in memory, as the county's run through the ledger, and its lists afterwards; target: under a minute for 62,000.

import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import { drawCounty } from '../src/demo/county.ts';
import { DEMONSTRATION_SEED, DRAWN_ON } from '../src/demo/load.ts';
import { factsOfHousehold } from '../src/domain/facts/of-household.ts';
import type { Household } from '../src/domain/household.ts';
import { DEFAULT_POLICIES, SHANXI_POLICY_2026 } from '../src/domain/policy-defaults.ts';
import { namesOf } from '../src/domain/policy-names.ts';
import { remarksOf } from '../src/domain/rules/remarks.ts';
import { RULES } from '../src/domain/rules/table.ts';
import { createJobs } from '../src/server/jobs/job-runner.ts';
import { registerQualityRun } from '../src/server/jobs/quality-run.ts';
import { addAccounts } from '../src/server/ledger/accounts.ts';
import { systemOf } from '../src/server/ledger/asker.ts';
import type { Officer } from '../src/server/ledger/desk-scope.ts';
import { foundCounty, readDivisions } from '../src/server/ledger/divisions.ts';
import { listFindings, qualityCounts } from '../src/server/ledger/findings.ts';
import { addHouseholds } from '../src/server/ledger/households.ts';
import { jobById } from '../src/server/ledger/job-queue.ts';
import { openLedger } from '../src/server/ledger/open-ledger.ts';
import { setPolicy } from '../src/server/ledger/policies.ts';
import { askForRun } from '../src/server/ledger/quality-run.ts';
import { startPostgres } from '../src/server/postgres/start-postgres.ts';
import { say } from './support/measure.ts';

const COUNTY = '140826';
const SIZE = {
  households: Number(process.env.BENCH_HOUSEHOLDS ?? 62_000),
  people: Math.round(Number(process.env.BENCH_HOUSEHOLDS ?? 62_000) * 3.39),
};
const folder = mkdtempSync(join(tmpdir(), 'ruhu-bench-rules-'));
const quiet = { info: () => undefined, warn: () => undefined, error: console.error };
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

async function times<T>(what: string, runs: number, work: () => Promise<T> | T): Promise<T> {
  const took: number[] = [];
  let answer: T | undefined;
  for (let run = 0; run < runs; run++) {
    const from = performance.now();
    answer = await work();
    took.push(performance.now() - from);
  }
  say(what, took, 'ms');
  return answer as T;
}

const divisions = readDivisions(fileURLToPath(new URL('../data/divisions-jiangxian.csv', import.meta.url)));
const drawn = drawCounty({ divisions, size: SIZE, seed: DEMONSTRATION_SEED, today: DRAWN_ON, line: SHANXI_POLICY_2026.monitoringLine });
const households: Household[] = [...drawn].flatMap((village) => village.households);
const people = households.reduce((sum, household) => sum + household.members.length, 0);
console.log(`${households.length} households, ${people} people, ${RULES.length} rules`);

const context = {
  today: DRAWN_ON,
  line: SHANXI_POLICY_2026.monitoringLine,
  thresholds: SHANXI_POLICY_2026.ruleThresholds,
  names: namesOf(SHANXI_POLICY_2026),
  county: COUNTY,
  elsewhere: null,
};
const byCode = await times('every rule over every household, in memory', 3, () => {
  const found = new Map<string, number>();
  for (const household of households) {
    for (const { code, severity } of remarksOf(factsOfHousehold(household), context)) {
      const name = `${severity} ${code}`;
      found.set(name, (found.get(name) ?? 0) + 1);
    }
  }
  return found;
});
console.log(
  [...byCode]
    .sort((a, b) => b[1] - a[1])
    .map(([code, n]) => `${code} ${n}`)
    .join(', ') || 'nothing found',
);

const server = await startPostgres(folder);
const ledger = await openLedger({ connection: server.connection, log: quiet });
const jobs = createJobs({ ledger, address: server.connection, clock: () => new Date(), log: quiet });
try {
  const account = { id: randomUUID(), login: 'county', name: '赵县办', role: 'auditor' as const, scope: [`${COUNTY}000000`], department: null };
  const officer: Officer = {
    county: COUNTY,
    role: 'auditor',
    scope: account.scope,
    department: null,
    accountId: account.id,
    name: account.name,
    now: new Date(),
  };
  await ledger.within(systemOf(COUNTY), async (tx) => {
    await foundCounty(tx, COUNTY, divisions, false);
    for (const policy of DEFAULT_POLICIES) await setPolicy(tx, COUNTY, policy, null);
    await addAccounts(tx, COUNTY, [{ ...account, passwordHash: '', mustChangePassword: false }]);
    await addHouseholds(tx, COUNTY, households);
  });
  registerQualityRun(jobs);
  jobs.start();
  const delay = monitorEventLoopDelay({ resolution: 5 });
  const other: number[] = [];
  await times('the county run, from the button to the result', 2, async () => {
    delay.enable();
    const { id } = await ledger.within(officer, (tx) => askForRun(tx, officer));
    for (;;) {
      const from = performance.now();
      const job = await ledger.within(officer, (tx) => jobById(tx, COUNTY, id));
      other.push(performance.now() - from);
      if (job?.state === 'failed') throw new Error(job.message);
      if (job?.state === 'done') break;
      await pause(50);
    }
    delay.disable();
  });
  console.log(`event loop held up meanwhile: 99 % under ${(delay.percentile(99) / 1e6).toFixed(0)} ms, at most ${(delay.max / 1e6).toFixed(0)} ms`);
  say('another request meanwhile', other, 'ms', 1);
  const counts = await times('counts of the page', 5, () => ledger.within(officer, (tx) => qualityCounts(tx, officer, {})));
  console.log(
    `${counts.checked.errors} E, ${counts.checked.warnings} W in ${counts.checked.withFindings} of ${counts.checked.households} households`,
  );
  await times('first page of the findings', 5, () => ledger.within(officer, (tx) => listFindings(tx, officer, {}, 100)));
  const [most] = counts.byRule;
  if (most) await times(`first page of ${most.code}`, 5, () => ledger.within(officer, (tx) => listFindings(tx, officer, { code: most.code }, 100)));
} finally {
  await jobs.stop();
  await ledger.close();
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
}
