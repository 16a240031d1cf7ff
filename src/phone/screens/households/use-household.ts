// Reads one household from the store, again whenever the archive changes.
import { useEffect, useState } from 'preact/hooks';
import type { Household } from '../../../domain/household.ts';
import { fail, store } from '../state/archive.ts';

/** `undefined` while reading, `null` when there is none. */
export function useHousehold(id: string | null): Household | null | undefined {
  const [household, setHousehold] = useState<Household | null | undefined>(id === null ? null : undefined);
  const from = store.value;
  useEffect(() => {
    if (id === null || !from) {
      setHousehold(id === null ? null : undefined);
      return;
    }
    let current = true;
    const read = (): Promise<void> => from.household(id).then((found) => void (current && setHousehold(found ?? null)), fail);
    void read();
    const stop = from.watch((changed) => {
      if (changed.includes('households')) void read();
    });
    return () => {
      current = false;
      stop();
    };
  }, [id, from]);
  return household;
}
