// The keys of the review queue, and the table that names them.
import { useEffect, useRef } from 'preact/hooks';
import { Sheet } from '../../ui/sheet.tsx';
import { words } from '../language.ts';

/** Listens on the whole page; typing into a field, a held modifier and an open dialog are left alone. */
export function useKeys(listening: boolean, keys: Readonly<Record<string, () => void>>): void {
  const latest = useRef(keys);
  latest.current = keys;
  useEffect(() => {
    if (!listening) return;
    const hear = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
      const target = event.target as HTMLElement;
      if (target.closest('input:not([type=checkbox]), textarea, select, dialog')) return;
      const act = latest.current[event.key.length === 1 ? event.key.toLowerCase() : event.key];
      if (!act) return;
      event.preventDefault();
      act();
    };
    window.addEventListener('keydown', hear);
    return () => window.removeEventListener('keydown', hear);
  }, [listening]);
}

export function KeysSheet({ onClose }: { onClose: () => void }) {
  const w = words();
  return (
    <Sheet title={w.review.keys} closeLabel={w.act.close} onClose={onClose}>
      <dl class="keys">
        {w.review.keysList.map(([key, word]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{word}</dd>
          </div>
        ))}
      </dl>
    </Sheet>
  );
}
