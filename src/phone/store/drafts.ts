// Checks being filled in: each in its box, with the ids of the photos that it names beside it.
import type { DraftRow, PhoneDatabase } from './database.ts';
import { dropEvidenceOfDraft } from './evidence.ts';
import type { Draft } from './phone-store.ts';
import type { Seal } from './seal.ts';

const placeOf = (taskId: string): string => `draft/${taskId}`;

export async function boxDraft(seal: Seal, draft: Draft): Promise<DraftRow> {
  const { taskId, answers } = draft;
  return { taskId, evidence: answers.evidence.map((one) => one.id), box: await seal.value(draft, placeOf(taskId)) };
}

export const openDrafts = (seal: Seal, rows: readonly DraftRow[]): Promise<Draft[]> =>
  Promise.all(rows.map((row) => seal.open<Draft>(row.box, placeOf(row.taskId))));

/** Sealing takes a moment: whoever calls sees to it that two writings of one draft come one after the other. */
export async function writeDraft(db: PhoneDatabase, seal: Seal, draft: Draft): Promise<void> {
  await db.sealedDrafts.put(await boxDraft(seal, draft));
}

export const dropDraft = (db: PhoneDatabase, taskId: string): Promise<void> =>
  db.transaction('rw', db.sealedDrafts, db.sealedEvidence, db.sealedFiles, async () => {
    await db.sealedDrafts.delete(taskId);
    await dropEvidenceOfDraft(db, taskId);
  });
