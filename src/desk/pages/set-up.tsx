// 首次设置: county and first administrator, through the one-time link that the server printed.
import { useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { Button } from '../../ui/button.tsx';
import { SelectField, TextField } from '../../ui/field.tsx';
import { Empty } from '../../ui/states.tsx';
import { Counties } from '../../wire/session.ts';
import { call, Done } from '../call.ts';
import { sentenceOf } from '../failure.ts';
import { words } from '../language.ts';
import { useResource } from '../resource.ts';
import { Reading } from '../widgets/page.tsx';

const BLANK = { countyCode: '', name: '', login: 'admin', password: '', again: '' };
type Faults = Partial<Record<keyof typeof BLANK | 'whole', string>>;

export function SetUpPage() {
  const w = words().setUp;
  const { query } = useLocation();
  const token = query.token ?? '';
  const [done, setDone] = useState(false);
  const counties = useResource(token ? 'counties' : null, () => call('/api/setup/counties', Counties, { query: { token } }));
  return (
    <main class="alone">
      <div class="alone-card">
        <h1>{w.title}</h1>
        {token === '' ? (
          <Empty title={w.noToken} icon="warn" />
        ) : done ? (
          <Empty title={w.doneTitle} icon="check">
            <p>{w.done}</p>
            <Button href="/desk/" look="primary">
              {words().signIn.title}
            </Button>
          </Empty>
        ) : (
          <Reading of={counties}>{(found) => <SetUpForm token={token} counties={found.counties} onDone={() => setDone(true)} />}</Reading>
        )}
      </div>
    </main>
  );
}

interface FormProps {
  token: string;
  counties: readonly { code: string; name: string; prefectureName: string }[];
  onDone: () => void;
}

function SetUpForm({ token, counties, onDone }: FormProps) {
  const w = words().setUp;
  const [form, setForm] = useState(BLANK);
  const [find, setFind] = useState('');
  const [fault, setFault] = useState<Faults>({});
  const [busy, setBusy] = useState(false);
  const fill = (name: keyof typeof BLANK) => (value: string) => setForm((before) => ({ ...before, [name]: value }));
  const shown = counties.filter((county) => `${county.prefectureName}${county.name}${county.code}`.includes(find.trim()));

  const check = (): Faults => {
    if (form.countyCode === '') return { countyCode: w.needCounty };
    if (form.name.trim() === '') return { name: w.needName };
    if (!/^[a-z][a-z0-9-]{2,39}$/.test(form.login)) return { login: w.badLogin };
    if (form.password.length < 10) return { password: w.shortPassword };
    return form.password === form.again ? {} : { again: w.unlike };
  };
  const submit = async (): Promise<void> => {
    const found = check();
    setFault(found);
    if (busy || Object.keys(found).length > 0) return;
    setBusy(true);
    const { again: _again, ...body } = form;
    const reply = await call('/api/setup', Done, { method: 'POST', body: { token, ...body, name: body.name.trim() } });
    setBusy(false);
    if (reply.ok) onDone();
    else setFault({ whole: sentenceOf(reply.failure) });
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
      <p class="quiet">{w.note}</p>
      {counties.length > 20 ? <TextField name="find" type="search" label={w.findCounty} value={find} onInput={setFind} /> : null}
      <SelectField
        name="countyCode"
        label={w.county}
        value={form.countyCode}
        onInput={fill('countyCode')}
        error={fault.countyCode}
        options={[
          { value: '', word: w.choose },
          ...shown.map(({ code, name, prefectureName }) => ({ value: code, word: `${prefectureName} ${name}` })),
        ]}
      />
      <TextField name="name" label={w.name} value={form.name} onInput={fill('name')} error={fault.name} autocomplete="name" maxLength={50} />
      <TextField
        name="login"
        label={w.login}
        hint={w.loginHint}
        value={form.login}
        onInput={fill('login')}
        error={fault.login}
        autocomplete="username"
      />
      <TextField
        name="password"
        label={w.password}
        hint={w.passwordHint}
        type="password"
        autocomplete="new-password"
        value={form.password}
        onInput={fill('password')}
        error={fault.password}
      />
      <TextField
        name="again"
        label={w.again}
        type="password"
        autocomplete="new-password"
        value={form.again}
        onInput={fill('again')}
        error={fault.again}
      />
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
