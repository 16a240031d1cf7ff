// 停用: asks why, says what will be lost, and only then stops the phone.
import { useState } from 'preact/hooks';
import { Button } from '../../ui/button.tsx';
import { SelectField, TextArea } from '../../ui/field.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { toast } from '../../ui/toast.tsx';
import { DeviceItem, type StopDevice, StopReason } from '../../wire/devices.ts';
import { call } from '../call.ts';
import { sentenceOf } from '../failure.ts';
import { count } from '../figures.ts';
import { words } from '../language.ts';
import { Notice } from '../widgets/page.tsx';

interface Props {
  device: DeviceItem;
  onStopped: (device: DeviceItem) => void;
  onClose: () => void;
}

export function StopDeviceDialog({ device, onStopped, onClose }: Props) {
  const all = words();
  const w = all.devices;
  const [reason, setReason] = useState<StopReason | ''>('');
  const [note, setNote] = useState('');
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<{ reason?: string; whole?: string }>({});
  const stop = async (): Promise<void> => {
    if (busy) return;
    if (reason === '') return setFault({ reason: w.chooseReason });
    setBusy(true);
    setFault({});
    const body: StopDevice = { reason, note: note.trim() };
    const reply = await call(`/api/devices/${device.id}/stop`, DeviceItem, { method: 'POST', body });
    setBusy(false);
    if (!reply.ok) return setFault({ whole: sentenceOf(reply.failure) });
    toast(w.stopDone);
    onStopped(reply.value);
  };
  const loses = device.holding > 0 || device.filesWaiting > 0;
  return (
    <Sheet
      title={w.stopTitle(device.accountName)}
      closeLabel={all.act.close}
      onClose={onClose}
      foot={
        <>
          <Button look="outline" onClick={onClose}>
            {all.act.cancel}
          </Button>
          <Button look="danger" disabled={busy} onClick={() => void stop()}>
            {busy ? w.stopBusy : w.stopYes}
          </Button>
        </>
      }
    >
      <div class="form">
        <Notice tone={loses ? 'bad' : 'warn'} text={loses ? w.stopLoses(count(device.holding), count(device.filesWaiting)) : w.stopLosesNothing} />
        <p>{w.stopFirst}</p>
        <p class="quiet">{w.stopNote}</p>
        {fault.whole ? <Notice tone="bad" text={fault.whole} /> : null}
        <SelectField
          name="stopReason"
          label={w.reason}
          value={reason}
          onInput={(value) => setReason(value as StopReason | '')}
          options={[{ value: '', word: w.chooseReason }, ...StopReason.options.map((value) => ({ value, word: w.reasons[value] }))]}
          error={fault.reason}
        />
        <TextArea name="stopNote" label={w.noteLabel} value={note} onInput={setNote} rows={2} maxLength={200} />
      </div>
    </Sheet>
  );
}
