// How long the office's bulk acts take at the size of a county: confirming 20,000 rows, a sweep over 62,000 households, and the lists afterwards.
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Household } from '../src/domain/household.ts';
import { leadKey } from '../src/domain/lead.ts';
import { DEFAULT_POLICIES } from '../src/domain/policy-defaults.ts';
import { addAccounts } from '../src/server/ledger/accounts.ts';
import { systemOf } from '../src/server/ledger/asker.ts';
import { confirmImport } from '../src/server/ledger/confirm-import.ts';
import type { Officer } from '../src/server/ledger/desk-scope.ts';
import { dispatch } from '../src/server/ledger/dispatch.ts';
import { foundCounty, readDivisions } from '../src/server/ledger/divisions.ts';
import { addHouseholds } from '../src/server/ledger/households.ts';
import { openLedger } from '../src/server/ledger/open-ledger.ts';
import { overview } from '../src/server/ledger/overview.ts';
import { setPolicy } from '../src/server/ledger/policies.ts';
import { sweepVillage, villagesToSweep } from '../src/server/ledger/sweep.ts';
import { listTasks } from '../src/server/ledger/tasks.ts';
import { startPostgres } from '../src/server/postgres/start-postgres.ts';

const COUNTY = '140826';
const HOUSEHOLDS = Number(process.env.BENCH_HOUSEHOLDS ?? 62_000);
const ROWS = 20_000;
const folder = mkdtempSync(join(tmpdir(), 'ruhu-bench-desk-'));
const quiet = { info: () => undefined, warn: () => undefined, error: console.error };

async function timed<T>(what: string, work: () => Promise<T>): Promise<T> {
  const from = performance.now();
  const answer = await work();
  console.log(`${what}: ${((performance.now() - from) / 1000).toFixed(2)} s`);
  return answer;
}

const household = (villageCode: string, n: number): Household => ({
  id: randomUUID(),
  villageCode,
  groupName: `${(n % 5) + 1}组`,
  houseNo: String(n),
  address: `${n}号`,
  headName: `户主${n}`,
  phone: '',
  kind: 'general',
  category: 'none',
  monitorState: 'none',
  size: 3,
  dwelling: 'B',
  landMu: 3,
  woodMu: 0,
  guarantees: { housing: false, schooling: false, water: false, insurance: false },
  income: null,
  helper: null,
  noLabour: false,
  members: [],
  pastChecks: [],
  version: 1,
});

const server = await startPostgres(folder);
const ledger = await openLedger({ connection: server.connection, log: quiet });
try {
  const accountId = randomUUID();
  const officer = (): Officer => ({
    county: COUNTY,
    role: 'auditor',
    scope: [`${COUNTY}000000`],
    department: null,
    accountId,
    name: '赵县办',
    now: new Date(),
  });
  const divisions = readDivisions(fileURLToPath(new URL('../data/divisions-jiangxian.csv', import.meta.url)));
  const villages = divisions.filter((division) => division.level === 'village').map((division) => division.code);
  const households = Array.from({ length: HOUSEHOLDS }, (_none, n) => household(villages[n % villages.length] as string, n));
  await ledger.within(systemOf(COUNTY), async (tx) => {
    await foundCounty(tx, COUNTY, divisions, false);
    for (const policy of DEFAULT_POLICIES) await setPolicy(tx, COUNTY, policy, null);
    await addAccounts(tx, COUNTY, [
      {
        id: accountId,
        login: 'county',
        name: '赵县办',
        role: 'auditor',
        scope: [`${COUNTY}000000`],
        department: null,
        passwordHash: '',
        mustChangePassword: false,
      },
    ]);
    await addHouseholds(tx, COUNTY, households);
  });

  const leads = households.slice(0, ROWS).map(({ id, villageCode, headName }) => {
    const lead = { personName: headName, idNumber: '', villageCode, indicator: 'medical-self-paid', period: '2026Q3' };
    const rest = {
      id: randomUUID(),
      indicatorText: '自付金额',
      amount: 9000,
      placeText: '',
      householdId: id,
      matchReason: '',
      leadKey: leadKey(lead),
    };
    return { ...lead, ...rest };
  });
  const order = {
    id: randomUUID(),
    fileName: '名单.xlsx',
    fileHash: '',
    department: 'yibao' as const,
    indicator: 'medical-self-paid',
    period: '2026Q3',
    leads,
    repeated: 0,
    rejected: 0,
    aliases: [],
  };
  await timed(`confirm ${leads.length} rows`, () => ledger.within(officer(), (tx) => confirmImport(tx, officer(), order, () => undefined)));
  await timed('confirm the same rows again', () =>
    ledger.within(officer(), (tx) => confirmImport(tx, officer(), { ...order, id: randomUUID() }, () => undefined)),
  );
  await timed(`dispatch ${leads.length} leads`, () =>
    ledger.within(officer(), (tx) => dispatch(tx, officer(), { batchId: order.id, to: { kind: 'village' } }, '2026-12-31')),
  );

  const sweep = { division: `${COUNTY}000000`, title: '集中排查', dueOn: '2026-12-31' };
  const jobId = randomUUID();
  await timed(`sweep of ${HOUSEHOLDS} households (${ROWS} with an open task)`, async () => {
    for (const { code } of await ledger.within(officer(), (tx) => villagesToSweep(tx, officer(), sweep))) {
      await ledger.within(officer(), (tx) => sweepVillage(tx, officer(), sweep, code, jobId));
    }
  });
  await timed('first page of all tasks', () => ledger.within(officer(), (tx) => listTasks(tx, officer(), {}, 50)));
  await timed('page 1,000 of one township', () =>
    ledger.within(officer(), (tx) => listTasks(tx, officer(), { division: '140826106000', offset: 1000 }, 50)),
  );
  await timed('a search by name', () => ledger.within(officer(), (tx) => listTasks(tx, officer(), { search: '户主777' }, 50)));
  await timed('overview', () => ledger.within(officer(), (tx) => overview(tx, officer())));
} finally {
  await ledger.close();
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
}
