// One published form, of whatever age: since when, from where, and all its questions; it can be exported, retired or taken into use again.
import { useState } from 'preact/hooks';
import { useRoute } from 'preact-iso';
import type { FormUse } from '../../domain/published-form.ts';
import { Button } from '../../ui/button.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { toast } from '../../ui/toast.tsx';
import { FormDetail, type FormLine, Forms } from '../../wire/desk-forms.ts';
import { call, download } from '../call.ts';
import { sentenceOf } from '../failure.ts';
import { momentWords } from '../figures.ts';
import { words } from '../language.ts';
import { useResource } from '../resource.ts';
import { FormOutline } from '../widgets/form-outline.tsx';
import { Notice, Page, Reading } from '../widgets/page.tsx';
import { FORMS_PATH, PolicyTabs } from '../widgets/policy-tabs.tsx';

/** Who published it when, and since when it is used. */
export function originOf(form: FormLine): string {
  const w = words().forms;
  const used =
    form.usedFrom === null
      ? ''
      : form.usedUntil === null
        ? w.usedSince(momentWords(form.usedFrom))
        : w.usedSpan(momentWords(form.usedFrom), momentWords(form.usedUntil));
  return [form.sourceName ? w.from(form.sourceName) : w.program, form.authorName, used].filter(Boolean).join(' · ');
}

export function FormPage() {
  const { params } = useRoute();
  const hash = params.hash ?? '';
  const found = useResource<FormDetail>(`form ${hash}`, () => call(`/api/forms/${hash}`, FormDetail));
  return <Reading of={found}>{({ form, definition }) => <OneForm form={form} definition={definition} reload={found.reload} />}</Reading>;
}

type Asked = { what: 'retire' } | { what: 'use'; use: FormUse };

function OneForm({ form, definition, reload }: FormDetail & { reload: () => void }) {
  const w = words();
  const f = w.forms;
  const [asked, setAsked] = useState<Asked | null>(null);
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState('');

  const act = async (what: Asked): Promise<void> => {
    setBusy(true);
    const body = what.what === 'use' ? { use: what.use } : {};
    const reply = await call(`/api/forms/${form.hash}/${what.what}`, Forms, { method: 'POST', body });
    setBusy(false);
    setAsked(null);
    setFault(reply.ok ? '' : sentenceOf(reply.failure));
    if (!reply.ok) return;
    toast(f.done);
    reload();
  };
  const exportIt = async (): Promise<void> => {
    const reply = await download(`/api/forms/${form.hash}/form.xlsx`, {}, `${form.title}.xlsx`);
    if (!reply.ok) toast(sentenceOf(reply.failure));
  };
  const title = asked?.what === 'retire' ? f.retireTitle(form.title) : f.useTitle(form.title);
  return (
    <Page
      title={`${form.title} ${form.version}`}
      note={[form.use ? f.useWords[form.use] : f.retired, originOf(form)].join(' · ')}
      actions={
        <>
          <Button look="outline" onClick={() => void exportIt()}>
            {f.exportForm}
          </Button>
          {form.use === 'supplement' ? (
            <Button look="outline" onClick={() => setAsked({ what: 'retire' })}>
              {f.retire}
            </Button>
          ) : null}
          {form.use === null ? (
            <Button look="outline" disabled={busy} onClick={() => void act({ what: 'use', use: 'supplement' })}>
              {f.useAsSupplement}
            </Button>
          ) : null}
          {form.use === 'check' ? null : (
            <Button look="primary" onClick={() => setAsked({ what: 'use', use: 'check' })}>
              {f.useAsCheck}
            </Button>
          )}
        </>
      }
    >
      <PolicyTabs here="forms" />
      {fault ? <Notice tone="bad" text={fault} /> : null}
      <p class="block-note">
        <a href={FORMS_PATH}>{f.back}</a> · {f.formId} <code>{form.formId}</code> · {f.languages} {definition.languages.join('、')}
      </p>
      <FormOutline definition={definition} />
      {asked ? (
        <Sheet
          title={title}
          closeLabel={w.act.close}
          onClose={() => setAsked(null)}
          foot={
            <>
              <Button look="outline" onClick={() => setAsked(null)}>
                {w.act.cancel}
              </Button>
              <Button look={asked.what === 'retire' ? 'danger' : 'primary'} disabled={busy} onClick={() => void act(asked)}>
                {asked.what === 'retire' ? f.retire : f.useAsCheck}
              </Button>
            </>
          }
        >
          <p>{asked.what === 'retire' ? f.retireNote : f.useNote}</p>
        </Sheet>
      ) : null}
    </Page>
  );
}
