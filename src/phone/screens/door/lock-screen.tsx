// 输入 PIN: the way into what is kept here, without a network; wrong ones wait, and after too many only the account opens.
import { useEffect, useState } from 'preact/hooks';
import { Button } from '../../../ui/button.tsx';
import { Note } from '../../../ui/cell.tsx';
import { PinPad } from '../../../ui/pin-pad.tsx';
import { wholeStore } from '../../store/open-at-start.ts';
import { fail } from '../state/archive.ts';
import { atDoor, doorIsClosed, forgetPin, letSomebodyElseIn, openWithPin, sit } from '../state/entrance.ts';
import { startErrands } from '../state/errand.ts';
import { w } from '../state/look.ts';

/** What is left of a wait is written down this often: so much at most is lost to a restart. */
const WRITE_MS = 5000;

export const sayWait = (ms: number): string => (ms < 60_000 ? w().lock.seconds(Math.ceil(ms / 1000)) : w().lock.minutes(Math.ceil(ms / 60_000)));

/** Counts a wait down with the app in view, and keeps what is left of it. */
export function useWait(first: number, write: (satMs: number) => Promise<number>): [number, (ms: number) => void] {
  const [left, setLeft] = useState(first);
  const waits = left > 0;
  useEffect(() => {
    if (!waits) return;
    let from = performance.now();
    let written = from;
    const tick = (): void => {
      const now = performance.now();
      setLeft((ms) => Math.max(0, ms - (now - from)));
      from = now;
      if (now - written < WRITE_MS) return;
      void write(now - written).catch(() => undefined);
      written = now;
    };
    const timer = setInterval(tick, 500);
    return () => {
      clearInterval(timer);
      void write(performance.now() - written).catch(() => undefined);
    };
  }, [waits, write]);
  return [left, setLeft];
}

export function LockScreen() {
  const words = w().lock;
  const door = atDoor.value;
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState('');
  const [name, setName] = useState('');
  const [left, setLeft] = useWait(door?.lock.waitMs ?? 0, sit);
  useEffect(() => {
    // Fetched while the digits are typed; it also knows whose store this is.
    wholeStore()
      .then(({ everybodyHere }) => everybodyHere())
      .then(
        (people) => setName(people.length > 1 ? (people.find((one) => one.accountId === door?.accountId)?.name ?? '') : ''),
        () => undefined,
      );
  }, [door?.accountId]);
  if (!door) return null;

  const open = async (pin: string): Promise<void> => {
    setBusy(true);
    setError('');
    try {
      const opening = await openWithPin(pin);
      if (opening.outcome === 'open') return startErrands();
      if (opening.outcome === 'gone') return location.reload();
      if (opening.outcome === 'wrong') setError(opening.left === null ? words.wrong : words.wrongLeft(opening.left));
      if ('waitMs' in opening) setLeft(opening.waitMs);
    } catch (cause) {
      fail(cause);
    } finally {
      setBusy(false);
    }
  };

  const closed = doorIsClosed(door);
  return (
    <div class="screen">
      <main class="scroll door lock">
        <div class="door-head">
          <img src="/icons/favicon.svg" alt="" width="56" height="56" />
          <h1>{closed ? words.locked : words.title}</h1>
          {name ? <p>{name}</p> : null}
          {door.unsent > 0 ? <p class="quiet">{words.waiting(door.unsent)}</p> : null}
        </div>
        {closed ? (
          <div class="lock-closed">
            <Note tone="warn">{words.closed}</Note>
            <Button look="primary" wide onClick={forgetPin}>
              {words.signIn}
            </Button>
          </div>
        ) : (
          <PinPad
            words={words}
            rests={busy || left > 0}
            error={left > 0 ? words.wait(sayWait(left)) : error}
            corner={
              <button type="button" class="pin-word" onClick={forgetPin}>
                {words.forgot}
              </button>
            }
            onFull={(pin) => void open(pin)}
          />
        )}
        <p class="lock-busy" role="status">
          {busy ? words.opening : ''}
        </p>
        <Button look="plain" onClick={letSomebodyElseIn}>
          {words.other}
        </Button>
      </main>
    </div>
  );
}
