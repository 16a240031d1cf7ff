// Keeps a piece and says in a few words when it could not be kept.
import type { Evidence } from '../../../domain/visit.ts';
import { toast } from '../../../ui/toast.tsx';
import { type EvidenceDesk, type Made, MOST_PIECES } from './evidence-desk.ts';
import { ew } from './words.ts';

/** Null when it was not kept; the person has been told why. */
export async function keepPiece(desk: EvidenceDesk, made: Made): Promise<Evidence | null> {
  const kept = await desk.keep(made);
  if (kept === 'tooMany') {
    toast(ew().tooMany(MOST_PIECES));
    return null;
  }
  if (kept === 'refused') {
    toast(desk.trouble.peek() === 'full' ? ew().full : ew().failed);
    return null;
  }
  return kept.evidence;
}
