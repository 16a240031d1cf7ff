// Doing one act on a case: what it needs is asked, what the office says is sent, and a refusal is said without losing what was typed.
import { useState } from 'preact/hooks';
import * as z from 'zod/mini';
import { CaseAct } from '../../domain/case/act.ts';
import { type CaseActName, type CaseStep, PROCEDURES } from '../../domain/case/step.ts';
import { Button } from '../../ui/button.tsx';
import { SelectField, TextArea, TextField } from '../../ui/field.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { toast } from '../../ui/toast.tsx';
import { CaseDetail } from '../../wire/cases.ts';
import { call } from '../call.ts';
import { today } from '../clock.ts';
import { sentenceOf } from '../failure.ts';
import { words } from '../language.ts';
import { Notice } from '../widgets/page.tsx';

type FieldName = keyof ReturnType<typeof words>['cases']['fields'];

/** What each act of the office asks for, and whether it may be left empty. */
const ASKED: Partial<Record<CaseActName, readonly (readonly [FieldName, 'needed' | 'optional'])[]>> = {
  compare: [['note', 'optional']],
  approveTownship: [['opinion', 'optional']],
  approveCounty: [['opinion', 'optional']],
  register: [
    ['nationalNo', 'needed'],
    ['identifiedMonth', 'needed'],
    ['announcedOn', 'needed'],
  ],
  object: [
    ['raisedOn', 'needed'],
    ['about', 'needed'],
  ],
  answerObjection: [
    ['answer', 'needed'],
    ['found', 'needed'],
  ],
  goBack: [
    ['to', 'needed'],
    ['reason', 'needed'],
    ['text', 'optional'],
  ],
  reject: [
    ['reason', 'needed'],
    ['toldHow', 'needed'],
  ],
  withdraw: [['reason', 'needed']],
  cease: [['reason', 'needed']],
  openGreenChannel: [['reason', 'needed']],
};
const LONG: readonly FieldName[] = ['opinion', 'note', 'about', 'found', 'text', 'reason'];

interface Props {
  detail: CaseDetail;
  act: CaseActName;
  openObjections: readonly string[];
  onDone: (changed: CaseDetail) => void;
  onClose: () => void;
}

export function CaseActDialog({ detail, act, openObjections, onDone, onClose }: Props) {
  const w = words();
  const c = w.cases;
  const [typed, setTyped] = useState<Partial<Record<FieldName, string>>>({
    announcedOn: today(),
    raisedOn: today(),
    identifiedMonth: today().slice(0, 7),
  });
  const [faults, setFaults] = useState<Partial<Record<FieldName, string>>>({});
  const [whole, setWhole] = useState('');
  const [busy, setBusy] = useState(false);
  const fields = ASKED[act] ?? [];
  const put = (name: FieldName) => (value: string) => setTyped({ ...typed, [name]: value });

  const send = async (): Promise<void> => {
    if (busy) return;
    const missing = fields.filter(([name, need]) => need === 'needed' && (typed[name] ?? '').trim() === '');
    if (missing.length > 0) return setFaults(Object.fromEntries(missing.map(([name]) => [name, c.need(c.fields[name])])));
    const values = Object.fromEntries(fields.map(([name]) => [name, (typed[name] ?? '').trim()]));
    const objection = act === 'object' ? { id: crypto.randomUUID() } : act === 'answerObjection' ? { objectionId: openObjections[0] } : {};
    const month = values.identifiedMonth === undefined ? {} : { identifiedMonth: values.identifiedMonth.replace('-', '') };
    const parsed = z.safeParse(CaseAct, { act, ...values, ...month, ...objection });
    if (!parsed.success) return setFaults(act === 'register' ? { nationalNo: c.needNumber } : {});
    setBusy(true);
    setFaults({});
    setWhole('');
    const reply = await call(`/api/cases/${detail.item.id}/acts`, CaseDetail, { method: 'POST', body: { act: parsed.data } });
    setBusy(false);
    if (!reply.ok) return setWhole(sentenceOf(reply.failure));
    toast(c.done);
    onDone(reply.value);
  };
  return (
    <Sheet
      title={`${c.acts[act]} · ${detail.item.headName}`}
      closeLabel={w.act.close}
      onClose={onClose}
      foot={
        <>
          <Button look="outline" onClick={onClose}>
            {w.act.cancel}
          </Button>
          <Button look="primary" disabled={busy} onClick={() => void send()}>
            {busy ? c.busy : c.acts[act]}
          </Button>
        </>
      }
    >
      <div class="form">
        {whole ? <Notice tone="bad" text={whole} /> : null}
        {fields.map(([name]) => (
          <Field key={name} name={name} detail={detail} value={typed[name] ?? ''} error={faults[name]} onInput={put(name)} />
        ))}
      </div>
    </Sheet>
  );
}

interface FieldProps {
  name: FieldName;
  detail: CaseDetail;
  value: string;
  error: string | undefined;
  onInput: (value: string) => void;
}

function Field({ name, detail, value, error, onInput }: FieldProps) {
  const c = words().cases;
  const common = { name, label: c.fields[name], value, error, onInput };
  if (name === 'to') {
    const order = PROCEDURES[detail.item.procedure];
    const done = detail.item.done === null ? 0 : order.indexOf(detail.item.done);
    const earlier: readonly CaseStep[] = order.slice(1, done + 1);
    return <SelectField {...common} options={[{ value: '', word: '—' }, ...earlier.map((step) => ({ value: step, word: c.steps[step] }))]} />;
  }
  if (name === 'answer') {
    return (
      <SelectField
        {...common}
        options={[{ value: '', word: '—' }, ...(['dismissed', 'upheld'] as const).map((one) => ({ value: one, word: c.answers[one] }))]}
      />
    );
  }
  if (name === 'announcedOn' || name === 'raisedOn') return <TextField {...common} type="date" max={today()} />;
  if (name === 'identifiedMonth') return <TextField {...common} type="month" />;
  if (LONG.includes(name)) return <TextArea {...common} rows={3} maxLength={500} />;
  return <TextField {...common} maxLength={name === 'nationalNo' ? 30 : 200} />;
}
