// One page of a sync reply becomes what the phone holds: receipts, changes and cursors in one transaction.
import type { Household } from '../../domain/household.ts';
import type { Task } from '../../domain/task.ts';
import type { SyncPage } from '../../wire/sync.ts';
import type { PhoneDatabase } from './database.ts';
import { applyReceipts, askAgain } from './hand-ins.ts';
import { type Places, placesOf, storeHouseholds } from './household-packs.ts';
import type { Kept } from './phone-store.ts';
import { keepSettings } from './settings.ts';

/** What a snapshot has brought so far in this pass, a village each: at its end everything else of that village goes. */
export type Arriving = Map<string, { tasks: Set<string>; households: Set<string> }>;

export interface Applied {
  changed: Kept[];
  places: Places | null;
}

interface Gone {
  id: string;
  villageCode: string;
}

/** Inside a transaction over every table. */
export async function applyPage(db: PhoneDatabase, page: SyncPage, now: Date, arriving: Arriving, known: Places | null): Promise<Applied> {
  const changed = new Set<Kept>();
  if (page.settings) {
    await keepSettings(db, page.settings);
    changed.add('settings');
  }
  const cursors = (await db.read<Record<string, number>>('cursors')) ?? {};
  // Before the receipts of this page, which were given by those who knew the new scope.
  if (page.villages?.some(({ code }) => cursors[code] === undefined) && (await askAgain(db))) changed.add('handIns');
  if (page.receipts.length > 0 && (await applyReceipts(db, page.receipts, now))) changed.add('handIns');

  const tasks: Task[] = [];
  const households: Household[] = [];
  const tasksGone: Gone[] = [];
  const householdsGone: Gone[] = [];
  for (const change of page.changes) {
    const seen = arriving.get(change.villageCode);
    if (change.kind === 'task') {
      tasks.push(change.task);
      seen?.tasks.add(change.task.id);
    } else if (change.kind === 'household') {
      households.push(change.household);
      seen?.households.add(change.household.id);
    } else if (change.kind === 'taskGone') tasksGone.push(change);
    else householdsGone.push(change);
  }

  let places = known;
  if (page.villages) {
    const left = await outOfScope(db, new Set(page.villages.map((village) => village.code)), known);
    tasksGone.push(...left.tasks);
    householdsGone.push(...left.households);
    for (const code of left.villages) delete cursors[code];
  }
  for (const code of Object.keys(page.cursors)) {
    const seen = arriving.get(code);
    if (!seen) continue;
    // The snapshot of this village is complete: what it did not bring is no longer there.
    for (const task of await db.tasks.where('villageCode').equals(code).toArray()) {
      if (!seen.tasks.has(task.id)) tasksGone.push({ id: task.id, villageCode: code });
    }
    places = await placesOf(db, places);
    for (const [id, villageCode] of places.villageOf) {
      if (villageCode === code && !seen.households.has(id)) householdsGone.push({ id, villageCode });
    }
  }

  if (tasksGone.length > 0) {
    // A task that went from one village of the scope to another is kept under its new one.
    const held = await db.tasks.bulkGet(tasksGone.map((gone) => gone.id));
    await db.tasks.bulkDelete(tasksGone.filter((gone, index) => held[index]?.villageCode === gone.villageCode).map((gone) => gone.id));
  }
  if (tasks.length > 0) await db.tasks.bulkPut(tasks);
  if (tasks.length + tasksGone.length > 0) changed.add('tasks');
  if (households.length + householdsGone.length > 0) {
    places = await storeHouseholds(db, places, households, householdsGone);
    changed.add('households');
  }
  Object.assign(cursors, page.cursors);
  await db.write('cursors', cursors);
  return { changed: Array.from(changed), places };
}

/** Everything kept of villages that the account no longer looks after. Drafts and hand-ins are not among it. */
async function outOfScope(
  db: PhoneDatabase,
  scope: ReadonlySet<string>,
  known: Places | null,
): Promise<{ tasks: Gone[]; households: Gone[]; villages: string[] }> {
  const villages = new Set<string>([
    ...((await db.tasks.orderBy('villageCode').uniqueKeys()) as string[]),
    ...((await db.lines.orderBy('villageCode').uniqueKeys()) as string[]),
  ]);
  const left = Array.from(villages).filter((code) => !scope.has(code));
  const cursors = Object.keys((await db.read<Record<string, number>>('cursors')) ?? {});
  const stale = Array.from(new Set([...left, ...cursors.filter((code) => !scope.has(code))]));
  if (left.length === 0) return { tasks: [], households: [], villages: stale };
  const tasks = (await db.tasks.where('villageCode').anyOf(left).toArray()).map(({ id, villageCode }) => ({ id, villageCode }));
  const places = await placesOf(db, known);
  const households = Array.from(places.villageOf, ([id, villageCode]) => ({ id, villageCode })).filter((one) => !scope.has(one.villageCode));
  return { tasks, households, villages: stale };
}
