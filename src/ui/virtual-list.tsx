// A list of thousands of rows of any height of which only those near the window are in the page; arrow keys, Home and End move through it.
import type { ComponentChildren } from 'preact';
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';

interface Props<T> {
  items: readonly T[];
  /** Stable identity of a row; its measured height is remembered under it. */
  keyOf: (item: T) => string;
  /** First guess of a row's height in rem. */
  rowRem: number;
  label: string;
  render: (item: T, index: number) => ComponentChildren;
  /** Where the list stood when it was left; called as it moves. */
  startAt?: number;
  onMove?: (top: number) => void;
}

const OVERSCAN_PX = 400;
const OVERSCAN_AFTER_MS = 100;

/** First index whose end lies below `y`. */
function indexAt(ends: readonly number[], y: number): number {
  let low = 0;
  let high = ends.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ends[middle] as number) <= y) low = middle + 1;
    else high = middle;
  }
  return low;
}

export function VirtualList<T>(props: Props<T>) {
  const { items, keyOf } = props;
  const box = useRef<HTMLDivElement>(null);
  const heights = useRef(new Map<string, number>());
  const startAt = useRef(props.startAt ?? 0);
  const [top, setTop] = useState(startAt.current);
  const [view, setView] = useState(() => window.innerHeight);
  const [over, setOver] = useState(0);
  const [measured, setMeasured] = useState(0);
  const [focused, setFocused] = useState(-1);

  // `measured` says that the remembered heights have changed.
  const ends = useMemo(() => {
    const guess = props.rowRem * Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
    let end = 0;
    return items.map((item) => {
      end += heights.current.get(keyOf(item)) ?? guess;
      return end;
    });
  }, [items, keyOf, props.rowRem, measured]);
  const total = ends[ends.length - 1] ?? 0;

  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    setView(element.clientHeight);
    if (startAt.current) element.scrollTop = startAt.current;
    let width = element.clientWidth;
    const observer = new ResizeObserver(() => {
      setView(element.clientHeight);
      // Another width or type size wraps the rows differently: measure anew.
      if (element.clientWidth !== width) {
        width = element.clientWidth;
        heights.current.clear();
        setMeasured((n) => n + 1);
      }
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, []);

  useLayoutEffect(() => {
    let changed = false;
    for (const row of box.current?.querySelectorAll<HTMLElement>('.vlist-row') ?? []) {
      const key = row.dataset.key as string;
      const height = row.offsetHeight;
      if (height > 0 && heights.current.get(key) !== height) {
        heights.current.set(key, height);
        changed = true;
      }
    }
    if (changed) setMeasured((n) => n + 1);
  });

  // What is seen is painted first; the rows to scroll into follow.
  useEffect(() => {
    const timer = setTimeout(() => setOver(OVERSCAN_PX), OVERSCAN_AFTER_MS);
    return () => clearTimeout(timer);
  }, []);

  const first = indexAt(ends, top - over);
  const last = Math.min(items.length - 1, indexAt(ends, top + view + over));
  const rows: number[] = [];
  for (let index = first; index <= last; index++) rows.push(index);
  // The row that has the focus stays in the page, or the focus would be lost.
  if (focused >= 0 && focused < items.length && (focused < first || focused > last)) rows.push(focused);

  const moveTo = (index: number): void => {
    const element = box.current;
    const bounded = Math.max(0, Math.min(items.length - 1, index));
    if (!element) return;
    const start = bounded === 0 ? 0 : (ends[bounded - 1] as number);
    const end = ends[bounded] as number;
    if (start < element.scrollTop) element.scrollTop = start;
    else if (end > element.scrollTop + view) element.scrollTop = end - view;
    setFocused(bounded);
    setTop(element.scrollTop);
    requestAnimationFrame(() =>
      element.querySelector<HTMLElement>(`[data-index="${bounded}"] a, [data-index="${bounded}"] button`)?.focus({ preventScroll: true }),
    );
  };

  // The list itself is no control: its rows are. It only listens to what bubbles up from them.
  const hear = useRef({ key: (_event: KeyboardEvent): void => undefined });
  hear.current.key = (event) => {
    const steps: Record<string, number> = { ArrowDown: focused + 1, ArrowUp: focused - 1, Home: 0, End: items.length - 1 };
    const goal = steps[event.key];
    if (goal === undefined) return;
    event.preventDefault();
    moveTo(goal);
  };
  useLayoutEffect(() => {
    const element = box.current;
    const onKey = (event: KeyboardEvent): void => hear.current.key(event);
    const onFocus = (event: FocusEvent): void => {
      const row = (event.target as HTMLElement).closest<HTMLElement>('.vlist-row');
      setFocused(row ? Number(row.dataset.index) : -1);
    };
    element?.addEventListener('keydown', onKey);
    element?.addEventListener('focusin', onFocus);
    return () => {
      element?.removeEventListener('keydown', onKey);
      element?.removeEventListener('focusin', onFocus);
    };
  }, []);

  return (
    <div
      class="vlist"
      ref={box}
      onScroll={(event) => {
        setTop(event.currentTarget.scrollTop);
        props.onMove?.(event.currentTarget.scrollTop);
      }}
    >
      <ul class="vlist-space" aria-label={props.label} style={{ height: `${total}px` }}>
        {rows.map((index) => {
          const item = items[index] as T;
          const key = keyOf(item);
          return (
            <li
              class="vlist-row"
              key={key}
              data-key={key}
              data-index={index}
              aria-setsize={items.length}
              aria-posinset={index + 1}
              style={{ transform: `translateY(${index === 0 ? 0 : ends[index - 1]}px)` }}
            >
              {props.render(item, index)}
            </li>
          );
        })}
      </ul>
    </div>
  );
}
