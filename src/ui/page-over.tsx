// A page over the page it came from: as a modal dialog for whoever uses it, but painted first, and what lies below is shut off after that.
import type { ComponentChildren } from 'preact';
import { useEffect, useId, useRef } from 'preact/hooks';
import { Icon } from './icon.tsx';

interface Props {
  title: string;
  closeLabel: string;
  onClose: () => void;
  foot?: ComponentChildren;
  children: ComponentChildren;
}

/** Chrome 126 and later: the back gesture and Esc. */
interface Watcher {
  onclose: (() => void) | null;
  destroy(): void;
}

/** The page is drawn to its end first. */
const SHUT_OFF_MS = 250;

/** Everything on the page but `element` and what it stands in can't be reached; what it returns undoes that. */
function shutOff(element: HTMLElement): () => void {
  const shut: HTMLElement[] = [];
  for (let at: HTMLElement = element; at.parentElement && at !== document.body; at = at.parentElement) {
    for (const other of at.parentElement.children) {
      if (other === at || !(other instanceof HTMLElement) || other.inert || other instanceof HTMLScriptElement) continue;
      other.inert = true;
      shut.push(other);
    }
  }
  return () => {
    for (const other of shut) other.inert = false;
  };
}

/**
 * `showModal()` has the whole page styled and laid out within the tap, which a slow phone feels. Here the page is an open dialog above everything,
 * and becomes the only one that can be reached once it is painted.
 */
export function PageOver({ title, closeLabel, onClose, foot, children }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  const close = useRef(onClose);
  close.current = onClose;
  useEffect(() => {
    const element = dialog.current;
    if (!element) return;
    const before = document.activeElement;
    let open = (): void => undefined;
    const timer = setTimeout(() => {
      open = shutOff(element);
      // Whoever came for a certain field is there already.
      if (!element.contains(document.activeElement)) element.focus({ preventScroll: true });
    }, SHUT_OFF_MS);
    const { CloseWatcher } = window as { CloseWatcher?: new () => Watcher };
    const watcher = CloseWatcher ? new CloseWatcher() : null;
    if (watcher) watcher.onclose = () => close.current();
    const onKey = (event: KeyboardEvent): void => {
      if (event.key === 'Escape' && !event.defaultPrevented) close.current();
    };
    if (!watcher) document.addEventListener('keydown', onKey);
    return () => {
      watcher?.destroy();
      document.removeEventListener('keydown', onKey);
      clearTimeout(timer);
      open();
      if (before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true });
    };
  }, []);
  return (
    <dialog class="sheet sheet-page page-over" ref={dialog} open aria-modal="true" aria-labelledby={id} tabIndex={-1}>
      <div class="sheet-head">
        <button type="button" class="nav-back" aria-label={closeLabel} onClick={onClose}>
          <Icon name="back" />
        </button>
        <h2 id={id}>{title}</h2>
      </div>
      <div class="sheet-body">{children}</div>
      {foot ? <div class="foot">{foot}</div> : null}
    </dialog>
  );
}
