// The phone's real store and sync code against real servers on a real PostgreSQL across a network at its worst, from a printed seed.
// `npm run test:long` for 10,000; RUHU_SEED and RUHU_PATH repeat what a failure has printed.
import { writeFileSync } from 'node:fs';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { smallCounty } from '../support/county.ts';
import { type FreshDatabase, freshDatabase } from '../support/database.ts';
import { type Fleet, openFleet } from './support/fleet.ts';
import { run } from './support/run.ts';
import { inWords, type Moment, schedule } from './support/schedule.ts';
import { slowDown } from './support/slow-disk.ts';
import { newTally, summaryOf } from './support/tally.ts';

const SCHEDULES = Number(process.env.RUHU_SCHEDULES ?? 60);
const SEED = Number(process.env.RUHU_SEED ?? 20261122);
const PATH = process.env.RUHU_PATH;
/** Schedules that run side by side, each lane with servers of its own; one lane repeats what failed. */
const LANES = PATH ? 1 : 2;

let db: FreshDatabase;
let fleets: Fleet[];
beforeAll(async () => {
  db = await freshDatabase();
  await smallCounty(db.ledger);
  await slowDown(db);
  fleets = await Promise.all(Array.from({ length: LANES }, () => openFleet(db.address)));
});
afterAll(async () => {
  await Promise.all(fleets.map((fleet) => fleet.close()));
  await db.drop();
});

test(`${SCHEDULES} schedules of cuts, strangers, late and double requests, killed servers, dead phones, wrong clocks and an office at work: nothing lost, nothing twice`, {
  timeout: 60_000 + SCHEDULES * 3000,
}, async () => {
  const tally = newTally();
  const runs = await Promise.all(
    fleets.map((fleet, lane) =>
      fc.check(
        fc.asyncProperty(schedule, (moments) => run({ db, fleet, tally }, moments)),
        {
          numRuns: Math.ceil(SCHEDULES / fleets.length),
          seed: SEED + lane,
          ...(PATH ? { path: PATH } : {}),
          // One that hangs is a failure like another.
          timeout: 60_000,
          endOnFailure: process.env.RUHU_SHRINK === '0',
        },
      ),
    ),
  );
  process.stdout.write(`seed ${SEED}\n${summaryOf(tally)}\n`);
  const failed = runs.filter((one) => one.failed);
  // For the summary over many runs (tools/fault-schedules.mjs).
  if (process.env.RUHU_TALLY) {
    const written = { ...tally, faults: Object.fromEntries(tally.faults), failed: failed.length > 0 };
    writeFileSync(process.env.RUHU_TALLY, JSON.stringify(written));
  }
  if (failed.length > 0) expect.fail(failed.map(told).join('\n\n'));
  expect([tally.lost, tally.duplicated]).toEqual([0, 0]);
});

function told({ seed, counterexamplePath, numRuns, counterexample, errorInstance }: fc.RunDetails<[Moment[]]>): string {
  const [moments = []] = counterexample ?? [];
  return `RUHU_SEED=${seed} RUHU_PATH=${counterexamplePath} after ${numRuns} schedules:\n${inWords(moments)}\n\n${(errorInstance as Error)?.message ?? ''}`;
}
