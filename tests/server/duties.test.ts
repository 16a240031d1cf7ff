// What comes round by the clock: done judging goes after a day, everything else of the queue stays.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { registerDuties } from '../../src/server/jobs/duties.ts';
import { type ClockDuty, createJobs } from '../../src/server/jobs/job-runner.ts';
import { systemOf } from '../../src/server/ledger/asker.ts';
import { askFor } from '../../src/server/ledger/job-queue.ts';
import { JUDGING } from '../../src/server/ledger/judge-checks.ts';
import { asker, COUNTY, smallCounty } from '../support/county.ts';
import { type FreshDatabase, freshDatabase, quiet } from '../support/database.ts';

const NOW = new Date('2026-11-22T04:00:00Z');
const hoursAgo = (hours: number): string => new Date(NOW.getTime() - hours * 3_600_000).toISOString();

let db: FreshDatabase;
beforeAll(async () => {
  db = await freshDatabase();
  await smallCounty(db.ledger);
});
afterAll(() => db.drop());

/** The duty that clears up, as the server registers it. */
function dutyOf(): ClockDuty {
  const jobs = createJobs({ ledger: db.ledger, address: db.address, clock: () => NOW, log: quiet });
  const found: ClockDuty[] = [];
  registerDuties({ ...jobs, byClock: (_name, _everyMs, duty) => void found.push(duty) });
  const [duty] = found;
  if (!duty) throw new Error('nothing comes round');
  return duty;
}

async function aJob(kind: string, state: string, updatedAt: string): Promise<string> {
  const id = await db.ledger.within(asker('county'), (tx) => askFor(tx, asker('county'), kind, {}));
  await db.sql('UPDATE job SET state = $2, updated_at = $3 WHERE id = $1', [id, state, updatedAt]);
  return id;
}

test('judging that was done a day ago is cleared away; what waits, failed, is of today or is other work stays', async () => {
  const old = await aJob(JUDGING, 'done', hoursAgo(25));
  const kept = [
    await aJob(JUDGING, 'done', hoursAgo(23)),
    await aJob(JUDGING, 'failed', hoursAgo(99)),
    await aJob(JUDGING, 'waiting', hoursAgo(99)),
    await aJob('quality', 'done', hoursAgo(99)),
  ];
  await dutyOf()(systemOf(COUNTY), NOW, db.ledger);
  const left = (await db.sql('SELECT id FROM job ORDER BY id')).map((row) => row.id);
  expect(left).toEqual([...kept].sort());
  expect(left).not.toContain(old);
});
