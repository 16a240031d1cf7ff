// The draft on the table: every answer is written within 300 ms and when the page is left, one writing at a time.
import { type ReadonlySignal, signal } from '@preact/signals';
import type { CheckDraft } from '../../../domain/visit.ts';
import type { Draft, PhoneStore } from '../../store/phone-store.ts';
import { withReserve } from '../../store/reserve.ts';
import { failureOf, type StoreFailureKind } from '../../store/store-failure.ts';
import { afterPaint } from '../state/after-paint.ts';
import { beforeLocking } from '../state/unsaved.ts';

/** Taps are written as soon as they are on the screen; letters a moment after the last of them. */
const TYPING_MS = 200;
/** What could not be written is tried again by itself: room may have been made, or the browser have come to itself. */
const AGAIN_MS = 5000;
/** Who types without a pause is written all the same: a phone that goes off takes no more than this of a sentence with it. */
const LATEST_MS = 700;

export type Saved = 'saved' | 'saving' | 'failed';

export interface DraftDesk {
  /** The newest, not a signal: a survey's answer must not draw the frame again. */
  now(): Draft;
  /** The answers whenever something outside the surveys changes: result, people, what was said to remarks, evidence. */
  readonly head: ReadonlySignal<CheckDraft>;
  readonly place: ReadonlySignal<Draft['place']>;
  readonly forms: ReadonlySignal<Draft['forms']>;
  readonly saved: ReadonlySignal<Saved>;
  readonly failure: ReadonlySignal<StoreFailureKind | null>;
  /** The storage refused something of this check: it is said, and the answers are written again until it takes them. */
  failed(error: unknown): void;
  /** `typing` waits for the next letter; anything else is written as soon as it is painted. */
  answer(change: (answers: CheckDraft) => CheckDraft, how?: 'tap' | 'typing'): void;
  /** A supplement is begun or thrown away, or how far the check is. */
  change(more: Partial<Pick<Draft, 'answers' | 'forms' | 'percent'>>): void;
  go(step: string, field?: string): void;
  /** Resolves when everything answered so far is on disk; rejects when it could not be written. */
  flush(): Promise<void>;
  /** Writes what is open and stops listening. */
  leave(): void;
}

/** Whether anything but the surveys' own answers is another. */
function headChanged(before: CheckDraft, after: CheckDraft): boolean {
  if (before.supplements.length !== after.supplements.length) return true;
  return (Object.keys(after) as (keyof CheckDraft)[]).some((key) => key !== 'survey' && key !== 'supplements' && before[key] !== after[key]);
}

/** `written`: the disk has it already; a draft that has just been begun is written once the screen stands. */
export function openDesk(store: PhoneStore, first: Draft, written = true): DraftDesk {
  let draft = first;
  const head = signal(first.answers);
  const place = signal(first.place);
  const forms = signal(first.forms);
  const saved = signal<Saved>(written ? 'saved' : 'saving');
  const failure = signal<StoreFailureKind | null>(null);
  let timer: ReturnType<typeof setTimeout> | undefined;
  let dirty = !written;
  /** When the first letter was typed that no writing has begun with. */
  let typingSince: number | null = null;
  /** A tap's writing waits for its paint. */
  let due = !written;
  let writing: Promise<void> = Promise.resolve();
  let stays = true;

  const failed = (error: unknown): void => {
    dirty = true;
    saved.value = 'failed';
    failure.value = failureOf(error)?.kind ?? 'broken';
    clearTimeout(timer);
    if (stays) timer = setTimeout(quietly, AGAIN_MS);
  };
  const write = async (): Promise<void> => {
    if (!dirty || !stays) return;
    dirty = false;
    try {
      await withReserve(() => store.keepDraft(draft));
      failure.value = null;
      if (!dirty) saved.value = 'saved';
    } catch (error) {
      failed(error);
      throw error;
    }
  };
  const flush = (): Promise<void> => {
    clearTimeout(timer);
    due = false;
    typingSince = null;
    writing = writing.catch(() => undefined).then(write);
    return writing;
  };
  const quietly = (): void => void flush().catch(() => undefined);
  const change = (next: Draft, how: 'tap' | 'typing'): void => {
    const before = draft;
    draft = { ...next, updatedAt: new Date().toISOString() };
    if (headChanged(before.answers, next.answers)) head.value = next.answers;
    if (before.place !== next.place) place.value = next.place;
    if (before.forms !== next.forms) forms.value = next.forms;
    dirty = true;
    saved.value = 'saving';
    clearTimeout(timer);
    if (how === 'tap') {
      // Putting a draft of hundreds of answers on the disk takes longer than drawing the one that was tapped.
      if (!due) afterPaint(quietly);
      due = true;
    } else {
      typingSince ??= Date.now();
      timer = setTimeout(quietly, Math.max(0, Math.min(TYPING_MS, typingSince + LATEST_MS - Date.now())));
    }
  };
  const onHide = (): void => {
    if (document.visibilityState === 'hidden') quietly();
  };
  if (!written) afterPaint(quietly);
  document.addEventListener('visibilitychange', onHide);
  window.addEventListener('pagehide', quietly);
  const takeBack = beforeLocking(flush);

  return {
    now: () => draft,
    head,
    place,
    forms,
    saved,
    failure,
    failed,
    answer: (make, how = 'tap') => change({ ...draft, answers: make(draft.answers) }, how),
    change: (more) => change({ ...draft, ...more }, 'tap'),
    go: (step, field = '') => {
      if (draft.place.step !== step || draft.place.field !== field) change({ ...draft, place: { step, field } }, 'tap');
    },
    flush,
    leave: () => {
      document.removeEventListener('visibilitychange', onHide);
      window.removeEventListener('pagehide', quietly);
      takeBack();
      void flush()
        .catch(() => undefined)
        .finally(() => {
          stays = false;
          clearTimeout(timer);
        });
    },
  };
}
