// What checks name as evidence, and which of the files are here.
import { sql } from 'kysely';
import type { Evidence } from '../../domain/visit.ts';
import type { EvidenceItem, EvidenceWanted } from '../../wire/evidence.ts';
import type { Asker } from './asker.ts';
import { audit } from './audit.ts';
import type { Tx } from './open-ledger.ts';

export interface NamedEvidence {
  handInId: string;
  taskId: string;
  villageCode: string;
  evidence: Evidence;
}

/** Written in the transaction that accepts the check. */
export async function writeEvidence(tx: Tx, county: string, named: readonly NamedEvidence[]): Promise<void> {
  if (named.length === 0) return;
  const rows = named.map(({ handInId, taskId, villageCode, evidence }) => ({ ...evidence, handInId, taskId, villageCode }));
  await sql`
    INSERT INTO evidence (county, hand_in_id, id, task_id, village_code, purpose, about, type, bytes, sha256, made_at)
    SELECT ${county}, n."handInId", n.id, n."taskId", n."villageCode", n.purpose, n.about, n.type, n.bytes, n.sha256, n."madeAt"
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS n("handInId" uuid, id uuid, "taskId" uuid, "villageCode" text, purpose text, about text, type text,
      bytes integer, sha256 text, "madeAt" timestamptz)
    ON CONFLICT DO NOTHING`.execute(tx);
}

/** Which of the offered files are still to be sent, and which are here. */
export async function wantedOf(tx: Tx, county: string, files: readonly string[]): Promise<EvidenceWanted> {
  const { rows } = await sql<{ sha256: string; here: boolean }>`
    SELECT DISTINCT e.sha256, f.sha256 IS NOT NULL AS here
    FROM evidence e LEFT JOIN evidence_file f ON f.county = e.county AND f.sha256 = e.sha256
    WHERE e.county = ${county} AND e.sha256 = ANY (${files}::text[])`.execute(tx);
  const here = new Map(rows.map((row) => [row.sha256, row.here]));
  return { wanted: files.filter((file) => here.get(file) === false), received: files.filter((file) => here.get(file) === true) };
}

/** Bytes that a named file must have; undefined when no check that the asker may see names it. */
export async function bytesNamed(tx: Tx, county: string, sha256: string): Promise<number | undefined> {
  const row = await tx.selectFrom('evidence').select('bytes').where('county', '=', county).where('sha256', '=', sha256).limit(1).executeTakeFirst();
  return row?.bytes;
}

/** The file lies in its place: from now on it counts as received. Once is enough. */
export async function receiveFile(tx: Tx, asker: Asker & { accountId: string }, file: { sha256: string; bytes: number }, now: Date): Promise<void> {
  const { county } = asker;
  const { numAffectedRows } = await sql`
    INSERT INTO evidence_file (county, sha256, bytes, received_at, received_from) VALUES (${county}, ${file.sha256}, ${file.bytes}, ${now}, ${asker.accountId})
    ON CONFLICT DO NOTHING`.execute(tx);
  if (numAffectedRows)
    await audit(tx, asker, { action: 'evidence.receive', entity: 'evidence', entityId: file.sha256, detail: { bytes: file.bytes } }, now);
}

/** Evidence of a task's checks, as its latest revision names it first. */
export async function evidenceOf(tx: Tx, county: string, taskId: string): Promise<EvidenceItem[]> {
  const { rows } = await sql<Omit<EvidenceItem, 'madeAt'> & { madeAt: Date }>`
    SELECT e.hand_in_id AS "handInId", e.id, e.purpose, e.about, e.type, e.bytes, e.sha256, e.made_at AS "madeAt",
      CASE WHEN f.sha256 IS NULL THEN 'onItsWay' ELSE 'received' END AS state
    FROM evidence e
    JOIN hand_in i ON i.county = e.county AND i.id = e.hand_in_id
    LEFT JOIN evidence_file f ON f.county = e.county AND f.sha256 = e.sha256
    WHERE e.county = ${county} AND e.task_id = ${taskId}
    ORDER BY i.revision DESC, e.made_at, e.id`.execute(tx);
  const seen = new Set<string>();
  return rows.flatMap((row) => {
    if (seen.has(row.id)) return [];
    seen.add(row.id);
    return [{ ...row, madeAt: row.madeAt.toISOString() }];
  });
}

/** One piece of evidence that is here, to be shown; that it was looked at is written down. */
export async function lookAtEvidence(tx: Tx, asker: Asker, id: string, now: Date): Promise<{ sha256: string; type: string } | undefined> {
  const { rows } = await sql<{ sha256: string; type: string; village_code: string; task_id: string; purpose: string }>`
    SELECT e.sha256, e.type, e.village_code, e.task_id, e.purpose
    FROM evidence e JOIN evidence_file f ON f.county = e.county AND f.sha256 = e.sha256
    WHERE e.county = ${asker.county} AND e.id = ${id} LIMIT 1`.execute(tx);
  const [found] = rows;
  if (!found) return undefined;
  const detail = { taskId: found.task_id, purpose: found.purpose };
  await audit(tx, asker, { action: 'evidence.look', entity: 'evidence', entityId: id, villageCode: found.village_code, detail }, now);
  return { sha256: found.sha256, type: found.type };
}
