// 找到这一户: a check about a person whose household was not found gets the one that somebody chooses in the village's archive.
import { useState } from 'preact/hooks';
import { Button } from '../../ui/button.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { toast } from '../../ui/toast.tsx';
import { FoundHouseholds } from '../../wire/desk.ts';
import { call, Done } from '../call.ts';
import { sentenceOf } from '../failure.ts';
import { words } from '../language.ts';
import { useResource } from '../resource.ts';
import { SearchField } from '../widgets/filter-bar.tsx';
import { Notice, Reading } from '../widgets/page.tsx';

interface Props {
  taskId: string;
  villageCode: string;
  personName: string;
  onFound: () => void;
}

export function FindHousehold(props: Props) {
  const f = words().findHousehold;
  const [open, setOpen] = useState(false);
  return (
    <>
      <Notice tone="warn" text={f.missing} act={f.button} onAct={() => setOpen(true)} />
      {open ? (
        <FindDialog
          {...props}
          onFound={() => {
            setOpen(false);
            props.onFound();
          }}
          onClose={() => setOpen(false)}
        />
      ) : null}
    </>
  );
}

function FindDialog({ taskId, villageCode, personName, onFound, onClose }: Props & { onClose: () => void }) {
  const w = words();
  const f = w.findHousehold;
  const [text, setText] = useState(personName);
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState('');
  const found = useResource(text === '' ? null : text, () =>
    call('/api/households/search', FoundHouseholds, { method: 'POST', body: { village: villageCode, text } }),
  );
  const choose = async (householdId: string, headName: string): Promise<void> => {
    setBusy(true);
    const reply = await call(`/api/tasks/${taskId}/household`, Done, { method: 'POST', body: { householdId } });
    setBusy(false);
    if (!reply.ok) return setFault(sentenceOf(reply.failure));
    toast(f.done(headName));
    onFound();
  };
  return (
    <Sheet title={f.title(personName)} closeLabel={w.act.close} onClose={onClose}>
      <div class="form">
        <p class="quiet">{f.note}</p>
        {fault ? <Notice tone="bad" text={fault} /> : null}
        <SearchField label={f.search} value={text} onSearch={setText} />
        {text === '' ? null : (
          <Reading of={found} rows={3}>
            {({ households }) =>
              households.length === 0 ? (
                <p class="quiet">{f.none}</p>
              ) : (
                <ul class="plain-list" aria-label={f.list}>
                  {households.map((one) => (
                    <li key={one.id}>
                      <b>{one.headName}</b> {one.groupName} {one.houseNo}
                      <small class="quiet block-text">{one.members.map((member) => `${member.name} ${member.idNumber}`).join('、')}</small>
                      <Button look="outline" disabled={busy} onClick={() => void choose(one.id, one.headName)}>
                        {f.choose(one.headName)}
                      </Button>
                    </li>
                  ))}
                </ul>
              )
            }
          </Reading>
        )}
      </div>
    </Sheet>
  );
}
