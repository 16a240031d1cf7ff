// Where the county stands: leads and tasks by state, what is late, and what is still on phones.
import { sql } from 'kysely';
import { spokenName } from '../../domain/division.ts';
import type { LeadState } from '../../domain/lead.ts';
import type { TaskState } from '../../domain/task.ts';
import type { Overview } from '../../wire/desk.ts';
import { dayInChina, inScope, type Officer } from './desk-scope.ts';
import { countConflicts } from './list-conflicts.ts';
import type { Tx } from './open-ledger.ts';

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

interface DeviceRow {
  label: string;
  account_name: string;
  village_code: string;
  village_name: string;
  township_name: string;
  holding: number;
  oldest_at: Date | null;
  last_contact_at: Date;
  missing: number;
}

/** Phones that said they hold hand-ins, or whose numbers have a gap that nobody holds: a loss noticed. The village is the first of the collector's. */
async function onPhones(tx: Tx, asker: Officer): Promise<Overview['onPhones']> {
  const { rows } = await sql<DeviceRow>`
    SELECT * FROM (
      SELECT d.label, a.name AS account_name, v.code AS village_code, v.name AS village_name, COALESCE(w.name, '') AS township_name, d.holding, d.oldest_at, d.last_contact_at,
        GREATEST(0, d.highest_number - d.holding - (SELECT count(DISTINCT i.device_number) FROM hand_in i
          WHERE i.county = d.county AND i.device_id = d.id AND i.account_id = d.account_id))::int AS missing
      FROM device d
      JOIN account a ON a.county = d.county AND a.id = d.account_id
      JOIN LATERAL (SELECT x.code, x.name FROM division x WHERE x.county = d.county AND x.code = ANY (a.scope) AND ${inScope(asker, 'x.code')} ORDER BY x.code LIMIT 1) v ON true
      LEFT JOIN division w ON w.county = d.county AND w.code = left(v.code, 9) || '000'
      WHERE d.county = ${asker.county} AND d.revoked_at IS NULL AND a.role = 'collector'
    ) p
    WHERE p.holding > 0 OR p.missing > 0
    ORDER BY p.oldest_at NULLS LAST, p.village_code LIMIT 500`.execute(tx);
  return rows.map((row) => ({
    villageCode: row.village_code,
    villageName: spokenName({ name: row.village_name, level: 'village' }),
    townshipName: row.township_name,
    deviceLabel: row.label,
    accountName: row.account_name,
    holding: row.holding,
    oldestAt: row.oldest_at?.toISOString() ?? null,
    lastContactAt: row.last_contact_at.toISOString(),
    missingNumbers: row.missing,
  }));
}

/** Everything the first page of the desk shows, for the asker's divisions. */
export async function overview(tx: Tx, asker: Officer): Promise<Overview> {
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
    onPhones: await onPhones(tx, asker),
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
