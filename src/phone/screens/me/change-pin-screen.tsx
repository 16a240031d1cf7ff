// 我的 › 修改 PIN: the old one, then the new one twice.
import { useState } from 'preact/hooks';
import { PinPad } from '../../../ui/pin-pad.tsx';
import { toast } from '../../../ui/toast.tsx';
import { Twice } from '../door/twice.tsx';
import { Screen, useWayBack } from '../shell/screen.tsx';
import { fail } from '../state/archive.ts';
import { checkPin, lockUp, replacePin } from '../state/entrance.ts';
import { w } from '../state/look.ts';

export function ChangePinScreen() {
  const words = w().lock;
  const back = useWayBack('/me');
  const [old, setOld] = useState('');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState('');
  const ask = async (work: () => Promise<void>): Promise<void> => {
    setBusy(true);
    try {
      await work();
    } catch (cause) {
      fail(cause);
    } finally {
      setBusy(false);
    }
  };
  const tryOld = (pin: string): Promise<void> =>
    ask(async () => {
      const tried = await checkPin(pin);
      if (tried.outcome === 'open') setOld(pin);
      else if (tried.outcome === 'wrong' && tried.waitMs === 0) setError(tried.left === null ? words.wrong : words.wrongLeft(tried.left));
      // Too many: the lock screen knows how to wait.
      else await lockUp('now');
    });
  const setNext = (pin: string): Promise<void> =>
    ask(async () => {
      if ((await replacePin(old, pin)) === 'changed') {
        toast(words.changed);
        back();
      } else await lockUp('now');
    });
  return (
    <Screen title={words.change} back={back}>
      <div class="lock">
        {old === '' ? (
          <>
            <p class="lock-lead">{words.old}</p>
            <PinPad words={words} rests={busy} error={error} onFull={(pin) => void tryOld(pin)} />
          </>
        ) : (
          <Twice on="screen" title={words.newTitle} note={words.newWhy} busy={busy} onChosen={(pin) => void setNext(pin)} />
        )}
      </div>
    </Screen>
  );
}
