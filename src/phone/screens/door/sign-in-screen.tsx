// 登录: account and password, once; who comes back after the session expired finds all work untouched.

import { useEffect, useState } from 'preact/hooks';
import { useLocation } from 'preact-iso/router';
import { Button } from '../../../ui/button.tsx';
import { Note } from '../../../ui/cell.tsx';
import { TextField } from '../../../ui/field.tsx';
import { Icon } from '../../../ui/icon.tsx';
import type { Session } from '../../../wire/session.ts';
import { wholeStore } from '../../store/open-at-start.ts';
import { askToStay } from '../../store/room.ts';
import { fetchTheRest, later } from '../shell/later.tsx';
import { fail, phase, session } from '../state/archive.ts';
import { atDoor, backToPin, beRevoked, comeIn, forgotten } from '../state/entrance.ts';
import { startErrands } from '../state/errand.ts';
import { w } from '../state/look.ts';
import { sayTrouble } from './say-trouble.ts';

/** Signed in with the first password, which is to be replaced before anything else. */
interface Newcomer {
  session: Session;
  password: string;
}

const NewPasswordForm = later((file) => file.NewPasswordForm);

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
  const [newcomer, setNewcomer] = useState<Newcomer | null>(null);

  useEffect(() => {
    // The name last used on this phone is there already.
    wholeStore()
      .then(({ everybodyHere }) => everybodyHere())
      .then(
        (people) => setLogin((typed) => typed || (people[people.length - 1]?.login ?? '')),
        () => undefined,
      );
  }, []);

  const enter = async (): Promise<void> => {
    setTried(true);
    if (busy || login.trim() === '' || password === '') return;
    setBusy(true);
    setError('');
    // What speaks to the network was fetched while the password was typed.
    const rest = await fetchTheRest().catch(() => null);
    if (!rest) {
      setError(known ? words.offlineKnown : words.offline);
      setBusy(false);
      return;
    }
    const answer = await rest.signIn({ login: login.trim().toLowerCase(), password });
    if (!answer.ok) {
      setError(sayTrouble(answer.trouble, known ? words.offlineKnown : words.offline));
      setBusy(false);
      return;
    }
    if (answer.value.account.role !== 'collector') {
      // Their work is at the desk, where this very session is used; the phone keeps nothing of them.
      location.replace('/desk/');
      return;
    }
    if (answer.value.mustChangePassword) {
      setNewcomer({ session: answer.value, password });
      setBusy(false);
      return;
    }
    await begin(answer.value);
  };

  const begin = async (fresh: Session): Promise<void> => {
    try {
      const { account } = fresh;
      // Storage that stays is asked for before anything is loaded.
      await askToStay();
      const { rememberSignedIn } = await wholeStore();
      await rememberSignedIn(account, new Date());
      const trouble = await comeIn(fresh);
      if (trouble?.kind === 'problem' && trouble.problem === 'deviceRevoked') return void beRevoked(account.id);
      if (trouble) return setError(sayTrouble(trouble, words.offline));
      if (phase.value === 'open') startErrands();
      if (path === '/sign-in') route('/', true);
    } catch (cause) {
      fail(cause);
    } finally {
      setBusy(false);
    }
  };

  if (newcomer) {
    return (
      <div class="screen">
        <main class="scroll door">
          <div class="door-head">
            <img src="/icons/favicon.svg" alt="" width="72" height="72" />
            <h1>{words.firstTime}</h1>
            <p class="quiet">{words.firstTimeNote}</p>
          </div>
          <NewPasswordForm
            login={newcomer.session.account.login}
            csrfToken={newcomer.session.csrfToken}
            current={newcomer.password}
            onDone={() => begin({ ...newcomer.session, mustChangePassword: false })}
          />
        </main>
      </div>
    );
  }

  return (
    <div class="screen">
      <main class="scroll door">
        <div class="door-head">
          <img src="/icons/favicon.svg" alt="" width="72" height="72" />
          <h1>{words.welcome}</h1>
          <p class="quiet">{words.lead}</p>
        </div>
        {known ? <Note tone="warn">{words.expired}</Note> : null}
        {forgotten.value ? <Note>{w().lock.forgotNote}</Note> : null}
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
            {!known && atDoor.value ? (
              <Button look="plain" wide onClick={backToPin}>
                {w().lock.title}
              </Button>
            ) : null}
          </div>
        </form>
      </main>
    </div>
  );
}
