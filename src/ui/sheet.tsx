// A half-screen dialog: the native modal <dialog>, which traps focus and closes with Esc or the back gesture (Chrome 37, Safari 15.4, Firefox 98 and later have it).
import type { ComponentChildren } from 'preact';
import { useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { Icon } from './icon.tsx';

interface Props {
  title: string;
  closeLabel: string;
  onClose: () => void;
  foot?: ComponentChildren;
  children: ComponentChildren;
  /** `page` takes the whole screen and has its way back at the left, like a page of its own; `whole` does so on a wide screen, too, for cameras and paper. */
  size?: 'half' | 'page' | 'whole';
  /** Keys of a real keyboard that nothing within took. */
  onKeyDown?: (event: KeyboardEvent) => void;
}

export function Sheet(props: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const body = useRef<HTMLDivElement>(null);
  // With nothing in it to go to by key, a text longer than the screen could not be scrolled by key.
  const [onlyText, setOnlyText] = useState(false);
  const id = useId();
  // Before it is painted: a key pressed right after the tap is already its own.
  useLayoutEffect(() => {
    const element = dialog.current;
    if (element && !element.open) element.showModal();
    setOnlyText(!body.current?.querySelector('a, button, input, select, textarea'));
    return () => element?.close();
  }, []);
  const page = props.size === 'page' || props.size === 'whole';
  const close = (
    <button type="button" class={page ? 'nav-back' : 'cell-act'} aria-label={props.closeLabel} onClick={props.onClose}>
      <Icon name={page ? 'back' : 'close'} />
    </button>
  );
  return (
    <dialog
      class={['sheet', page ? 'sheet-page' : '', props.size === 'whole' ? 'sheet-whole' : ''].filter(Boolean).join(' ')}
      ref={dialog}
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault();
        props.onClose();
      }}
      onClick={(event) => {
        // A tap beside the sheet lands on the dialog itself: its backdrop.
        if (event.target === dialog.current) props.onClose();
      }}
      onKeyDown={(event) => {
        // A dialog upon another: the keys that it knows are its own.
        if (event.key === 'Escape' || props.onKeyDown) event.stopPropagation();
        props.onKeyDown?.(event);
      }}
    >
      <div class="sheet-head">
        {page ? close : null}
        <h2 id={id}>{props.title}</h2>
        {page ? null : close}
      </div>
      <div class="sheet-body" ref={body} {...(onlyText ? { tabIndex: 0, role: 'group', 'aria-labelledby': id } : {})}>
        {props.children}
      </div>
      {props.foot ? <div class="foot">{props.foot}</div> : null}
    </dialog>
  );
}
