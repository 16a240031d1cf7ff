// 信息比对: questions that departments answer about the people of a household, and the office's explanation of a hit.
import { type RawBuilder, sql } from 'kysely';
import type * as z from 'zod/mini';
import type { ComparisonSubject } from '../../domain/case/comparison.ts';
import type { DepartmentCode } from '../../domain/department.ts';
import { spokenName } from '../../domain/division.ts';
import { maskIdNumber } from '../../domain/id-number.ts';
import type { AnswerComparisons, AnswerResult, Comparison, ComparisonQuery, Comparisons } from '../../wire/cases.ts';
import { audit } from './audit.ts';
import { allOf, contains, inScope, type Officer } from './desk-scope.ts';
import type { Tx } from './open-ledger.ts';

interface ComparisonRow {
  id: string;
  case_id: string;
  department: DepartmentCode;
  subject: ComparisonSubject;
  person_name: string;
  id_number: string;
  village_name: string;
  asked_at: Date;
  hit: boolean | null;
  detail: string;
  answered_at: Date | null;
  explanation: string;
}

const itemOf = (row: ComparisonRow, idNumber: string): Comparison => ({
  id: row.id,
  caseId: row.case_id,
  department: row.department,
  subject: row.subject,
  personName: row.person_name,
  idNumber,
  villageName: spokenName({ name: row.village_name, level: 'village' }),
  askedAt: row.asked_at.toISOString(),
  hit: row.hit,
  detail: row.detail,
  answeredAt: row.answered_at?.toISOString() ?? null,
  explanation: row.explanation,
});

const select = (where: RawBuilder<boolean>, page: RawBuilder<unknown>) => sql<ComparisonRow>`
  SELECT m.id, m.case_id, m.department, m.subject, m.person_name, m.id_number, COALESCE(v.name, '') AS village_name, m.asked_at, m.hit, m.detail, m.answered_at, m.explanation
  FROM comparison m LEFT JOIN division v ON v.county = m.county AND v.code = m.village_code
  WHERE ${where} ORDER BY m.asked_at, m.case_id, m.member_id, m.subject, m.id ${page}`;

/** Those of a case that stand, for the office: ID numbers masked. */
export async function comparisonsOf(tx: Tx, asker: Officer, caseId: string): Promise<Comparison[]> {
  const where = allOf([
    sql`m.county = ${asker.county}`,
    inScope(asker, 'm.village_code'),
    sql`m.case_id = ${caseId}::uuid AND m.superseded_at IS NULL`,
  ]);
  const { rows } = await select(where, sql``).execute(tx);
  return rows.map((row) => itemOf(row, maskIdNumber(row.id_number)));
}

/** A department's own questions, the oldest first; with whole ID numbers, because they are what it looks up. */
export async function listComparisons(
  tx: Tx,
  asker: Officer,
  query: z.infer<typeof ComparisonQuery>,
  limit: number,
): Promise<z.infer<typeof Comparisons>> {
  const own = [sql`m.county = ${asker.county}`, sql`m.department = ${asker.department}`, sql`m.superseded_at IS NULL`];
  const waits = sql`m.answered_at IS NULL`;
  const search = query.search?.trim();
  const conditions = [...own, ...(query.waiting === true ? [waits] : []), ...(search ? [contains('m.person_name', search)] : [])];
  const { rows } = await select(allOf(conditions), sql`LIMIT ${limit} OFFSET ${query.offset ?? 0}`).execute(tx);
  const count = async (where: RawBuilder<boolean>): Promise<number> =>
    (await sql<{ n: number }>`SELECT count(*)::int AS n FROM comparison m WHERE ${where}`.execute(tx)).rows[0]?.n ?? 0;
  return {
    comparisons: rows.map((row) => itemOf(row, row.id_number)),
    total: await count(allOf(conditions)),
    waiting: await count(allOf([...own, waits])),
  };
}

/** A department's answers to its own questions. An answer may be corrected until the comparison is closed; what can't be answered comes back with its reason. */
export async function answerComparisons(
  tx: Tx,
  asker: Officer,
  { answers }: z.infer<typeof AnswerComparisons>,
): Promise<z.infer<typeof AnswerResult>> {
  const { rows } = await sql<{ id: string; case_id: string; village_code: string }>`
    UPDATE comparison m SET hit = n.hit, detail = n.detail, answered_at = ${asker.now}, answered_by = ${asker.accountId}::uuid,
      explanation = CASE WHEN n.hit AND m.hit AND n.detail = m.detail THEN m.explanation ELSE '' END
    FROM jsonb_to_recordset(${JSON.stringify(answers)}::jsonb) AS n(id uuid, hit boolean, detail text)
    WHERE m.county = ${asker.county} AND m.id = n.id AND m.department = ${asker.department} AND m.superseded_at IS NULL
      AND (m.answered_at IS NULL OR m.explained_at IS NULL)
    RETURNING m.id, m.case_id, m.village_code`.execute(tx);
  const taken = new Set(rows.map((row) => row.id));
  await audit(
    tx,
    asker,
    rows.map((row) => ({
      action: 'case.answer',
      entity: 'case',
      entityId: row.case_id,
      villageCode: row.village_code,
      detail: { comparison: row.id },
    })),
    asker.now,
  );
  const notAnswered = answers
    .filter(({ id }) => !taken.has(id))
    .map(({ id }) => ({ id, reason: '没有找到，或者个案已经退回、说明过，不再需要答复' }));
  return { answered: taken.size, notAnswered };
}

/** Why a hit does not stand against the household. Returns whether there was such a hit in the asker's scope. */
export async function explainHit(tx: Tx, asker: Officer, comparisonId: string, explanation: string): Promise<boolean> {
  const { rows } = await sql<{ case_id: string; village_code: string }>`
    UPDATE comparison SET explanation = ${explanation}, explained_at = ${asker.now}, explained_by = ${asker.accountId}::uuid
    WHERE county = ${asker.county} AND id = ${comparisonId}::uuid AND ${inScope(asker, 'village_code')} AND hit AND superseded_at IS NULL
    RETURNING case_id, village_code`.execute(tx);
  const [row] = rows;
  if (!row) return false;
  await audit(
    tx,
    asker,
    { action: 'case.explain', entity: 'case', entityId: row.case_id, villageCode: row.village_code, detail: { comparison: comparisonId } },
    asker.now,
  );
  return true;
}
