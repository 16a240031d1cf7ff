// 设 PIN: after the first sign-in, after an update that seals what was kept before, and after a forgotten one.
import { useState } from 'preact/hooks';
import { fail } from '../state/archive.ts';
import { lockWithPin, newPin } from '../state/entrance.ts';
import { startErrands } from '../state/errand.ts';
import { w } from '../state/look.ts';
import { Twice } from './twice.tsx';

export function NewPinScreen() {
  const words = w().lock;
  const [busy, setBusy] = useState(false);
  const [sealing, setSealing] = useState(false);
  const why = newPin.value?.why ?? 'first';
  const note = { first: words.newWhy, older: words.newWhyOlder, forgotten: words.newWhyForgotten }[why];
  const set = async (pin: string): Promise<void> => {
    setBusy(true);
    try {
      await lockWithPin(pin, (left) => setSealing(left > 0));
      startErrands();
    } catch (cause) {
      fail(cause);
    } finally {
      setBusy(false);
    }
  };
  return (
    <div class="screen">
      <main class="scroll door lock">
        <Twice title={words.newTitle} note={note} busy={busy} onChosen={(pin) => void set(pin)} />
        <p class="lock-busy" role="status">
          {sealing ? words.sealing : busy ? words.opening : ''}
        </p>
      </main>
    </div>
  );
}
