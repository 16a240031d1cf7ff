// The hint to add the app to the home screen: one card, with the browser's own offer or the three steps by picture, and it can be put off.
import { useState } from 'preact/hooks';
import { Button } from '../../../ui/button.tsx';
import { Icon, type IconName } from '../../../ui/icon.tsx';
import { Sheet } from '../../../ui/sheet.tsx';
import { w } from '../state/look.ts';
import { type BrowserKind, browserKind, installed, installNow, notNow, offer, putOff } from './install.ts';

const PICTURES: Record<BrowserKind, readonly IconName[]> = {
  ios: ['share', 'plus', 'check'],
  android: ['menu', 'plus', 'check'],
  firefox: ['menu', 'plus', 'check'],
};

export function InstallSteps({ onClose }: { onClose: () => void }) {
  const words = w().install;
  const kind = browserKind();
  return (
    <Sheet title={words.title} closeLabel={w().common.close} onClose={onClose}>
      <p class="sheet-text">{words.why}</p>
      <ol class="card sheet-card how">
        {words[kind].map((step, index) => (
          <li key={step}>
            <span class="how-picture">
              <Icon name={PICTURES[kind][index] ?? 'check'} />
            </span>
            <span>
              {index + 1}. {step}
            </span>
          </li>
        ))}
      </ol>
    </Sheet>
  );
}

export function InstallHint() {
  const words = w().install;
  const [how, setHow] = useState(false);
  if (installed.value || putOff.value) return null;
  return (
    <section class="hint-card" aria-label={words.title}>
      <p>
        <b>{words.title}</b>
        <span class="cell-note">{words.why}</span>
      </p>
      <div class="hint-acts">
        <Button look="plain" onClick={notNow}>
          {words.later}
        </Button>
        <Button look="primary" small onClick={() => (offer.value ? void installNow() : setHow(true))}>
          {offer.value ? words.now : words.how}
        </Button>
      </div>
      {how ? <InstallSteps onClose={() => setHow(false)} /> : null}
    </section>
  );
}
