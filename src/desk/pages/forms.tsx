// 表单: what is in use, every version ever published, and the upload of an Excel form.
import { useState } from 'preact/hooks';
import type * as z from 'zod/mini';
import { Button } from '../../ui/button.tsx';
import { toast } from '../../ui/toast.tsx';
import { FormHits, type FormLine, type FormReading, Forms } from '../../wire/desk-forms.ts';
import { call } from '../call.ts';
import { sentenceOf } from '../failure.ts';
import { count, momentWords } from '../figures.ts';
import { words } from '../language.ts';
import { useResource } from '../resource.ts';
import { Notice, Page, Reading, Tag } from '../widgets/page.tsx';
import { FORMS_PATH, PolicyTabs } from '../widgets/policy-tabs.tsx';
import { originOf } from './form.tsx';
import { FormReadingPanel } from './form-reading.tsx';
import { FormUpload } from './form-upload.tsx';

export function FormsPage() {
  const w = words();
  const found = useResource<Forms>('forms', () => call('/api/forms', Forms));
  const hits = useResource<z.infer<typeof FormHits>>('form hits', () => call('/api/forms/hits', FormHits));
  const [reading, setReading] = useState<FormReading | null>(null);
  const published = (next: Forms): void => {
    found.set(next);
    setReading(null);
    toast(w.forms.done);
  };
  return (
    <Page title={w.policy.title}>
      <PolicyTabs here="forms" />
      <Reading of={found}>
        {(forms) => (
          <>
            <InUse forms={forms} onChange={published} />
            {reading ? (
              <FormReadingPanel reading={reading} onClose={() => setReading(null)} onPublished={published} />
            ) : (
              <FormUpload onRead={setReading} />
            )}
            <Versions forms={forms} hits={hits.value?.hits ?? null} />
          </>
        )}
      </Reading>
    </Page>
  );
}

function InUse({ forms, onChange }: { forms: Forms; onChange: (next: Forms) => void }) {
  const w = words().forms;
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState('');
  const check = forms.forms.filter((form) => form.use === 'check');
  const supplements = forms.forms.filter((form) => form.use === 'supplement');
  const official = async (): Promise<void> => {
    setBusy(true);
    const reply = await call('/api/forms/official', Forms, { method: 'POST', body: {} });
    setBusy(false);
    setFault(reply.ok ? '' : sentenceOf(reply.failure));
    if (reply.ok) onChange(reply.value);
  };
  return (
    <section class="panel">
      <h2>{w.inUse}</h2>
      {fault ? <Notice tone="bad" text={fault} /> : null}
      {forms.official.state === 'new' ? <Notice tone="info" text={w.officialNew(forms.official.version)} /> : null}
      <h3>
        {w.check} <small class="quiet">{w.checkNote}</small>
      </h3>
      {check.map((form) => (
        <Card key={form.hash} form={form} />
      ))}
      {forms.official.state === 'inUse' ? null : (
        <p>
          <Button look="outline" disabled={busy} onClick={() => void official()}>
            {forms.official.state === 'new' ? w.officialUse : w.officialBack}
          </Button>
        </p>
      )}
      <h3>
        {w.supplements} <small class="quiet">{w.supplementsNote}</small>
      </h3>
      {supplements.length === 0 ? <p class="quiet">{w.noSupplements}</p> : supplements.map((form) => <Card key={form.hash} form={form} />)}
    </section>
  );
}

function Card({ form }: { form: FormLine }) {
  return (
    <div class="form-card">
      <span>
        <a href={`${FORMS_PATH}/${form.hash}`}>
          <b>{form.title}</b> {form.version}
        </a>
        <br />
        <span class="quiet">{originOf(form)}</span>
      </span>
    </div>
  );
}

type Hits = z.infer<typeof FormHits>['hits'];

function Versions({ forms, hits }: { forms: Forms; hits: Hits | null }) {
  const w = words().forms;
  const hitsOf = (form: FormLine): string => {
    if (hits === null) return '…';
    return w.hitsOf(count(hits.find((one) => one.formId === form.formId && one.version === form.version)?.count ?? 0));
  };
  const heads = { titleHead: w.titleHead, version: w.version, state: w.state, published: w.published, hits: w.hits };
  return (
    <section class="block">
      <h2>{w.history}</h2>
      <div class="panel policy-table">
        <table aria-label={w.history}>
          <thead>
            <tr>
              {Object.entries(heads).map(([key, head]) => (
                <th key={key} scope="col">
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {forms.forms.map((form) => (
              <tr key={form.hash}>
                <th scope="row">
                  <a href={`${FORMS_PATH}/${form.hash}`} aria-label={w.open(form.title, form.version)}>
                    {form.title}
                  </a>
                </th>
                <td data-label={heads.version}>{form.version}</td>
                <td data-label={heads.state}>
                  <Tag tone={form.use ? 'ok' : 'grey'}>{form.use ? w.useWords[form.use] : w.retired}</Tag>
                </td>
                <td data-label={heads.published}>
                  {momentWords(form.publishedAt)} <span class="quiet">{form.authorName || w.program}</span>
                </td>
                <td data-label={heads.hits} class="num">
                  {hitsOf(form)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
