// Which rows of a long list are chosen: by id, surviving scrolling and reading anew.
import { useState } from 'preact/hooks';

export interface Selection {
  size: number;
  ids: readonly string[];
  has: (id: string) => boolean;
  toggle: (id: string) => void;
  /** Adds or takes away several at once. */
  put: (ids: readonly string[], chosen: boolean) => void;
  clear: () => void;
}

export function useSelection(): Selection {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const put = (ids: readonly string[], add: boolean): void =>
    setChosen((before) => {
      const next = new Set(before);
      for (const id of ids) add ? next.add(id) : next.delete(id);
      return next;
    });
  return {
    size: chosen.size,
    ids: [...chosen],
    has: (id) => chosen.has(id),
    // Judged by what is chosen then, not by what was drawn last: two quick keys count as two.
    toggle: (id) =>
      setChosen((before) => {
        const next = new Set(before);
        if (!next.delete(id)) next.add(id);
        return next;
      }),
    put,
    clear: () => setChosen(new Set()),
  };
}
