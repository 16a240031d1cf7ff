// Where the county stands: leads and tasks by state, what is late, and what is still on phones.
import { sql } from 'kysely';
import type { LeadState } from '../../domain/lead.ts';
import { phoneDaysOf } from '../../domain/policy.ts';
import type { TaskState } from '../../domain/task.ts';
import type { Overview } from '../../wire/desk.ts';
import { dayInChina, inScope, type Officer } from './desk-scope.ts';
import { listDevices, sumDevices } from './device-list.ts';
import { countConflicts } from './list-conflicts.ts';
import type { Tx } from './open-ledger.ts';
import { policyFor } from './policies.ts';

interface TownshipRow {
  township: string;
  state: TaskState;
  n: number;
  overdue: number;
}

async function tasksByTownship(tx: Tx, asker: Officer): Promise<TownshipRow[]> {
  const { rows } = await sql<TownshipRow>`
    SELECT left(village_code, 9) || '000' AS township, state, count(*)::int AS n,
      (count(*) FILTER (WHERE state IN ('dispatched', 'returned') AND due_on < ${dayInChina(asker.now)}::date))::int AS overdue
    FROM task WHERE county = ${asker.county} AND ${inScope(asker, 'village_code')}
    GROUP BY 1, 2`.execute(tx);
  return rows;
}

async function leadsByState(tx: Tx, asker: Officer): Promise<Overview['leads']> {
  const { rows } = await sql<{ state: LeadState; n: number }>`
    SELECT state, count(*)::int AS n FROM lead
    WHERE county = ${asker.county} AND (${inScope(asker, 'village_code')} OR (village_code IS NULL AND ${asker.role} = 'auditor'))
    GROUP BY state`.execute(tx);
  return Object.fromEntries(rows.map(({ state, n }) => [state, n]));
}

/** Phones that the first page names; the others are a click away. */
const NAMED = 8;

/** Everything the first page of the desk shows, for the asker's divisions. */
export async function overview(tx: Tx, asker: Officer): Promise<Overview> {
  const days = phoneDaysOf(await policyFor(tx, asker.county, dayInChina(asker.now)));
  const rows = await tasksByTownship(tx, asker);
  const townships = await sql<{ code: string; name: string }>`
    SELECT code, name FROM division d WHERE d.county = ${asker.county} AND d.level = 'township'
      AND EXISTS (SELECT 1 FROM village v WHERE v.county = d.county AND starts_with(v.code, left(d.code, 9)) AND ${inScope(asker, 'v.code')})
    ORDER BY code`.execute(tx);
  const sum = (states: readonly TaskState[], township?: string) =>
    rows.filter((row) => states.includes(row.state) && (!township || row.township === township)).reduce((total, row) => total + row.n, 0);
  const late = (township?: string) => rows.filter((row) => !township || row.township === township).reduce((total, row) => total + row.overdue, 0);
  const states = [...new Set(rows.map((row) => row.state))];
  return {
    leads: await leadsByState(tx, asker),
    tasks: Object.fromEntries(states.map((state) => [state, sum([state])])),
    overdue: late(),
    conflicts: await countConflicts(tx, asker),
    phones: await sumDevices(tx, asker, days),
    onPhones: (await listDevices(tx, asker, days, { state: 'holding' }, NAMED)).devices,
    byTownship: townships.rows.map(({ code, name }) => ({
      townshipCode: code,
      townshipName: name,
      open: sum(['dispatched', 'returned'], code),
      overdue: late(code),
      submitted: sum(['submitted'], code),
      reviewed: sum(['reviewed'], code),
      done: sum(['audited', 'closed'], code),
    })),
  };
}
