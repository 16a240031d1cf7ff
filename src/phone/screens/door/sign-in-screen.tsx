// 登录: account and password, once; who comes back after the session expired finds all work untouched.

import { useEffect, useState } from 'preact/hooks';
import { useLocation } from 'preact-iso/router';
import { Button } from '../../../ui/button.tsx';
import { Note } from '../../../ui/cell.tsx';
import { TextField } from '../../../ui/field.tsx';
import { Icon } from '../../../ui/icon.tsx';
import { askToStay, everybodyHere, rememberSignedIn } from '../../store/who-was-here.ts';
import { signIn } from '../../sync/post.ts';
import type { Trouble } from '../../sync/trouble.ts';
import { fail, openFor, session } from '../state/archive.ts';
import { startErrands } from '../state/errand.ts';
import { common, w } from '../state/look.ts';

function sayTrouble(trouble: Trouble, known: boolean): string {
  if (trouble.kind === 'problem') return trouble.problem === 'invalidInput' && trouble.message ? trouble.message : common().problems[trouble.problem];
  if (trouble.kind === 'server') return common().problems.internal;
  if (trouble.kind === 'stranger') return w().sync.reasons.portal;
  return known ? w().door.offlineKnown : w().door.offline;
}

export function SignInScreen() {
  const words = w().door;
  const { route, path } = useLocation();
  const known = session.value;
  const [login, setLogin] = useState(known?.account.login ?? '');
  const [password, setPassword] = useState('');
  const [shown, setShown] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState('');
  const [tried, setTried] = useState(false);

  useEffect(() => {
    // The name last used on this phone is there already.
    everybodyHere().then(
      (people) => setLogin((typed) => typed || (people.at(-1)?.login ?? '')),
      () => undefined,
    );
  }, []);

  const enter = async (): Promise<void> => {
    setTried(true);
    if (busy || login.trim() === '' || password === '') return;
    setBusy(true);
    setError('');
    const answer = await signIn({ login: login.trim().toLowerCase(), password });
    if (!answer.ok) {
      setError(sayTrouble(answer.trouble, known !== null));
      setBusy(false);
      return;
    }
    if (answer.value.account.role !== 'collector') {
      setError(words.notCollector);
      setBusy(false);
      return;
    }
    try {
      const { account } = answer.value;
      // Storage that stays is asked for before anything is loaded.
      await askToStay();
      await rememberSignedIn(account, new Date());
      await openFor(account.id, answer.value);
      startErrands();
      if (path === '/sign-in') route('/', true);
    } catch (cause) {
      fail(cause);
    } finally {
      setBusy(false);
    }
  };

  return (
    <div class="screen">
      <main class="scroll door">
        <div class="door-head">
          <img src="/icons/favicon.svg" alt="" width="72" height="72" />
          <h1>{words.welcome}</h1>
          <p class="quiet">{words.lead}</p>
        </div>
        {known ? <Note tone="warn">{words.expired}</Note> : null}
        <form
          class="group"
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            void enter();
          }}
        >
          <div class="card">
            <TextField
              name="login"
              label={words.account}
              hint={words.accountHint}
              autocomplete="username"
              value={login}
              maxLength={64}
              error={tried && login.trim() === '' ? words.needAccount : undefined}
              onInput={setLogin}
            />
            <TextField
              name="password"
              label={words.password}
              type={shown ? 'text' : 'password'}
              autocomplete="current-password"
              value={password}
              maxLength={200}
              error={tried && password === '' ? words.needPassword : undefined}
              onInput={setPassword}
              end={
                <button type="button" class="cell-act" aria-pressed={shown} onClick={() => setShown(!shown)}>
                  {shown ? words.hide : words.show}
                </button>
              }
            />
          </div>
          {error ? (
            <div class="note note-bad door-error" role="alert">
              <Icon name="warn" small /> {error}
            </div>
          ) : null}
          <div class="door-go">
            <Button look="primary" wide type="submit" disabled={busy}>
              {busy ? words.signingIn : words.signIn}
            </Button>
            {known ? (
              <Button look="plain" wide href="/">
                {words.later}
              </Button>
            ) : null}
          </div>
        </form>
      </main>
    </div>
  );
}
