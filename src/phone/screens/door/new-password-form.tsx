// 修改密码: a password of one's own, seen while it is typed; asked for after the first sign-in, and by choice under 我的.
import { useState } from 'preact/hooks';
import { Button } from '../../../ui/button.tsx';
import { TextField } from '../../../ui/field.tsx';
import { Icon } from '../../../ui/icon.tsx';
import { changePassword } from '../../sync/post.ts';
import { w } from '../state/look.ts';
import { sayTrouble } from './say-trouble.ts';

/** As the server asks (wire/session.ts). */
const SHORTEST = 10;

interface Props {
  login: string;
  csrfToken: string;
  /** Just typed at the door, and not asked for twice; left out, it is asked for. */
  current?: string;
  onDone: () => void | Promise<void>;
}

export function NewPasswordForm({ login, csrfToken, current, onDone }: Props) {
  const words = w().door;
  const [old, setOld] = useState(current ?? '');
  const [next, setNext] = useState('');
  const [hidden, setHidden] = useState(false);
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<{ old?: string; next?: string; whole?: string }>({});

  const change = async (): Promise<void> => {
    if (busy) return;
    if (old === '') return setFault({ old: words.needPassword });
    if (next.length < SHORTEST) return setFault({ next: words.newPasswordShort(SHORTEST) });
    if (next === old) return setFault({ next: words.newPasswordSame });
    setBusy(true);
    setFault({});
    const answer = await changePassword({ current: old, next }, csrfToken);
    if (answer.ok) await onDone();
    else if (answer.trouble.kind === 'problem' && answer.trouble.problem === 'wrongPassword' && current === undefined)
      setFault({ old: words.oldPasswordWrong });
    else setFault({ whole: sayTrouble(answer.trouble, words.passwordOffline) });
    setBusy(false);
  };

  return (
    <form
      class="group"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void change();
      }}
    >
      <input type="text" name="username" autocomplete="username" value={login} readOnly hidden />
      <div class="card">
        {current === undefined ? (
          <TextField
            name="current"
            label={words.oldPassword}
            type="password"
            autocomplete="current-password"
            value={old}
            maxLength={200}
            error={fault.old}
            onInput={setOld}
          />
        ) : null}
        <TextField
          name="next"
          label={words.newPassword}
          hint={words.newPasswordHint(SHORTEST)}
          type={hidden ? 'password' : 'text'}
          autocomplete="new-password"
          value={next}
          maxLength={200}
          error={fault.next}
          onInput={setNext}
          end={
            <button type="button" class="cell-act" aria-pressed={!hidden} onClick={() => setHidden(!hidden)}>
              {hidden ? words.show : words.hide}
            </button>
          }
        />
      </div>
      {fault.whole ? (
        <div class="note note-bad door-error" role="alert">
          <Icon name="warn" small /> {fault.whole}
        </div>
      ) : null}
      <div class="door-go">
        <Button look="primary" wide type="submit" disabled={busy}>
          {busy ? words.changing : words.changePassword}
        </Button>
      </div>
    </form>
  );
}
