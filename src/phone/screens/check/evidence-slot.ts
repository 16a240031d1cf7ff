// The place for photos, signatures, voice and position of a check: filled by the part that takes them, which comes as a file of its own.
import type { ComponentType } from 'preact';

/** What is taken goes through the evidence desk around the check (`useEvidence`); this is what it is said to be about. */
export interface EvidenceProps {
  /** Names of the household's members, for whose it is. */
  people: readonly string[];
  visitors: readonly string[];
  respondent: string;
}

/** `removed`: the bar that brings back what was just deleted. */
export const EVIDENCE: { view: ComponentType<EvidenceProps> | null; removed: ComponentType | null } = { view: null, removed: null };
