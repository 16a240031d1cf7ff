// What is fetched right after the first screen stands: precached, so that it is there without a network, and in memory before anybody taps.
import { signal } from '@preact/signals';
import type { ComponentType } from 'preact';
import { useEffect } from 'preact/hooks';
import { Button } from '../../../ui/button.tsx';
import { Failed, Skeleton } from '../../../ui/states.tsx';
import { w } from '../state/look.ts';

interface Part<File> {
  /** Rejects when the network broke off in the middle of the very first visit; the next call asks again. */
  get: () => Promise<File>;
  /** A screen out of it. `quiet`: nothing is shown until it is there. */
  later: <P extends object>(pick: (file: File) => ComponentType<P>, quiet?: boolean) => ComponentType<P>;
}

/** `within`: a part of a screen, that waits and fails without taking the screen away. */
function part<File>(load: () => Promise<File>, within = false): Part<File> {
  const here = signal<File | null>(null);
  const missing = signal(false);
  let asked: Promise<File> | null = null;
  const get = (): Promise<File> => {
    missing.value = false;
    asked ??= load().then(
      (file) => {
        here.value = file;
        return file;
      },
      (error: unknown) => {
        asked = null;
        missing.value = true;
        throw error;
      },
    );
    return asked;
  };
  const again = (): void => void get().catch(() => undefined);
  const later = <P extends object>(pick: (file: File) => ComponentType<P>, quiet = false): ComponentType<P> =>
    function Later(props: P) {
      const file = here.value;
      useEffect(() => {
        if (!file) again();
      }, [file]);
      if (file) {
        const Screen = pick(file);
        return <Screen {...props} />;
      }
      if (quiet) return null;
      return within ? <NotHereYet missing={missing.value} onAgain={again} /> : <NotHere missing={missing.value} onAgain={again} />;
    };
  return { get, later };
}

interface Absence {
  missing: boolean;
  onAgain: () => void;
}

function NotHere(props: Absence) {
  return (
    <div class="screen">
      <main class="scroll">
        <NotHereYet {...props} />
      </main>
    </div>
  );
}

function NotHereYet({ missing, onAgain }: Absence) {
  return missing ? (
    <Failed title={w().states.partTitle}>
      <p>{w().states.partNote}</p>
      <Button look="primary" onClick={onAgain}>
        {w().states.again}
      </Button>
    </Failed>
  ) : (
    <Skeleton label={w().common.loading} />
  );
}

const rest = part(() => import('../rest.ts'));
/** Right after the first paint. */
export const fetchTheRest = rest.get;
export const later = rest.later;

const check = part(() => import('../check/part.ts'));
/** When a task or household is looked at: the survey's engine is as large as everything before it. */
export const fetchTheCheck = check.get;
export const laterInCheck = check.later;

const evidence = part(() => import('../evidence/part.ts'), true);
/** When a check shows what proves it. */
export const laterInEvidence = evidence.later;
