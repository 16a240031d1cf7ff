// 此手机已被停用: what happened, what was lost with it, and whom to ask.
import { Button } from '../../../ui/button.tsx';
import { Failed } from '../../../ui/states.tsx';
import { letSomebodyElseIn, revoked } from '../state/entrance.ts';
import { w } from '../state/look.ts';

export function RevokedScreen() {
  const words = w().lock.revoked;
  const { unsent, drafts } = revoked.value ?? { unsent: 0, drafts: 0 };
  return (
    <div class="screen">
      <main class="scroll">
        <h1 class="sr-only">{words.title}</h1>
        <Failed title={words.title}>
          <p>{words.what}</p>
          {unsent > 0 ? <p>{words.lost(unsent)}</p> : <p>{words.none}</p>}
          {drafts > 0 ? <p>{words.drafts(drafts)}</p> : null}
          <p>{words.ask}</p>
          <Button look="outline" onClick={letSomebodyElseIn}>
            {words.on}
          </Button>
        </Failed>
      </main>
    </div>
  );
}
