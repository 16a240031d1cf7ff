// What the last run over the county found, as 数据质量 counts and lists it: only within the asker's own divisions.
import { type RawBuilder, sql } from 'kysely';
import type * as z from 'zod/mini';
import { spokenName } from '../../domain/division.ts';
import type { Severity } from '../../domain/rules/rule.ts';
import type { FindingItem, Findings, Quality, QualityQuery } from '../../wire/quality.ts';
import { allOf, inDivision, inScope, type Officer } from './desk-scope.ts';
import type { Tx } from './open-ledger.ts';

type Filter = z.infer<typeof QualityQuery>;

const lastFinished = (tx: Tx, county: string) =>
  tx
    .selectFrom('quality_run')
    .selectAll()
    .where('county', '=', county)
    .where('finished_at', 'is not', null)
    .orderBy('finished_at', 'desc')
    .limit(1)
    .executeTakeFirst();

function conditionsOf(asker: Officer, runId: string, { code, severity, division }: Filter): RawBuilder<boolean> {
  // Ranges rather than patterns: the planner knows what they leave, and takes the index in the order of the list.
  const scope = sql`(${sql.join([sql`false`, ...asker.scope.map((code) => inDivision('f.village_code', code))], sql` OR `)})`;
  const conditions: RawBuilder<unknown>[] = [sql`f.county = ${asker.county}`, sql`f.run_id = ${runId}`, scope];
  if (code) conditions.push(sql`f.code = ${code}`);
  if (severity) conditions.push(sql`f.severity = ${severity}`);
  if (division) conditions.push(inDivision('f.village_code', division));
  return allOf(conditions);
}

/** The counts of the page; the rules' under every filter but the rule, the townships' under every filter but the place. */
export async function qualityCounts(tx: Tx, asker: Officer, filter: Filter): Promise<Omit<Quality, 'job'>> {
  const run = await lastFinished(tx, asker.county);
  if (!run?.finished_at) return { run: null, checked: { households: 0, withFindings: 0, errors: 0, warnings: 0 }, byRule: [], byTownship: [] };
  const { rows: villages } = await sql<{ households: number; with_findings: number }>`
    SELECT COALESCE(sum(households), 0)::int AS households, COALESCE(sum(with_findings), 0)::int AS with_findings
    FROM quality_village q WHERE q.county = ${asker.county} AND q.run_id = ${run.id} AND ${inScope(asker, 'q.village_code')}`.execute(tx);
  const { rows: byRule } = await sql<Quality['byRule'][number]>`
    SELECT f.code, f.severity, count(*)::int AS findings, count(DISTINCT f.household_id)::int AS households
    FROM finding f WHERE ${conditionsOf(asker, run.id, { ...filter, code: undefined })} GROUP BY f.code, f.severity ORDER BY f.severity, findings DESC, f.code`.execute(
    tx,
  );
  const { rows: byTownship } = await sql<Quality['byTownship'][number]>`
    SELECT c.code AS "townshipCode", COALESCE(d.name, c.code) AS "townshipName", c.errors, c.warnings, c.households
    FROM (
      SELECT left(f.village_code, 9) || '000' AS code, count(*) FILTER (WHERE f.severity = 'E')::int AS errors,
        count(*) FILTER (WHERE f.severity = 'W')::int AS warnings, count(DISTINCT f.household_id)::int AS households
      FROM finding f WHERE ${conditionsOf(asker, run.id, { ...filter, division: undefined })} GROUP BY 1
    ) c LEFT JOIN division d ON d.county = ${asker.county} AND d.code = c.code ORDER BY c.code`.execute(tx);
  const { rows: bySeverity } = await sql<{ severity: Severity; n: number }>`
    SELECT f.severity, count(*)::int AS n FROM finding f WHERE ${conditionsOf(asker, run.id, {})} GROUP BY f.severity`.execute(tx);
  const of = (severity: Severity): number => bySeverity.find((row) => row.severity === severity)?.n ?? 0;
  return {
    run: { id: run.id, begunAt: run.begun_at.toISOString(), finishedAt: run.finished_at.toISOString(), authorName: run.author_name },
    checked: { households: villages[0]?.households ?? 0, withFindings: villages[0]?.with_findings ?? 0, errors: of('E'), warnings: of('W') },
    byRule,
    byTownship,
  };
}

interface FindingRow {
  id: number;
  code: string;
  severity: Severity;
  message: string;
  household_id: string;
  head_name: string;
  group_name: string;
  village_code: string;
  village_name: string;
  township_name: string;
  task_id: string | null;
}

const itemOf = (row: FindingRow): FindingItem => ({
  id: row.id,
  code: row.code,
  severity: row.severity,
  message: row.message,
  householdId: row.household_id,
  headName: row.head_name,
  groupName: row.group_name,
  villageCode: row.village_code,
  villageName: spokenName({ name: row.village_name, level: 'village' }),
  townshipName: row.township_name,
  taskId: row.task_id,
});

/** One page of findings by village and household. `limit` is the caller's, already bounded. */
export async function listFindings(
  tx: Tx,
  asker: Officer,
  filter: Filter & { offset?: number | undefined },
  limit: number,
): Promise<z.infer<typeof Findings>> {
  const run = await lastFinished(tx, asker.county);
  if (!run) return { findings: [], total: 0 };
  const where = conditionsOf(asker, run.id, filter);
  const { rows } = await sql<FindingRow>`
    SELECT f.id, f.code, f.severity, f.message, f.household_id, COALESCE(h.head_name, '') AS head_name, COALESCE(h.group_name, '') AS group_name, f.village_code,
      COALESCE(v.name, '') AS village_name, COALESCE(w.name, '') AS township_name, (
        SELECT t.id FROM task t WHERE t.county = f.county AND t.household_id = f.household_id AND t.last_hand_in_id IS NOT NULL ORDER BY t.created_at DESC LIMIT 1
      ) AS task_id
    FROM (SELECT f.* FROM finding f WHERE ${where} ORDER BY f.village_code, f.household_id, f.id LIMIT ${limit} OFFSET ${filter.offset ?? 0}) f
    LEFT JOIN household h ON h.county = f.county AND h.id = f.household_id
    LEFT JOIN division v ON v.county = f.county AND v.code = f.village_code
    LEFT JOIN division w ON w.county = f.county AND w.code = left(f.village_code, 9) || '000'
    ORDER BY f.village_code, f.household_id, f.id`.execute(tx);
  const { rows: total } = await sql<{ n: number }>`SELECT count(*)::int AS n FROM finding f WHERE ${where}`.execute(tx);
  return { findings: rows.map(itemOf), total: total[0]?.n ?? 0 };
}
