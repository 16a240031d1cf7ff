// 代为上报: a file of unsent work that came on a stick or by message is handed in for its author; what was received, and what was not, stands here.
import { useRef, useState } from 'preact/hooks';
import { Button } from '../../ui/button.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { Progress } from '../../ui/states.tsx';
import type { BroughtWork } from '../../wire/unsent-work.ts';
import { sendUnsentWork } from '../bring-work.ts';
import { sentenceOf } from '../failure.ts';
import { count, momentWords } from '../figures.ts';
import { words } from '../language.ts';
import { Notice } from '../widgets/page.tsx';

export function BringWorkDialog({ onBrought, onClose }: { onBrought: () => void; onClose: () => void }) {
  const all = words();
  const w = all.devices.bring;
  const input = useRef<HTMLInputElement>(null);
  const [share, setShare] = useState<number | null>(null);
  const [fault, setFault] = useState('');
  const [result, setResult] = useState<BroughtWork | null>(null);
  const send = async (file: File | undefined): Promise<void> => {
    if (!file) return;
    setFault('');
    setResult(null);
    setShare(0);
    const reply = await sendUnsentWork(file, setShare);
    setShare(null);
    if (input.current) input.current.value = '';
    if (!reply.ok) return setFault(sentenceOf(reply.failure));
    setResult(reply.value);
    onBrought();
  };
  return (
    <Sheet
      title={w.title}
      closeLabel={all.act.close}
      onClose={onClose}
      foot={
        <>
          <Button look="outline" onClick={onClose}>
            {all.act.close}
          </Button>
          <Button look="primary" disabled={share !== null} onClick={() => input.current?.click()}>
            {result ? w.another : w.choose}
          </Button>
        </>
      }
    >
      <div class="form">
        <p>{w.note}</p>
        <input ref={input} type="file" hidden aria-label={w.choose} onChange={(event) => void send(event.currentTarget.files?.[0])} />
        {share === null ? null : (
          <div role="status">
            <p>{share < 1 ? w.sending(`${Math.round(share * 100)}%`) : w.receiving}</p>
            <Progress label={w.title} done={share} of={1} />
          </div>
        )}
        {fault ? <Notice tone="bad" text={fault} /> : null}
        {result ? <Result result={result} /> : null}
      </div>
    </Sheet>
  );
}

function Result({ result }: { result: BroughtWork }) {
  const w = words().devices.bring;
  const { files, refused } = result;
  return (
    <>
      <Notice
        tone={refused.length === 0 && result.whole ? 'ok' : 'warn'}
        text={w.done(result.authorName, momentWords(result.madeAt), count(result.received), count(result.already))}
      />
      {files.received + files.already + files.missing > 0 ? (
        <p>{w.files(count(files.received), count(files.already), count(files.missing))}</p>
      ) : null}
      {result.whole ? null : <Notice tone="bad" text={w.cut} />}
      {result.stopped ? <p class="quiet">{w.stopped}</p> : null}
      {refused.length > 0 ? (
        <>
          <p>{w.refused(count(refused.length))}</p>
          <ul>
            {refused.map((one, index) => (
              <li key={`${one.number}-${String(index)}`}>
                {one.number === null ? '' : w.number(String(one.number))} {one.message}
              </li>
            ))}
          </ul>
        </>
      ) : null}
      <p class="quiet">{w.receipts}</p>
    </>
  );
}
