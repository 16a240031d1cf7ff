// What a phone has not heard yet: everything above its cursors, or a whole village, as pages of JSON lines read in one snapshot of the database.
import { sql } from 'kysely';
import type { Receipt, SyncPage } from '../../wire/sync.ts';
import { type Asker, scopePatterns } from './asker.ts';
import { householdTexts, type NounText, taskJson } from './noun-json.ts';
import type { Ledger, Tx } from './open-ledger.ts';

/** A closed task older than this stays at the office. */
const KEPT_DAYS = 90;
/** The first page of whole villages is small, so that today's tasks stand on the screen at once. */
const FIRST_PAGE = 150;
const PAGE = 500;

interface Village {
  code: string;
  seq: number;
  cursor: number;
  snapshot: boolean;
}

/** One change as text, ready for the wire. */
interface Line {
  village: string;
  kind: 'task' | 'household' | 'gone';
  id: string;
  json: string;
}

/**
 * Lines of NDJSON (wire/sync SyncPage), the first with the receipts, the last with `end: true`. All of it is read before the first line is given out: a slow phone
 * must not hold a database connection. A village's cursor stands on the page that carries its last change, and is the number its log had in this snapshot:
 * numbers are drawn under the village's lock, so that nothing below it can still appear. That the numbers are read first keeps a cursor from passing a change;
 * the snapshot keeps a household and its members, read by two queries, from being of two moments. `settingsOf` tells what of the county's settings the phone has to hear (ledger/settings).
 */
export async function pull(
  ledger: Ledger,
  asker: Asker,
  cursors: Readonly<Record<string, number>>,
  receipts: readonly Receipt[],
  clock: () => Date,
  settingsOf: ((tx: Tx) => Promise<string | null>) | null = null,
): Promise<string[]> {
  const read = async (tx: Tx) => ({ ...(await readLines(tx, asker, cursors)), settings: settingsOf ? await settingsOf(tx) : null });
  const { villages, lines, settings } = await ledger.within(asker, read, { reading: 'snapshot' });
  return pagesOf(villages, lines, receipts, clock().toISOString(), 'end', settings);
}

/**
 * Lines of the same reply from before its end: receipts of what was taken in so far, and what is new in villages that the phone already holds. Whole villages, and the list of
 * them all, come with the end. The cursors are those to go on with.
 */
export async function pullOnTheWay(
  ledger: Ledger,
  asker: Asker,
  cursors: Readonly<Record<string, number>>,
  receipts: readonly Receipt[],
  serverTime: Date,
): Promise<{ pages: string[]; cursors: Record<string, number> }> {
  const read = async (tx: Tx): Promise<{ behind: Village[]; lines: Line[] }> => {
    const behind = isBehind(await villagesOf(tx, asker, cursors));
    return { behind, lines: behind.length > 0 ? await changedLines(tx, asker, behind) : [] };
  };
  const { behind, lines } = await ledger.within(asker, read, { reading: 'snapshot' });
  const reached = Object.fromEntries(behind.map(({ code, seq }) => [code, seq]));
  return { pages: pagesOf(behind, lines, receipts, serverTime.toISOString(), 'way'), cursors: { ...cursors, ...reached } };
}

async function villagesOf(tx: Tx, asker: Asker, cursors: Readonly<Record<string, number>>): Promise<Village[]> {
  const { rows } = await sql<{ code: string; seq: number }>`
    SELECT code, seq FROM village WHERE county = ${asker.county} AND code LIKE ANY (string_to_array(${scopePatterns(asker.scope)}, ',')) ORDER BY code`.execute(
    tx,
  );
  return rows.map(({ code, seq }) => {
    const cursor = cursors[code] ?? 0;
    // A cursor ahead of the log was given out before a backup was restored.
    return { code, seq, cursor, snapshot: cursor === 0 || cursor > seq };
  });
}

const isBehind = (villages: readonly Village[]): Village[] => villages.filter((village) => !village.snapshot && village.cursor < village.seq);

async function readLines(tx: Tx, asker: Asker, cursors: Readonly<Record<string, number>>): Promise<{ villages: Village[]; lines: Line[] }> {
  const villages = await villagesOf(tx, asker, cursors);
  const whole = villages.filter((village) => village.snapshot).map((village) => village.code);
  const behind = isBehind(villages);
  const lines = [
    ...(whole.length > 0 ? await snapshotLines(tx, asker, whole) : []),
    ...(behind.length > 0 ? await changedLines(tx, asker, behind) : []),
  ];
  return { villages, lines };
}

/** Tasks this person works on: open to the whole village or given to them, neither withdrawn nor long closed. */
const mine = (asker: Asker) => sql`t.state <> 'withdrawn' AND (t.assigned_to IS NULL OR t.assigned_to = ${asker.accountId})
  AND (t.state <> 'closed' OR t.updated_at > now() - make_interval(days => ${KEPT_DAYS}))`;

async function snapshotLines(tx: Tx, asker: Asker, codes: readonly string[]): Promise<Line[]> {
  const tasks = await sql<{ village: string; id: string; household: string | null; json: string }>`
    SELECT t.village_code AS village, t.id, t.household_id AS household, ${taskJson}::text AS json FROM task t
    WHERE t.county = ${asker.county} AND t.village_code = ANY (${codes}::text[]) AND ${mine(asker)}
    ORDER BY t.state NOT IN ('dispatched', 'returned'), t.due_on, t.id`.execute(tx);
  const households = await householdTexts(tx, asker.county, { villages: codes });
  const waiting = new Map(households.map((row) => [row.id, householdLine(row.village, row.id, row.json)]));
  const lines: Line[] = [];
  for (const task of tasks.rows) {
    lines.push(taskLine(task.village, task.id, task.json));
    const household = task.household ? waiting.get(task.household) : undefined;
    if (!household) continue;
    lines.push(household);
    waiting.delete(household.id);
  }
  for (const line of waiting.values()) lines.push(line);
  return lines;
}

/** Three plain look-ups, put together here: one statement over all of it leaves PostgreSQL without a good plan. */
async function changedLines(tx: Tx, asker: Asker, villages: readonly Village[]): Promise<Line[]> {
  const { rows } = await sql<{ village: string; entity: 'task' | 'household'; id: string; gone: boolean }>`
    SELECT g.village_code AS village, g.entity, g.entity_id AS id, g.gone
    FROM unnest(${villages.map((village) => village.code)}::text[], ${villages.map((village) => village.cursor)}::bigint[]) AS c(code, cursor)
    JOIN village_log g ON g.county = ${asker.county} AND g.village_code = c.code AND g.seq > c.cursor AND g.entity <> 'case'
    ORDER BY g.village_code, g.seq`.execute(tx);
  const here = (entity: 'task' | 'household'): string[] => rows.filter((row) => row.entity === entity && !row.gone).map((row) => row.id);
  const tasks = await tasksById(tx, asker, here('task'));
  const households = await householdTexts(tx, asker.county, { ids: here('household') });
  const textOf = new Map([...tasks, ...households].map((noun) => [`${noun.village} ${noun.id}`, noun.json]));
  return rows.map(({ village, entity, id, gone }) => {
    const json = gone ? undefined : textOf.get(`${village} ${id}`);
    if (json === undefined) return { village, kind: 'gone', id, json: JSON.stringify({ kind: `${entity}Gone`, villageCode: village, id }) };
    return entity === 'task' ? taskLine(village, id, json) : householdLine(village, id, json);
  });
}

async function tasksById(tx: Tx, asker: Asker, ids: readonly string[]): Promise<NounText[]> {
  if (ids.length === 0) return [];
  const { rows } = await sql<NounText>`
    SELECT t.village_code AS village, t.id, ${taskJson}::text AS json FROM task t
    WHERE t.county = ${asker.county} AND t.id = ANY (${ids}::uuid[]) AND ${mine(asker)}`.execute(tx);
  return rows;
}

const taskLine = (village: string, id: string, json: string): Line => ({
  village,
  kind: 'task',
  id,
  json: `{"kind":"task","villageCode":"${village}","task":${json}}`,
});

const householdLine = (village: string, id: string, json: string): Line => ({
  village,
  kind: 'household',
  id,
  json: `{"kind":"household","villageCode":"${village}","household":${json}}`,
});

function pagesOf(
  villages: readonly Village[],
  lines: readonly Line[],
  receipts: readonly Receipt[],
  serverTime: string,
  part: 'way' | 'end',
  settings: string | null = null,
): string[] {
  const last = new Map<string, number>();
  lines.forEach((line, index) => {
    last.set(line.village, index);
  });
  const counts = new Map<string, { households: number; tasks: number }>();
  for (const { village, kind } of lines) {
    const count = counts.get(village) ?? { households: 0, tasks: 0 };
    counts.set(village, count);
    if (kind === 'household') count.households++;
    if (kind === 'task') count.tasks++;
  }
  const scope: SyncPage['villages'] =
    part === 'way'
      ? undefined
      : villages.map(({ code, snapshot }) => ({
          code,
          reply: snapshot ? 'snapshot' : 'changes',
          ...(counts.get(code) ?? { households: 0, tasks: 0 }),
        }));
  const firstPage = villages.some((village) => village.snapshot) ? FIRST_PAGE : PAGE;
  const pages: string[] = [];
  let from = 0;
  do {
    const first = pages.length === 0;
    const to = Math.min(lines.length, from + (first ? firstPage : PAGE));
    const cursors: Record<string, number> = {};
    for (const { code, seq, cursor } of villages) {
      const end = last.get(code);
      // A village without a change has nothing to wait for: its cursor comes at once.
      if (end === undefined ? first && cursor !== seq : end >= from && end < to) cursors[code] = seq;
    }
    const head = `{"receipts":${first ? JSON.stringify(receipts) : '[]'},"changes":[`;
    const once = scope && first ? `"villages":${JSON.stringify(scope)},${settings === null ? '' : `"settings":${settings},`}` : '';
    const tail = `],"cursors":${JSON.stringify(cursors)},${once}"serverTime":"${serverTime}","end":${part === 'end' && to === lines.length}}\n`;
    const changes = lines.slice(from, to).map((line) => line.json);
    pages.push(head + changes.join(',') + tail);
    from = to;
  } while (from < lines.length);
  return pages;
}
