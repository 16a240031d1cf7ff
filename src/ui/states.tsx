// What a screen shows when it has nothing, is still loading, or failed.
import type { ComponentChildren } from 'preact';
import { Icon, type IconName } from './icon.tsx';

/** Nothing here, and why; with what can be done. */
export function Empty({ title, children, icon = 'empty' }: { title: string; children?: ComponentChildren; icon?: IconName }) {
  return (
    <div class="state">
      <Icon name={icon} />
      <p class="state-title">{title}</p>
      {children}
    </div>
  );
}

/** Something failed; says what is kept and what to do. */
export function Failed({ title, children }: { title: string; children?: ComponentChildren }) {
  return (
    <div class="state" role="alert">
      <Icon name="warn" />
      <p class="state-title">{title}</p>
      {children}
    </div>
  );
}

/** Grey lines in the shape of what comes. */
export function Skeleton({ label, rows = 5 }: { label: string; rows?: number }) {
  return (
    <div class="skeleton" role="status" aria-label={label}>
      {Array.from({ length: rows * 2 }, (_, index) => index).map((row) => (
        <i key={row} />
      ))}
    </div>
  );
}

export function Progress({ label, done, of }: { label: string; done: number; of: number }) {
  return <progress class="progress" aria-label={label} value={done} max={Math.max(1, of)} />;
}
