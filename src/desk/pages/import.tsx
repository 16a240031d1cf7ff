// One import from reading to result; its address carries the id, so that it can be left and come back to.

import { useEffect, useState } from 'preact/hooks';
import { useLocation, useRoute } from 'preact-iso';
import { DEPARTMENT_NAMES } from '../../domain/department.ts';
import { Button } from '../../ui/button.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { Empty } from '../../ui/states.tsx';
import { toast } from '../../ui/toast.tsx';
import { Import } from '../../wire/desk.ts';
import { call, Done, download, session } from '../call.ts';
import { sentenceOf } from '../failure.ts';
import { count } from '../figures.ts';
import { useFilters } from '../filters.ts';
import { words } from '../language.ts';
import { type Resource, useResource } from '../resource.ts';
import { PAGES } from '../roles.ts';
import { Notice, Page, Reading } from '../widgets/page.tsx';
import { ImportColumns } from './import-columns.tsx';
import { ImportRowsTable, ROW_STATES } from './import-rows.tsx';

const POLL_MS = 700;

export function ImportPage() {
  const { params } = useRoute();
  const id = params.id ?? '';
  const found = useResource<Import>(`import ${id}`, () => call(`/api/imports/${id}`, Import));
  const state = found.value?.state;
  const busy = state === 'reading' || state === 'confirming';

  // While the server works, ask again and again; a failed asking is asked again too.
  useEffect(() => {
    if (!busy || found.state === 'refreshing') return;
    const timer = setTimeout(found.reload, found.failure ? POLL_MS * 5 : POLL_MS);
    return () => clearTimeout(timer);
  }, [busy, found.state, found.value, found.failure, found.reload]);

  return <Reading of={found}>{(one) => <OneImport one={one} found={found} />}</Reading>;
}

function OneImport({ one, found }: { one: Import; found: Resource<Import> }) {
  const w = words().imports;
  const note = [DEPARTMENT_NAMES[one.department], w.states[one.state], one.authorName].filter(Boolean).join(' · ');
  const another = (
    <Button href={PAGES.imports.path} look="outline">
      {w.another}
    </Button>
  );
  if (one.state === 'reading' || one.state === 'confirming') {
    const label = one.state === 'reading' ? w.reading : w.confirming;
    return (
      <Page title={one.fileName} note={note}>
        <section class="panel working" aria-live="polite">
          <h2>{label}</h2>
          <progress class="progress" aria-label={label} {...(one.total > 0 ? { value: one.done, max: one.total } : {})} />
          <p class="num">{one.total > 0 ? w.progress(count(one.done), count(one.total)) : words().states.loading}</p>
          <p class="quiet">{w.readingNote}</p>
        </section>
      </Page>
    );
  }
  if (one.state === 'failed' || one.state === 'discarded') {
    return (
      <Page title={one.fileName} note={note} actions={another}>
        <Empty title={one.state === 'failed' ? w.failedTitle : w.states.discarded} icon="warn">
          <p>{one.failure || (one.state === 'failed' ? w.badFile : '')}</p>
        </Empty>
      </Page>
    );
  }
  if (one.state === 'imported') return <Imported one={one} note={note} />;
  return <Preview one={one} note={note} found={found} />;
}

function Imported({ one, note }: { one: Import; note: string }) {
  const w = words().imports;
  const result = one.result ?? { created: 0, merged: 0, rejected: 0 };
  return (
    <Page
      title={one.fileName}
      note={note}
      actions={
        <Button href={PAGES.imports.path} look="outline">
          {w.another}
        </Button>
      }
    >
      <section class="panel result" role="status">
        <h2>{w.doneTitle}</h2>
        <dl class="tiles">
          {(['created', 'merged', 'rejected'] as const).map((key) => (
            <div key={key} class="tile">
              <dt>{w[key]}</dt>
              <dd class="num">{count(result[key])}</dd>
            </div>
          ))}
        </dl>
        <p class="row-of-buttons">
          {result.rejected > 0 ? <RejectedButton id={one.id} fileName={one.fileName} /> : null}
          {session.value?.account.role === 'auditor' ? (
            <Button href={`${PAGES.dispatch.path}?batchId=${one.id}`} look="primary">
              {w.toDispatch}
            </Button>
          ) : (
            <Button href={PAGES.outcomes.path} look="primary">
              {words().outcomes.title}
            </Button>
          )}
        </p>
      </section>
    </Page>
  );
}

function RejectedButton({ id, fileName }: { id: string; fileName: string }) {
  const w = words();
  const [busy, setBusy] = useState(false);
  const fetchIt = async (): Promise<void> => {
    setBusy(true);
    const reply = await download(`/api/imports/${id}/rejected.xlsx`, {}, `退回名单-${fileName}.xlsx`);
    setBusy(false);
    if (!reply.ok) toast(sentenceOf(reply.failure));
  };
  return (
    <Button look="outline" disabled={busy} onClick={() => void fetchIt()}>
      {busy ? w.act.exporting : w.imports.rejectedFile}
    </Button>
  );
}

function Preview({ one, note, found }: { one: Import; note: string; found: Resource<Import> }) {
  const w = words().imports;
  const { route } = useLocation();
  const filters = useFilters(['state']);
  const [asking, setAsking] = useState<'confirm' | 'discard' | null>(null);
  const [fault, setFault] = useState('');
  const [busy, setBusy] = useState(false);
  const importable = one.counts.ready + one.counts.known;

  const confirm = async (): Promise<void> => {
    setAsking(null);
    setBusy(true);
    setFault('');
    const reply = await call(`/api/imports/${one.id}/confirm`, Import, { method: 'POST', body: {} });
    setBusy(false);
    if (reply.ok) found.set(reply.value);
    else setFault(sentenceOf(reply.failure));
  };
  const discard = async (): Promise<void> => {
    setBusy(true);
    const reply = await call(`/api/imports/${one.id}`, Done, { method: 'DELETE' });
    setBusy(false);
    setAsking(null);
    if (reply.ok) route(PAGES.imports.path);
    else setFault(sentenceOf(reply.failure));
  };

  return (
    <Page
      title={one.fileName}
      note={note}
      actions={
        <>
          <Button look="outline" onClick={() => setAsking('discard')}>
            {w.discard}
          </Button>
          <Button look="primary" disabled={busy || importable === 0} onClick={() => (one.counts.ask > 0 ? setAsking('confirm') : void confirm())}>
            {importable === 0 ? w.noneReady : w.confirm(count(importable))}
          </Button>
        </>
      }
    >
      {fault ? <Notice tone="bad" text={fault} /> : null}
      {one.notes.map((text) => (
        <Notice key={text} tone="warn" text={text} />
      ))}
      <ImportColumns one={one} onCorrected={found.set} />
      <fieldset class="tiles" aria-label={w.result}>
        {ROW_STATES.map((state) => (
          <button
            type="button"
            key={state}
            class={`tile ${state === 'ask' && one.counts.ask > 0 ? 'tile-ask' : ''}`}
            aria-pressed={filters.values.state === state}
            onClick={() => filters.set({ state: filters.values.state === state ? '' : state })}
          >
            <b class="num">{count(one.counts[state])}</b>
            <span>{w.tiles[state]}</span>
          </button>
        ))}
      </fieldset>
      <ImportRowsTable one={one} onSettled={found.set} />
      {asking === 'confirm' ? (
        <Sheet
          title={w.confirmTitle}
          closeLabel={words().act.close}
          onClose={() => setAsking(null)}
          foot={
            <>
              <Button
                look="outline"
                onClick={() => {
                  setAsking(null);
                  filters.set({ state: 'ask' });
                }}
              >
                {w.goSettle}
              </Button>
              <Button look="primary" onClick={() => void confirm()}>
                {w.confirmAnyway}
              </Button>
            </>
          }
        >
          <p>{w.confirmNote(count(one.counts.ask))}</p>
        </Sheet>
      ) : null}
      {asking === 'discard' ? (
        <Sheet
          title={w.discardTitle}
          closeLabel={words().act.close}
          onClose={() => setAsking(null)}
          foot={
            <>
              <Button look="outline" onClick={() => setAsking(null)}>
                {words().act.cancel}
              </Button>
              <Button look="danger" disabled={busy} onClick={() => void discard()}>
                {w.discard}
              </Button>
            </>
          }
        >
          <p>{w.discardNote}</p>
        </Sheet>
      ) : null}
    </Page>
  );
}
