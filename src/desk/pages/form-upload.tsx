// Dropping or choosing an Excel form: what can't be one is not even sent.
import { useRef, useState } from 'preact/hooks';
import { Icon } from '../../ui/icon.tsx';
import { FormReading } from '../../wire/desk-forms.ts';
import { call } from '../call.ts';
import { sentenceOf } from '../failure.ts';
import { words } from '../language.ts';
import { Notice } from '../widgets/page.tsx';

const LARGEST_BYTES = 5_000_000;

/** Why a file is not even sent, in words; null when it may be tried. */
function unfit(file: File): string | null {
  const w = words().forms;
  if (!/\.(xlsx|xlsm|xls|et)$/i.test(file.name)) return w.unsupported;
  if (file.size === 0) return w.emptyFile;
  return file.size > LARGEST_BYTES ? w.tooLarge : null;
}

export function FormUpload({ onRead }: { onRead: (reading: FormReading) => void }) {
  const w = words().forms;
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const [file, setFile] = useState<File | null>(null);
  const [sending, setSending] = useState(false);
  const [fault, setFault] = useState('');

  const send = async (chosen: File): Promise<void> => {
    setSending(true);
    setFault('');
    const form = new FormData();
    form.append('file', chosen, chosen.name);
    const reply = await call('/api/forms/read', FormReading, { method: 'POST', form });
    setSending(false);
    if (reply.ok) onRead(reply.value);
    else setFault(`${chosen.name}：${sentenceOf(reply.failure)}`);
  };
  const take = (chosen: File | undefined): void => {
    if (!chosen || sending) return;
    const reason = unfit(chosen);
    setFile(reason ? null : chosen);
    if (reason) setFault(`${chosen.name}：${reason}`);
    else void send(chosen);
  };

  return (
    <section class="panel">
      <h2>{w.upload}</h2>
      <p class="block-note">{w.uploadNote}</p>
      <section
        class={over ? 'drop is-over' : 'drop'}
        aria-label={w.drop}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          event.preventDefault();
          setOver(false);
          take(event.dataTransfer?.files[0]);
        }}
      >
        <Icon name="up" />
        {sending && file ? (
          <>
            <p role="status">{w.uploading(file.name)}</p>
            <progress class="progress" aria-label={w.uploading(file.name)} />
          </>
        ) : (
          <>
            <p class="drop-title">{over ? w.dropNow : w.drop}</p>
            <p class="quiet">{w.or}</p>
            <button type="button" class="btn btn-primary" onClick={() => input.current?.click()}>
              {w.choose}
            </button>
          </>
        )}
        <input
          ref={input}
          type="file"
          class="sr-only"
          tabIndex={-1}
          aria-label={w.choose}
          accept=".xlsx,.xls,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
          onChange={(event) => {
            take(event.currentTarget.files?.[0]);
            event.currentTarget.value = '';
          }}
        />
      </section>
      {fault ? <Notice tone="bad" text={fault} {...(file ? { act: words().act.retry, onAct: () => void send(file) } : {})} /> : null}
    </section>
  );
}
