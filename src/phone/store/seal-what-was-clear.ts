// What versions before sealing kept in the clear goes into boxes, piece by piece: each piece leaves its old table in the transaction that puts it into the new one.
import type { Table } from 'dexie';
import type { Household } from '../../domain/household.ts';
import type { Task } from '../../domain/task.ts';
import type { Evidence } from '../../domain/visit.ts';
import type { PhoneDatabase, StandingRow } from './database.ts';
import { boxDraft } from './drafts.ts';
import { boxEvidence, boxFile, type KeptEvidence } from './evidence.ts';
import { boxHandIn } from './hand-in-box.ts';
import { boxRefusal } from './hand-ins.ts';
import { prepareHouseholds, prepareThings, writeHouseholds, writePacks } from './household-packs.ts';
import { openShelf } from './packs.ts';
import type { Draft, HouseholdLine } from './phone-store.ts';
import type { Seal } from './seal.ts';
import { boxValue, type VaultKey } from './vault.ts';

/** Hand-ins, drafts or photos of one transaction: a photo may have megabytes. */
const FEW = 20;
const MANY = 500;

/** Rows as earlier versions wrote them. */
interface OldHandIn {
  id: string;
  number: number;
  personName: string;
  text: string;
}

/** Ended at any moment it goes on where it was when called again; nothing is in both places or in neither. `onStep` hears after each piece how many are left. */
export async function sealWhatWasClear(db: PhoneDatabase, seal: Seal, onStep: (left: number) => void = () => undefined): Promise<void> {
  const old = ['drafts', 'handIns', 'evidence', 'files', 'tasks', 'packs', 'lines'].map((name) => db.table(name));
  const report = async (): Promise<void> => onStep((await Promise.all(old.map((table) => table.count()))).reduce((sum, count) => sum + count, 0));
  // What can't be fetched again comes first.
  for (const step of [sealDrafts, sealHandIns, sealStandings, sealEvidence, sealFiles, sealMeta, sealTasks, sealHouseholds]) {
    while (await step(db, seal)) await report();
  }
  await report();
}

/** Each step seals some and says whether there may be more. */
type Step = (db: PhoneDatabase, seal: Seal) => Promise<boolean>;

/** Inside the transaction: whether another tab has not sealed them meanwhile; what it did with them since must stand. */
const stillClear = async (old: Table, keys: readonly (string | number)[]): Promise<boolean> =>
  (await old.where(':id').anyOf(keys).count()) === keys.length;

const sealDrafts: Step = async (db, seal) => {
  const old = db.table<Draft, string>('drafts');
  const drafts = await old.limit(FEW).toArray();
  const rows = await Promise.all(drafts.map((draft) => boxDraft(seal, draft)));
  await db.transaction('rw', old, db.sealedDrafts, async () => {
    if (
      !(await stillClear(
        old,
        drafts.map((draft) => draft.taskId),
      ))
    )
      return;
    await db.sealedDrafts.bulkPut(rows);
    await old.bulkDelete(drafts.map((draft) => draft.taskId));
  });
  return drafts.length > 0;
};

const sealHandIns: Step = async (db, seal) => {
  const old = db.table<OldHandIn, string>('handIns');
  const handIns = await old.limit(FEW).toArray();
  const rows = await Promise.all(
    handIns.map(async ({ id, number, personName, text }) => {
      const { taskId = '', content } = JSON.parse(text) as { taskId?: string; content?: { evidence?: Evidence[] } };
      return { id, number, taskId, evidence: (content?.evidence ?? []).map((one) => one.id), box: await boxHandIn(seal, id, { personName, text }) };
    }),
  );
  await db.transaction('rw', old, db.sealedHandIns, async () => {
    if (
      !(await stillClear(
        old,
        handIns.map((handIn) => handIn.id),
      ))
    )
      return;
    await db.sealedHandIns.bulkPut(rows);
    await old.bulkDelete(handIns.map((handIn) => handIn.id));
  });
  return handIns.length > 0;
};

/** Standings stay where they are; what the server said of a refusal is sealed in them. */
const sealStandings: Step = async (db, seal) => {
  const isClear = ({ refused }: StandingRow): boolean => typeof refused?.message === 'string';
  const clear = await db.standings.filter(isClear).toArray();
  const boxes = new Map(await Promise.all(clear.map(async ({ id, refused }) => [id, await boxRefusal(seal, id, String(refused?.message))] as const)));
  await db.standings
    .where('id')
    .anyOf(Array.from(boxes.keys()))
    .modify((standing) => {
      const message = boxes.get(standing.id);
      if (standing.refused && message) standing.refused = { problem: standing.refused.problem, at: standing.refused.at, message };
    });
  return false;
};

const sealEvidence: Step = async (db, seal) => {
  const old = db.table<KeptEvidence, string>('evidence');
  const kept = await old.limit(MANY).toArray();
  const rows = await Promise.all(kept.map((one) => boxEvidence(seal, one.taskId, one, { state: one.state, upload: one.upload })));
  await db.transaction('rw', old, db.sealedEvidence, async () => {
    if (
      !(await stillClear(
        old,
        kept.map((one) => one.id),
      ))
    )
      return;
    await db.sealedEvidence.bulkPut(rows);
    await old.bulkDelete(kept.map((one) => one.id));
  });
  return kept.length > 0;
};

const sealFiles: Step = async (db, seal) => {
  const old = db.table<{ sha256: string; bytes: Uint8Array }, string>('files');
  const file = await old.limit(1).first();
  if (!file) return false;
  const box = await boxFile(seal, file.sha256, file.bytes);
  await db.transaction('rw', old, db.sealedFiles, async () => {
    if (!(await stillClear(old, [file.sha256]))) return;
    await db.sealedFiles.put({ sha256: file.sha256, box });
    await old.delete(file.sha256);
  });
  return true;
};

/** Parcels are copies: they are thrown away, and what was in them travels by itself. */
const sealMeta: Step = async (db, seal) => {
  for (const key of ['session', 'settings'] satisfies VaultKey[]) {
    const value = await db.read<unknown>(key);
    const box = value === undefined ? null : await boxValue(seal, key, value);
    if (!box) continue;
    await db.transaction('rw', db.meta, db.vault, async () => {
      await db.vault.put({ key, box });
      await db.meta.delete(key);
    });
  }
  await db.meta.where('key').startsWith('parcel/').delete();
  await db.meta.delete('packs');
  return false;
};

const sealTasks: Step = async (db, seal) => {
  const old = db.table<Task, string>('tasks');
  const tasks = await old.limit(MANY).toArray();
  const change = await prepareThings<Task>(seal, 'taskPacks', openShelf(db, 'taskPacks', seal, null), tasks, []);
  await db.transaction('rw', db.meta, old, db.taskPacks, async () => {
    if (
      !(await stillClear(
        old,
        tasks.map((task) => task.id),
      ))
    )
      return;
    if (change) await writePacks(db, 'taskPacks', change);
    await old.bulkDelete(tasks.map((task) => task.id));
  });
  return tasks.length > 0;
};

const sealHouseholds: Step = async (db, seal) => {
  const [packs, lines] = [db.table<{ key: number; households: Household[] }, number>('packs'), db.table('lines')];
  const pack = await packs.limit(1).first();
  if (!pack) {
    await lines.clear();
    return false;
  }
  const change = await prepareHouseholds(db, seal, openShelf<HouseholdLine>(db, 'linePacks', seal, null), pack.households, []);
  await db.transaction('rw', [db.meta, packs, lines, db.housePacks, db.linePacks], async () => {
    if (!(await stillClear(packs, [pack.key]))) return;
    if (change) await writeHouseholds(db, change);
    await packs.delete(pack.key);
    await lines.delete(pack.key);
  });
  return true;
};
