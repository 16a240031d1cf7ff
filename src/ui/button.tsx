// Buttons and links that look like one; at least 48 px high, one primary a screen.
import type { ComponentChildren } from 'preact';

type Look = 'primary' | 'outline' | 'danger' | 'plain' | 'grey';

interface Props {
  children: ComponentChildren;
  look?: Look;
  wide?: boolean;
  small?: boolean;
  disabled?: boolean;
  type?: 'button' | 'submit';
  /** Makes it a link. */
  href?: string;
  onClick?: (event: MouseEvent) => void;
  label?: string;
}

const classes = ({ look = 'grey', wide, small }: Props): string =>
  ['btn', look === 'grey' ? '' : `btn-${look}`, wide ? 'btn-wide' : '', small ? 'btn-small' : ''].filter(Boolean).join(' ');

export function Button(props: Props) {
  if (props.href !== undefined) {
    return (
      <a class={classes(props)} href={props.href} aria-label={props.label} onClick={props.onClick}>
        {props.children}
      </a>
    );
  }
  return (
    <button class={classes(props)} type={props.type ?? 'button'} disabled={props.disabled} aria-label={props.label} onClick={props.onClick}>
      {props.children}
    </button>
  );
}
