// A long list read page by page as it is scrolled: tens of thousands of rows cost only those that are looked at.
import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import type { Failure, Reply } from './call.ts';

const PAGE = 100;
/** Pages read again by one renewal at most: those looked at last. */
const RENEWED = 4;

function isWhole(rows: readonly unknown[], page: number, total: number): boolean {
  for (let index = page * PAGE; index < Math.min(total, (page + 1) * PAGE); index++) if (rows[index] === undefined) return false;
  return true;
}

export interface PageOf<T, E> {
  rows: readonly T[];
  total: number;
  /** Whatever else came with the page, e.g. the counts of the tabs. */
  extra: E;
}

export interface Paged<T, E> {
  total: number;
  extra: E | null;
  state: 'loading' | 'refreshing' | 'ready' | 'failed';
  failure: Failure | null;
  at: (index: number) => T | undefined;
  /** Says which rows are looked at; missing pages are read. */
  see: (from: number, to: number) => void;
  /** Reads everything anew, keeping what is shown until it is there. */
  reload: () => void;
  /**
   * Quietly reads again what was looked at last; a failure leaves what is shown. `before` is called with the rows as they will stand, before they are drawn.
   * Nothing happens while rows are on their way or were changed meanwhile.
   */
  renew: (before?: (renewed: Renewed<T>) => void) => Promise<void>;
  /** Rises with every renewal: whoever says which rows are looked at says so again. */
  version: number;
  /** Replaces or removes rows on the page at once, before the server is asked again. */
  change: (edit: (row: T) => T | null) => void;
}

/** A list before and after it was read again. */
export interface Renewed<T> {
  /** Rows known before, of `oldTotal`. */
  old: readonly T[];
  oldTotal: number;
  total: number;
  rows: readonly (T | undefined)[];
}

/** `key` names the question (path and filters); another key starts afresh. */
export function usePaged<T, E>(key: string, read: (offset: number, limit: number) => Promise<Reply<PageOf<T, E>>>): Paged<T, E> {
  const [, redraw] = useState(0);
  const reader = useRef(read);
  reader.current = read;
  const kept = useRef({
    key: '',
    turn: 0,
    rows: [] as (T | undefined)[],
    total: 0,
    extra: null as E | null,
    asked: new Set<number>(),
    /** Pages on their way. */
    onWay: 0,
    /** Pages looked at since the last renewal, the latest last. */
    seen: new Set<number>(),
    edits: 0,
    version: 0,
    state: 'loading' as Paged<T, E>['state'],
    failure: null as Failure | null,
  });

  const readPage = useCallback((page: number, fresh: boolean) => {
    const list = kept.current;
    if (list.asked.has(page)) return;
    list.asked.add(page);
    const { turn } = list;
    list.onWay++;
    void reader.current(page * PAGE, PAGE).then((reply) => {
      if (turn !== list.turn) return;
      list.onWay--;
      if (!reply.ok) {
        list.asked.delete(page);
        list.failure = reply.failure;
        if (fresh) list.state = 'failed';
      } else {
        if (fresh) list.rows = [];
        list.failure = null;
        list.state = 'ready';
        list.total = reply.value.total;
        list.extra = reply.value.extra;
        reply.value.rows.forEach((row, index) => {
          list.rows[page * PAGE + index] = row;
        });
      }
      redraw((n) => n + 1);
    });
  }, []);

  const start = useCallback(
    (state: 'loading' | 'refreshing') => {
      const list = kept.current;
      list.turn++;
      list.onWay = 0;
      list.asked.clear();
      list.seen.clear();
      list.state = state;
      list.failure = null;
      readPage(0, true);
      redraw((n) => n + 1);
    },
    [readPage],
  );

  useEffect(() => {
    const list = kept.current;
    const first = list.key === '';
    list.key = key;
    // What was shown stays, greyed, until the new answer is there: the page does not jump with every filter.
    start(first || list.rows.length === 0 ? 'loading' : 'refreshing');
  }, [key, start]);
  useEffect(
    () => () => {
      kept.current.turn++;
    },
    [],
  );

  const see = useCallback(
    (from: number, to: number) => {
      const list = kept.current;
      if (list.state !== 'ready' || to < from) return;
      for (let page = Math.max(0, Math.floor(from / PAGE)); page <= Math.floor(to / PAGE); page++) {
        list.seen.delete(page);
        list.seen.add(page);
        if (page * PAGE < list.total && !isWhole(list.rows, page, list.total)) readPage(page, false);
      }
    },
    [readPage],
  );
  const change = useCallback((edit: (row: T) => T | null) => {
    const list = kept.current;
    const before = list.rows.length;
    list.edits++;
    list.rows = list.rows.flatMap((row) => {
      if (row === undefined) return [undefined];
      const next = edit(row);
      return next === null ? [] : [next];
    });
    const removed = before - list.rows.length;
    list.total = Math.max(0, list.total - removed);
    // What lay behind the removed rows has moved up: pages with gaps now may be asked for again.
    if (removed > 0) list.asked = new Set([...list.asked].filter((page) => isWhole(list.rows, page, list.total)));
    redraw((n) => n + 1);
  }, []);
  const at = useCallback((index: number) => kept.current.rows[index], []);
  const reload = useCallback(() => start(kept.current.rows.length === 0 ? 'loading' : 'refreshing'), [start]);
  const renew = useCallback(async (before?: (renewed: Renewed<T>) => void) => {
    const list = kept.current;
    if (list.state !== 'ready' || list.onWay > 0) return;
    const { turn, edits } = list;
    const pages = [...list.seen].slice(-RENEWED);
    if (pages.length === 0) pages.push(0);
    const replies = await Promise.all(pages.map((page) => reader.current(page * PAGE, PAGE)));
    if (turn !== list.turn || edits !== list.edits || list.onWay > 0) return;
    const read = replies.flatMap((reply) => (reply.ok ? [reply.value] : []));
    const last = read.at(-1);
    if (!last || read.length < pages.length) return;
    const rows: (T | undefined)[] = [];
    read.forEach((part, nth) => {
      part.rows.forEach((row, index) => {
        rows[(pages[nth] as number) * PAGE + index] = row;
      });
    });
    const old = list.rows.flatMap((row) => row ?? []);
    before?.({ old, oldTotal: list.total, total: last.total, rows });
    list.rows = rows;
    list.total = last.total;
    list.extra = last.extra;
    list.asked = new Set(pages);
    list.seen.clear();
    list.version++;
    redraw((n) => n + 1);
  }, []);
  const { total, extra, state, failure, version } = kept.current;
  return { total, extra, state, failure, version, at, see, reload, renew, change };
}
