// 更正档案: one field of a household put right at the desk, with the reason; the phones of the village hear of it.
import { useState } from 'preact/hooks';
import { CORRECTABLE } from '../../domain/archive/correct-field.ts';
import { partsOf, pathOf } from '../../domain/archive/fields.ts';
import type { Form } from '../../domain/survey/form.ts';
import { Button } from '../../ui/button.tsx';
import { SelectField, TextArea } from '../../ui/field.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { toast } from '../../ui/toast.tsx';
import { CorrectedField, HouseholdFields } from '../../wire/conflicts.ts';
import { entryKind, nameOfField, sayField } from '../archive-words.ts';
import { call } from '../call.ts';
import { useCheckForm } from '../check-form.ts';
import { sentenceOf } from '../failure.ts';
import { words } from '../language.ts';
import { useResource } from '../resource.ts';
import { FieldEntry, useEntry } from '../widgets/field-entry.tsx';
import { Notice, Reading } from '../widgets/page.tsx';

export function CorrectArchive({ householdId, onDone }: { householdId: string; onDone: () => void }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <button type="button" class="link" onClick={() => setOpen(true)}>
        {words().conflicts.correct}
      </button>
      {open ? (
        <CorrectSheet
          householdId={householdId}
          onClose={() => setOpen(false)}
          onDone={() => {
            setOpen(false);
            onDone();
          }}
        />
      ) : null}
    </>
  );
}

function CorrectSheet({ householdId, onDone, onClose }: { householdId: string; onDone: () => void; onClose: () => void }) {
  const w = words();
  const c = w.conflicts;
  const read = useResource(`fields ${householdId}`, () => call(`/api/households/${householdId}/fields`, HouseholdFields));
  const form = useCheckForm(read.value?.form ?? null);
  return (
    <Sheet title={c.correctTitle(read.value?.headName ?? '')} closeLabel={w.act.close} onClose={onClose}>
      <Reading of={read} rows={4}>
        {(known) => (
          <Reading of={form} rows={4}>
            {(loaded) => <CorrectForm known={known} form={loaded} onDone={onDone} onOutdated={read.reload} />}
          </Reading>
        )}
      </Reading>
    </Sheet>
  );
}

/** What can be put right of the household or one member: what is known, and what might be. Income items only where they are known. */
function pathsOf(known: HouseholdFields, instance: string): string[] {
  const held = known.fields.map(({ path }) => path);
  const keys = instance === 'root' ? CORRECTABLE.household : CORRECTABLE.member;
  const amounts = instance === 'root' ? held.filter((path) => /^\d{4}\//.test(path)) : [];
  return [...keys.map((key) => pathOf(instance, key)), ...amounts];
}

interface Props {
  known: HouseholdFields;
  form: Form;
  onDone: () => void;
  /** Somebody else was quicker: what stands is read again. */
  onOutdated: () => void;
}

function CorrectForm({ known, form, onDone, onOutdated }: Props) {
  const c = words().conflicts;
  const [instance, setInstance] = useState('root');
  const [path, setPath] = useState('');
  const [reason, setReason] = useState('');
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<{ value?: string; reason?: string; whole?: string }>({});
  const entry = useEntry();
  const stands = known.fields.find((field) => field.path === path)?.value ?? null;
  const kind = path === '' ? null : entryKind(form, path, stands === null ? [] : [stands]);
  const disputed = known.disputed.includes(path);
  const save = async (): Promise<void> => {
    if (busy || !kind) return;
    const read = entry.read(kind);
    const unreasoned = reason.trim().length < 2;
    if ('fault' in read || unreasoned) {
      return setFault({ ...('fault' in read ? { value: read.fault } : {}), ...(unreasoned ? { reason: c.needReason } : {}) });
    }
    setBusy(true);
    setFault({});
    const body = { path, value: read.value, reason: reason.trim(), seenVersion: known.version };
    const reply = await call(`/api/households/${known.householdId}/corrections`, CorrectedField, { method: 'POST', body });
    setBusy(false);
    if (reply.ok) {
      toast(c.corrected);
      onDone();
    } else {
      setFault({ whole: sentenceOf(reply.failure) });
      if (reply.failure.problem === 'conflict') onOutdated();
    }
  };
  const pick = (next: string): void => {
    setPath(next);
    entry.clear();
    setFault({});
  };
  return (
    <div class="form">
      <p class="quiet">{c.correctNote}</p>
      {fault.whole ? <Notice tone="bad" text={fault.whole} /> : null}
      <SelectField
        name="correctPerson"
        label={c.person}
        value={instance}
        onInput={(next) => {
          setInstance(next);
          pick('');
        }}
        options={[{ value: 'root', word: c.ofHousehold }, ...known.members.map(({ id, name }) => ({ value: id, word: name }))]}
      />
      <SelectField
        name="correctField"
        label={c.field}
        value={path}
        onInput={pick}
        options={[{ value: '', word: '' }, ...pathsOf(known, instance).map((one) => ({ value: one, word: nameOfField(form, one, '') }))]}
      />
      {path === '' ? null : (
        <p>
          <span class="quiet">{c.now}：</span>
          {sayField(form, path, stands)}
        </p>
      )}
      {disputed ? <Notice tone="warn" text={c.isDisputed} /> : null}
      {kind && !disputed ? (
        <>
          <FieldEntry key={partsOf(path).key} kind={kind} entry={entry} label={c.value} error={fault.value} />
          <TextArea
            name="correctReason"
            label={c.reason}
            hint={c.reasonHint}
            value={reason}
            onInput={setReason}
            rows={2}
            maxLength={200}
            error={fault.reason}
          />
          <Button look="primary" disabled={busy} onClick={() => void save()}>
            {busy ? c.saving : c.save}
          </Button>
        </>
      ) : null}
    </div>
  );
}
