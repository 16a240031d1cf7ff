// One page of a sync reply becomes what the phone holds: receipts, changes and cursors in one transaction.
import type { Household } from '../../domain/household.ts';
import type { Task } from '../../domain/task.ts';
import type { SyncPage } from '../../wire/sync.ts';
import type { PhoneDatabase } from './database.ts';
import { applyReceipts, askAgain, boxRefusals } from './hand-ins.ts';
import { prepareHouseholds, prepareThings, stands, writeHouseholds, writePacks } from './household-packs.ts';
import type { Shelf, Thing } from './packs.ts';
import type { HouseholdLine, Kept } from './phone-store.ts';
import type { Seal } from './seal.ts';
import { keepSettings, prepareSettings } from './settings.ts';

/** What a snapshot has brought so far in this pass, a village each: at its end everything else of that village goes. */
export type Arriving = Map<string, { tasks: Set<string>; households: Set<string> }>;

export interface Shelves {
  tasks: Shelf<Task>;
  lines: Shelf<HouseholdLine>;
}

interface Coming {
  tasks: Task[];
  households: Household[];
  tasksGone: Thing[];
  householdsGone: Thing[];
  /** Villages whose cursor is forgotten, and the new ones. */
  stale: string[];
  cursors: Record<string, number>;
}

/**
 * What is to be opened, computed and sealed comes first, for none of it can wait inside a transaction; then one transaction writes it all, if the packs still stand as they were
 * read; else everything once more. Null: another pass has begun meanwhile.
 */
export async function applyPage(
  db: PhoneDatabase,
  seal: Seal,
  { tasks, lines }: Shelves,
  passId: string,
  page: SyncPage,
  now: Date,
  arriving: Arriving,
): Promise<Kept[] | null> {
  for (;;) {
    const coming = await whatComes(db, { tasks, lines }, page, arriving);
    const [taskChange, houseChange, settings, refusals] = await Promise.all([
      prepareThings(seal, 'taskPacks', tasks, coming.tasks, coming.tasksGone),
      prepareHouseholds(db, seal, lines, coming.households, coming.householdsGone),
      page.settings ? prepareSettings(db, seal, page.settings) : null,
      boxRefusals(seal, page.receipts),
    ]);
    const tables = [db.meta, db.vault, db.taskPacks, db.housePacks, db.linePacks, db.standings, db.parcels, db.forms];
    const changed = await db.transaction('rw', tables, async (): Promise<Kept[] | 'overtaken' | 'again'> => {
      if ((await db.read<string>('pass')) !== passId) return 'overtaken';
      if (!(await stands(db, 'taskPacks', taskChange)) || !(await stands(db, 'linePacks', houseChange))) return 'again';
      const kept: Kept[] = [];
      if (settings) {
        await keepSettings(db, settings);
        kept.push('settings');
      }
      const cursors = (await db.read<Record<string, number>>('cursors')) ?? {};
      const askedAgain = await askAgainInScope(db, passId, page, cursors);
      const received = page.receipts.length > 0 && (await applyReceipts(db, page.receipts, refusals, now));
      if (askedAgain || received) kept.push('handIns');
      if (taskChange) {
        await writePacks(db, 'taskPacks', taskChange);
        kept.push('tasks');
      }
      if (houseChange) {
        await writeHouseholds(db, houseChange);
        kept.push('households');
      }
      for (const code of coming.stale) delete cursors[code];
      await db.write('cursors', { ...cursors, ...coming.cursors });
      return kept;
    });
    if (changed === 'again') continue;
    if (changed === 'overtaken') return null;
    if (taskChange) tasks.written(taskChange.plan);
    if (houseChange) lines.written(houseChange.plan);
    return changed;
  }
}

async function whatComes(db: PhoneDatabase, shelves: Shelves, page: SyncPage, arriving: Arriving): Promise<Coming> {
  const coming: Coming = { tasks: [], households: [], tasksGone: [], householdsGone: [], stale: [], cursors: page.cursors };
  for (const change of page.changes) {
    const seen = arriving.get(change.villageCode);
    if (change.kind === 'task') {
      coming.tasks.push(change.task);
      seen?.tasks.add(change.task.id);
    } else if (change.kind === 'household') {
      coming.households.push(change.household);
      seen?.households.add(change.household.id);
    } else if (change.kind === 'taskGone') coming.tasksGone.push(change);
    else coming.householdsGone.push(change);
  }
  const complete = Object.keys(page.cursors).filter((code) => arriving.has(code));
  if (!page.villages && complete.length === 0) return coming;
  const tasks = Array.from((await shelves.tasks.look()).byId.values());
  const lines = Array.from((await shelves.lines.look()).byId.values());
  if (page.villages) {
    // Everything kept of villages that the account no longer looks after goes. Drafts and hand-ins are not among it.
    const scope = new Set(page.villages.map((village) => village.code));
    const outside = (thing: Thing): boolean => !scope.has(thing.villageCode);
    coming.tasksGone.push(...tasks.filter(outside));
    coming.householdsGone.push(...lines.filter(outside));
    const kept = Object.keys((await db.read<Record<string, number>>('cursors')) ?? {});
    coming.stale = kept.filter((code) => !scope.has(code));
  }
  for (const code of complete) {
    // The snapshot of this village is complete: what it did not bring is no longer there.
    const seen = arriving.get(code);
    const absent = (ids: ReadonlySet<string> | undefined) => (thing: Thing) => thing.villageCode === code && !ids?.has(thing.id);
    coming.tasksGone.push(...tasks.filter(absent(seen?.tasks)));
    coming.householdsGone.push(...lines.filter(absent(seen?.households)));
  }
  return coming;
}

/** Of which reply the receipts were that refused a village, until that reply has said what is in scope. */
const FORBIDDEN_IN = 'forbiddenIn';

/**
 * Inside the transaction, before the receipts of this page, which were given by those who knew the scope of now. What was refused for want of a village is asked about again when a
 * village has come into scope, or when the reply that refused it broke off before it told the scope: then nobody can say whether it has changed since.
 */
async function askAgainInScope(db: PhoneDatabase, passId: string, page: SyncPage, cursors: Readonly<Record<string, number>>): Promise<boolean> {
  const forbidden = page.receipts.some((receipt) => receipt.outcome === 'refused' && receipt.problem === 'forbidden');
  if (!page.villages) {
    if (forbidden) await db.write(FORBIDDEN_IN, passId);
    return false;
  }
  const brokeOff = await db.read<string>(FORBIDDEN_IN);
  if (brokeOff !== undefined) await db.meta.delete(FORBIDDEN_IN);
  const cameIn = page.villages.some(({ code }) => cursors[code] === undefined);
  return (cameIn && brokeOff !== passId) || (brokeOff !== undefined && brokeOff !== passId) ? askAgain(db) : false;
}
