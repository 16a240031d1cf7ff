// What the quiet sync line on every screen says: one state, the counts behind it, and the reason in a form that words can be found for.
import type { ProblemName } from '../../wire/problem.ts';
import type { Trouble } from './trouble.ts';

/**
 * `idle` all is handed over · `sending` a pass runs · `waiting` something waits and a pass will come by itself · `offline` nothing answers ·
 * `signInNeeded` · `updateNeeded` this app is too old for the server · `problem` something needs a person: a refused record, a stopped device, a full disk.
 */
export type SyncKind = 'idle' | 'sending' | 'waiting' | 'offline' | 'signInNeeded' | 'updateNeeded' | 'problem';

export type SyncReason = Trouble | { kind: 'refused' } | { kind: 'storage'; failure: string };

export interface SyncState {
  kind: SyncKind;
  /** Hand-ins of the running pass: receipts so far, of how many. */
  sent: number;
  total: number;
  /** While a snapshot comes in: households and tasks stored, of how many. */
  download: { stored: number; total: number } | null;
  /** Photos, signatures and voice notes of the running pass: at the server, of how many; null while none are sent. */
  files: { sent: number; total: number } | null;
  unsent: number;
  refused: number;
  oldestAt: string | null;
  lastSuccessAt: string | null;
  reason: SyncReason | null;
  /** Device time of the next try by itself. */
  retryAt: string | null;
}

export const QUIET: SyncState = {
  kind: 'idle',
  sent: 0,
  total: 0,
  download: null,
  files: null,
  unsent: 0,
  refused: 0,
  oldestAt: null,
  lastSuccessAt: null,
  reason: null,
  retryAt: null,
};

/** The state that a failed pass leaves. */
export function kindOf(reason: SyncReason): SyncKind {
  switch (reason.kind) {
    case 'refused':
    case 'storage':
      return 'problem';
    case 'server':
      return 'waiting';
    case 'problem':
      return kindOfProblem(reason.problem);
    default:
      return 'offline';
  }
}

function kindOfProblem(problem: ProblemName): SyncKind {
  switch (problem) {
    case 'signInNeeded':
    case 'passwordNeeded':
      return 'signInNeeded';
    case 'wireTooOld':
      return 'updateNeeded';
    case 'tooMany':
    case 'internal':
    case 'unavailable':
    case 'csrf':
      return 'waiting';
    default:
      return 'problem';
  }
}
