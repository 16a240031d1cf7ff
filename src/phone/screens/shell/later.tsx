// What is fetched right after the first screen stands: precached, so that it is there without a network, and in memory before anybody taps.
import { signal } from '@preact/signals';
import type { ComponentType } from 'preact';
import { useEffect } from 'preact/hooks';
import { Button } from '../../../ui/button.tsx';
import { Failed, Skeleton } from '../../../ui/states.tsx';
import { w } from '../state/look.ts';

type Rest = typeof import('../rest.ts');

const rest = signal<Rest | null>(null);
const missing = signal(false);
let asked: Promise<Rest> | null = null;

/** Rejects when the network broke off in the middle of the very first visit; the next call asks again. */
export function fetchTheRest(): Promise<Rest> {
  missing.value = false;
  asked ??= import('../rest.ts').then(
    (file) => {
      rest.value = file;
      return file;
    },
    (error: unknown) => {
      asked = null;
      missing.value = true;
      throw error;
    },
  );
  return asked;
}

const again = (): void => void fetchTheRest().catch(() => undefined);

/** A screen out of the rest. */
export function later<P extends object>(pick: (file: Rest) => ComponentType<P>): ComponentType<P> {
  return function Later(props: P) {
    const file = rest.value;
    useEffect(() => {
      if (!file) again();
    }, [file]);
    if (file) {
      const Screen = pick(file);
      return <Screen {...props} />;
    }
    return (
      <div class="screen">
        <main class="scroll">
          {missing.value ? (
            <Failed title={w().states.partTitle}>
              <p>{w().states.partNote}</p>
              <Button look="primary" onClick={again}>
                {w().states.again}
              </Button>
            </Failed>
          ) : (
            <Skeleton label={w().common.loading} />
          )}
        </main>
      </div>
    );
  };
}
