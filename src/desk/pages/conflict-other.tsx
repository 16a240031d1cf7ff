// 填另一个值: neither of the reports is right; what is, and why.
import { useState } from 'preact/hooks';
import type { Form } from '../../domain/survey/form.ts';
import { Button } from '../../ui/button.tsx';
import { TextArea } from '../../ui/field.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import type { ConflictItem, SettleConflicts } from '../../wire/conflicts.ts';
import { entryKind, nameOfField } from '../archive-words.ts';
import { words } from '../language.ts';
import { FieldEntry, useEntry } from '../widgets/field-entry.tsx';
import { Notice } from '../widgets/page.tsx';

type Other = Extract<SettleConflicts['decisions'][number]['keep'], { kind: 'other' }>;

interface Props {
  form: Form;
  item: ConflictItem;
  onChoose: (keep: Other) => void;
  onClose: () => void;
}

export function OtherValue({ form, item, onChoose, onClose }: Props) {
  const w = words();
  const c = w.conflicts;
  const kind = entryKind(
    form,
    item.path,
    item.sides.map((side) => side.value),
  );
  const entry = useEntry();
  const [reason, setReason] = useState('');
  const [fault, setFault] = useState<{ value?: string; reason?: string }>({});
  const choose = (): void => {
    if (!kind) return;
    const read = entry.read(kind);
    const unreasoned = reason.trim().length < 2;
    if ('value' in read && !unreasoned) onChoose({ kind: 'other', value: read.value, reason: reason.trim() });
    else setFault({ ...('fault' in read ? { value: read.fault } : {}), ...(unreasoned ? { reason: c.needReason } : {}) });
  };
  return (
    <Sheet
      title={c.otherTitle}
      closeLabel={w.act.close}
      onClose={onClose}
      foot={
        <>
          <Button look="outline" onClick={onClose}>
            {w.act.cancel}
          </Button>
          {kind ? (
            <Button look="primary" onClick={choose}>
              {w.act.confirm}
            </Button>
          ) : null}
        </>
      }
    >
      {kind ? (
        <div class="form">
          <FieldEntry kind={kind} entry={entry} label={nameOfField(form, item.path, item.memberName)} error={fault.value} />
          <TextArea
            name="otherReason"
            label={c.reason}
            hint={c.reasonHint}
            value={reason}
            onInput={setReason}
            rows={2}
            maxLength={200}
            error={fault.reason}
          />
        </div>
      ) : (
        <Notice tone="info" text={c.composed} />
      )}
    </Sheet>
  );
}
