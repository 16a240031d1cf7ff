// What was chosen last from each long list on this device (places, trades): only codes of the lists, nothing of whom they were chosen for.
import { withRecent } from '../../../ui/find-choice.ts';

const KEY = 'ruhu-recent';

function kept(): Record<string, unknown> {
  try {
    const read: unknown = JSON.parse(localStorage.getItem(KEY) ?? '{}');
    return read !== null && typeof read === 'object' ? (read as Record<string, unknown>) : {};
  } catch {
    // No storage, or not what was written: nothing is remembered.
    return {};
  }
}

/** Codes of a list, the newest first. */
export function recentOf(list: string): string[] {
  const codes = new Map(Object.entries(kept())).get(list);
  return Array.isArray(codes) ? codes.filter((code): code is string => typeof code === 'string') : [];
}

export function rememberChosen(list: string, code: string): void {
  try {
    localStorage.setItem(KEY, JSON.stringify({ ...kept(), [list]: withRecent(recentOf(list), code) }));
  } catch {
    // Without room for it the list is as long as ever.
  }
}
