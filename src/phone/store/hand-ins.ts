// What was handed in on this phone: drawing numbers, keeping, counting, and forgetting only on receipt.
import type { CheckContent } from '../../domain/visit.ts';
import { handInHash } from '../../wire/hand-in-hash.ts';
import { PROBLEMS } from '../../wire/problem-list.ts';
import type { HandIn, Receipt } from '../../wire/sync.ts';
import type { HandInRecord, PhoneDatabase } from './database.ts';
import type { Contact, Counts, Draft } from './phone-store.ts';

const highestOf = async (db: PhoneDatabase): Promise<number> => (await db.handIns.orderBy('number').last())?.number ?? 0;

/**
 * Keeps a finished check. The number is part of the hash, and hashing cannot wait inside a transaction: so the next number is assumed,
 * and when another tab took it in between the whole is done again.
 */
export async function keepHandIn(db: PhoneDatabase, draft: Draft, content: CheckContent, ids: { handInId: string; now: Date }): Promise<HandIn> {
  for (;;) {
    const number = (await highestOf(db)) + 1;
    const contact = await db.read<Contact>('contact');
    const unsealed: Omit<HandIn, 'hash'> = {
      id: ids.handInId,
      kind: 'check',
      number,
      villageCode: draft.villageCode,
      householdId: draft.householdId,
      taskId: draft.taskId,
      origin: draft.origin,
      revision: draft.revision,
      seenVersion: draft.seenVersion,
      madeAt: ids.now.toISOString(),
      clockOffsetMs: contact?.clockOffsetMs ?? null,
      content,
    };
    const handIn: HandIn = { ...unsealed, hash: await handInHash(unsealed) };
    const kept = await db.transaction('rw', db.handIns, db.drafts, async () => {
      const already = await db.handIns.get(handIn.id);
      // The same tap twice: the first one stands.
      if (already) return already.handIn;
      if ((await highestOf(db)) + 1 !== number) return null;
      const record: HandInRecord = {
        id: handIn.id,
        state: 'waiting',
        number,
        madeAt: handIn.madeAt,
        handIn,
        personName: draft.personName,
        receivedAt: null,
        refused: null,
      };
      await db.handIns.add(record);
      await db.drafts.delete(draft.taskId);
      return handIn;
    });
    if (kept) return kept;
  }
}

/** Inside a transaction: a hand-in stops waiting only by a receipt with its id and its hash. A refusal that time may heal leaves it waiting. */
export async function applyReceipts(db: PhoneDatabase, receipts: readonly Receipt[], now: Date): Promise<boolean> {
  const records = await db.handIns.bulkGet(receipts.map((receipt) => receipt.id));
  const changed: HandInRecord[] = [];
  receipts.forEach((receipt, index) => {
    const record = records[index];
    if (!record || record.state === 'received') return;
    if (receipt.outcome === 'accepted') {
      if (receipt.hash === record.handIn.hash) changed.push({ ...record, state: 'received', receivedAt: receipt.receivedAt, refused: null });
    } else if (!PROBLEMS[receipt.problem].retry && record.state === 'waiting') {
      changed.push({ ...record, state: 'refused', refused: { problem: receipt.problem, message: receipt.message, at: now.toISOString() } });
    }
  });
  if (changed.length > 0) await db.handIns.bulkPut(changed);
  return changed.length > 0;
}

const inState = (db: PhoneDatabase, by: 'number' | 'madeAt', state: HandInRecord['state']) =>
  db.handIns.where(`[state+${by}]`).between([state, ''], [state, []]);

export async function countHandIns(db: PhoneDatabase): Promise<Counts> {
  const [unsent, oldest, refused, drafts] = await Promise.all([
    inState(db, 'madeAt', 'waiting').count(),
    inState(db, 'madeAt', 'waiting').first(),
    inState(db, 'madeAt', 'refused').count(),
    db.drafts.count(),
  ]);
  return { unsent, refused, oldestAt: oldest?.madeAt ?? null, drafts };
}

/** The oldest first. Numbers sort before strings and arrays in IndexedDB: an empty array stands above every key. */
export async function waitingHandIns(db: PhoneDatabase, count: number): Promise<HandIn[]> {
  const records = await db.handIns.where('[state+number]').between(['waiting', 0], ['waiting', []]).limit(count).toArray();
  return records.map((record) => record.handIn);
}

export { highestOf as highestNumber };
