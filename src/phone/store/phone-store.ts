// What the phone keeps and what may be asked of it: the one contract that every screen and the sync pass use; only this room opens IndexedDB.
import type { Household } from '../../domain/household.ts';
import type { PublishedForm } from '../../domain/published-form.ts';
import type { Task } from '../../domain/task.ts';
import type { CheckContent, CheckDraft } from '../../domain/visit.ts';
import type { ProblemName } from '../../wire/problem.ts';
import type { Session } from '../../wire/session.ts';
import type { HandIn, Settings, SyncPage } from '../../wire/sync.ts';
import type { EvidenceShelf } from './evidence.ts';

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
  /** Hashes of the forms it is filled in with: the survey's, and each supplement's. A newer form never touches a draft that was begun. */
  forms: { survey: string; supplements: readonly string[] };
  /** Share of what is asked that is answered or confirmed, in whole percent. */
  percent: number;
  /** Where the person was: step and field, to come back to. */
  place: { step: string; field: string };
  startedAt: string;
  updatedAt: string;
}

/** `waiting` until a receipt with its id and hash is stored; `refused` ones stay, with what to do, until a person puts them `aside`. Nothing is ever erased. */
export type HandInState = 'waiting' | 'received' | 'refused' | 'aside';

/** A hand-in as kept. */
export interface KeptHandIn {
  handIn: HandIn;
  state: HandInState;
  personName: string;
  receivedAt: string | null;
  refused: { problem: ProblemName; message: string; at: string } | null;
}

/** A hand-in on its way: `text` is the whole of it (wire/sync HandIn) as JSON, ready to be put into a request. */
export interface WaitingHandIn {
  id: string;
  text: string;
}

/** What leaves as one piece: checks packed ahead (a gzip member with their texts and commas between them), or the text of one. */
export type Letter = { ids: readonly string[]; packed: Uint8Array<ArrayBuffer> } | { ids: readonly [string]; packed?: never; text: string };

/** What a change was about, so that a screen reads again only what it shows. */
export type Kept = 'session' | 'settings' | 'tasks' | 'households' | 'drafts' | 'handIns' | 'sync' | 'evidence';

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
  /** Refused ones that were put aside. */
  aside: number;
}

/** A begun sync pass: only the latest begun one may store what it hears, so that a stuck one that wakes up cannot put old pages over new ones. */
export interface Pass {
  id: string;
  cursors: Record<string, number>;
  /** Stamp of the settings kept, empty before the first; and the forms kept, those in use first. */
  stamp: string;
  forms: string[];
}

/** The county's policy and the forms in use, as last heard. */
export type KeptSettings = Omit<Settings, 'sent'>;

/** What is told of earlier passes. */
export interface Contact {
  /** Milliseconds the server's clock is ahead of the device's. */
  clockOffsetMs: number;
  /** Device time of the last pass that ended well. */
  lastSuccessAt: string;
}

/** What the first screen needs, as of one moment. */
export interface Opening {
  session: Session | null;
  settings: KeptSettings | null;
  tasks: Task[];
  drafts: Draft[];
  /** Those without a receipt, the newest first; the others are asked for with `handIns`. */
  handIns: KeptHandIn[];
  counts: Counts;
  contact: Contact | null;
  /** Ids of tasks as `keepOrder` last kept them; empty at first. */
  order: string[];
}

/** Every method rejects with a StoreFailure (store-failure.ts) when the storage fails; what the person typed must then stay on the screen. */
export interface PhoneStore {
  readonly accountId: string;
  /** Read in one transaction: each further one costs a cold start on a cheap phone some ten milliseconds. */
  opening(): Promise<Opening>;
  /** The session as last seen, so that offline work goes on after it expired. */
  session(): Promise<Session | null>;
  keepSession(session: Session): Promise<void>;
  /** This installation's id for this account; made once. */
  deviceId(): Promise<string>;

  /** Null before the first sync: then the session's policy holds. */
  settings(): Promise<KeptSettings | null>;
  /** A form by its hash, or by the id and version that answers name. Once received a form is never thrown away: drafts and hand-ins keep theirs. */
  form(hash: string): Promise<PublishedForm | undefined>;
  formFor(formId: string, version: string): Promise<PublishedForm | undefined>;

  tasks(): Promise<Task[]>;
  task(id: string): Promise<Task | undefined>;
  householdLines(): Promise<HouseholdLine[]>;
  /** How the task list stood, so that a cold start shows it so before it has read the households that the order depends on. */
  keepOrder(taskIds: readonly string[]): Promise<void>;
  household(id: string): Promise<Household | undefined>;
  /** Shows every household once, a pack at a time, so that the whole archive is never in memory. */
  eachHousehold(visit: (household: Household) => void): Promise<void>;

  draft(taskId: string): Promise<Draft | undefined>;
  drafts(): Promise<Draft[]>;
  /** Resolves when the answer is on disk. */
  keepDraft(draft: Draft): Promise<void>;
  dropDraft(taskId: string): Promise<void>;

  /** One transaction: the next device number is drawn, the hand-in is kept, the draft is gone. `content` is the draft's answers made whole; `now` is the device's clock. */
  handIn(draft: Draft, content: CheckContent, ids: { handInId: string; now: Date }): Promise<HandIn>;
  /** Every hand-in ever made here, the newest first. */
  handIns(): Promise<KeptHandIn[]>;
  /** What has no receipt, the oldest first, up to `count`. */
  waiting(count: number): Promise<WaitingHandIn[]>;
  /** The same, as it leaves quickest: parcels packed ahead, and by themselves those that are in none. */
  letters(count: number): Promise<Letter[]>;
  /** A person has dealt with a refused hand-in: it is kept, and no longer counted. */
  putAside(handInId: string): Promise<void>;
  counts(): Promise<Counts>;
  highestNumber(): Promise<number>;

  /** Photos, signatures and voice notes. */
  readonly evidence: EvidenceShelf;

  beginPass(): Promise<Pass>;
  /** One transaction: receipts, changes, cursors and settings of one page, whose forms have been checked against their hashes; the first page also puts away villages no longer in scope (unsent work and drafts stay). */
  applyPage(passId: string, page: SyncPage, now: Date): Promise<'applied' | 'overtaken'>;
  /** Null before the first contact. */
  contact(): Promise<Contact | null>;
  keepContact(contact: Contact): Promise<void>;
  /** The one-at-a-time lock where the browser has no Web Locks: true when it was free, expired (ms) or already held by `holder`. */
  takeLease(holder: string, now: number, ms: number): Promise<boolean>;
  dropLease(holder: string): Promise<void>;

  /** Called after every change, in every tab; returns the way to stop. */
  watch(listener: (changed: readonly Kept[]) => void): () => void;
  close(): void;
}
