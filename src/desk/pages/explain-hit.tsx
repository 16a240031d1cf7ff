// 说明比对结果: why what a department found does not stand against the household.
import { useState } from 'preact/hooks';
import { Button } from '../../ui/button.tsx';
import { TextArea } from '../../ui/field.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import type { Comparison } from '../../wire/cases.ts';
import { call, Done } from '../call.ts';
import { sentenceOf } from '../failure.ts';
import { words } from '../language.ts';

export function ExplainDialog({ comparison, onDone, onClose }: { comparison: Comparison; onDone: () => void; onClose: () => void }) {
  const w = words();
  const c = w.cases;
  const [text, setText] = useState(comparison.explanation);
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<string | undefined>();
  const send = async (): Promise<void> => {
    if (busy) return;
    if (text.trim() === '') return setFault(c.need(c.explain));
    setBusy(true);
    const reply = await call(`/api/comparisons/${comparison.id}/explanation`, Done, { method: 'PUT', body: { explanation: text.trim() } });
    setBusy(false);
    if (!reply.ok) return setFault(sentenceOf(reply.failure));
    onDone();
  };
  return (
    <Sheet
      title={`${c.explain} · ${comparison.personName} · ${c.subjects[comparison.subject]}`}
      closeLabel={w.act.close}
      onClose={onClose}
      foot={
        <>
          <Button look="outline" onClick={onClose}>
            {w.act.cancel}
          </Button>
          <Button look="primary" disabled={busy} onClick={() => void send()}>
            {busy ? c.busy : w.act.save}
          </Button>
        </>
      }
    >
      <div class="form">
        <p class="quiet">{comparison.detail}</p>
        <TextArea name="explanation" label={c.explanation} value={text} onInput={setText} rows={3} maxLength={500} error={fault} />
      </div>
    </Sheet>
  );
}
