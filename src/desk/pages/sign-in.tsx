// 登录: the first page, and the dialog over a page whose session has expired.
import { useState } from 'preact/hooks';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/field.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { endExpiry, session } from '../call.ts';
import { sentenceOf } from '../failure.ts';
import { common, switchLanguage, words } from '../language.ts';
import { signIn } from '../sign-in.ts';

function SignInForm({ fixedLogin }: { fixedLogin?: string }) {
  const w = words().signIn;
  const [login, setLogin] = useState(fixedLogin ?? '');
  const [password, setPassword] = useState('');
  const [shown, setShown] = useState(false);
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<{ login?: string; password?: string; whole?: string }>({});

  const submit = async (): Promise<void> => {
    if (busy) return;
    if (login.trim() === '') return setFault({ login: w.needLogin });
    if (password === '') return setFault({ password: w.needPassword });
    setBusy(true);
    setFault({});
    const failure = await signIn(login, password);
    setBusy(false);
    if (failure) setFault({ whole: sentenceOf(failure) });
  };

  return (
    <form
      class="form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <TextField
        name="login"
        label={w.login}
        value={login}
        onInput={setLogin}
        autocomplete="username"
        error={fault.login}
        disabled={fixedLogin !== undefined}
      />
      <TextField
        name="password"
        label={w.password}
        value={password}
        onInput={setPassword}
        type={shown ? 'text' : 'password'}
        autocomplete="current-password"
        error={fault.password}
      />
      <label class="check">
        <input type="checkbox" checked={shown} onChange={(event) => setShown(event.currentTarget.checked)} />
        {w.showPassword}
      </label>
      {fault.whole ? (
        <p class="form-fault" role="alert">
          {fault.whole}
        </p>
      ) : null}
      <Button type="submit" look="primary" wide disabled={busy}>
        {busy ? w.busy : w.button}
      </Button>
    </form>
  );
}

export function SignInPage() {
  const w = words();
  return (
    <main class="alone">
      <div class="alone-card">
        <p class="alone-brand">{common().appName}</p>
        <h1>{w.signIn.lead}</h1>
        <SignInForm />
        <p class="quiet">{w.signIn.forgot}</p>
        <p class="alone-foot">
          <button type="button" class="link" onClick={switchLanguage}>
            {w.language}
          </button>
          <a href="/" target="_top">
            {w.act.phone}
          </a>
        </p>
      </div>
    </main>
  );
}

/** Keeps the page beneath as it is: whoever signs in again goes on where they were. */
export function ExpiredDialog() {
  const w = words();
  const who = session.value;
  return (
    <Sheet title={w.signIn.expiredTitle} closeLabel={w.act.cancel} onClose={() => endExpiry(false)}>
      <p class="quiet">{w.signIn.expiredNote}</p>
      <SignInForm fixedLogin={who?.account.login} />
      <p class="alone-foot">
        <a href="/desk/" target="_top">
          {w.signIn.other}
        </a>
      </p>
    </Sheet>
  );
}
