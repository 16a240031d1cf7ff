// The fault suite is worth what it finds: classic mistakes of offline programs, put into our own code at load, one at a time.
// Here every test run sees that each still finds its place; `npm run test:classic-bugs` lets the suite hunt them and counts the schedules.
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { smallCounty } from '../support/county.ts';
import { freshDatabase } from '../support/database.ts';
import { CLASSIC_BUGS, spoilt } from './classic-bugs.ts';
import { type Fleet, openFleet } from './support/fleet.ts';
import { run } from './support/run.ts';
import { inWords, schedule } from './support/schedule.ts';
import { slowDown } from './support/slow-disk.ts';
import { newTally } from './support/tally.ts';

const src = fileURLToPath(new URL('../../src/', import.meta.url));

test.each(Object.keys(CLASSIC_BUGS))('%s: the places that it spoils are there', (bug) => {
  const files = new Set(CLASSIC_BUGS[bug]?.rewrites.map((rewrite) => rewrite.file));
  for (const file of files) expect(spoilt(bug, src + file)).toBeTruthy();
});

test('no switch of theirs stands in the product', () => {
  const names = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter((name) => name.includes('classic'));
  expect(names).toEqual([]);
});

const bug = process.env.RUHU_CLASSIC_BUG;
const SEEDS = Number(process.env.RUHU_SEEDS ?? 5);
const AT_MOST = Number(process.env.RUHU_SCHEDULES ?? 1000);

if (bug !== undefined) {
  const fleets: Fleet[] = [];
  let drop: () => Promise<void> = async () => undefined;
  afterAll(async () => {
    for (const fleet of fleets) await fleet.close();
    await drop();
  });

  test(`${bug} is found from each of ${SEEDS} seeds`, { timeout: SEEDS * AT_MOST * 3000 }, async () => {
    const db = await freshDatabase();
    drop = db.drop;
    await smallCounty(db.ledger);
    await slowDown(db);
    for (const sql of CLASSIC_BUGS[bug ?? '']?.sql ?? []) await db.sql(sql);
    const after: number[] = [];
    const seeds = Array.from({ length: SEEDS }, (_, n) => 1 + n);
    const hunter = async (): Promise<void> => {
      const fleet = await openFleet(db.address);
      fleets.push(fleet);
      for (let seed = seeds.shift(); seed !== undefined; seed = seeds.shift()) {
        const property = fc.asyncProperty(schedule, (moments) => run({ db, fleet, tally: newTally() }, moments));
        const found = await fc.check(property, { numRuns: AT_MOST, seed, endOnFailure: true, timeout: 60_000 });
        process.stdout.write(
          `${bug}, seed ${seed}: ${found.failed ? `found after ${found.numRuns}` : `not found in ${AT_MOST}`} schedules\n${
            found.failed ? `${inWords(found.counterexample?.[0] ?? [])}\n${(found.errorInstance as Error).message.split('\n')[0]}\n` : ''
          }`,
        );
        if (found.failed) after.push(found.numRuns);
      }
    };
    await Promise.all([hunter(), hunter()]);
    after.sort((a, b) => a - b);
    process.stdout.write(
      `${bug}: found from ${after.length} of ${SEEDS} seeds, after ${after.join(', ')} schedules, median ${after[Math.floor(after.length / 2)]}\n`,
    );
    expect(after).toHaveLength(SEEDS);
  });
}
