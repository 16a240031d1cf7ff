// The draft on the table: every answer is written within 300 ms and when the page is left, one writing at a time; one editor a draft across tabs.
import { signal } from '@preact/signals';
import type { CoreDraft } from '../../../domain/visit.ts';
import type { Draft, PhoneStore } from '../../store/phone-store.ts';
import { failureOf, type StoreFailureKind } from '../../store/store-failure.ts';

/** Taps are written at once; letters a moment after the last of them. */
const TYPING_MS = 200;

export type Saved = 'saved' | 'saving' | 'failed';

export interface DraftDesk {
  readonly draft: { value: Draft };
  readonly saved: { value: Saved };
  readonly failure: { value: StoreFailureKind | null };
  /** `typing` waits for the next letter; anything else is written at once. */
  answer(change: (answers: CoreDraft) => CoreDraft, how?: 'tap' | 'typing'): void;
  go(step: string, field?: string): void;
  /** Resolves when everything answered so far is on disk; rejects when it could not be written. */
  flush(): Promise<void>;
  /** Writes what is open and stops listening. */
  leave(): void;
}

export function openDesk(store: PhoneStore, first: Draft): DraftDesk {
  const draft = signal(first);
  const saved = signal<Saved>('saved');
  const failure = signal<StoreFailureKind | null>(null);
  let timer: ReturnType<typeof setTimeout> | undefined;
  let dirty = false;
  let writing: Promise<void> = Promise.resolve();
  let stays = true;

  const write = async (): Promise<void> => {
    if (!dirty || !stays) return;
    dirty = false;
    try {
      await store.keepDraft(draft.value);
      failure.value = null;
      if (!dirty) saved.value = 'saved';
    } catch (error) {
      dirty = true;
      saved.value = 'failed';
      failure.value = failureOf(error)?.kind ?? 'broken';
      throw error;
    }
  };
  const flush = (): Promise<void> => {
    clearTimeout(timer);
    writing = writing.catch(() => undefined).then(write);
    return writing;
  };
  const quietly = (): void => void flush().catch(() => undefined);
  const change = (next: Draft, how: 'tap' | 'typing'): void => {
    draft.value = { ...next, updatedAt: new Date().toISOString() };
    dirty = true;
    saved.value = 'saving';
    clearTimeout(timer);
    if (how === 'tap') quietly();
    else timer = setTimeout(quietly, TYPING_MS);
  };
  const onHide = (): void => {
    if (document.visibilityState === 'hidden') quietly();
  };
  document.addEventListener('visibilitychange', onHide);
  window.addEventListener('pagehide', quietly);

  return {
    draft,
    saved,
    failure,
    answer: (make, how = 'tap') => change({ ...draft.value, answers: make(draft.value.answers) }, how),
    go: (step, field = '') => {
      if (draft.value.place.step !== step || draft.value.place.field !== field) change({ ...draft.value, place: { step, field } }, 'tap');
    },
    flush,
    leave: () => {
      document.removeEventListener('visibilitychange', onHide);
      window.removeEventListener('pagehide', quietly);
      void flush()
        .catch(() => undefined)
        .finally(() => {
          stays = false;
        });
    },
  };
}

/**
 * Holds the draft for this tab as long as `until` is pending. False: another tab has it, and this one only reads.
 * Browsers without Web Locks (none of those in the field, but some private modes) let both write.
 */
export function holdDraft(taskId: string, until: Promise<void>): Promise<boolean> {
  const locks = (navigator as { locks?: LockManager }).locks;
  if (!locks) return Promise.resolve(true);
  return new Promise((resolve) => {
    locks
      .request(`ruhu-draft-${taskId}`, { ifAvailable: true }, async (lock) => {
        resolve(lock !== null);
        if (lock) await until;
      })
      .catch(() => resolve(true));
  });
}
