// A new PIN is typed twice: one that everybody would try first is not taken.
import { useState } from 'preact/hooks';
import { PinPad } from '../../../ui/pin-pad.tsx';
import { faultOfPin } from '../../store/lock.ts';
import { w } from '../state/look.ts';

interface Props {
  title: string;
  note: string;
  /** On a screen that has a title of its own it is a part of it. */
  on?: 'screen';
  /** It is being set. */
  busy: boolean;
  onChosen: (pin: string) => void;
}

export function Twice({ title, note, on, busy, onChosen }: Props) {
  const words = w().lock;
  const [first, setFirst] = useState('');
  const [fault, setFault] = useState('');
  const take = (pin: string): void => {
    if (first === '') {
      const weak = faultOfPin(pin);
      setFault(weak ? words.faults[weak] : '');
      if (!weak) setFirst(pin);
    } else if (pin === first) {
      setFault('');
      onChosen(pin);
    } else {
      setFirst('');
      setFault(words.differs);
    }
  };
  return (
    <>
      <div class="door-head">
        {on === 'screen' ? <h2>{first ? words.again : title}</h2> : <h1>{first ? words.again : title}</h1>}
        <p class="quiet">{first ? words.againNote : note}</p>
      </div>
      <PinPad
        key={first ? 'again' : 'first'}
        words={words}
        rests={busy}
        error={fault || undefined}
        corner={
          first ? (
            <button type="button" class="pin-word" disabled={busy} onClick={() => setFirst('')}>
              {words.startAgain}
            </button>
          ) : null
        }
        onFull={take}
      />
    </>
  );
}
