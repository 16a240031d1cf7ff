// A table of any length: only the rows near the window are on the page, the rest is read as one scrolls; on a phone each row becomes a card.
import type { ComponentChildren } from 'preact';
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import { Empty } from '../../ui/states.tsx';
import { count } from '../figures.ts';
import { words } from '../language.ts';
import type { Paged } from '../paged.ts';
import { FailedReading } from './page.tsx';

export interface Column<T> {
  key: string;
  head: ComponentChildren;
  /** Label on a phone's card; the heading when it is a text. */
  label?: string;
  /** CSS grid track, e.g. `minmax(6rem, 1fr)`. */
  width: string;
  numeric?: boolean;
  cell: (row: T, index: number) => ComponentChildren;
}

interface Props<T> {
  label: string;
  list: Pick<Paged<T, unknown>, 'total' | 'at' | 'see' | 'state' | 'failure' | 'reload' | 'version'>;
  columns: readonly Column<T>[];
  keyOf: (row: T) => string;
  rowClass?: (row: T) => string;
  /** Shown instead of an empty table. */
  empty: ComponentChildren;
  /** First guess of a row's height in px. */
  estimate?: number;
  foot?: ComponentChildren;
}

const OVERSCAN = 12;

export function Table<T>(props: Props<T>) {
  const { list, columns } = props;
  const body = useRef<HTMLTableSectionElement>(null);
  const heights = useRef(new Map<number, number>());
  const [view, setView] = useState({ top: 0, height: 900 });
  const [measured, setMeasured] = useState(0);
  const [printing, setPrinting] = useState(false);
  const estimate = props.estimate ?? 45;

  // `measured` says that the remembered heights have changed.
  const starts = useMemo(() => {
    const at = new Float64Array(list.total + 1);
    for (let index = 0; index < list.total; index++) at[index + 1] = (at[index] as number) + (heights.current.get(index) ?? estimate);
    return at;
  }, [list.total, estimate, measured]);

  useEffect(() => {
    const look = (): void => {
      const box = body.current?.getBoundingClientRect();
      if (box) setView({ top: -box.top, height: window.innerHeight });
    };
    look();
    const turned = (): void => {
      heights.current.clear();
      setMeasured((n) => n + 1);
      look();
    };
    const before = (): void => setPrinting(true);
    const after = (): void => setPrinting(false);
    window.addEventListener('scroll', look, { passive: true });
    window.addEventListener('resize', turned);
    window.addEventListener('beforeprint', before);
    window.addEventListener('afterprint', after);
    return () => {
      window.removeEventListener('scroll', look);
      window.removeEventListener('resize', turned);
      window.removeEventListener('beforeprint', before);
      window.removeEventListener('afterprint', after);
    };
  }, []);

  const first = printing ? 0 : Math.max(0, indexAt(starts, view.top) - OVERSCAN);
  const last = printing ? list.total - 1 : Math.min(list.total - 1, indexAt(starts, view.top + view.height) + OVERSCAN);
  useEffect(() => list.see(first, last), [first, last, list.state, list.see, list.total, list.version]);

  useLayoutEffect(() => {
    let moved = false;
    for (const row of body.current?.children ?? []) {
      const index = Number((row as HTMLElement).dataset.index);
      const height = (row as HTMLElement).offsetHeight;
      if (height > 0 && heights.current.get(index) !== height) {
        heights.current.set(index, height);
        moved = true;
      }
    }
    if (moved) setMeasured((n) => n + 1);
  });

  if (list.state === 'failed' && list.total === 0 && list.failure) return <FailedReading failure={list.failure} onRetry={list.reload} />;
  if (list.state === 'ready' && list.total === 0) return <>{props.empty}</>;

  const tracks = { gridTemplateColumns: columns.map((column) => column.width).join(' ') };
  const rows: number[] = [];
  for (let index = first; index <= last; index++) rows.push(index);
  const loading = list.state === 'loading';
  const spacers = loading ? {} : { paddingTop: `${starts[first] ?? 0}px`, paddingBottom: `${(starts[list.total] ?? 0) - (starts[last + 1] ?? 0)}px` };
  return (
    <table
      class={list.state === 'refreshing' ? 'table is-refreshing' : 'table'}
      aria-label={props.label}
      aria-rowcount={list.total + 1}
      aria-busy={loading}
    >
      <thead class="table-head">
        <tr class="table-row" style={tracks} aria-rowindex={1}>
          {columns.map((column) => (
            <th scope="col" key={column.key} class={column.numeric ? 'num right' : ''}>
              {column.head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody ref={body} style={spacers}>
        {(loading ? [0, 1, 2, 3, 4, 5, 6, 7] : rows).map((index) => {
          const row = loading ? undefined : list.at(index);
          if (row === undefined) return <WaitingRow key={`wait-${index}`} index={index} columns={columns.length} tracks={tracks} />;
          return (
            <tr key={props.keyOf(row)} data-index={index} aria-rowindex={index + 2} class={`table-row ${props.rowClass?.(row) ?? ''}`} style={tracks}>
              {columns.map((column) => (
                <td
                  key={column.key}
                  class={column.numeric ? 'num right' : ''}
                  data-label={column.label ?? (typeof column.head === 'string' ? column.head : '')}
                >
                  {column.cell(row, index)}
                </td>
              ))}
            </tr>
          );
        })}
      </tbody>
      {loading ? null : (
        <tfoot class="table-foot">
          <tr>
            <td>{props.foot ?? words().states.total(count(list.total))}</td>
          </tr>
        </tfoot>
      )}
    </table>
  );
}

function WaitingRow({ index, columns, tracks }: { index: number; columns: number; tracks: Record<string, string> }) {
  return (
    <tr class="table-row is-waiting" data-index={index} aria-rowindex={index + 2} style={tracks}>
      {Array.from({ length: columns }, (_, column) => (
        <td key={String(column)}>
          <i />
        </td>
      ))}
    </tr>
  );
}

/** The row at height `y`: binary search over the rows' beginnings. */
function indexAt(starts: Float64Array, y: number): number {
  let low = 0;
  let high = Math.max(0, starts.length - 2);
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] as number) <= y) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Nothing here, or nothing that fits the filters, with the way out of them. */
export function NothingHere({
  filtered,
  onClear,
  title,
  children,
}: {
  filtered: boolean;
  onClear?: () => void;
  title: string;
  children?: ComponentChildren;
}) {
  const w = words();
  return (
    <Empty title={filtered ? w.states.nothingFiltered : title}>
      {filtered && onClear ? (
        <button type="button" class="btn btn-outline" onClick={onClear}>
          {w.act.clear}
        </button>
      ) : (
        children
      )}
    </Empty>
  );
}
