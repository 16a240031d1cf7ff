// Rings in every tab when something kept has changed, so that no screen shows yesterday's list.
import type { Kept } from './phone-store.ts';

type Listener = (changed: readonly Kept[]) => void;

export interface Bell {
  ring(changed: readonly Kept[]): void;
  watch(listener: Listener): () => void;
  close(): void;
}

/** Other tabs hear it through a BroadcastChannel; where there is none they look again whenever they become visible. */
export function hangBell(name: string): Bell {
  const listeners = new Set<Listener>();
  const tell = (changed: readonly Kept[]): void => {
    for (const listener of Array.from(listeners)) listener(changed);
  };
  const everything: readonly Kept[] = ['session', 'tasks', 'households', 'drafts', 'handIns', 'evidence', 'sync'];
  const channel = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel(name);
  if (channel) channel.onmessage = (event: MessageEvent<readonly Kept[]>) => tell(event.data);
  // In Node an open channel would keep the process alive.
  (channel as { unref?: () => void } | null)?.unref?.();
  const onVisible = (): void => {
    if (document.visibilityState === 'visible') tell(everything);
  };
  const looksAgain = channel === null && typeof document !== 'undefined';
  if (looksAgain) document.addEventListener('visibilitychange', onVisible);
  let open = true;
  return {
    ring(changed) {
      if (!open || changed.length === 0) return;
      tell(changed);
      channel?.postMessage(changed);
    },
    watch(listener) {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    close() {
      open = false;
      listeners.clear();
      channel?.close();
      if (looksAgain) document.removeEventListener('visibilitychange', onVisible);
    },
  };
}
