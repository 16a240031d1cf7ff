// Long work: asked for in a transaction, shown with progress, done once, and on again after the server died.
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { createJobs, type Jobs, type JobWork } from '../../src/server/jobs/job-runner.ts';
import { askFor, jobById } from '../../src/server/ledger/job-queue.ts';
import { Refusal } from '../../src/server/ledger/refusal.ts';
import { asker, COUNTY, PEOPLE, smallCounty } from '../support/county.ts';
import { type FreshDatabase, freshDatabase, quiet } from '../support/database.ts';

let db: FreshDatabase;
const open: Jobs[] = [];
beforeAll(async () => {
  db = await freshDatabase();
  await smallCounty(db.ledger);
});
afterEach(async () => {
  for (const jobs of open.splice(0)) await jobs.stop();
});
afterAll(() => db.drop());

function runnerWith(works: Record<string, JobWork>): Jobs {
  const jobs = createJobs({ ledger: db.ledger, address: db.address, clock: () => new Date(), log: quiet });
  for (const [kind, work] of Object.entries(works)) jobs.register(kind, work);
  jobs.start();
  open.push(jobs);
  return jobs;
}

const ask = (kind: string, input: unknown = {}) => db.ledger.within(asker('county'), (tx) => askFor(tx, asker('county'), kind, input));
const look = (id: string, who: 'county' | 'sunwang' = 'county') => db.ledger.within(asker(who), (tx) => jobById(tx, COUNTY, id));

async function ended(id: string) {
  for (let tries = 0; tries < 400; tries++) {
    const job = await look(id);
    if (job?.state === 'done' || job?.state === 'failed') return job;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error('the job did not end');
}

test('work is done in the name of whoever asked for it, and its result is there to read', async () => {
  runnerWith({
    count: async (job) => {
      job.progress(1, 2, '正在清点');
      const rows = await job.ledger.within(job.asker, (tx) => tx.selectFrom('household').select('id').execute());
      return { by: job.author?.login, rows: rows.length, input: job.input };
    },
  });
  const job = await ended(await ask('count', { any: 'thing' }));
  expect(job).toMatchObject({ state: 'done', result: { by: 'county', rows: 6, input: { any: 'thing' } }, attempts: 1 });
  expect(await look(job.id, 'sunwang')).toBeUndefined();
});

test('work that is asked for in the moment a server takes office is begun once', async () => {
  for (let round = 0; round < 20; round++) {
    let begun = 0;
    const jobs = runnerWith({
      once: async (job) => {
        begun = Math.max(begun, job.attempt);
      },
    });
    const asked: Promise<string>[] = [];
    for (let n = 0; n < 4; n++) {
      asked.push(ask('once'));
      await new Promise((resolve) => setTimeout(resolve, 3));
    }
    for (const id of await Promise.all(asked)) expect(await ended(id)).toMatchObject({ state: 'done', attempts: 1 });
    expect(begun).toBe(1);
    await jobs.stop();
  }
});

test('a transaction that is undone asks for nothing', async () => {
  runnerWith({ never: async () => undefined });
  const undone = db.ledger.within(asker('county'), async (tx) => {
    await askFor(tx, asker('county'), 'never', {});
    throw new Error('undone');
  });
  await expect(undone).rejects.toThrow('undone');
  expect(await db.sql(`SELECT 1 FROM job WHERE kind = 'never'`)).toEqual([]);
});

test('what is refused says why; what breaks says so without the inside', async () => {
  runnerWith({
    refuse: async () => {
      throw new Refusal('conflict', { message: '这个村已有同名排查' });
    },
    crash: async () => {
      throw new TypeError('secret 149926196503020111');
    },
  });
  expect(await ended(await ask('refuse'))).toMatchObject({ state: 'failed', message: '这个村已有同名排查' });
  expect((await ended(await ask('crash'))).message).toBe('服务器出错了，这项工作没有完成，请重新操作');
});

test('of two servers one does the work, and the other takes over when it stops', async () => {
  const done: string[] = [];
  const work =
    (name: string): JobWork =>
    async () =>
      void done.push(name);
  const first = runnerWith({ shared: work('first') });
  await ended(await ask('shared'));
  runnerWith({ shared: work('second') });
  for (let i = 0; i < 5; i++) await ended(await ask('shared'));
  expect(done).toEqual(Array(6).fill('first'));
  await first.stop();
  await ended(await ask('shared'));
  expect(done.at(-1)).toBe('second');
});

test('a job whose server died is begun again, and given up after the third time', async () => {
  const id = await ask('lost');
  await db.sql(`UPDATE job SET state = 'running', attempts = 1 WHERE id = $1`, [id]);
  runnerWith({ lost: async (job) => ({ attempt: job.attempt }) });
  expect(await ended(id)).toMatchObject({ state: 'done', result: { attempt: 2 } });
  await open.pop()?.stop();
  const deadly = await ask('deadly');
  await db.sql(`UPDATE job SET state = 'running', attempts = 3 WHERE id = $1`, [deadly]);
  runnerWith({ deadly: async () => undefined });
  expect(await ended(deadly)).toMatchObject({ state: 'failed', message: expect.stringContaining('多次中断') });
});

test('work that is stopped with the server goes on at the next start; settled work is not done twice', async () => {
  let batches = 0;
  const jobs = runnerWith({
    slow: async (job) => {
      for (; ; batches++) {
        if (job.signal.aborted) throw new Error('stopped');
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
    },
  });
  const id = await ask('slow');
  while (batches < 3) await new Promise((resolve) => setTimeout(resolve, 5));
  await jobs.stop();
  expect(await look(id)).toMatchObject({ state: 'running' });
  runnerWith({
    slow: async (job) => {
      await job.ledger.within(job.asker, (tx) => job.settle(tx, { settledBy: job.asker.accountId }));
      throw new Error('died right after its effect');
    },
  });
  expect(await ended(id)).toMatchObject({ state: 'done', result: { settledBy: PEOPLE.county.id } });
});

test('an author whose account was disabled meanwhile starts nothing', async () => {
  const id = await db.ledger.within(asker('minzheng'), (tx) => askFor(tx, asker('minzheng'), 'late', {}));
  await db.sql(`UPDATE account SET disabled_at = now() WHERE id = $1`, [PEOPLE.minzheng.id]);
  runnerWith({ late: async () => 'should not' });
  expect(await ended(id)).toMatchObject({ state: 'failed', message: expect.stringContaining('停用') });
});

test('duties of the clock are done for each county, as its system', async () => {
  const seen: string[] = [];
  const jobs = createJobs({ ledger: db.ledger, address: db.address, clock: () => new Date(), log: quiet });
  jobs.byClock('watch', 3_600_000, async (who) => void seen.push(`${who.role} ${who.county}`));
  jobs.start();
  open.push(jobs);
  while (seen.length === 0) await new Promise((resolve) => setTimeout(resolve, 10));
  expect(seen).toEqual([`system ${COUNTY}`]);
});
