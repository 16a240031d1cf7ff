// 我的 › 修改密码.
import { toast } from '../../../ui/toast.tsx';
import { NewPasswordForm } from '../door/new-password-form.tsx';
import { Screen, useWayBack } from '../shell/screen.tsx';
import { session } from '../state/archive.ts';
import { w } from '../state/look.ts';

export function PasswordScreen() {
  const words = w().door;
  const back = useWayBack('/me');
  const known = session.value;
  return (
    <Screen title={words.changePassword} back={back}>
      {known ? (
        <NewPasswordForm
          login={known.account.login}
          csrfToken={known.csrfToken}
          onDone={() => {
            toast(words.passwordChanged);
            back();
          }}
        />
      ) : null}
    </Screen>
  );
}
