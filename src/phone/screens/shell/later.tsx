// What is fetched right after the first screen stands: precached, so that it is there without a network, and in memory before anybody taps.
import { signal } from '@preact/signals';
import type { ComponentChildren, ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { Button } from '../../../ui/button.tsx';
import { Failed, Skeleton } from '../../../ui/states.tsx';
import { w } from '../state/look.ts';
import { notOnPhone, tryAgain } from '../state/not-on-phone.ts';

interface Part<File> {
  /** Rejects with NotOnPhone when the network broke off in the middle of the very first visit; the next call asks again. */
  get: () => Promise<File>;
  /** A screen out of it. `quiet`: nothing is shown until it is there. */
  later: <P extends object>(pick: (file: File) => ComponentType<P>, quiet?: boolean) => ComponentType<P>;
}

/** `within`: a part of a screen, that waits and fails without taking the screen away. */
function part<File>(load: () => Promise<File>, within = false): Part<File> {
  const here = signal<File | null>(null);
  const missing = signal(false);
  let asked: Promise<File> | null = null;
  let failed = false;
  const get = (): Promise<File> => {
    missing.value = false;
    asked ??= (failed ? stylesAgain().then(load) : load()).then(
      (file) => {
        here.value = file;
        return file;
      },
      (error: unknown) => {
        asked = null;
        failed = true;
        missing.value = true;
        return notOnPhone(error);
      },
    );
    return asked;
  };
  const later = <P extends object>(pick: (file: File) => ComponentType<P>, quiet = false): ComponentType<P> =>
    function Later(props: P) {
      const file = here.value;
      useEffect(() => {
        if (!file) get().catch(() => undefined);
      }, [file]);
      if (file) {
        const Screen = pick(file);
        return <Screen {...props} />;
      }
      if (quiet) return null;
      return within ? <NotHereYet missing={missing.value} get={get} /> : <NotHere missing={missing.value} get={get} />;
    };
  return { get, later };
}

/** Style sheets that did not come. */
const unstyled = new Set<HTMLLinkElement>();
globalThis.addEventListener?.(
  'error',
  ({ target }) => {
    if (target instanceof HTMLLinkElement && target.rel === 'stylesheet') unstyled.add(target);
  },
  true,
);

/** What loads a part asks for its style sheet once only: one that did not come is asked for again. */
async function stylesAgain(): Promise<void> {
  const came = [...unstyled].map(
    (link) =>
      new Promise<void>((resolve, reject) => {
        const next = link.cloneNode() as HTMLLinkElement;
        next.onload = () => {
          unstyled.delete(link);
          link.remove();
          resolve();
        };
        next.onerror = () => {
          unstyled.delete(next);
          next.remove();
          reject(new Error(`${link.href} did not come`));
        };
        document.head.append(next);
      }),
  );
  await Promise.all(came);
}

interface Absence {
  missing: boolean;
  get: () => Promise<unknown>;
}

function NotHere(props: Absence) {
  return (
    <div class="screen">
      <main class="scroll">
        <NotHereYet {...props}>
          <Button look="outline" href="/">
            {w().states.home}
          </Button>
        </NotHereYet>
      </main>
    </div>
  );
}

function NotHereYet({ missing, get, children }: Absence & { children?: ComponentChildren }) {
  const words = w().states;
  const [tries, setTries] = useState(0);
  if (!missing) return <Skeleton label={w().common.loading} />;
  return (
    <Failed title={words.partTitle}>
      <p>{words.partNote}</p>
      <p>{words.partHow}</p>
      {tries > 0 ? <p role="status">{words.partStill}</p> : null}
      <Button look="primary" onClick={() => void tryAgain(get).then((came) => came || setTries(tries + 1))}>
        {words.again}
      </Button>
      {children}
    </Failed>
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

const survey = part(() => import('../../../domain/official/survey.ts'));
/** The survey that came with the app: for a phone that has not heard from the county yet. */
export const fetchTheSurvey = survey.get;

/** Before the service worker has stored the app: what a check needs is taken into memory, so that the door may be out of reach of any network. */
export function fetchTheDoor(): void {
  const quietly = (file: Promise<unknown>): Promise<unknown> => file.catch(() => undefined);
  void quietly(check.get())
    .then(() => quietly(survey.get()))
    .then(() => quietly(evidence.get()));
}
