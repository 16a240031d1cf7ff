// The archive remembers what the county passed: each household's next version, what reports differ in, and the village logs by which phones hear of both.
import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { bringTogether, type Report } from '../../domain/archive/bring-together.ts';
import type { PlaceName } from '../../domain/archive/remember-member.ts';
import type { Side } from '../../domain/conflict.ts';
import type { Household } from '../../domain/household.ts';
import { PLACES } from '../../domain/official/places.ts';
import { ZH } from '../../domain/official/wording.ts';
import type { TaskOrigin } from '../../domain/task.ts';
import type { CheckContent } from '../../domain/visit.ts';
import { type Difference, openConflicts } from './conflicts.ts';
import { dayInChina, type Officer } from './desk-scope.ts';
import { type History, historiesOf, standingSide, versionSeen } from './household-versions.ts';
import { householdsById } from './households.ts';
import type { Tx } from './open-ledger.ts';
import { writeNextVersions } from './write-households.ts';

/** A check as it was decided on. */
export interface PassedCheck {
  id: string;
  household_id: string | null;
  village_code: string;
  origin: TaskOrigin;
  last_hand_in_id: string | null;
}

/** Households a statement. */
const BATCH = 500;

const PLACE_NAMES = new Map(PLACES.map(({ name, label }) => [name, label?.[ZH]]));
const placeName: PlaceName = (code) => PLACE_NAMES.get(code);

interface HandInRow {
  id: string;
  task_id: string;
  account_id: string;
  author_name: string;
  made_at: Date;
  seen_version: number;
  content: CheckContent;
  beside: string | null;
}

/** One check with its revisions, the last of which counts. */
interface Passed {
  householdId: string;
  origin: TaskOrigin;
  revisions: readonly [HandInRow, ...HandInRow[]];
}

const lastOf = <T>(list: readonly [T, ...T[]]): T => list[list.length - 1] as T;

/** Call it with the villages locked (`lockVillages`), so that no two decisions read the same version of a household. */
export async function rememberChecks(tx: Tx, asker: Officer, checks: readonly PassedCheck[]): Promise<void> {
  for (let from = 0; from < checks.length; from += BATCH) {
    const passed = await passedOf(tx, asker.county, checks.slice(from, from + BATCH));
    // Each household once a round: what came second to a check finds the archive as the first has left it.
    for (let rest = passed; rest.length > 0; ) {
      const round = rest.filter((one, index) => rest.findIndex((other) => other.householdId === one.householdId) === index);
      await rememberRound(tx, asker, round);
      rest = rest.filter((one) => !round.includes(one));
    }
  }
}

/** A check with its revisions, then whatever came beside it, in the order in which it came. */
async function passedOf(tx: Tx, county: string, checks: readonly PassedCheck[]): Promise<Passed[]> {
  const found = checks.flatMap(({ id, household_id, last_hand_in_id, origin }) =>
    household_id && last_hand_in_id ? [{ id, household_id, last_hand_in_id, origin }] : [],
  );
  if (found.length === 0) return [];
  const { rows } = await sql<HandInRow>`
    SELECT i.id, i.task_id, i.account_id, COALESCE(a.name, '') AS author_name, i.made_at, i.seen_version, i.content, i.beside
    FROM hand_in i LEFT JOIN account a ON a.county = i.county AND a.id = i.account_id
    WHERE i.county = ${county} AND i.task_id = ANY (${found.map((check) => check.id)}::uuid[])
    ORDER BY i.revision, i.received_at, i.id`.execute(tx);
  const ofTask = new Map<string, HandInRow[]>();
  for (const row of rows) ofTask.set(row.task_id, [...(ofTask.get(row.task_id) ?? []), row]);
  return found.flatMap(({ id, household_id: householdId, last_hand_in_id, origin }) => {
    const all = ofTask.get(id) ?? [];
    const own = all.filter((row) => row.beside === null);
    const [first, ...more] = own.slice(0, own.findIndex((row) => row.id === last_hand_in_id) + 1);
    if (!first) return [];
    const beside = all.filter((row) => row.beside !== null).map((row): Passed => ({ householdId, origin, revisions: [row] }));
    return [{ householdId, origin, revisions: [first, ...more] }, ...beside];
  });
}

async function rememberRound(tx: Tx, asker: Officer, round: readonly Passed[]): Promise<void> {
  const ids = round.map(({ householdId }) => householdId);
  const archive = new Map((await householdsById(tx, asker.county, ids)).map((household) => [household.id, household]));
  const histories = await historiesOf(tx, asker.county, archive, whatToLookUp(round, archive));
  const next: Household[] = [];
  const differences: Difference[] = [];
  for (const { householdId, origin, revisions } of round) {
    const household = archive.get(householdId);
    if (!household) continue;
    const history = histories.get(householdId);
    const reports = revisions.map((row): Report => ({ seen: seenBy(row, household, history), content: row.content })) as [Report, ...Report[]];
    const together = bringTogether(household, reports, { on: dayInChina(asker.now), origin, newId: randomUUID, placeName });
    next.push(together.household);
    const found = foundBy(lastOf(revisions));
    for (const { path, archive: stands, found: value } of together.disagreements) {
      if (!history) throw new Error('a disagreement about a household whose versions were not looked up');
      differences.push({ householdId, villageCode: household.villageCode, path, archive: standingSide(history, path, stands), found: found(value) });
    }
  }
  const originOf = new Map(
    round.map(({ householdId, revisions }) => {
      const { account_id: accountId, id: handInId } = lastOf(revisions);
      return [householdId, { source: 'check' as const, at: asker.now, accountId, handInId }];
    }),
  );
  await writeNextVersions(tx, asker.county, archive, next, (id) => originOf.get(id) as NonNullable<ReturnType<typeof originOf.get>>);
  await openConflicts(tx, asker, differences);
}

/** From which version on, by household: only where a check saw another than stands, or something is in dispute already. */
function whatToLookUp(round: readonly Passed[], archive: ReadonlyMap<string, Household>): Map<string, number> {
  const from = new Map<string, number>();
  for (const { householdId, revisions } of round) {
    const household = archive.get(householdId);
    const earliest = Math.min(...revisions.map((row) => row.seen_version).filter((seen) => seen > 0));
    if (household && (household.disputed || earliest < household.version)) from.set(householdId, Math.min(earliest, household.version));
  }
  return from;
}

/** Version 0 was never there: nothing of the archive was before anybody's eyes. */
function seenBy({ seen_version }: HandInRow, household: Household, history: History | undefined): Household | null {
  if (seen_version <= 0) return null;
  if (seen_version >= household.version) return household;
  return versionSeen(history, seen_version) ?? household;
}

const foundBy =
  (row: HandInRow) =>
  (value: unknown): Side => ({
    value: value as Side['value'],
    accountId: row.account_id,
    byName: row.author_name,
    at: row.made_at.toISOString(),
    source: 'check',
    handInId: row.id,
    taskId: row.task_id,
  });
