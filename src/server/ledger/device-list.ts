// The phones as 账号与设备 shows them: what each still holds, what is missing between its numbers, and which of them need looking after.
import { type RawBuilder, sql } from 'kysely';
import { spokenName } from '../../domain/division.ts';
import type { PhoneDays } from '../../domain/policy.ts';
import type { DeviceItem, DeviceQuery, DeviceSums, StopReason, StuckReason } from '../../wire/devices.ts';
import { contains, inDivision, inScope, type Officer } from './desk-scope.ts';
import type { Tx } from './open-ledger.ts';

interface DeviceRow {
  id: string;
  account_id: string;
  account_name: string;
  login: string;
  village_code: string;
  village_name: string;
  township_name: string;
  villages: number;
  label: string;
  app_version: string;
  store_version: number | null;
  wire_version: number | null;
  first_contact_at: Date;
  last_contact_at: Date;
  holding: number;
  oldest_at: Date | null;
  refused: number;
  drafts: number;
  files_waiting: number;
  file_bytes: number;
  room_used: number | null;
  room_allowed: number | null;
  failing_times: number;
  failing_since: Date | null;
  failing_why: string | null;
  highest_number: number;
  not_here: { from: number; to: number }[] | null;
  not_here_count: number;
  missing: number;
  stuck: StuckReason[];
  revoked_at: Date | null;
  revoked_by_name: string | null;
  revoked_reason: string | null;
  told_at: Date | null;
}

/** So many failed passes in a row are no bad afternoon. */
const FAILING = 5;
/** Ranges of missing numbers that a row carries. */
const RANGES = 100;

/**
 * Phones of collectors in the asker's divisions. A silent phone counts only while its owner has open tasks and uses no other one; who may see no task, hears of every silent one.
 * A collector's village is any division of the account's scope.
 */
const devicesOf = (asker: Officer, days: PhoneDays): RawBuilder<unknown> => sql`
  SELECT d.*, a.name AS account_name, a.login, v.code AS village_code, v.name AS village_name, COALESCE(w.name, '') AS township_name, cardinality(a.scope) AS villages,
    g.gap, g.n AS not_here_count, GREATEST(0, g.n - d.holding - d.aside) AS missing,
    CASE WHEN d.revoked_at IS NOT NULL THEN '{}'::text[] ELSE array_remove(ARRAY[
      CASE WHEN d.holding > 0 AND d.oldest_at < ${asker.now}::timestamptz - make_interval(days => ${days.unsentDays}::int) THEN 'unsent' END,
      CASE WHEN d.holding > 0 AND d.failing_times >= ${FAILING} THEN 'failing' END,
      CASE WHEN d.last_contact_at < ${asker.now}::timestamptz - make_interval(days => ${days.silentDays}::int)
        AND NOT EXISTS (SELECT 1 FROM device o WHERE o.county = d.county AND o.account_id = d.account_id AND o.last_contact_at > d.last_contact_at)
        AND ${hasOpenTasks(asker)} THEN 'silent' END,
      CASE WHEN g.n - d.holding - d.aside > 0 THEN 'missing' END
    ], NULL) END AS stuck
  FROM device d
  JOIN account a ON a.county = d.county AND a.id = d.account_id
  JOIN LATERAL (SELECT x.code, x.name FROM division x WHERE x.county = d.county AND x.code = ANY (a.scope) AND ${inScope(asker, 'x.code')} ORDER BY x.code LIMIT 1) v ON true
  LEFT JOIN division w ON w.county = d.county AND w.code = left(v.code, 9) || '000' AND w.code <> v.code
  CROSS JOIN LATERAL (SELECT int4multirange(int4range(1, d.highest_number + 1)) - d.received AS gap) m
  CROSS JOIN LATERAL (SELECT m.gap, (SELECT COALESCE(sum(upper(r) - lower(r)), 0)::int FROM unnest(m.gap) r) AS n) g
  WHERE d.county = ${asker.county} AND a.role = 'collector'`;

const hasOpenTasks = (asker: Officer): RawBuilder<boolean> =>
  asker.role === 'admin'
    ? sql<boolean>`true`
    : sql<boolean>`EXISTS (SELECT 1 FROM task t WHERE t.county = d.county AND t.village_code = ANY (a.scope) AND t.state IN ('dispatched', 'returned')
        AND (t.assigned_to IS NULL OR t.assigned_to = d.account_id))`;

const STATES: Record<NonNullable<DeviceQuery['state']>, RawBuilder<boolean>> = {
  holding: sql<boolean>`p.revoked_at IS NULL AND p.holding > 0`,
  stuck: sql<boolean>`cardinality(p.stuck) > 0`,
  stopped: sql<boolean>`p.revoked_at IS NOT NULL`,
};

function conditionsOf({ state, division, search }: DeviceQuery, deviceId?: string): RawBuilder<boolean> {
  const conditions: RawBuilder<unknown>[] = [sql`true`];
  const typed = search?.trim();
  if (state) conditions.push(STATES[state]);
  if (division) conditions.push(inDivision('p.village_code', division));
  if (typed)
    conditions.push(
      sql`(${contains('p.account_name', typed)} OR ${contains('p.login', typed.toLowerCase())} OR ${contains('p.village_name', typed)})`,
    );
  if (deviceId) conditions.push(sql`p.id = ${deviceId}`);
  return sql<boolean>`${sql.join(conditions, sql` AND `)}`;
}

export async function listDevices(
  tx: Tx,
  asker: Officer,
  days: PhoneDays,
  query: DeviceQuery,
  limit: number,
): Promise<{ devices: DeviceItem[]; total: number }> {
  const { rows } = await readRows(tx, asker, days, conditionsOf(query), sql`LIMIT ${limit} OFFSET ${query.offset ?? 0}`);
  const { rows: total } = await sql<{ n: number }>`SELECT count(*)::int AS n FROM (${devicesOf(asker, days)}) p WHERE ${conditionsOf(query)}`.execute(
    tx,
  );
  return { devices: rows.map(itemOf), total: total[0]?.n ?? 0 };
}

/** Every account's device of this id; an id belongs to one installation of one account. */
export async function readDevice(tx: Tx, asker: Officer, days: PhoneDays, id: string): Promise<DeviceItem | undefined> {
  const { rows } = await readRows(tx, asker, days, conditionsOf({}, id), sql`LIMIT 1`);
  return rows[0] && itemOf(rows[0]);
}

const readRows = (tx: Tx, asker: Officer, days: PhoneDays, where: RawBuilder<boolean>, page: RawBuilder<unknown>) =>
  sql<DeviceRow>`
    SELECT p.*, (SELECT b.name FROM account b WHERE b.county = p.county AND b.id = p.revoked_by) AS revoked_by_name,
      (SELECT jsonb_agg(jsonb_build_object('from', lower(r), 'to', upper(r) - 1) ORDER BY lower(r)) FROM (SELECT r FROM unnest(p.gap) r ORDER BY lower(r) LIMIT ${RANGES}) x) AS not_here
    FROM (${devicesOf(asker, days)}) p WHERE ${where}
    ORDER BY CASE WHEN p.revoked_at IS NULL AND p.holding > 0 THEN p.oldest_at END NULLS LAST, p.last_contact_at DESC, p.id ${page}`.execute(tx);

/** Of everything in the asker's divisions. */
export async function sumDevices(tx: Tx, asker: Officer, days: PhoneDays): Promise<DeviceSums> {
  const { rows } = await sql<Omit<DeviceSums, 'oldestAt'> & { oldest_at: Date | null }>`
    SELECT count(*)::int AS all, (count(*) FILTER (WHERE ${STATES.holding}))::int AS holding, (count(*) FILTER (WHERE ${STATES.stuck}))::int AS stuck,
      (count(*) FILTER (WHERE ${STATES.stopped}))::int AS stopped, COALESCE(sum(p.holding) FILTER (WHERE ${STATES.holding}), 0)::int AS unsent,
      min(p.oldest_at) FILTER (WHERE ${STATES.holding}) AS oldest_at
    FROM (${devicesOf(asker, days)}) p`.execute(tx);
  const { oldest_at, ...sums } = rows[0] ?? { all: 0, holding: 0, stuck: 0, stopped: 0, unsent: 0, oldest_at: null };
  return { ...sums, oldestAt: oldest_at?.toISOString() ?? null };
}

const itemOf = (row: DeviceRow): DeviceItem => ({
  id: row.id,
  accountId: row.account_id,
  accountName: row.account_name,
  login: row.login,
  villageCode: row.village_code,
  villageName: spokenName({ name: row.village_name, level: 'village' }),
  townshipName: row.township_name,
  villages: row.villages,
  label: row.label,
  appVersion: row.app_version,
  storeVersion: row.store_version,
  wireVersion: row.wire_version,
  firstContactAt: row.first_contact_at.toISOString(),
  lastContactAt: row.last_contact_at.toISOString(),
  holding: row.holding,
  oldestAt: row.oldest_at?.toISOString() ?? null,
  refused: row.refused,
  drafts: row.drafts,
  filesWaiting: row.files_waiting,
  fileBytes: row.file_bytes,
  room: row.room_used === null || row.room_allowed === null ? null : { used: row.room_used, allowed: row.room_allowed },
  failing:
    row.failing_times > 0 && row.failing_since
      ? { times: row.failing_times, since: row.failing_since.toISOString(), why: row.failing_why ?? '' }
      : null,
  highestNumber: row.highest_number,
  received: row.highest_number - row.not_here_count,
  notHere: row.not_here ?? [],
  notHereCount: row.not_here_count,
  missing: row.missing,
  stuck: row.stuck,
  stopped: row.revoked_at && {
    at: row.revoked_at.toISOString(),
    byName: row.revoked_by_name ?? '',
    ...stopOf(row.revoked_reason),
    toldAt: row.told_at?.toISOString() ?? null,
  },
});

/** Kept as `reason: note`. */
function stopOf(kept: string | null): { reason: StopReason; note: string } {
  const [, reason, note] = /^(lost|stolen|broken|replaced|other):(.*)$/s.exec(kept ?? '') ?? [];
  return { reason: (reason ?? 'other') as StopReason, note: note ?? '' };
}
