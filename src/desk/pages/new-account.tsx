// 新建账号: role, scope and department belong together; the first password is shown once and never again.
import { useState } from 'preact/hooks';
import { Role } from '../../domain/account.ts';
import { DEPARTMENT_NAMES, DepartmentCode } from '../../domain/department.ts';
import { Button } from '../../ui/button.tsx';
import { SelectField, TextField } from '../../ui/field.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { toast } from '../../ui/toast.tsx';
import { NewAccountResult } from '../../wire/desk.ts';
import { call, session } from '../call.ts';
import { placeName } from '../divisions.ts';
import { sentenceOf } from '../failure.ts';
import { common, words } from '../language.ts';
import { DivisionField } from '../widgets/division-picker.tsx';
import { Notice } from '../widgets/page.tsx';

export interface Issued {
  name: string;
  login: string;
  password: string;
}
type Faults = { name?: string; login?: string; scope?: string; department?: string; whole?: string };

/** Roles whose scope is the whole county, whatever is chosen. */
const COUNTY_WIDE: readonly Role[] = ['auditor', 'department', 'admin'];

export function NewAccountDialog({ onClose, onMade }: { onClose: () => void; onMade: (issued: Issued) => void }) {
  const w = words();
  const a = w.accounts;
  const [name, setName] = useState('');
  const [login, setLogin] = useState('');
  const [role, setRole] = useState<Role>('collector');
  const [scope, setScope] = useState<readonly string[]>([]);
  const [department, setDepartment] = useState('');
  const [fault, setFault] = useState<Faults>({});
  const [busy, setBusy] = useState(false);
  const wide = COUNTY_WIDE.includes(role);

  const check = (): Faults => {
    if (name.trim() === '') return { name: a.needName };
    if (!/^[a-z][a-z0-9-]{2,39}$/.test(login)) return { login: w.setUp.badLogin };
    if (role === 'department' && department === '') return { department: a.needDepartment };
    return !wide && scope.length === 0 ? { scope: a.needScope } : {};
  };
  const make = async (): Promise<void> => {
    const found = check();
    setFault(found);
    if (busy || Object.keys(found).length > 0) return;
    setBusy(true);
    const county = session.value ? [`${session.value.county.code}000000`] : [];
    const reply = await call('/api/accounts', NewAccountResult, {
      method: 'POST',
      body: { name: name.trim(), login, role, scope: wide ? county : scope, department: role === 'department' ? department : null },
    });
    setBusy(false);
    if (reply.ok) onMade({ name: name.trim(), login, password: reply.value.firstPassword });
    else setFault({ whole: sentenceOf(reply.failure) });
  };
  return (
    <Sheet
      title={a.create}
      closeLabel={w.act.close}
      onClose={onClose}
      foot={
        <>
          <Button look="outline" onClick={onClose}>
            {w.act.cancel}
          </Button>
          <Button look="primary" disabled={busy} onClick={() => void make()}>
            {busy ? a.busy : a.create}
          </Button>
        </>
      }
    >
      <div class="form">
        <TextField name="personName" label={a.name} value={name} onInput={setName} error={fault.name} maxLength={50} />
        <TextField
          name="newLogin"
          label={a.login}
          hint={w.setUp.loginHint}
          value={login}
          onInput={(text) => setLogin(text.trim().toLowerCase())}
          error={fault.login}
        />
        <SelectField
          name="newRole"
          label={a.role}
          value={role}
          onInput={(value) => setRole(value as Role)}
          options={Role.options.map((one) => ({ value: one, word: common().roles[one] }))}
        />
        {role === 'department' ? (
          <SelectField
            name="newDepartment"
            label={a.department}
            value={department}
            onInput={setDepartment}
            error={fault.department}
            options={[{ value: '', word: w.setUp.choose }, ...DepartmentCode.options.map((code) => ({ value: code, word: DEPARTMENT_NAMES[code] }))]}
          />
        ) : null}
        {wide ? null : (
          <>
            <DivisionField
              label={a.scope}
              value=""
              blank={a.addScope}
              onPick={(code) => code && setScope((before) => [...new Set([...before, code])])}
              error={fault.scope}
            />
            <ul class="chosen-list">
              {scope.map((code) => (
                <li key={code}>
                  {placeName(code)}
                  <button
                    type="button"
                    class="link"
                    aria-label={a.removeScope(placeName(code))}
                    onClick={() => setScope((before) => before.filter((one) => one !== code))}
                  >
                    ✕
                  </button>
                </li>
              ))}
            </ul>
          </>
        )}
        {fault.whole ? <Notice tone="bad" text={fault.whole} /> : null}
      </div>
    </Sheet>
  );
}

export function FirstPassword({ name, login, password, onClose }: Issued & { onClose: () => void }) {
  const w = words();
  const a = w.accounts;
  const copy = (): void => {
    void navigator.clipboard?.writeText(`${login} ${password}`).then(() => toast(a.copied));
  };
  return (
    <Sheet
      title={a.createdTitle(name)}
      closeLabel={w.act.close}
      onClose={onClose}
      foot={
        <>
          {navigator.clipboard ? (
            <Button look="outline" onClick={copy}>
              {a.copy}
            </Button>
          ) : null}
          <Button look="primary" onClick={onClose}>
            {w.act.close}
          </Button>
        </>
      }
    >
      <dl class="facts facts-big">
        <div>
          <dt>{a.login}</dt>
          <dd class="num">{login}</dd>
        </div>
        <div>
          <dt>{a.firstPassword}</dt>
          <dd class="num">{password}</dd>
        </div>
      </dl>
      <p class="quiet">{a.firstPasswordNote}</p>
    </Sheet>
  );
}
