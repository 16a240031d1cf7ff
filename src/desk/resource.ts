// Something read from the server and shown on a page: loading, failed or ready, kept while it is read anew.
import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import type { Failure, Reply } from './call.ts';

export interface Resource<T> {
  value: T | null;
  failure: Failure | null;
  /** loading: nothing yet; refreshing: an older value is shown meanwhile. */
  state: 'loading' | 'refreshing' | 'ready' | 'failed';
  reload: () => void;
  set: (value: T) => void;
}

/** Reads whenever `key` changes; null reads nothing. A reply that comes after a newer question is thrown away. */
export function useResource<T>(key: string | null, read: () => Promise<Reply<T>>): Resource<T> {
  const [shown, show] = useState<{ key: string | null; value: T | null; failure: Failure | null; busy: boolean }>({
    key: null,
    value: null,
    failure: null,
    busy: true,
  });
  const asked = useRef(0);
  const reader = useRef(read);
  reader.current = read;

  const ask = useCallback((forKey: string | null) => {
    const turn = ++asked.current;
    if (forKey === null) return;
    show((before) => ({ ...before, failure: null, busy: true }));
    void reader.current().then((reply) => {
      if (turn !== asked.current) return;
      show((before) =>
        reply.ok
          ? { key: forKey, value: reply.value, failure: null, busy: false }
          : { key: forKey, value: before.key === forKey ? before.value : null, failure: reply.failure, busy: false },
      );
    });
  }, []);

  useEffect(() => ask(key), [key, ask]);
  useEffect(
    () => () => {
      asked.current++;
    },
    [],
  );

  const reload = useCallback(() => ask(key), [key, ask]);
  const set = useCallback((value: T) => {
    asked.current++;
    show((before) => ({ ...before, value, failure: null, busy: false }));
  }, []);
  const state = shown.busy ? (shown.value === null ? 'loading' : 'refreshing') : shown.failure ? 'failed' : 'ready';
  return { value: shown.value, failure: shown.failure, state, reload, set };
}
