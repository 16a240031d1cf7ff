// One phone: all that it said of itself, why it needs looking after, and what was lost with a stopped one, number by number.
import { useState } from 'preact/hooks';
import { Button } from '../../ui/button.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { toast } from '../../ui/toast.tsx';
import { DeviceItem } from '../../wire/devices.ts';
import { sayBytes } from '../../words/common/say.ts';
import { call, session } from '../call.ts';
import { sentenceOf } from '../failure.ts';
import { agoWords, count, momentWords } from '../figures.ts';
import { words } from '../language.ts';
import { Notice } from '../widgets/page.tsx';

interface Props {
  device: DeviceItem;
  onStop: () => void;
  onRestored: (device: DeviceItem) => void;
  onClose: () => void;
}

export function DeviceDialog({ device, onStop, onRestored, onClose }: Props) {
  const all = words();
  const w = all.devices;
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState('');
  const role = session.value?.account.role;
  const mayStop = role === 'auditor' || role === 'admin';
  const restore = async (): Promise<void> => {
    setBusy(true);
    const reply = await call(`/api/devices/${device.id}/restore`, DeviceItem, { method: 'POST', body: {} });
    setBusy(false);
    if (!reply.ok) return setFault(sentenceOf(reply.failure));
    toast(w.restoreDone);
    onRestored(reply.value);
  };
  const facts: [string, string][] = [
    [w.account, `${device.accountName} ${device.login}`],
    [w.model, device.label],
    [w.version, `${device.appVersion}（${w.store(String(device.storeVersion ?? '–'), String(device.wireVersion ?? '–'))}）`],
    [w.firstContact, momentWords(device.firstContactAt)],
    [w.contact, `${momentWords(device.lastContactAt)} · ${agoWords(device.lastContactAt)}`],
    [w.unsent, device.holding > 0 ? `${count(device.holding)}${device.oldestAt ? ` · ${w.oldest(agoWords(device.oldestAt))}` : ''}` : w.nothing],
    [w.refused, count(device.refused)],
    [w.drafts, count(device.drafts)],
    [w.files, device.filesWaiting > 0 ? w.filesWaiting(count(device.filesWaiting), sayBytes(device.fileBytes)) : w.nothing],
    [w.room, device.room ? w.roomOf(sayBytes(device.room.used), sayBytes(device.room.allowed)) : w.roomUnknown],
    [w.numbers, w.highest(count(device.highestNumber))],
    ...(device.failing
      ? [[w.failingTitle, w.failing(count(device.failing.times), momentWords(device.failing.since))] satisfies [string, string]]
      : []),
  ];
  return (
    <Sheet
      title={`${device.townshipName} ${device.villageName} · ${device.accountName}`}
      closeLabel={all.act.close}
      onClose={onClose}
      foot={
        <>
          {mayStop && !device.stopped ? (
            <Button look="danger" onClick={onStop}>
              {w.stop}
            </Button>
          ) : null}
          {mayStop && device.stopped && !device.stopped.toldAt ? (
            <Button look="outline" disabled={busy} onClick={() => void restore()}>
              {w.restore}
            </Button>
          ) : null}
          <Button look="primary" onClick={onClose}>
            {all.act.close}
          </Button>
        </>
      }
    >
      {fault ? <Notice tone="bad" text={fault} /> : null}
      {device.stuck.map((reason) => (
        <Notice key={reason} tone="warn" text={`${w.stuck[reason]}：${w.stuckNotes[reason]}`} />
      ))}
      {device.stopped ? <Stopped device={device} stopped={device.stopped} /> : null}
      <dl class="keys device-facts">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
        {!device.stopped && device.notHereCount > 0 ? (
          <div>
            <dt>{w.notHere}</dt>
            <dd>
              <Ranges device={device} />
            </dd>
          </div>
        ) : null}
      </dl>
    </Sheet>
  );
}

function Stopped({ device, stopped }: { device: DeviceItem; stopped: NonNullable<DeviceItem['stopped']> }) {
  const w = words().devices;
  const reason = [w.reasons[stopped.reason], stopped.note].filter(Boolean).join('，');
  return (
    <div class="device-stopped">
      <p>{w.stoppedBy(stopped.byName, momentWords(stopped.at), reason)}</p>
      <p>{stopped.toldAt ? w.toldAt(momentWords(stopped.toldAt)) : w.notTold}</p>
      {device.notHereCount > 0 ? (
        <p>
          <b>{w.lost(count(device.notHereCount))}</b> <Ranges device={device} />
        </p>
      ) : (
        <p>{w.lostNone}</p>
      )}
      {device.filesWaiting > 0 ? <p>{w.lostFiles(count(device.filesWaiting))}</p> : null}
      <p class="quiet">
        {w.lostAfter} {device.notHereCount > 0 ? w.rescue : ''}
      </p>
    </div>
  );
}

function Ranges({ device }: { device: DeviceItem }) {
  const w = words().devices;
  const ranges = device.notHere.map(({ from, to }) => w.range(String(from), String(to)));
  return (
    <span class="num">
      {ranges.join('、')} {w.rangesMore(count(device.notHereCount))}
    </span>
  );
}
