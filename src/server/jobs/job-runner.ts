// Runs long work from the ledger's queue and what comes round by the clock: on one server at a time, with progress, and on again after a crash.
import type { Account } from '../../domain/account.ts';
import { accountOf } from '../ledger/accounts.ts';
import { type Asker, askerOf, doorkeeper, runner, systemOf } from '../ledger/asker.ts';
import { endJob, JOB_CHANNEL, type JobRow, noteProgress, takeBackOrphans, takeJob } from '../ledger/job-queue.ts';
import type { DatabaseAddress, Ledger, Log, Tx } from '../ledger/open-ledger.ts';
import { Refusal } from '../ledger/refusal.ts';
import { holdOffice } from '../ledger/single-office.ts';

/** A job at work. */
export interface RunningJob {
  county: string;
  id: string;
  input: unknown;
  /** Whoever asked for it, with today's scope; the county's system for what nobody asked for. */
  asker: Asker;
  author: Account | null;
  /** 1 at first; more after a server died over it. */
  attempt: number;
  ledger: Ledger;
  clock: () => Date;
  /** For the progress bar; written at most four times a second. */
  progress(done: number, total: number, message?: string): void;
  /** Ends the job within the transaction of its effect, so that a crash in between cannot repeat it. Else the returned value is the result. */
  settle(tx: Tx, result: unknown): Promise<void>;
  /** The server stops: end between two batches by throwing; the job goes on at the next start. */
  signal: AbortSignal;
}

export type JobWork = (job: RunningJob) => Promise<unknown>;
export type ClockDuty = (asker: Asker, now: Date, ledger: Ledger) => Promise<void>;

export interface Jobs {
  /** Names the work of a kind. A Refusal it throws fails the job with that message; any other error with a general one. */
  register(kind: string, work: JobWork): void;
  /** Does something for every county at start and then every `everyMs`. */
  byClock(name: string, everyMs: number, duty: ClockDuty): void;
  start(): void;
  /** Lets running jobs end at their next batch; what is not done goes on at the next start. */
  stop(): Promise<void>;
}

const OFFICE = 140_826_002;
/** Jobs at the same time: a long one does not hold up a short one. */
const LANES = 2;
const PROGRESS_EVERY = 250;

export function createJobs({ ledger, address, clock, log }: { ledger: Ledger; address: DatabaseAddress; clock: () => Date; log: Log }): Jobs {
  const works = new Map<string, JobWork>();
  const duties: { name: string; everyMs: number; duty: ClockDuty }[] = [];
  const running = new Set<Promise<void>>();
  const stopping = new AbortController();
  let timers: NodeJS.Timeout[] = [];
  let office: { close(): Promise<void> } | undefined;
  let holding = false;
  /** Counts the times the office was taken and lost, so that a beginning that was overtaken does not go on. */
  let term = 0;

  const step = async (): Promise<boolean> => {
    const row = await ledger.within(runner, (tx) => takeJob(tx, [...works.keys()], clock()));
    if (!row) return false;
    await run(row);
    return true;
  };
  let calls = 0;
  const lane = async (): Promise<void> => {
    try {
      // A call that comes while the queue is read may be about work that this reading missed.
      for (let heard = -1; heard !== calls && holding; ) {
        heard = calls;
        while (holding && !stopping.signal.aborted && (await step()));
      }
    } catch (error) {
      log.error({ reason: (error as Error).name }, 'the job queue could not be read');
    }
  };
  const fill = (): void => {
    calls++;
    while (holding && running.size < LANES) {
      const one = lane().finally(() => running.delete(one));
      running.add(one);
    }
  };

  const run = async (row: JobRow): Promise<void> => {
    let settled = false;
    let lastNote = 0;
    // One after the other: a note that overtook the one before would tell of less than was done.
    let noted: Promise<unknown> = Promise.resolve();
    const at = { county: row.county, id: row.id, attempts: row.attempts };
    const end = (how: Parameters<typeof endJob>[2]) => ledger.within(runner, (tx) => endJob(tx, at, how, clock()));
    try {
      const who = await authorOf(ledger, row);
      const work = works.get(row.kind) as JobWork;
      const result = await work({
        county: row.county,
        id: row.id,
        ...who,
        input: row.input,
        attempt: row.attempts,
        ledger,
        clock,
        signal: stopping.signal,
        progress(done, total, message) {
          const now = Date.now();
          if (now - lastNote < PROGRESS_EVERY && done < total) return;
          lastNote = now;
          noted = noted
            .then(() => ledger.within(runner, (tx) => noteProgress(tx, at, { done, total, ...(message === undefined ? {} : { message }) }, clock())))
            .catch(() => undefined);
        },
        async settle(tx, value) {
          await noted;
          const ended = await endJob(tx, at, { state: 'done', result: value }, clock());
          // Another server took it over: this effect must not stand beside that one's.
          if (ended[0]?.numUpdatedRows !== 1n) throw new Error('the job is no longer ours');
          settled = true;
        },
      });
      await noted;
      if (!settled) await end({ state: 'done', result });
      log.info({ job: row.id, kind: row.kind }, 'job done');
    } catch (error) {
      // Not its fault: it stays marked as running, and the next start takes it up again.
      if (stopping.signal.aborted) return;
      const message = error instanceof Refusal ? (error.detail.message ?? '这项工作不能完成') : '服务器出错了，这项工作没有完成，请重新操作';
      const where = (error as Error).stack?.split('\n').filter((line) => line.trimStart().startsWith('at '));
      log.error({ job: row.id, kind: row.kind, reason: (error as Error).name, where: where?.slice(0, 6) }, 'job failed');
      await end({ state: 'failed', message }).catch(() => undefined);
    }
  };

  const perform = async (name: string, duty: ClockDuty): Promise<void> => {
    if (stopping.signal.aborted) return;
    try {
      const counties = await ledger.within(runner, (tx) => tx.selectFrom('county').select('county').execute());
      for (const { county } of counties) await duty(systemOf(county), clock(), ledger);
    } catch (error) {
      log.error({ duty: name, reason: (error as Error).name }, 'a duty of the clock was not done');
    }
  };

  const begin = async (): Promise<void> => {
    const mine = ++term;
    const found = await ledger.within(runner, (tx) => takeBackOrphans(tx, clock()));
    if (found.again + found.givenUp > 0) log.warn(found, 'jobs were left by a server that ended');
    if (mine !== term || stopping.signal.aborted) return;
    // Only now: a job begun while the orphans were still being looked for would be taken for one of them, and done twice.
    holding = true;
    fill();
    for (const { name, everyMs, duty } of duties) {
      void perform(name, duty);
      timers.push(setInterval(() => void perform(name, duty), everyMs).unref());
    }
    // A call may be missed while the connection is renewed.
    timers.push(setInterval(fill, 5000).unref());
  };
  const end = (): void => {
    term++;
    holding = false;
    for (const timer of timers) clearInterval(timer);
    timers = [];
  };

  return {
    register: (kind, work) => void works.set(kind, work),
    byClock: (name, everyMs, duty) => void duties.push({ name, everyMs, duty }),
    start() {
      office = holdOffice({
        address,
        key: OFFICE,
        channel: JOB_CHANNEL,
        log,
        onHeld: () => {
          begin().catch((error: Error) => log.error({ reason: error.name }, 'the job queue could not be opened'));
        },
        onLost: end,
        onCall: fill,
      });
    },
    async stop() {
      stopping.abort();
      end();
      await Promise.all(running);
      await office?.close();
    },
  };
}

/** The author as the account stands today: who was disabled or moved meanwhile gets no more than now. */
async function authorOf(ledger: Ledger, row: JobRow): Promise<{ asker: Asker; author: Account | null }> {
  const { author_id: id, county } = row;
  if (id === null) return { asker: systemOf(county), author: null };
  const account = await ledger.within(doorkeeper(), (tx) =>
    tx.selectFrom('account').selectAll().where('county', '=', county).where('id', '=', id).where('disabled_at', 'is', null).executeTakeFirst(),
  );
  if (!account) throw new Refusal('forbidden', { message: '发起人的账号已停用，这项工作没有开始' });
  return { asker: askerOf(accountOf(account), county), author: accountOf(account) };
}
