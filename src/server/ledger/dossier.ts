// The dossier of a check: the survey beside what was known before, with differences, remarks and the history, ID numbers and phones masked.
import { sql } from 'kysely';
import { differencesOf } from '../../domain/comparison.ts';
import { spokenName } from '../../domain/division.ts';
import type { Household } from '../../domain/household.ts';
import type { JudgedRemark } from '../../domain/judge-check.ts';
import { maskContent, maskDifference, maskHousehold } from '../../domain/masking.ts';
import type { Return } from '../../domain/task.ts';
import type { CheckContent } from '../../domain/visit.ts';
import type { CheckDossier, Remark } from '../../wire/desk.ts';
import { inScope, type Officer } from './desk-scope.ts';
import { householdsById } from './households.ts';
import { countConflicts } from './list-conflicts.ts';
import type { Tx } from './open-ledger.ts';
import { tasksById } from './tasks-by-id.ts';

interface HandInRow {
  id: string;
  revision: number;
  author_name: string;
  made_at: Date;
  received_at: Date;
  known: Household | null;
  content: CheckContent;
  judged: JudgedRemark[] | null;
  beside: string | null;
}

/** Everything about one check, or null when the asker may not see it or there is none. */
export async function checkDossier(tx: Tx, asker: Officer, taskId: string): Promise<CheckDossier | null> {
  const place = await sql<{ village_name: string | null; township_name: string | null }>`
    SELECT v.name AS village_name, w.name AS township_name
    FROM task t
    LEFT JOIN division v ON v.county = t.county AND v.code = t.village_code
    LEFT JOIN division w ON w.county = t.county AND w.code = left(t.village_code, 9) || '000'
    WHERE t.county = ${asker.county} AND t.id = ${taskId} AND ${inScope(asker, 't.village_code')}`.execute(tx);
  const [names] = place.rows;
  const [task] = names ? await tasksById(tx, asker.county, [taskId]) : [];
  if (!names || !task) return null;
  const handIns = await sql<HandInRow>`
    SELECT i.id, i.revision, COALESCE(a.name, '') AS author_name, i.made_at, i.received_at, i.known, i.content, i.beside, j.remarks AS judged
    FROM hand_in i LEFT JOIN account a ON a.county = i.county AND a.id = i.account_id
    LEFT JOIN judgement j ON j.county = i.county AND j.hand_in_id = i.id
    WHERE i.county = ${asker.county} AND i.task_id = ${taskId}
    ORDER BY i.revision DESC, i.received_at DESC`.execute(tx);
  const own = handIns.rows.filter((row) => row.beside === null);
  const latest = own.find((row) => row.id === task.lastHandInId) ?? own[0];
  const [now] = latest || !task.householdId ? [] : await householdsById(tx, asker.county, [task.householdId]);
  const known = latest ? latest.known : (now ?? null);
  return {
    task: { ...task, lastContent: task.lastContent && maskContent(task.lastContent) },
    townshipName: names.township_name ?? '',
    villageName: names.village_name === null ? '' : spokenName({ name: names.village_name, level: 'village' }),
    known: known && maskHousehold(known),
    handIn: latest
      ? {
          id: latest.id,
          revision: latest.revision,
          authorName: latest.author_name,
          madeAt: latest.made_at.toISOString(),
          receivedAt: latest.received_at.toISOString(),
          content: maskContent(latest.content),
        }
      : null,
    differences: latest && known ? differencesOf(known, latest.content).map(maskDifference) : [],
    earlier: own
      .filter((row) => row !== latest)
      .map((row) => ({ revision: row.revision, receivedAt: row.received_at.toISOString(), content: maskContent(row.content) })),
    beside: handIns.rows
      .filter((row) => row.beside !== null)
      .map(({ id, author_name: authorName, made_at, received_at, content }) => ({
        id,
        authorName,
        madeAt: made_at.toISOString(),
        receivedAt: received_at.toISOString(),
        content: maskContent(content),
      })),
    remarks: latest ? await remarksOf(tx, asker, latest) : [],
    returns: await returnsOf(tx, asker, taskId),
    conflicts: task.householdId ? await countConflicts(tx, asker, { household: task.householdId }) : 0,
  };
}

/** What was found, what was said to it at the door, and what the office has settled since. */
async function remarksOf(tx: Tx, asker: Officer, { id, judged }: HandInRow): Promise<Remark[]> {
  if (!judged) return [];
  const { rows } = await sql<{ code: string; path: string; note: string; by_name: string; settled_at: Date }>`
    SELECT s.code, s.path, s.note, COALESCE(a.name, '') AS by_name, s.settled_at
    FROM remark_settled s LEFT JOIN account a ON a.county = s.county AND a.id = s.author_id
    WHERE s.county = ${asker.county} AND s.hand_in_id = ${id}`.execute(tx);
  return judged.map(({ code, severity, instanceId, key, message, standing, said }) => {
    const path = `${instanceId}/${key}`;
    const by = rows.find((row) => row.code === code && row.path === path);
    const settled = by ? { byName: by.by_name, note: by.note, at: by.settled_at.toISOString() } : null;
    return { code, severity, path, message, standing, said, settled };
  });
}

async function returnsOf(tx: Tx, asker: Officer, taskId: string): Promise<Return[]> {
  const { rows } = await sql<{ reason: string; body: string; fields: string[]; level: Return['level']; by_name: string; decided_at: Date }>`
    SELECT r.reason, r.body, r.fields, r.level, COALESCE(a.name, '') AS by_name, r.decided_at
    FROM review r LEFT JOIN account a ON a.county = r.county AND a.id = r.author_id
    WHERE r.county = ${asker.county} AND r.task_id = ${taskId} AND r.decision = 'return'
    ORDER BY r.decided_at DESC`.execute(tx);
  return rows.map((row) => ({
    reason: row.reason,
    text: row.body,
    fields: row.fields,
    level: row.level,
    byName: row.by_name,
    at: row.decided_at.toISOString(),
  }));
}
