// A county comes back into coverage: 500 phones within a minute, each with 20 checks and a week's changes to hear, against two server processes and one PostgreSQL.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { systemOf } from '../src/server/ledger/asker.ts';
import { openLedger } from '../src/server/ledger/open-ledger.ts';
import { logChanges } from '../src/server/ledger/village-log.ts';
import { startPostgres } from '../src/server/postgres/start-postgres.ts';
import { type HandIn, handInHash } from '../src/wire/sync.ts';
import { COUNTY, type Collector, dispatchAll, foundBenchCounty, settle } from './support/big-village.ts';
import { checkOf } from './support/check-text.ts';
import { comeBack, type Sender, signedIn } from './support/crowd.ts';
import { idOf } from './support/household-text.ts';
import { processorMs, runProgram } from './support/programs.ts';

const PHONES = Number(process.env.BENCH_PHONES ?? 500);
const CHECKS = 20;
/** Changes of a week in a village: its tasks dispatched, moved on and returned, and the households that were touched. */
const CHANGES = 100;
const VILLAGES = 100;
const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'ruhu-crowd-'));
const quiet = { info: () => undefined, warn: () => undefined, error: (fields: object, message?: string) => console.error(message, fields) };
const PER_VILLAGE = (PHONES / VILLAGES) * CHECKS;

interface Phone {
  number: number;
  collector: Collector;
  sender: Sender;
  port: number;
  cursor: number;
  handIns: HandIn[];
}

async function sealed(collector: Collector, taskId: string, household: number, number: number, run: number): Promise<HandIn> {
  const unsealed: Omit<HandIn, 'hash'> = {
    id: idOf((0x80 + run).toString(16), household),
    kind: 'check',
    number,
    villageCode: collector.villageCode,
    householdId: idOf('01', household),
    taskId,
    origin: 'lead',
    revision: 1,
    seenVersion: 1,
    madeAt: new Date().toISOString(),
    clockOffsetMs: 0,
    content: checkOf(household + run),
  };
  return { ...unsealed, hash: await handInHash(unsealed) };
}

const database = await startPostgres(join(folder, 'embedded'));
const ledger = await openLedger({ connection: database.connection, log: quiet });
const settings = { BENCH_ADDRESS: JSON.stringify(database.connection), BENCH_FOLDER: join(folder, 'data'), BENCH_PAGE: join(folder, 'none') };
const servers = [await runProgram(at('./support/bench-server.ts'), settings), await runProgram(at('./support/bench-server.ts'), settings)];
const [first, second] = servers;
if (!first || !second) throw new Error('two servers are needed');

/** Every village has tasks for its phones; then a week goes by in it: as many of its households and tasks have changed as the phones will hear of. */
async function aWeek(run: number, collectors: readonly Collector[], senders: readonly Sender[]): Promise<Phone[]> {
  const phones: Phone[] = [];
  for (const [place, collector] of collectors.entries()) {
    const households = Array.from({ length: PER_VILLAGE }, (_, n) => place * 1000 + n);
    const taskIds = await dispatchAll(ledger, collector.villageCode, households, (0x20 + run).toString(16));
    const cursor = await ledger.within(systemOf(COUNTY), async (tx) => {
      const before = await tx
        .selectFrom('village')
        .select('seq')
        .where('county', '=', COUNTY)
        .where('code', '=', collector.villageCode)
        .executeTakeFirstOrThrow();
      const touched = households.slice(0, CHANGES);
      const changes = touched.map((n) => ({ villageCode: collector.villageCode, entity: 'household' as const, id: idOf('01', n) }));
      await logChanges(tx, COUNTY, changes);
      return Number(before.seq);
    });
    for (let phone = 0; phone < PHONES / VILLAGES; phone++) {
      const from = phone * CHECKS;
      const handIns = await Promise.all(
        households.slice(from, from + CHECKS).map((household, n) => sealed(collector, taskIds[from + n] ?? '', household, run * CHECKS + n + 1, run)),
      );
      const number = place * (PHONES / VILLAGES) + phone;
      const sender = senders[place];
      if (!sender) throw new Error('nobody is signed in');
      phones.push({ number, collector, sender, port: servers[number % 2]?.port ?? 0, cursor, handIns });
    }
  }
  return phones;
}

const percentile = (sorted: readonly number[], share: number): string =>
  (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0).toFixed(0);

/** `withinMs`: the phones come evenly over this time; 0 is all at the same moment. */
async function comeIn(label: string, phones: readonly Phone[], withinMs: number): Promise<void> {
  const cpu = { database: processorMs([database.pid]), servers: processorMs([first?.pid ?? 0, second?.pid ?? 0]), own: process.cpuUsage() };
  const began = performance.now();
  const heard = await Promise.all(
    phones.map(async ({ number, sender, port, collector, cursor, handIns }, index) => {
      await new Promise((resolve) => setTimeout(resolve, (withinMs * index) / phones.length));
      return comeBack(port, sender, number, collector.villageCode, cursor, handIns);
    }),
  );
  const seconds = (performance.now() - began) / 1000;
  const waits = heard.map((one) => one.ms).sort((a, b) => a - b);
  const changes = heard.reduce((sum, one) => sum + one.changes, 0);
  const [databaseMs, serverMs] = [processorMs([database.pid]), processorMs([first?.pid ?? 0, second?.pid ?? 0])];
  const share = (after: number | undefined, before: number | undefined): string =>
    (((after ?? Number.NaN) - (before ?? Number.NaN)) / 10 / seconds).toFixed(0);
  const own = process.cpuUsage(cpu.own);
  console.log(
    `${label}: ${phones.length} phones × ${CHECKS} checks in ${seconds.toFixed(1)} s, ${((phones.length * CHECKS) / seconds).toFixed(0)} checks a second, ${changes} changes heard`,
  );
  console.log(
    `  a phone waits: p50 ${percentile(waits, 0.5)} ms, p90 ${percentile(waits, 0.9)} ms, p99 ${percentile(waits, 0.99)} ms, longest ${percentile(waits, 1)} ms`,
  );
  console.log(
    `  of one core: PostgreSQL ${share(databaseMs, cpu.database)} %, the two servers ${share(serverMs, cpu.servers)} %, the phones themselves ${((own.user + own.system) / 10_000 / seconds).toFixed(0)} %`,
  );
}

try {
  const collectors = await foundBenchCounty(ledger, at('../data/divisions-jiangxian.csv'), VILLAGES);
  for (const [place, { villageCode }] of collectors.entries()) await settle(ledger, villageCode, place * 1000, PER_VILLAGE);
  const senders: Sender[] = [];
  for (const [place, collector] of collectors.entries()) senders.push(await signedIn(servers[place % 2]?.port ?? 0, collector));
  await comeIn(
    'To get warm, a tenth within 6 s',
    (await aWeek(0, collectors, senders)).filter((phone) => phone.number % 10 === 0),
    6000,
  );
  await comeIn('Within a minute', await aWeek(1, collectors, senders), 60_000);
  await comeIn('All at the same moment', await aWeek(2, collectors, senders), 0);
} finally {
  for (const server of servers) await server.stop();
  await ledger.close();
  await database.stop();
  rmSync(folder, { recursive: true, force: true });
}
