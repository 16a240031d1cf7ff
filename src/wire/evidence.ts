// Photos, signatures and voice notes on their way: what a phone asks before it sends, and what the office sees of what has arrived. The bytes travel by tus 1.0.
import * as z from 'zod/mini';
import { Evidence } from '../domain/visit.ts';

const Sha256 = z.string().check(z.regex(/^[0-9a-f]{64}$/));

/** POST /api/v1/evidence/wanted: files of checks that have their receipts. */
export const EvidenceOffer = z.object({ files: z.array(Sha256).check(z.minLength(1), z.maxLength(500)) });
/** Each file that was offered stands in one of them: still to be sent, or here already. One that no check of this person's villages names stands in neither. */
export const EvidenceWanted = z.object({ wanted: z.array(Sha256), received: z.array(Sha256) });
export type EvidenceWanted = z.infer<typeof EvidenceWanted>;

/** Where tus uploads begin; their metadata name the file's `sha256`. */
export const EVIDENCE_UPLOADS = '/api/v1/evidence/files';

/** A phone sends no file larger than this: photos are made smaller, voice notes end by themselves. */
export const EVIDENCE_BYTES = 8_000_000;

/** Evidence of a check as the office sees it. */
export const EvidenceItem = z.extend(Evidence, { handInId: z.uuid(), state: z.enum(['received', 'onItsWay']) });
export type EvidenceItem = z.infer<typeof EvidenceItem>;
export const EvidenceItems = z.object({ items: z.array(EvidenceItem) });
