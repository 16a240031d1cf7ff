// 我的 › 导出未上报数据 and 代为上报: unsent work leaves this phone as a sealed file, and a colleague's goes in from here.
import { useRef, useState } from 'preact/hooks';
import { Button } from '../../../ui/button.tsx';
import { Cell, Group } from '../../../ui/cell.tsx';
import { Progress } from '../../../ui/states.tsx';
import { makeUnsentFile, unsentFileName } from '../../store/unsent-file.ts';
import { bringWork } from '../../sync/bring-work.ts';
import { sayTrouble } from '../door/say-trouble.ts';
import { counts, drafts, session, store } from '../state/archive.ts';
import { attempt } from '../state/attempt.ts';
import { w } from '../state/look.ts';
import { giveFile } from './share-file.ts';

type Said = { tone: 'good' | 'bad'; text: string } | null;

export function WorkGroup() {
  const words = w().me;
  const [busy, setBusy] = useState<{ label: string; done: number; of: number } | null>(null);
  const [said, setSaid] = useState<Said>(null);
  const chosen = useRef<HTMLInputElement>(null);
  const { unsent } = counts.value;

  const exportWork = async (): Promise<void> => {
    const from = store.value;
    if (!from || busy) return;
    setSaid(null);
    setBusy({ label: words.exporting, done: 0, of: 1 });
    try {
      const now = new Date();
      const file = await makeUnsentFile(from, now, (done, of) => setBusy({ label: words.exporting, done, of }));
      if (!file) return setSaid({ tone: 'bad', text: words.exportNoKey });
      const how = await giveFile(file.parts, unsentFileName(now));
      setSaid(how === 'left' ? null : { tone: 'good', text: how === 'given' ? words.exportGiven(file.handIns) : words.exportKept(file.handIns) });
    } finally {
      setBusy(null);
    }
  };
  const bring = async (file: File | undefined): Promise<void> => {
    const token = session.value?.csrfToken;
    if (!file || !token || busy) return;
    setSaid(null);
    setBusy({ label: words.bringing, done: 0, of: 100 });
    const answer = await bringWork(file, token, (share) => setBusy({ label: words.bringing, done: Math.round(share * 100), of: 100 }));
    setBusy(null);
    if (chosen.current) chosen.current.value = '';
    if (!answer.ok) return setSaid({ tone: 'bad', text: sayTrouble(answer.trouble, words.bringOffline) });
    const { authorName, received, already, refused, whole } = answer.value;
    const text = words.brought(authorName, received, already, refused.length);
    setSaid({ tone: whole && refused.length === 0 ? 'good' : 'bad', text: whole ? text : `${text}${words.broughtPart}` });
  };

  return (
    <Group title={words.otherWays} foot={words.otherWaysNote}>
      <Cell note={unsent > 0 ? (drafts.value.length > 0 ? words.exportDrafts(drafts.value.length) : null) : words.exportNothing}>
        <Button look="outline" wide disabled={busy !== null || unsent === 0} onClick={() => attempt(exportWork)}>
          {words.exportWork}
        </Button>
      </Cell>
      <Cell note={words.bringNote}>
        <Button look="outline" wide disabled={busy !== null} onClick={() => chosen.current?.click()}>
          {words.bring}
        </Button>
        <input
          ref={chosen}
          type="file"
          hidden
          aria-label={words.bring}
          onChange={(event) => {
            const [file] = event.currentTarget.files ?? [];
            attempt(() => bring(file));
          }}
        />
      </Cell>
      <div role="status">
        {busy ? (
          <Cell note={busy.label}>
            <Progress label={busy.label} done={busy.done} of={busy.of} />
          </Cell>
        ) : null}
        {said ? <Cell>{said.text}</Cell> : null}
      </div>
    </Group>
  );
}
