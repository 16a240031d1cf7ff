// What proves a check while it is filled in: each piece is on the phone before its name is in the draft, and what is taken out can be brought back.
import { computed, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Evidence, Position } from '../../../domain/visit.ts';
import { newId } from '../../store/new-id.ts';
import type { PhoneStore } from '../../store/phone-store.ts';
import { roomLeft } from '../../store/room.ts';
import { failureOf, type StoreFailureKind } from '../../store/store-failure.ts';
import type { DraftDesk } from '../check/desk.ts';
import { afterPaint } from '../state/after-paint.ts';
import { type Locating, locate } from './locate.ts';

/** What was typed goes on being kept when photos are refused. */
const RESERVED_BYTES = 10_000_000;
/** The office takes so many pieces of one check. */
export const MOST_PIECES = 60;

export type Made = Pick<Evidence, 'purpose' | 'about' | 'type'> & { data: Uint8Array };
/** `refused`: the storage can't take it, the reason is in `trouble`; `tooMany`: sixty pieces are there already. */
export type Keeping = { evidence: Evidence } | 'refused' | 'tooMany';

export interface Removed {
  piece: Evidence;
  onBack: () => void;
}

export interface EvidenceDesk {
  readonly taskId: string;
  readonly readOnly: boolean;
  readonly pieces: ReadonlySignal<readonly Evidence[]>;
  readonly position: ReadonlySignal<Position | null>;
  readonly locating: ReadonlySignal<Locating>;
  /** Why the last piece could not be kept. */
  readonly trouble: Signal<StoreFailureKind | null>;
  /** Just taken out; null once it is back or gone for good. */
  readonly removed: Signal<Removed | null>;
  keep(made: Made): Promise<Keeping>;
  /** `onBack` hears when it was brought back. */
  remove(piece: Evidence, onBack?: () => void): void;
  /** A question of a form is answered by it: it is taken out there. */
  isAnswer(piece: Evidence): boolean;
  bringBack(): void;
  /** Undefined for a piece that only the server has: taken on another phone, or released here. */
  bytes(piece: Evidence): Promise<Uint8Array | undefined>;
  /** Something is being made that is to be kept before the check is handed in: a recording that runs. Returns what ends the waiting. */
  during(finish: () => Promise<void>): () => void;
  /** Everything begun is kept. */
  settle(): Promise<void>;
  locate(): void;
  forgetPosition(): void;
  leave(): void;
}

const hex = (bytes: ArrayBuffer): string => Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, '0')).join('');

export function openEvidenceDesk(store: PhoneStore, desk: DraftDesk, readOnly: boolean): EvidenceDesk {
  const { taskId } = desk.now();
  const trouble = signal<StoreFailureKind | null>(null);
  const removed = signal<Removed | null>(null);
  const locating = signal<Locating>('idle');
  const pieces = computed(() => desk.head.value.evidence);
  let stopLocating = (): void => undefined;
  let left = false;
  const running = new Set<() => Promise<void>>();
  const keeping = new Set<Promise<Keeping>>();

  // Bytes that no draft names were taken out, or the phone went off between two breaths: nobody would ever see them again.
  // Whatever is made from now on is not looked at: it may not be named yet, or wait to be brought back.
  const openedAt = new Date().toISOString();
  const named = pieces.peek();
  if (!readOnly) afterPaint(() => void sweep(store, taskId, named, openedAt));

  /** A recording ends when its screen is left: its name then goes into the draft as it lies on the disk. */
  const name = async (evidence: Evidence): Promise<void> => {
    if (!left) {
      desk.answer((draft) => ({ ...draft, evidence: [...draft.evidence, evidence] }));
      return;
    }
    const draft = await store.draft(taskId);
    if (draft) await store.keepDraft({ ...draft, answers: { ...draft.answers, evidence: [...draft.answers.evidence, evidence] } });
    else await store.evidence.drop(evidence.id);
  };

  const keep = async ({ data, ...what }: Made): Promise<Keeping> => {
    if (pieces.peek().length >= MOST_PIECES) return 'tooMany';
    try {
      const room = await roomLeft();
      if (room && room.allowed - room.used < RESERVED_BYTES + data.length) {
        trouble.value = 'full';
        return 'refused';
      }
      const sha256 = hex(await crypto.subtle.digest('SHA-256', data as Uint8Array<ArrayBuffer>));
      const evidence: Evidence = { id: newId(), ...what, bytes: data.length, sha256, madeAt: new Date().toISOString() };
      await store.evidence.keep(taskId, evidence, data);
      await name(evidence);
      trouble.value = null;
      return { evidence };
    } catch (error) {
      const failure = failureOf(error);
      if (!failure) throw error;
      trouble.value = failure.kind;
      return 'refused';
    }
  };

  return {
    taskId,
    readOnly,
    pieces,
    position: computed(() => desk.head.value.position),
    locating,
    trouble,
    removed,
    keep: (made) => {
      const begun = keep(made);
      keeping.add(begun);
      void begun.finally(() => keeping.delete(begun));
      return begun;
    },
    during: (finish) => {
      running.add(finish);
      return () => running.delete(finish);
    },
    settle: async () => {
      await Promise.all([...running].map((finish) => finish()));
      await Promise.all([...keeping]);
    },
    remove: (piece, onBack = () => undefined) => {
      const before = removed.peek();
      if (before) void store.evidence.drop(before.piece.id).catch(() => undefined);
      removed.value = { piece, onBack };
      desk.answer((draft) => ({ ...draft, evidence: draft.evidence.filter((one) => one.id !== piece.id) }));
    },
    bringBack: () => {
      const back = removed.peek();
      removed.value = null;
      if (!back) return;
      desk.answer((draft) => ({ ...draft, evidence: [...draft.evidence, back.piece].sort((a, b) => a.madeAt.localeCompare(b.madeAt)) }));
      back.onBack();
    },
    isAnswer: ({ id }) => {
      const { survey, supplements } = desk.now().answers;
      return JSON.stringify([survey, supplements]).includes(`"${id}"`);
    },
    bytes: (piece) => store.evidence.bytes(piece.sha256),
    locate: () => {
      stopLocating();
      locating.value = 'asking';
      stopLocating = locate(
        (position) => {
          if (!left) desk.answer((draft) => ({ ...draft, position }));
        },
        (how) => {
          locating.value = how;
        },
      );
    },
    forgetPosition: () => desk.answer((draft) => ({ ...draft, position: null })),
    leave: () => {
      left = true;
      stopLocating();
    },
  };
}

async function sweep(store: PhoneStore, taskId: string, named: readonly Evidence[], before: string): Promise<void> {
  try {
    const ids = new Set(named.map((one) => one.id));
    for (const kept of await store.evidence.of(taskId)) {
      if (kept.state === 'draft' && kept.madeAt < before && !ids.has(kept.id)) await store.evidence.drop(kept.id);
    }
  } catch {
    // Nothing is lost by leaving them: the hand-in sweeps again.
  }
}

const AtHand = createContext<EvidenceDesk | null>(null);
export const EvidenceAtHand = AtHand.Provider;

/** Of the check that is open around this component. */
export const useEvidence = (): EvidenceDesk | null => useContext(AtHand);
