// Photos, signatures and voice notes on this phone: kept with the draft, sent after the form, and not let go before the server has them.
import type { Evidence } from '../../domain/visit.ts';
import type { PhoneDatabase } from './database.ts';

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

export async function keepEvidence(db: PhoneDatabase, taskId: string, evidence: Evidence, bytes: Uint8Array): Promise<void> {
  await db.transaction('rw', db.evidence, db.files, async () => {
    await db.files.put({ sha256: evidence.sha256, bytes });
    await db.evidence.put({ ...evidence, taskId, state: 'draft', upload: null });
  });
}

export const evidenceOf = async (db: PhoneDatabase, taskId: string): Promise<KeptEvidence[]> =>
  (await db.evidence.where({ taskId }).toArray()).sort(byAge);

/** Inside a transaction over both tables: bytes go when nothing names them any more. */
async function remove(db: PhoneDatabase, gone: readonly KeptEvidence[]): Promise<void> {
  await db.evidence.bulkDelete(gone.map((one) => one.id));
  for (const { sha256 } of gone) if ((await db.evidence.where({ sha256 }).count()) === 0) await db.files.delete(sha256);
}

export async function dropEvidence(db: PhoneDatabase, id: string): Promise<void> {
  await db.transaction('rw', db.evidence, db.files, async () => {
    const found = await db.evidence.get(id);
    if (found?.state === 'draft') await remove(db, [found]);
  });
}

/** Inside a transaction: a draft is thrown away, and what was only its own with it. */
export async function dropEvidenceOfDraft(db: PhoneDatabase, taskId: string): Promise<void> {
  await remove(
    db,
    (await db.evidence.where({ taskId }).toArray()).filter((one) => one.state === 'draft'),
  );
}

/** Inside the transaction of the hand-in: what the check names waits for the server from now on; what it no longer names goes. */
export async function nameEvidence(db: PhoneDatabase, taskId: string, named: readonly Evidence[]): Promise<void> {
  const ids = new Set(named.map((one) => one.id));
  const kept = (await db.evidence.where({ taskId }).toArray()).filter((one) => one.state === 'draft' || one.state === 'aside');
  await db.evidence.bulkPut(kept.filter((one) => ids.has(one.id)).map((one) => ({ ...one, state: 'waiting' as const })));
  await remove(
    db,
    kept.filter((one) => one.state === 'draft' && !ids.has(one.id)),
  );
}

/** Inside a transaction over evidence and drafts: nobody waits any more for what a refused check named, unless its draft goes on with it. */
export async function putEvidenceAside(db: PhoneDatabase, taskId: string, named: readonly Evidence[]): Promise<void> {
  const draft = await db.drafts.get(taskId);
  const goesOn = new Set((draft?.answers.evidence ?? []).map((one) => one.id));
  await db.evidence
    .where('id')
    .anyOf(named.map((one) => one.id))
    .modify((one) => {
      if (one.state === 'waiting') one.state = goesOn.has(one.id) ? 'draft' : 'aside';
    });
}

export const waitingEvidence = async (db: PhoneDatabase): Promise<KeptEvidence[]> =>
  (await db.evidence.where({ state: 'waiting' }).toArray()).sort(byAge);

export const markUpload = async (db: PhoneDatabase, sha256: string, url: string | null): Promise<void> => {
  await db.evidence.where({ sha256 }).modify({ upload: url });
};

export const markReceived = async (db: PhoneDatabase, files: readonly string[]): Promise<void> => {
  await db.evidence
    .where('sha256')
    .anyOf(files)
    .modify((one) => {
      if (one.state === 'waiting') Object.assign(one, { state: 'received', upload: null });
    });
};

export async function countEvidence(db: PhoneDatabase): Promise<EvidenceCounts> {
  const waiting = await waitingEvidence(db);
  return { waiting: waiting.length, waitingBytes: waiting.reduce((sum, one) => sum + one.bytes, 0) };
}
