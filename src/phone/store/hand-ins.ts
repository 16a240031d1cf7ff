// What was handed in on this phone: drawing numbers, keeping, counting, and forgetting only on receipt.
import type { CheckContent } from '../../domain/visit.ts';
import { sealHandIn } from '../../wire/hand-in-hash.ts';
import { PROBLEMS } from '../../wire/problem-list.ts';
import type { HandIn, Receipt } from '../../wire/sync.ts';
import type { HandInRow, PhoneDatabase, StandingRow } from './database.ts';
import { nameEvidence, putEvidenceAside } from './evidence.ts';
import { boxHandIn, openHandIn } from './hand-in-box.ts';
import { openParcels, readyParcels, unsealParcels } from './parcels.ts';
import type { Contact, Counts, Draft, KeptHandIn, Letter, WaitingHandIn } from './phone-store.ts';
import type { Box, Seal } from './seal.ts';

const highestOf = async (db: PhoneDatabase): Promise<number> => (await db.sealedHandIns.orderBy('number').last())?.number ?? 0;

const handInOf = async (seal: Seal, row: HandInRow): Promise<HandIn> => JSON.parse((await openHandIn(seal, row)).text) as HandIn;

/**
 * Keeps a finished check. The number is part of the hash, and neither hashing nor sealing can wait inside a transaction: so the next number is assumed,
 * and when another tab took it in between the whole is done again.
 */
export async function keepHandIn(
  db: PhoneDatabase,
  seal: Seal,
  draft: Draft,
  content: CheckContent,
  ids: { handInId: string; now: Date },
): Promise<HandIn> {
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
    const box = await boxHandIn(seal, handIn.id, { personName: draft.personName, text });
    const evidence = content.evidence.map((one) => one.id);
    const kept = await db.transaction('rw', [db.sealedHandIns, db.standings, db.sealedDrafts, db.sealedEvidence, db.sealedFiles], async () => {
      // The same tap twice: the first one stands.
      const already = await db.sealedHandIns.get(handIn.id);
      if (already) return already;
      if ((await highestOf(db)) + 1 !== number) return 'again';
      await db.sealedHandIns.add({ id: handIn.id, number, taskId: draft.taskId, evidence, box });
      await db.standings.add({ id: handIn.id, number, state: 'waiting', madeAt: handIn.madeAt, hash: handIn.hash, receivedAt: null, refused: null });
      await db.sealedDrafts.delete(draft.taskId);
      await nameEvidence(db, draft.taskId, evidence);
      return 'kept';
    });
    if (kept === 'kept') return handIn;
    if (kept !== 'again') return handInOf(seal, kept);
  }
}

const refusalPlace = (id: string): string => `refusal/${id}`;

/** Before the transaction: what the server said of each that it refused. */
export async function boxRefusals(seal: Seal, receipts: readonly Receipt[]): Promise<Map<string, Box>> {
  const boxes = new Map<string, Box>();
  for (const receipt of receipts) if (receipt.outcome === 'refused') boxes.set(receipt.id, await boxRefusal(seal, receipt.id, receipt.message));
  return boxes;
}

export const boxRefusal = (seal: Seal, id: string, message: string): Promise<Box> => seal.text(message, refusalPlace(id));

/** Inside a transaction: a hand-in stops waiting only by a receipt with its id and its hash. A refusal that time may heal leaves it waiting. */
export async function applyReceipts(
  db: PhoneDatabase,
  receipts: readonly Receipt[],
  refusals: ReadonlyMap<string, Box>,
  now: Date,
): Promise<boolean> {
  const standings = await standingsOf(db, receipts);
  const changed: StandingRow[] = [];
  receipts.forEach((receipt) => {
    const standing = standings.get(receipt.id);
    if (!standing || standing.state === 'received') return;
    if (receipt.outcome === 'accepted') {
      if (receipt.hash === standing.hash) changed.push({ ...standing, state: 'received', receivedAt: receipt.receivedAt, refused: null });
    } else if (!PROBLEMS[receipt.problem].retry && standing.state === 'waiting') {
      const message = refusals.get(receipt.id);
      if (message) changed.push({ ...standing, state: 'refused', refused: { problem: receipt.problem, at: now.toISOString(), message } });
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
async function standingsOf(db: PhoneDatabase, receipts: readonly Receipt[]): Promise<Map<string, StandingRow>> {
  const found = new Map<string, StandingRow>();
  if (receipts.length > FEW) for (const standing of await inState(db, 'waiting').limit(receipts.length).toArray()) found.set(standing.id, standing);
  const others = receipts.filter((receipt) => !found.has(receipt.id)).map((receipt) => receipt.id);
  if (others.length > 0) for (const standing of await db.standings.bulkGet(others)) if (standing) found.set(standing.id, standing);
  return found;
}

/** So few are looked up one by one. */
const FEW = 10;

/** The lowest number first. Numbers sort before arrays in IndexedDB: an empty array stands above every number. */
const inState = (db: PhoneDatabase, state: StandingRow['state']) => db.standings.where('[state+number]').between([state, 0], [state, []]);

/** Hand-ins opened so far; what was handed in never changes, so that each is opened once. */
export type OpenedHandIns = Map<string, { personName: string; handIn: HandIn }>;

/** The newest first. A standing whose hand-in is not among `rows` and was not opened before is left out. */
export async function openStandings(
  seal: Seal,
  standings: readonly StandingRow[],
  rows: readonly HandInRow[],
  opened: OpenedHandIns,
): Promise<KeptHandIn[]> {
  await Promise.all(
    rows.map(async (row) => {
      if (opened.has(row.id)) return;
      const { personName, text } = await openHandIn(seal, row);
      opened.set(row.id, { personName, handIn: JSON.parse(text) as HandIn });
    }),
  );
  const kept = await Promise.all(
    standings.map(async ({ id, state, receivedAt, refused }): Promise<KeptHandIn | null> => {
      const known = opened.get(id);
      if (!known) return null;
      const said = refused && { problem: refused.problem, message: await seal.openText(refused.message, refusalPlace(id)), at: refused.at };
      return { ...known, state, receivedAt, refused: said };
    }),
  );
  return kept.filter((one) => one !== null).sort((a, b) => b.handIn.number - a.handIn.number);
}

/** Every hand-in ever made here, the newest first. */
export async function everyHandIn(db: PhoneDatabase, seal: Seal, opened: OpenedHandIns): Promise<KeptHandIn[]> {
  const { standings, rows } = await db.transaction('r', db.sealedHandIns, db.standings, async () => {
    const all = await db.standings.toArray();
    if (opened.size === 0) return { standings: all, rows: await db.sealedHandIns.toArray() };
    const unknown = all.filter(({ id }) => !opened.has(id)).map(({ id }) => id);
    return { standings: all, rows: (await db.sealedHandIns.bulkGet(unknown)).filter((row) => row !== undefined) };
  });
  return openStandings(seal, standings, rows, opened);
}

export async function countHandIns(db: PhoneDatabase): Promise<Counts> {
  const [unsent, oldest, refused, aside, drafts] = await Promise.all([
    inState(db, 'waiting').count(),
    inState(db, 'waiting').first(),
    inState(db, 'refused').count(),
    inState(db, 'aside').count(),
    db.sealedDrafts.count(),
  ]);
  return { unsent, refused, oldestAt: oldest?.madeAt ?? null, drafts, aside };
}

const openTexts = (seal: Seal, rows: readonly HandInRow[]): Promise<WaitingHandIn[]> =>
  Promise.all(rows.map(async (row) => ({ id: row.id, text: (await openHandIn(seal, row)).text })));

/** The oldest first, as they will be sent. */
export async function waitingHandIns(db: PhoneDatabase, seal: Seal, count: number): Promise<WaitingHandIn[]> {
  const rows = await db.transaction('r', db.sealedHandIns, db.standings, async () => rowsOf(db, await inState(db, 'waiting').limit(count).toArray()));
  return openTexts(seal, rows);
}

/** The same, with the parcels that were packed ahead. */
export async function lettersWaiting(db: PhoneDatabase, seal: Seal, count: number): Promise<Letter[]> {
  const { parcels, rows } = await db.transaction('r', db.parcels, db.sealedHandIns, db.standings, async () => {
    const standings = await inState(db, 'waiting').limit(count).toArray();
    const ready = await readyParcels(db, standings);
    const packed = new Set(ready.flatMap((parcel) => parcel.ids));
    return {
      parcels: ready,
      rows: await rowsOf(
        db,
        standings.filter((standing) => !packed.has(standing.id)),
      ),
    };
  });
  const numberOf = new Map(rows.map((row) => [row.id, row.number]));
  const [opened, texts] = await Promise.all([unsealParcels(seal, parcels), openTexts(seal, rows)]);
  const letters = [...opened, ...texts.map(({ id, text }): Letter & { first: number } => ({ first: numberOf.get(id) ?? 0, ids: [id], text }))];
  return letters.sort((a, b) => a.first - b.first);
}

/** Inside a transaction. */
async function rowsOf(db: PhoneDatabase, standings: readonly StandingRow[]): Promise<HandInRow[]> {
  const [first, last] = [standings[0]?.number ?? 0, standings[standings.length - 1]?.number ?? 0];
  const ids = new Set(standings.map((standing) => standing.id));
  // What waits was mostly made one after the other: read as one stretch, a thousand come several times faster than each by itself.
  const isStretch = last - first < 2 * ids.size;
  const rows = isStretch
    ? await db.sealedHandIns.where('number').between(first, last, true, true).toArray()
    : await db.sealedHandIns.bulkGet(Array.from(ids));
  return rows.filter((row) => row !== undefined).filter((row) => ids.has(row.id));
}

/** A person has dealt with a refused one. Its photos wait no longer, except those that a later check of the task names, too. */
export const putHandInAside = (db: PhoneDatabase, handInId: string): Promise<void> =>
  db.transaction('rw', [db.standings, db.sealedHandIns, db.sealedDrafts, db.sealedEvidence], async () => {
    const standing = await db.standings.get(handInId);
    const row = standing?.state === 'refused' ? await db.sealedHandIns.get(handInId) : undefined;
    if (!standing || !row) return;
    await db.standings.put({ ...standing, state: 'aside' });
    if (row.evidence.length === 0) return;
    const waiting = await rowsOf(db, await inState(db, 'waiting').toArray());
    const others = new Set(waiting.flatMap((one) => one.evidence));
    await putEvidenceAside(
      db,
      row.taskId,
      row.evidence.filter((id) => !others.has(id)),
    );
  });

export { highestOf as highestNumber };
