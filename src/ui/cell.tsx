// Grouped lists of cells: the way everything is read on these screens.
import type { ComponentChildren } from 'preact';
import { Icon } from './icon.tsx';

/** A titled group of cells on one card. */
export function Group({
  title,
  aside,
  foot,
  children,
}: {
  title?: ComponentChildren;
  aside?: ComponentChildren;
  foot?: ComponentChildren;
  children: ComponentChildren;
}) {
  return (
    <section class="group">
      {title || aside ? (
        <div class="group-head">
          <h2>{title}</h2>
          {aside ? <span>{aside}</span> : null}
        </div>
      ) : null}
      <div class="card">{children}</div>
      {foot ? <p class="group-foot">{foot}</p> : null}
    </section>
  );
}

interface CellProps {
  /** Short name at the left, e.g. 住址. */
  name?: ComponentChildren;
  children?: ComponentChildren;
  /** Smaller second line. */
  note?: ComponentChildren;
  /** At the right: a value or a button of class cell-act. */
  end?: ComponentChildren;
  /** Either makes the whole cell a target with an arrow. */
  href?: string;
  onClick?: () => void;
  /** Accessible name where the visible text is not enough. */
  label?: string;
}

export function Cell({ name, children, note, end, href, onClick, label }: CellProps) {
  const inside = (
    <>
      {name ? <span class="cell-key">{name}</span> : null}
      <span class="cell-body">
        {children}
        {note ? <span class="cell-note">{note}</span> : null}
      </span>
      {end || href !== undefined || onClick ? (
        <span class="cell-end">
          {end}
          {href !== undefined || onClick ? (
            <span class="cell-go">
              <Icon name="go" small />
            </span>
          ) : null}
        </span>
      ) : null}
    </>
  );
  if (href !== undefined) {
    return (
      <a class="cell" href={href} aria-label={label} onClick={onClick}>
        {inside}
      </a>
    );
  }
  if (onClick) {
    return (
      <button type="button" class="cell" aria-label={label} onClick={onClick}>
        {inside}
      </button>
    );
  }
  return <div class="cell">{inside}</div>;
}

/** A button at the end of a cell. */
export function CellAction({ children, onClick, href, label }: { children: ComponentChildren; onClick?: () => void; href?: string; label?: string }) {
  return href !== undefined ? (
    <a class="cell-act" href={href} aria-label={label}>
      {children}
    </a>
  ) : (
    <button type="button" class="cell-act" aria-label={label} onClick={onClick}>
      {children}
    </button>
  );
}

export type Tone = 'info' | 'good' | 'warn' | 'bad' | 'plain';

export function Tag({ children, tone = 'info' }: { children: ComponentChildren; tone?: Tone }) {
  return <span class={tone === 'info' ? 'tag' : `tag tag-${tone}`}>{children}</span>;
}

/** A coloured remark; says in words what its colour says. */
export function Note({ children, tone = 'info', title }: { children?: ComponentChildren; tone?: Tone; title?: ComponentChildren }) {
  return (
    <div class={tone === 'info' ? 'note' : `note note-${tone}`}>
      {title ? <b>{title}</b> : null}
      {children}
    </div>
  );
}
