// Photos, signatures and voice notes on this phone: kept with the draft, sent after the form, and not let go before the server has them.
import type { Evidence } from '../../domain/visit.ts';
import type { EvidenceRow, PhoneDatabase } from './database.ts';
import type { Box, Seal } from './seal.ts';

/** `draft` until the check that names it is handed in; `waiting` until the server has its bytes; `aside` when that check was refused and put aside. */
export type EvidenceState = 'draft' | 'waiting' | 'received' | 'aside';

export interface KeptEvidence extends Evidence {
  taskId: string;
  state: EvidenceState;
  /** Where an upload that was cut off goes on; null before the first try. */
  upload: string | null;
}

export interface EvidenceCounts {
  /** Files of checks handed in that the server has not. */
  waiting: number;
  waitingBytes: number;
}

/** Every method rejects with a StoreFailure when the storage fails. */
export interface EvidenceShelf {
  /** One transaction: the bytes and what they are. */
  keep(taskId: string, evidence: Evidence, bytes: Uint8Array): Promise<void>;
  /** Of one check, the oldest first. */
  of(taskId: string): Promise<KeptEvidence[]>;
  /** Undefined when they were released. */
  bytes(sha256: string): Promise<Uint8Array | undefined>;
  /** Takes back what has not been handed in; anything else stays. */
  drop(id: string): Promise<void>;
  /** What waits for the server, the oldest first. */
  waiting(): Promise<KeptEvidence[]>;
  markUpload(sha256: string, url: string | null): Promise<void>;
  markReceived(files: readonly string[]): Promise<void>;
  counts(): Promise<EvidenceCounts>;
}

const byAge = (a: KeptEvidence, b: KeptEvidence): number => a.madeAt.localeCompare(b.madeAt) || a.id.localeCompare(b.id);

const placeOf = (id: string): string => `evidence/${id}`;
const filePlace = (sha256: string): string => `file/${sha256}`;

/** The photo itself is sealed, too: only its hash is in the clear, by which the server asks for it. */
export async function boxEvidence(seal: Seal, taskId: string, evidence: Evidence, more: Pick<EvidenceRow, 'state' | 'upload'>): Promise<EvidenceRow> {
  const { id, sha256, bytes, purpose, about, type, madeAt } = evidence;
  return { id, taskId, sha256, bytes, ...more, box: await seal.value({ purpose, about, type, madeAt }, placeOf(id)) };
}

export const boxFile = (seal: Seal, sha256: string, bytes: Uint8Array): Promise<Box> => seal.bytes(new Uint8Array(bytes), filePlace(sha256));

async function openEvidence(seal: Seal, rows: readonly EvidenceRow[]): Promise<KeptEvidence[]> {
  const opened = await Promise.all(
    rows.map(async ({ box, ...row }) => ({
      ...row,
      ...(await seal.open<Pick<Evidence, 'purpose' | 'about' | 'type' | 'madeAt'>>(box, placeOf(row.id))),
    })),
  );
  return opened.sort(byAge);
}

export async function keepEvidence(db: PhoneDatabase, seal: Seal, taskId: string, evidence: Evidence, bytes: Uint8Array): Promise<void> {
  const row = await boxEvidence(seal, taskId, evidence, { state: 'draft', upload: null });
  const box = await boxFile(seal, evidence.sha256, bytes);
  await db.transaction('rw', db.sealedEvidence, db.sealedFiles, async () => {
    await db.sealedFiles.put({ sha256: evidence.sha256, box });
    await db.sealedEvidence.put(row);
  });
}

export async function fileBytes(db: PhoneDatabase, seal: Seal, sha256: string): Promise<Uint8Array | undefined> {
  const row = await db.sealedFiles.get(sha256);
  return row && seal.openBytes(row.box, filePlace(sha256));
}

export const evidenceOf = async (db: PhoneDatabase, seal: Seal, taskId: string): Promise<KeptEvidence[]> =>
  openEvidence(seal, await db.sealedEvidence.where({ taskId }).toArray());

/** Inside a transaction over both tables: bytes go when nothing names them any more. */
async function remove(db: PhoneDatabase, gone: readonly EvidenceRow[]): Promise<void> {
  await db.sealedEvidence.bulkDelete(gone.map((one) => one.id));
  for (const { sha256 } of gone) if ((await db.sealedEvidence.where({ sha256 }).count()) === 0) await db.sealedFiles.delete(sha256);
}

export async function dropEvidence(db: PhoneDatabase, id: string): Promise<void> {
  await db.transaction('rw', db.sealedEvidence, db.sealedFiles, async () => {
    const found = await db.sealedEvidence.get(id);
    if (found?.state === 'draft') await remove(db, [found]);
  });
}

/** Inside a transaction: a draft is thrown away, and what was only its own with it. */
export async function dropEvidenceOfDraft(db: PhoneDatabase, taskId: string): Promise<void> {
  await remove(
    db,
    (await db.sealedEvidence.where({ taskId }).toArray()).filter((one) => one.state === 'draft'),
  );
}

/** Inside the transaction of the hand-in: what the check names waits for the server from now on; what it no longer names goes. */
export async function nameEvidence(db: PhoneDatabase, taskId: string, named: readonly string[]): Promise<void> {
  const ids = new Set(named);
  const kept = (await db.sealedEvidence.where({ taskId }).toArray()).filter((one) => one.state === 'draft' || one.state === 'aside');
  await db.sealedEvidence.bulkPut(kept.filter((one) => ids.has(one.id)).map((one) => ({ ...one, state: 'waiting' as const })));
  await remove(
    db,
    kept.filter((one) => one.state === 'draft' && !ids.has(one.id)),
  );
}

/** Inside a transaction over evidence and drafts: nobody waits any more for what a refused check named, unless its draft goes on with it. */
export async function putEvidenceAside(db: PhoneDatabase, taskId: string, named: readonly string[]): Promise<void> {
  const goesOn = new Set((await db.sealedDrafts.get(taskId))?.evidence);
  await db.sealedEvidence
    .where('id')
    .anyOf(named)
    .modify((one) => {
      if (one.state === 'waiting') one.state = goesOn.has(one.id) ? 'draft' : 'aside';
    });
}

const waitingRows = (db: PhoneDatabase): Promise<EvidenceRow[]> => db.sealedEvidence.where({ state: 'waiting' }).toArray();

export const waitingEvidence = async (db: PhoneDatabase, seal: Seal): Promise<KeptEvidence[]> => openEvidence(seal, await waitingRows(db));

export const markUpload = async (db: PhoneDatabase, sha256: string, url: string | null): Promise<void> => {
  await db.sealedEvidence.where({ sha256 }).modify({ upload: url });
};

export const markReceived = async (db: PhoneDatabase, files: readonly string[]): Promise<void> => {
  await db.sealedEvidence
    .where('sha256')
    .anyOf(files)
    .modify((one) => {
      if (one.state === 'waiting') Object.assign(one, { state: 'received', upload: null });
    });
};

export async function countEvidence(db: PhoneDatabase): Promise<EvidenceCounts> {
  const waiting = await waitingRows(db);
  return { waiting: waiting.length, waitingBytes: waiting.reduce((sum, one) => sum + one.bytes, 0) };
}
