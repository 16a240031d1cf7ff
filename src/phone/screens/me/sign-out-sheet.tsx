// Signing out: says what stays on the phone, and never touches it.
import { useLocation } from 'preact-iso/router';
import { Button } from '../../../ui/button.tsx';
import { Sheet } from '../../../ui/sheet.tsx';
import { forgetKey } from '../../store/kept-key.ts';
import { rememberSignedOut } from '../../store/who-was-here.ts';
import { signOut } from '../../sync/post.ts';
import { counts, drafts, fail, leave, phase, session } from '../state/archive.ts';
import { stopErrands } from '../state/errand.ts';
import { stopLockWatch } from '../state/lock-watch.ts';
import { w } from '../state/look.ts';

export function SignOutSheet({ onClose }: { onClose: () => void }) {
  const words = w().me;
  const { route } = useLocation();
  const { unsent } = counts.value;
  const go = async (): Promise<void> => {
    const token = session.value?.csrfToken;
    stopErrands();
    stopLockWatch();
    if (session.value) forgetKey(session.value.account.id);
    // Without a network the server's session ends by itself later; the phone forgets its part now.
    if (token) void signOut(token);
    await rememberSignedOut();
    leave();
    phase.value = 'signedOut';
    route('/', true);
  };
  return (
    <Sheet
      title={words.signOutSure}
      closeLabel={w().common.close}
      onClose={onClose}
      foot={
        <>
          <Button look="outline" onClick={onClose}>
            {w().common.cancel}
          </Button>
          <Button look="danger" onClick={() => void go().catch(fail)}>
            {words.signOutYes}
          </Button>
        </>
      }
    >
      <div class="sheet-text">
        {unsent > 0 ? <p>{words.signOutUnsent(unsent)}</p> : null}
        {drafts.value.length > 0 ? <p>{words.signOutDrafts(drafts.value.length)}</p> : null}
        <p>{words.signOutText}</p>
      </div>
    </Sheet>
  );
}
