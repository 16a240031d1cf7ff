// What the matcher says about one place as an office wrote it: matched, or why a person must look, with candidates in order.
import * as z from 'zod/mini';
import { DivisionCode } from '../division.ts';

/** A place as a row writes it. Any part may be empty; `place` is one address text that holds township, village and group together. */
export interface PlaceText {
  township: string;
  village: string;
  place: string;
  group: string;
}

/** A village that a text may mean, best first; confidence from 0 to 1. */
export const Candidate = z.object({
  villageCode: DivisionCode,
  villageName: z.string(),
  townshipName: z.string(),
  confidence: z.number(),
  reason: z.string(),
});
export type Candidate = z.infer<typeof Candidate>;

/**
 * matched: one village, sure enough to dispatch to. ask: a person decides among `candidates` (empty when nothing is near).
 * outside: another county or province. empty: the row names no place at all.
 */
export type PlaceOutcome = 'matched' | 'ask' | 'outside' | 'empty';

export interface PlaceMatch {
  outcome: PlaceOutcome;
  /** Set only when matched. */
  villageCode: DivisionCode | null;
  /** The township when it is sure, also when the village is not. */
  townshipCode: DivisionCode | null;
  villageName: string;
  townshipName: string;
  /** 第三村民小组 → 三组; 东组; empty when none was written. */
  groupName: string;
  /** 1 exact or settled by a person, lower with every step of interpretation; 0 unless matched. */
  confidence: number;
  /** Why, in Chinese words for the clerk. */
  reason: string;
  candidates: Candidate[];
}

/** Another name of a township or village: a former name, or what a person settled once. */
export interface PlaceAlias {
  /** As written, in any form; it is normalised by the matcher. */
  text: string;
  /** Only where this township was named; null: anywhere in the county. */
  townshipCode: DivisionCode | null;
  /** The township or village it means. */
  divisionCode: DivisionCode;
  /** former: published renaming. learned: settled by `author`. */
  kind: 'former' | 'learned';
  /** Who settled it, by name; empty for former names. */
  author: string;
}
