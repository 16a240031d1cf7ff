// What was handed in on this phone: drawing numbers, keeping, counting, and forgetting only on receipt.
import type { CheckContent } from '../../domain/visit.ts';
import { sealHandIn } from '../../wire/hand-in-hash.ts';
import { PROBLEMS } from '../../wire/problem-list.ts';
import type { HandIn, Receipt } from '../../wire/sync.ts';
import type { PhoneDatabase, StandingRecord } from './database.ts';
import { nameEvidence, putEvidenceAside } from './evidence.ts';
import { handInOf, newestFirst } from './opening.ts';
import { openParcels, readyParcels } from './parcels.ts';
import type { Contact, Counts, Draft, KeptHandIn, Letter, WaitingHandIn } from './phone-store.ts';

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
    const { handIn, text } = await sealHandIn(unsealed);
    const kept = await db.transaction('rw', [db.handIns, db.standings, db.drafts, db.evidence, db.files], async () => {
      const already = await db.handIns.get(handIn.id);
      // The same tap twice: the first one stands.
      if (already) return handInOf(already);
      if ((await highestOf(db)) + 1 !== number) return null;
      await db.handIns.add({ id: handIn.id, number, personName: draft.personName, text });
      await db.standings.add({ id: handIn.id, number, state: 'waiting', madeAt: handIn.madeAt, hash: handIn.hash, receivedAt: null, refused: null });
      await db.drafts.delete(draft.taskId);
      await nameEvidence(db, draft.taskId, content.evidence);
      return handIn;
    });
    if (kept) return kept;
  }
}

/** Inside a transaction: a hand-in stops waiting only by a receipt with its id and its hash. A refusal that time may heal leaves it waiting. */
export async function applyReceipts(db: PhoneDatabase, receipts: readonly Receipt[], now: Date): Promise<boolean> {
  const standings = await standingsOf(db, receipts);
  const changed: StandingRecord[] = [];
  receipts.forEach((receipt) => {
    const standing = standings.get(receipt.id);
    if (!standing || standing.state === 'received') return;
    if (receipt.outcome === 'accepted') {
      if (receipt.hash === standing.hash) changed.push({ ...standing, state: 'received', receivedAt: receipt.receivedAt, refused: null });
    } else if (!PROBLEMS[receipt.problem].retry && standing.state === 'waiting') {
      changed.push({ ...standing, state: 'refused', refused: { problem: receipt.problem, message: receipt.message, at: now.toISOString() } });
    }
  });
  if (changed.length > 0) {
    await db.standings.bulkPut(changed);
    await openParcels(
      db,
      changed.map((standing) => standing.number),
    );
  }
  return changed.length > 0;
}

/** Inside a transaction, when a village has come into scope: whatever was refused because its village was not in it is asked about again. */
export async function askAgain(db: PhoneDatabase): Promise<boolean> {
  const refused = await inState(db, 'refused').toArray();
  const forbidden = refused.filter((standing) => standing.refused?.problem === 'forbidden');
  await db.standings.bulkPut(forbidden.map((standing) => ({ ...standing, state: 'waiting' as const, refused: null })));
  return forbidden.length > 0;
}

/** Receipts come in the order of what was sent, and that is the oldest that waits: one reading finds them, where a thousand look-ups take ten times as long. */
async function standingsOf(db: PhoneDatabase, receipts: readonly Receipt[]): Promise<Map<string, StandingRecord>> {
  const found = new Map<string, StandingRecord>();
  if (receipts.length > FEW) for (const standing of await inState(db, 'waiting').limit(receipts.length).toArray()) found.set(standing.id, standing);
  const others = receipts.filter((receipt) => !found.has(receipt.id)).map((receipt) => receipt.id);
  if (others.length > 0) for (const standing of await db.standings.bulkGet(others)) if (standing) found.set(standing.id, standing);
  return found;
}

/** So few are looked up one by one. */
const FEW = 10;

/** The lowest number first. Numbers sort before arrays in IndexedDB: an empty array stands above every number. */
const inState = (db: PhoneDatabase, state: StandingRecord['state']) => db.standings.where('[state+number]').between([state, 0], [state, []]);

/** Every hand-in ever made here, the newest first. */
export const everyHandIn = (db: PhoneDatabase): Promise<KeptHandIn[]> =>
  db.transaction('r', db.handIns, db.standings, async () => {
    const [records, standings] = await Promise.all([db.handIns.toArray(), db.standings.toArray()]);
    return newestFirst(records, standings);
  });

export async function countHandIns(db: PhoneDatabase): Promise<Counts> {
  const [unsent, oldest, refused, aside, drafts] = await Promise.all([
    inState(db, 'waiting').count(),
    inState(db, 'waiting').first(),
    inState(db, 'refused').count(),
    inState(db, 'aside').count(),
    db.drafts.count(),
  ]);
  return { unsent, refused, oldestAt: oldest?.madeAt ?? null, drafts, aside };
}

/** The oldest first, as they will be sent. */
export const waitingHandIns = (db: PhoneDatabase, count: number): Promise<WaitingHandIn[]> =>
  db.transaction('r', db.handIns, db.standings, async () => {
    const standings = await inState(db, 'waiting').limit(count).toArray();
    return textsOf(db, standings);
  });

/** The same, with the parcels that were packed ahead. */
export const lettersWaiting = (db: PhoneDatabase, count: number): Promise<Letter[]> =>
  db.transaction('r', db.meta, db.handIns, db.standings, async () => {
    const standings = await inState(db, 'waiting').limit(count).toArray();
    const parcels = await readyParcels(db, standings);
    const packed = new Set(parcels.flatMap((parcel) => parcel.ids));
    const numberOf = new Map(standings.map((standing) => [standing.id, standing.number]));
    const others = await textsOf(
      db,
      standings.filter((standing) => !packed.has(standing.id)),
    );
    const letters = [...parcels, ...others.map(({ id, text }): Letter & { first: number } => ({ first: numberOf.get(id) ?? 0, ids: [id], text }))];
    return letters.sort((a, b) => a.first - b.first);
  });

/** Inside a transaction. */
async function textsOf(db: PhoneDatabase, standings: readonly StandingRecord[]): Promise<WaitingHandIn[]> {
  const [first, last] = [standings[0]?.number ?? 0, standings[standings.length - 1]?.number ?? 0];
  const ids = new Set(standings.map((standing) => standing.id));
  // What waits was mostly made one after the other: read as one stretch, a thousand come several times faster than each by itself.
  const isStretch = last - first < 2 * ids.size;
  const records = isStretch ? await db.handIns.where('number').between(first, last, true, true).toArray() : await db.handIns.bulkGet(Array.from(ids));
  return records.flatMap((record) => (record && ids.has(record.id) ? [{ id: record.id, text: record.text }] : []));
}

/** A person has dealt with a refused one. Its photos wait no longer, except those that a later check of the task names, too. */
export const putHandInAside = (db: PhoneDatabase, handInId: string): Promise<void> =>
  db.transaction('rw', [db.standings, db.handIns, db.drafts, db.evidence], async () => {
    const standing = await db.standings.get(handInId);
    const record = standing?.state === 'refused' ? await db.handIns.get(handInId) : undefined;
    if (!standing || !record) return;
    await db.standings.put({ ...standing, state: 'aside' });
    const { taskId, content } = handInOf(record);
    if (content.evidence.length === 0) return;
    const waiting = await textsOf(db, await inState(db, 'waiting').toArray());
    const own = content.evidence.filter((one) => !waiting.some(({ text }) => text.includes(one.id)));
    await putEvidenceAside(db, taskId, own);
  });

export { highestOf as highestNumber };
