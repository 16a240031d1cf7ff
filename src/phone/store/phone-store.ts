// What the phone keeps and what may be asked of it: the one contract that every screen and the sync pass use; only this room opens IndexedDB.
import type { Household } from '../../domain/household.ts';
import type { Task } from '../../domain/task.ts';
import type { CheckDraft } from '../../domain/visit.ts';
import type { ProblemName } from '../../wire/problem.ts';
import type { Session } from '../../wire/session.ts';
import type { HandIn, SyncPage } from '../../wire/sync.ts';

/** A check being filled in. One a task; it stays until it is handed in or thrown away by a person. */
export interface Draft {
  taskId: string;
  /** Null when the person was not found in the archive. */
  householdId: string | null;
  villageCode: string;
  origin: HandIn['origin'];
  personName: string;
  /** Revision this will be, and archive version that prefilled it. */
  revision: number;
  seenVersion: number;
  answers: CheckDraft;
  /** Where the person was: step and field, to come back to. */
  place: { step: string; field: string };
  startedAt: string;
  updatedAt: string;
}

/** A hand-in as kept: waiting until `receivedAt`; refused ones stay, with what to do. */
export interface KeptHandIn {
  handIn: HandIn;
  personName: string;
  receivedAt: string | null;
  refused: { problem: ProblemName; message: string; at: string } | null;
}

/** A household as the list shows it: small, searched in memory. */
export type HouseholdLine = Pick<
  Household,
  'id' | 'villageCode' | 'groupName' | 'houseNo' | 'headName' | 'phone' | 'size' | 'kind' | 'category' | 'monitorState'
> & {
  /** Lower-case haystack: names, spellings, initials, last four of each ID number, phone, house number, separated by blanks. */
  search: string;
};

export interface Counts {
  unsent: number;
  refused: number;
  /** When the oldest unsent hand-in was made. */
  oldestAt: string | null;
  drafts: number;
}

export interface PhoneStore {
  /** The session as last seen, so that offline work goes on after it expired. */
  session(): Promise<Session | null>;
  keepSession(session: Session): Promise<void>;
  /** This installation's id for this account; made once. */
  deviceId(): Promise<string>;

  tasks(): Promise<Task[]>;
  task(id: string): Promise<Task | undefined>;
  householdLines(): Promise<HouseholdLine[]>;
  household(id: string): Promise<Household | undefined>;

  draft(taskId: string): Promise<Draft | undefined>;
  drafts(): Promise<Draft[]>;
  /** Resolves when the answer is on disk. */
  keepDraft(draft: Draft): Promise<void>;
  dropDraft(taskId: string): Promise<void>;

  /** One transaction: the next device number is drawn, the hand-in is kept, the draft is gone. `now` is the device's clock. */
  handIn(draft: Draft, ids: { handInId: string; now: Date }): Promise<HandIn>;
  handIns(): Promise<KeptHandIn[]>;
  counts(): Promise<Counts>;

  cursors(): Promise<Record<string, number>>;
  /** One transaction: receipts, changes and cursors of one page. */
  applyPage(page: SyncPage, now: Date): Promise<void>;
  /** Puts away what belongs to villages no longer in scope; unsent work and drafts stay. */
  keepOnlyVillages(codes: readonly string[]): Promise<void>;
  /** Milliseconds the server's clock is ahead of the device's, null before the first contact. */
  clockOffset(): Promise<number | null>;
  highestNumber(): Promise<number>;

  /** Called after every change, in every tab; returns the way to stop. */
  watch(listener: () => void): () => void;
  close(): void;
}
