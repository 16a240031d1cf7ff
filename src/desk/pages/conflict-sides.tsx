// The values of one field in dispute, each with who gave it, when and where; one of them can be chosen, or another one given.
import { useState } from 'preact/hooks';
import type { Side } from '../../domain/conflict.ts';
import type { Form } from '../../domain/survey/form.ts';
import { Button } from '../../ui/button.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { type ConflictItem, UnmaskedConflict } from '../../wire/conflicts.ts';
import { entryKind, nameOfField, sayField } from '../archive-words.ts';
import { call } from '../call.ts';
import { sentenceOf } from '../failure.ts';
import { momentWords } from '../figures.ts';
import { words } from '../language.ts';
import { Notice, Tag } from '../widgets/page.tsx';
import type { Keep } from './conflicts.tsx';

interface Props {
  form: Form;
  item: ConflictItem;
  keep: Keep | null;
  /** Null where this person may only look. */
  onKeep: ((keep: Keep) => void) | null;
  onOther: () => void;
}

export function ConflictSides({ form, item, keep, onKeep, onOther }: Props) {
  const c = words().conflicts;
  const [full, setFull] = useState<readonly unknown[] | null>(null);
  const [asking, setAsking] = useState(false);
  const what = nameOfField(form, item.path, item.memberName);
  // A fact of several answers is taken whole from one of the reports.
  const isGiven =
    entryKind(
      form,
      item.path,
      item.sides.map((side) => side.value),
    ) !== null;
  const who = (side: Side): string =>
    [side.byName || c.nobody, side.at ? momentWords(side.at) : '', c.sources[side.source]].filter(Boolean).join(' · ');
  return (
    <>
      <ul class="sides">
        {item.sides.map((side, index) => {
          const value = sayField(form, item.path, full ? full[index] : side.value);
          const shown = (
            <>
              <b class="side-value">{value}</b> {index === 0 ? <Tag tone="info">{c.inArchive}</Tag> : null}
              <small class="quiet block-text">{who(side)}</small>
            </>
          );
          return (
            <li key={`${side.at}${side.accountId}${String(index)}`}>
              {onKeep ? (
                <button
                  type="button"
                  class="side"
                  aria-pressed={keep?.kind === 'side' && keep.index === index}
                  aria-label={c.choose(what, value, who(side))}
                  onClick={() => onKeep({ kind: 'side', index })}
                >
                  {shown}
                </button>
              ) : (
                <div class="side">{shown}</div>
              )}
            </li>
          );
        })}
        {keep?.kind === 'other' ? (
          <li>
            <div class="side is-chosen">
              <b class="side-value">{sayField(form, item.path, keep.value)}</b> <Tag tone="ok">{c.otherChosen}</Tag>
              <small class="quiet block-text">{keep.reason}</small>
            </div>
          </li>
        ) : null}
      </ul>
      <p class="side-acts">
        {item.masked && !full ? (
          <button type="button" class="link" aria-label={`${what}：${c.unmask}`} onClick={() => setAsking(true)}>
            {c.unmask}
          </button>
        ) : null}
        {onKeep && isGiven ? (
          <button type="button" class="link" aria-label={c.otherOf(what)} onClick={onOther}>
            {c.other}
          </button>
        ) : null}
      </p>
      {asking ? <UnmaskSides item={item} onShown={setFull} onClose={() => setAsking(false)} /> : null}
    </>
  );
}

/** For a purpose that is written down, as everywhere. */
function UnmaskSides({ item, onShown, onClose }: { item: ConflictItem; onShown: (values: readonly unknown[]) => void; onClose: () => void }) {
  const w = words();
  const [purpose, setPurpose] = useState<string>(w.unmask.purposes[0] ?? '');
  const [fault, setFault] = useState('');
  const show = async (): Promise<void> => {
    const reply = await call('/api/conflicts/unmask', UnmaskedConflict, { method: 'POST', body: { conflictId: item.id, purpose } });
    if (!reply.ok) return setFault(sentenceOf(reply.failure));
    onShown(reply.value.values);
    onClose();
  };
  return (
    <Sheet
      title={w.conflicts.unmask}
      closeLabel={w.act.close}
      onClose={onClose}
      foot={
        <>
          <Button look="outline" onClick={onClose}>
            {w.act.cancel}
          </Button>
          <Button look="primary" onClick={() => void show()}>
            {w.unmask.button}
          </Button>
        </>
      }
    >
      <p class="quiet">{w.unmask.note}</p>
      <fieldset class="choices choices-row">
        <legend class="field-label">{w.unmask.purpose}</legend>
        {w.unmask.purposes.map((one) => (
          <label key={one} class="check">
            <input type="radio" name="sides-purpose" checked={purpose === one} onChange={() => setPurpose(one)} />
            {one}
          </label>
        ))}
      </fieldset>
      {fault ? <Notice tone="bad" text={fault} /> : null}
    </Sheet>
  );
}
