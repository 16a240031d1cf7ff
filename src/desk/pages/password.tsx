// 修改密码: by choice from the menu, or before anything else after the first sign-in.
import { useState } from 'preact/hooks';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/field.tsx';
import { toast } from '../../ui/toast.tsx';
import { call, Done, session } from '../call.ts';
import { sentenceOf } from '../failure.ts';
import { words } from '../language.ts';
import { loadSession, signOut } from '../sign-in.ts';

interface Faults {
  current?: string;
  next?: string;
  again?: string;
  whole?: string;
}

export function PasswordForm({ must, onDone }: { must?: boolean; onDone?: () => void }) {
  const w = words();
  const p = w.password;
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const [again, setAgain] = useState('');
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<Faults>({});

  const submit = async (): Promise<void> => {
    if (busy) return;
    if (current === '') return setFault({ current: w.signIn.needPassword });
    if (next.length < 10) return setFault({ next: w.setUp.shortPassword });
    if (next === current) return setFault({ next: p.same });
    if (next !== again) return setFault({ again: w.setUp.unlike });
    setBusy(true);
    setFault({});
    const reply = await call('/api/session/password', Done, { method: 'POST', body: { current, next } });
    if (!reply.ok) {
      setBusy(false);
      return setFault(reply.failure.problem === 'wrongPassword' ? { current: sentenceOf(reply.failure) } : { whole: sentenceOf(reply.failure) });
    }
    const failure = await loadSession();
    setBusy(false);
    if (failure && session.value) session.value = { ...session.value, mustChangePassword: false };
    toast(p.done);
    onDone?.();
  };

  return (
    <div class={must ? 'alone-card' : ''}>
      {must ? <h1>{p.mustTitle}</h1> : null}
      {must ? <p class="quiet">{p.mustNote}</p> : null}
      <form
        class="form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <TextField
          name="current"
          label={p.current}
          type="password"
          autocomplete="current-password"
          value={current}
          onInput={setCurrent}
          error={fault.current}
        />
        <TextField
          name="next"
          label={p.next}
          hint={w.setUp.passwordHint}
          type="password"
          autocomplete="new-password"
          value={next}
          onInput={setNext}
          error={fault.next}
        />
        <TextField name="again" label={p.again} type="password" autocomplete="new-password" value={again} onInput={setAgain} error={fault.again} />
        {fault.whole ? (
          <p class="form-fault" role="alert">
            {fault.whole}
          </p>
        ) : null}
        <Button type="submit" look="primary" wide disabled={busy}>
          {busy ? p.busy : p.button}
        </Button>
        {must ? (
          <Button look="plain" wide onClick={() => void signOut()}>
            {w.act.signOut}
          </Button>
        ) : null}
      </form>
    </div>
  );
}
