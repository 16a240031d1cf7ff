// Says that a part of the app is not on the phone yet, what to do about it, and tries again: with a tap, and by itself when there is a signal.
import { useEffect, useState } from 'preact/hooks';
import { Button } from '../../../ui/button.tsx';
import { Sheet } from '../../../ui/sheet.tsx';
import { w } from '../state/look.ts';
import { tryAgain, wanted } from '../state/not-on-phone.ts';

export function AbsentSheet() {
  return wanted.value ? <Absent work={wanted.value} /> : null;
}

function Absent({ work }: { work: () => Promise<unknown> }) {
  const words = w().states;
  const [state, setState] = useState<'idle' | 'trying' | 'still'>('idle');
  const close = (): void => {
    wanted.value = null;
  };
  const again = async (): Promise<void> => {
    setState('trying');
    const came = await tryAgain(work);
    if (came) close();
    else setState('still');
  };
  useEffect(() => {
    const online = (): void => void again();
    window.addEventListener('online', online);
    return () => window.removeEventListener('online', online);
  }, [work]);
  return (
    <Sheet
      title={words.partTitle}
      closeLabel={w().common.close}
      onClose={close}
      foot={
        <Button look="primary" disabled={state === 'trying'} onClick={() => void again()}>
          {state === 'trying' ? words.partTrying : words.again}
        </Button>
      }
    >
      <p class="sheet-text">{words.partNote}</p>
      <p class="sheet-text">{words.partHow}</p>
      <p class="sheet-text" role="status">
        {state === 'still' ? words.partStill : ''}
      </p>
    </Sheet>
  );
}
