// 撤回: tasks that should not have gone out are taken back with a reason; one of a sweep can take the whole sweep with it.
import { useState } from 'preact/hooks';
import type * as z from 'zod/mini';
import { Button } from '../../ui/button.tsx';
import { TextArea } from '../../ui/field.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { toast } from '../../ui/toast.tsx';
import { type Withdraw, WithdrawResult } from '../../wire/desk.ts';
import { call } from '../call.ts';
import { sentenceOf } from '../failure.ts';
import { count } from '../figures.ts';
import { words } from '../language.ts';
import { Notice } from '../widgets/page.tsx';

interface Props {
  taskIds: readonly string[];
  /** The sweep that the chosen tasks belong to, when all of them belong to one. */
  sweepTitle: string | null;
  onDone: () => void;
  onClose: () => void;
}

export function WithdrawDialog({ taskIds, sweepTitle, onDone, onClose }: Props) {
  const w = words();
  const d = w.withdraw;
  const [reason, setReason] = useState('');
  const [leads, setLeads] = useState<'again' | 'end'>('again');
  const [whole, setWhole] = useState(false);
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<{ reason?: string; whole?: string }>({});
  const send = async (): Promise<void> => {
    if (busy) return;
    if (reason.trim().length < 2) return setFault({ reason: d.needReason });
    setBusy(true);
    setFault({});
    const body: z.infer<typeof Withdraw> = {
      reason: reason.trim(),
      leads,
      ...(whole && sweepTitle !== null ? { sweepTitle } : { taskIds: taskIds.slice(0, 5000) }),
    };
    const reply = await call('/api/tasks/withdraw', WithdrawResult, { method: 'POST', body });
    setBusy(false);
    if (!reply.ok) return setFault({ whole: sentenceOf(reply.failure) });
    toast(d.done(count(reply.value.withdrawn), reply.value.kept > 0 ? count(reply.value.kept) : ''));
    onDone();
  };
  return (
    <Sheet
      title={d.title(count(taskIds.length))}
      closeLabel={w.act.close}
      onClose={onClose}
      foot={
        <>
          <Button look="outline" onClick={onClose}>
            {w.act.cancel}
          </Button>
          <Button look="danger" disabled={busy} onClick={() => void send()}>
            {busy ? d.busy : d.button}
          </Button>
        </>
      }
    >
      <div class="form">
        <p class="quiet">{d.note}</p>
        {fault.whole ? <Notice tone="bad" text={fault.whole} /> : null}
        <TextArea name="withdrawReason" label={d.reason} value={reason} onInput={setReason} rows={2} maxLength={200} error={fault.reason} />
        {sweepTitle === null ? (
          <fieldset class="choices">
            <legend class="field-label">{d.leads}</legend>
            {(['again', 'end'] as const).map((one) => (
              <label key={one} class="check">
                <input type="radio" name="withdrawLeads" checked={leads === one} onChange={() => setLeads(one)} />
                {d.leadsTo[one]}
              </label>
            ))}
          </fieldset>
        ) : (
          <label class="check">
            <input type="checkbox" checked={whole} onChange={(event) => setWhole(event.currentTarget.checked)} />
            {d.wholeSweep(sweepTitle)}
          </label>
        )}
      </div>
    </Sheet>
  );
}
