// 查看: one masked number shown in full for a stated purpose; the server writes who, when and why.
import { useState } from 'preact/hooks';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/field.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { Unmasked } from '../../wire/desk.ts';
import { call } from '../call.ts';
import { sentenceOf } from '../failure.ts';
import { words } from '../language.ts';
import { Notice } from '../widgets/page.tsx';

interface Props {
  householdId: string;
  memberId: string | null;
  field: 'idNumber' | 'phone';
  masked: string;
}

export function Unmasking(props: Props) {
  const w = words();
  const [open, setOpen] = useState(false);
  const [full, setFull] = useState('');
  if (props.masked === '') return <>{w.dossier.unknown}</>;
  return (
    <>
      <span class="num">{full || props.masked}</span>
      {full ? null : (
        <button type="button" class="link unmask" aria-label={`${w.unmask.title}：${props.masked}`} onClick={() => setOpen(true)}>
          {w.act.show}
        </button>
      )}
      {open ? (
        <UnmaskDialog
          {...props}
          onShown={(value) => {
            setFull(value);
            setOpen(false);
          }}
          onClose={() => setOpen(false)}
        />
      ) : null}
    </>
  );
}

function UnmaskDialog({ householdId, memberId, field, onShown, onClose }: Props & { onShown: (value: string) => void; onClose: () => void }) {
  const w = words();
  const u = w.unmask;
  const [purpose, setPurpose] = useState<string>(u.purposes[0] ?? '');
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState('');
  const show = async (): Promise<void> => {
    if (busy || purpose.trim().length < 2) return;
    setBusy(true);
    const reply = await call('/api/unmask', Unmasked, { method: 'POST', body: { householdId, memberId, field, purpose: purpose.trim() } });
    setBusy(false);
    if (reply.ok) onShown(reply.value.value);
    else setFault(sentenceOf(reply.failure));
  };
  return (
    <Sheet
      title={u.title}
      closeLabel={w.act.close}
      onClose={onClose}
      foot={
        <>
          <Button look="outline" onClick={onClose}>
            {w.act.cancel}
          </Button>
          <Button look="primary" disabled={busy || purpose.trim().length < 2} onClick={() => void show()}>
            {u.button}
          </Button>
        </>
      }
    >
      <div class="form">
        <p class="quiet">{u.note}</p>
        <fieldset class="choices choices-row">
          <legend class="sr-only">{u.purpose}</legend>
          {u.purposes.map((one) => (
            <label key={one} class="check">
              <input type="radio" name="purpose-choice" checked={purpose === one} onChange={() => setPurpose(one)} />
              {one}
            </label>
          ))}
        </fieldset>
        <TextField name="purpose" label={u.purpose} value={purpose} onInput={setPurpose} maxLength={100} />
        {fault ? <Notice tone="bad" text={fault} /> : null}
      </div>
    </Sheet>
  );
}
