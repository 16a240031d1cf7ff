// Filters live in the address, so that a page can be left, reloaded, bookmarked and sent to a colleague.
import { useLocation } from 'preact-iso';
import { addressOf } from './call.ts';

export interface Filters<K extends string> {
  /** Empty where nothing is chosen. */
  values: Readonly<Record<K, string>>;
  /** Empty text takes a filter away. Filters replace the address: going back leaves the page and does not undo letter by letter. */
  set: (changes: Partial<Record<K, string>>) => void;
  clear: () => void;
  active: boolean;
}

export function useFilters<K extends string>(names: readonly K[]): Filters<K> {
  const { path, query, route } = useLocation();
  const values = Object.fromEntries(names.map((name) => [name, query[name] ?? ''])) as Record<K, string>;
  const set = (changes: Partial<Record<K, string>>): void => route(addressOf(path, { ...query, ...changes }), true);
  return {
    values,
    set,
    clear: () => set(Object.fromEntries(names.map((name) => [name, ''])) as Partial<Record<K, string>>),
    active: names.some((name) => values[name] !== ''),
  };
}
