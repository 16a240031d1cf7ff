// What the rules found in a check, what was said to it at the door, and 核实: the office settles what could not be verified there.
import { useState } from 'preact/hooks';
import { Button } from '../../ui/button.tsx';
import { TextArea } from '../../ui/field.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import type { Remark } from '../../wire/desk.ts';
import { call, Done } from '../call.ts';
import { sentenceOf } from '../failure.ts';
import { momentWords } from '../figures.ts';
import { words } from '../language.ts';
import { Notice } from '../widgets/page.tsx';

interface Props {
  taskId: string;
  handInId: string | null;
  remarks: readonly Remark[];
  onSettled: () => void;
}

/** Whether a remark keeps the check from passing. */
export const holdsBack = (remark: Remark): boolean => remark.severity === 'E' && remark.settled === null;

export function Remarks({ taskId, handInId, remarks, onSettled }: Props) {
  const w = words().dossier;
  const [settling, setSettling] = useState<Remark | null>(null);
  const warnings = remarks.filter((remark) => remark.severity === 'W');
  return (
    <>
      {remarks
        .filter((remark) => remark.severity === 'E')
        .map((remark) => (
          <Notice
            key={`${remark.code} ${remark.path}`}
            tone={remark.settled ? 'info' : remark.severity === 'E' ? 'bad' : 'warn'}
            text={
              <>
                <b>{remark.standing === 'unverifiable' ? w.unverifiable : w.severity[remark.severity]}</b> {remark.message}
                {remark.said ? <span class="remark-said">{w.said(remark.said)}</span> : null}
                {remark.settled ? (
                  <span class="remark-said">{w.settled(remark.settled.byName, momentWords(remark.settled.at), remark.settled.note)}</span>
                ) : null}
                {handInId && holdsBack(remark) ? (
                  <button type="button" class="link" aria-label={`${w.settle}：${remark.message}`} onClick={() => setSettling(remark)}>
                    {w.settle}
                  </button>
                ) : null}
              </>
            }
          />
        ))}
      {warnings.length > 0 ? (
        // What only asks to be looked at stands close together, so that the survey below is in sight.
        <Notice
          tone="warn"
          text={
            <>
              <b>{w.severity.W}</b>
              <ul class="remark-list">
                {warnings.map((remark) => (
                  <li key={`${remark.code} ${remark.path}`}>
                    {remark.message} {remark.said ? <span class="quiet">{w.said(remark.said)}</span> : null}
                  </li>
                ))}
              </ul>
            </>
          }
        />
      ) : null}
      {settling && handInId ? (
        <SettleDialog
          taskId={taskId}
          handInId={handInId}
          remark={settling}
          onClose={() => setSettling(null)}
          onSettled={() => {
            setSettling(null);
            onSettled();
          }}
        />
      ) : null}
    </>
  );
}

function SettleDialog({
  taskId,
  handInId,
  remark,
  onClose,
  onSettled,
}: Omit<Props, 'remarks'> & { handInId: string; remark: Remark; onClose: () => void }) {
  const w = words();
  const d = w.dossier;
  const [note, setNote] = useState('');
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<{ note?: string; whole?: string }>({});
  const send = async (): Promise<void> => {
    if (busy) return;
    if (note.trim().length < 2) return setFault({ note: d.settleNeedNote });
    setBusy(true);
    setFault({});
    const body = { handInId, code: remark.code, path: remark.path, note: note.trim() };
    const reply = await call(`/api/tasks/${taskId}/settle`, Done, { method: 'POST', body });
    setBusy(false);
    if (!reply.ok) return setFault({ whole: sentenceOf(reply.failure) });
    onSettled();
  };
  return (
    <Sheet
      title={d.settleTitle}
      closeLabel={w.act.close}
      onClose={onClose}
      foot={
        <>
          <Button look="outline" onClick={onClose}>
            {w.act.cancel}
          </Button>
          <Button look="primary" disabled={busy} onClick={() => void send()}>
            {d.settle}
          </Button>
        </>
      }
    >
      <div class="form">
        <p>{remark.message}</p>
        {remark.said ? <p class="quiet">{d.said(remark.said)}</p> : null}
        {fault.whole ? <Notice tone="bad" text={fault.whole} /> : null}
        <TextArea name="settleNote" label={d.settleNote} value={note} onInput={setNote} rows={3} maxLength={500} error={fault.note} />
      </div>
    </Sheet>
  );
}
