// The queue beside the dossier: rows of one height, of which only those in view are on the page.
import { useEffect, useRef, useState } from 'preact/hooks';
import type { TaskItem } from '../../wire/desk.ts';
import { agoWords, count } from '../figures.ts';
import { words } from '../language.ts';
import type { Paged } from '../paged.ts';
import type { Selection } from '../selection.ts';
import { Tag } from '../widgets/page.tsx';
import { ResultWords } from '../widgets/result-words.tsx';

interface Props {
  list: Paged<TaskItem, unknown>;
  at: number;
  onMove: (index: number) => void;
  selection: Selection;
  /** Chooses every check of the filter, also those not read yet. */
  onAll: () => void;
  onToggle: (row: TaskItem) => void;
  /** Ids on their way to the server. */
  deciding: ReadonlySet<string>;
}

const ROW = 84;
const OVERSCAN = 6;

export function QueueList({ list, at, onMove, selection, onAll, onToggle, deciding }: Props) {
  const w = words().review;
  const box = useRef<HTMLDivElement>(null);
  const [view, setView] = useState({ top: 0, height: 700 });

  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const look = (): void => setView({ top: element.scrollTop, height: element.clientHeight });
    look();
    element.addEventListener('scroll', look, { passive: true });
    window.addEventListener('resize', look);
    return () => {
      element.removeEventListener('scroll', look);
      window.removeEventListener('resize', look);
    };
  }, []);
  // The chosen row stays in sight.
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    if (at * ROW < element.scrollTop) element.scrollTop = at * ROW;
    else if ((at + 1) * ROW > element.scrollTop + element.clientHeight) element.scrollTop = (at + 1) * ROW - element.clientHeight;
  }, [at]);

  const first = Math.max(0, Math.floor(view.top / ROW) - OVERSCAN);
  const last = Math.min(list.total - 1, Math.ceil((view.top + view.height) / ROW) + OVERSCAN);
  useEffect(() => list.see(first, last), [first, last, list.see, list.state, list.total, list.version]);
  const rows: number[] = [];
  for (let index = first; index <= last; index++) rows.push(index);
  const whole = list.total > 0 && selection.size >= list.total;

  return (
    <div class="queue-side">
      <label class="check queue-all">
        <input
          type="checkbox"
          checked={whole}
          ref={(box) => {
            if (box) box.indeterminate = !whole && selection.size > 0;
          }}
          disabled={list.total === 0}
          onChange={() => (whole ? selection.clear() : onAll())}
        />
        {w.selectAll(count(list.total))}
      </label>
      <div class="queue" ref={box}>
        <ul aria-label={w.queue} style={{ height: `${list.total * ROW}px` }}>
          {rows.map((index) => {
            const row = list.at(index);
            if (!row) return <li key={`wait-${index}`} class="queue-row is-waiting" style={{ top: `${index * ROW}px` }} />;
            return (
              <li
                key={row.id}
                class={['queue-row', index === at ? 'on' : '', deciding.has(row.id) ? 'is-deciding' : ''].join(' ')}
                style={{ top: `${index * ROW}px` }}
                aria-setsize={list.total}
                aria-posinset={index + 1}
              >
                <input type="checkbox" aria-label={w.select(row.headName)} checked={selection.has(row.id)} onChange={() => onToggle(row)} />
                <button type="button" aria-current={index === at ? 'true' : undefined} onClick={() => onMove(index)}>
                  <span class="queue-name">
                    <b>{row.headName}</b>
                    <small>
                      {row.townshipName} {row.villageName}
                    </small>
                  </span>
                  <span class="queue-result">
                    <ResultWords result={row.result} />
                  </span>
                  <span class="queue-when">
                    {row.submittedAt ? <small>{w.waitingSince(agoWords(row.submittedAt))}</small> : null}
                    {row.overdueDays > 0 ? <Tag tone="bad">{words().tasks.late(row.overdueDays)}</Tag> : null}
                    {row.remarkCount > 0 ? <Tag tone="warn">{words().tasks.remarks(row.remarkCount)}</Tag> : null}
                  </span>
                </button>
              </li>
            );
          })}
        </ul>
      </div>
    </div>
  );
}
