// The place for photos, signatures, voice and position of a check: filled by the part that takes them.
import type { ComponentType } from 'preact';
import type { Evidence, Position } from '../../../domain/visit.ts';

export interface EvidenceProps {
  /** The draft that the evidence belongs to. */
  taskId: string;
  evidence: readonly Evidence[];
  position: Position | null;
  /** Names of the household's members, for whose it is. */
  people: readonly string[];
  readOnly: boolean;
  onEvidence: (evidence: readonly Evidence[]) => void;
  onPosition: (position: Position | null) => void;
}

export const EVIDENCE: { view: ComponentType<EvidenceProps> | null } = { view: null };
