// The long run of the fault suite: 10,000 schedules in runs of 250 with seeds of their own, each written down when it is done, so that it goes on where it was stopped.
// `npm run test:long [schedules]`; RUHU_SEED begins another one. Prints what all runs went through together; a failed run is shown and ends it.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';

const SCHEDULES = Number(process.argv[2] ?? 10_000);
const EACH = Math.min(250, SCHEDULES);
const seed = Number(process.env.RUHU_SEED ?? 1);
const file = `.cache/fault-schedules-${seed}.json`;
const part = `.cache/fault-schedules-part.json`;
mkdirSync('.cache', { recursive: true });
const runs = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : [];

const sumOf = (name) => runs.reduce((sum, run) => sum + run[name], 0);
function summary() {
  const faults = new Map();
  for (const run of runs) for (const [kind, times] of Object.entries(run.faults)) faults.set(kind, (faults.get(kind) ?? 0) + times);
  const injected = [...faults].sort((a, b) => b[1] - a[1]);
  console.log(
    `\n${sumOf('schedules')} schedules, seeds ${seed} and following: ${sumOf('handIns')} checks handed in, ${sumOf('refused')} of them refused with a reason and kept`,
  );
  console.log(`${sumOf('requests')} requests, ${injected.reduce((sum, [, times]) => sum + times, 0)} faults:`);
  for (const [kind, times] of injected) console.log(`  ${String(times).padStart(7)}  ${kind}`);
  console.log(`${sumOf('lost')} lost, ${sumOf('duplicated')} duplicated`);
}

while (sumOf('schedules') < SCHEDULES) {
  rmSync(part, { force: true });
  const env = { ...process.env, RUHU_SCHEDULES: String(EACH), RUHU_SEED: String(seed + runs.length * 10), RUHU_TALLY: part };
  const { status } = spawnSync('node_modules/.bin/vitest', ['run', '--project', 'ledger', 'tests/faults/faults.test.ts'], {
    stdio: 'inherit',
    env,
    shell: process.platform === 'win32',
  });
  if (!existsSync(part)) process.exit(1);
  runs.push(JSON.parse(readFileSync(part, 'utf8')));
  writeFileSync(file, JSON.stringify(runs));
  if (status !== 0) break;
  console.log(`${sumOf('schedules')} of ${SCHEDULES}`);
}
summary();
process.exit(sumOf('lost') + sumOf('duplicated') + runs.filter((run) => run.failed).length === 0 ? 0 : 1);
