// The frame of one page: its heading with what can be done, and the states every page can be in.
import type { ComponentChildren } from 'preact';
import { useEffect } from 'preact/hooks';
import { Button } from '../../ui/button.tsx';
import { Empty, Failed, Skeleton } from '../../ui/states.tsx';
import type { Failure } from '../call.ts';
import { sentenceOf } from '../failure.ts';
import { words } from '../language.ts';

export function Page({
  title,
  note,
  actions,
  children,
}: {
  title: string;
  note?: ComponentChildren;
  actions?: ComponentChildren;
  children: ComponentChildren;
}) {
  useEffect(() => {
    document.title = `${title} · ${words().title}`;
  }, [title]);
  return (
    <div class="page">
      <div class="page-head">
        <h1>{title}</h1>
        {note ? <p class="page-note">{note}</p> : null}
        {actions ? <div class="page-actions">{actions}</div> : null}
      </div>
      {children}
    </div>
  );
}

/** A failed reading, said in words, with the way to try again. Without permission there is nothing to retry. */
export function FailedReading({ failure, onRetry }: { failure: Failure; onRetry: () => void }) {
  const w = words();
  if (failure.problem === 'forbidden') {
    return (
      <Empty title={w.states.noPermission} icon="warn">
        <p>{w.states.noPermissionNote}</p>
      </Empty>
    );
  }
  return (
    <Failed title={failure.problem === 'offline' ? w.states.offlineTitle : w.states.failed}>
      <p>{sentenceOf(failure)}</p>
      <Button look="outline" onClick={onRetry}>
        {w.act.retry}
      </Button>
    </Failed>
  );
}

interface Read<T> {
  value: T | null;
  failure: Failure | null;
  reload: () => void;
}

/** Shows what was read; a skeleton before, a failure instead; an older value stays with the failure above it. */
export function Reading<T>({ of, rows, children }: { of: Read<T>; rows?: number; children: (value: T) => ComponentChildren }) {
  if (of.value === null) {
    return of.failure ? <FailedReading failure={of.failure} onRetry={of.reload} /> : <Skeleton label={words().states.loading} rows={rows ?? 6} />;
  }
  return (
    <>
      {of.failure ? <Notice tone="bad" text={sentenceOf(of.failure)} act={words().act.retry} onAct={of.reload} /> : null}
      {children(of.value)}
    </>
  );
}

/** One line that says something about the page; the tone is also in its words, never in its colour alone. */
export function Notice({
  tone,
  text,
  act,
  onAct,
}: {
  tone: 'info' | 'warn' | 'bad' | 'ok';
  text: ComponentChildren;
  act?: string;
  onAct?: () => void;
}) {
  return (
    <div class={`notice notice-${tone}`} role={tone === 'bad' ? 'alert' : 'status'}>
      <span>{text}</span>
      {act && onAct ? (
        <button type="button" class="link" onClick={onAct}>
          {act}
        </button>
      ) : null}
    </div>
  );
}

export function Tag({ tone, children }: { tone?: 'ok' | 'warn' | 'bad' | 'info' | 'grey'; children: ComponentChildren }) {
  return <span class={`tag2 tag2-${tone ?? 'grey'}`}>{children}</span>;
}
