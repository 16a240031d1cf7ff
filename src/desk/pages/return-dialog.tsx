// 退回: a chosen reason, what exactly is to be put right, and where; the collector reads it on the phone.
import { useState } from 'preact/hooks';
import { Button } from '../../ui/button.tsx';
import { SelectField, TextArea } from '../../ui/field.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import type { QueuedCheck } from '../../wire/desk.ts';
import type { Decision } from '../decide.ts';
import { common, words } from '../language.ts';
import { Notice } from '../widgets/page.tsx';

/** Parts of the survey that a return may point at; the phone jumps to the first of them. */
const FIELDS = ['result', 'household', 'members', 'guarantees', 'income', 'risks'] as const;

interface Props {
  checks: readonly QueuedCheck[];
  /** Empty when the server has heard it; else why not, and the dialog keeps what was typed. */
  onReturn: (decision: Decision) => Promise<string>;
  onClose: () => void;
}

export function ReturnDialog({ checks: rows, onReturn, onClose }: Props) {
  const w = words();
  const d = w.returnDialog;
  const c = common();
  const last = c.returnReasons.at(-1) ?? '';
  const [reason, setReason] = useState('');
  const [text, setText] = useState('');
  const [fields, setFields] = useState<readonly string[]>([]);
  const [fault, setFault] = useState<{ reason?: string; text?: string; whole?: string }>({});
  const [busy, setBusy] = useState(false);
  const [only] = rows;
  const fieldWords: Record<(typeof FIELDS)[number], string> = {
    result: w.dossier.result,
    household: w.dossier.household,
    members: w.dossier.members,
    guarantees: w.dossier.guarantees,
    income: w.dossier.income,
    risks: w.dossier.risks,
  };

  const send = async (): Promise<void> => {
    if (busy) return;
    if (reason === '') setFault({ reason: d.needReason });
    else if (reason === last && text.trim() === '') setFault({ text: d.needText });
    else {
      setBusy(true);
      setFault({});
      const whole = await onReturn({ kind: 'return', reason, text: text.trim(), fields: [...fields] });
      setBusy(false);
      if (whole) setFault({ whole });
    }
  };
  return (
    <Sheet
      title={rows.length === 1 && only ? d.titleFor(only.headName) : d.titleSome(rows.length)}
      closeLabel={w.act.close}
      onClose={onClose}
      foot={
        <>
          <Button look="outline" onClick={onClose}>
            {w.act.cancel}
          </Button>
          <Button look="primary" disabled={busy} onClick={() => void send()}>
            {busy ? d.busy : d.button}
          </Button>
        </>
      }
    >
      <div class="form">
        <p class="quiet">{d.note}</p>
        {fault.whole ? <Notice tone="bad" text={fault.whole} /> : null}
        <SelectField
          name="reason"
          label={d.reason}
          value={reason}
          onInput={setReason}
          error={fault.reason}
          options={[{ value: '', word: w.setUp.choose }, ...c.returnReasons.map((one) => ({ value: one, word: one }))]}
        />
        <TextArea name="text" label={d.text} hint={d.textHint} value={text} onInput={setText} rows={3} maxLength={500} error={fault.text} />
        <fieldset class="choices choices-row">
          <legend class="field-label">{d.fields}</legend>
          {FIELDS.map((field) => (
            <label key={field} class="check">
              <input
                type="checkbox"
                checked={fields.includes(field)}
                onChange={() => setFields(fields.includes(field) ? fields.filter((one) => one !== field) : [...fields, field])}
              />
              {fieldWords[field]}
            </label>
          ))}
        </fieldset>
      </div>
    </Sheet>
  );
}
