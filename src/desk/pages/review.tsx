// 初审 and 审核: the queue on the left, the check beside what was known on the right; everything by keyboard, several at once.
import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { Button } from '../../ui/button.tsx';
import { toast } from '../../ui/toast.tsx';
import { CheckDossier, type TaskItem, Tasks } from '../../wire/desk.ts';
import { call, type Reply, session } from '../call.ts';
import { type Decision, decideOn } from '../decide.ts';
import { sentenceOf } from '../failure.ts';
import { count } from '../figures.ts';
import { useFilters } from '../filters.ts';
import { words } from '../language.ts';
import { type Renewed, usePaged } from '../paged.ts';
import { useRenewal } from '../renewal.ts';
import { useResource } from '../resource.ts';
import { DivisionField } from '../widgets/division-picker.tsx';
import { ChoiceField, FilterBar, SearchField } from '../widgets/filter-bar.tsx';
import { Notice, Page, Reading } from '../widgets/page.tsx';
import { NothingHere } from '../widgets/table.tsx';
import { ConfirmPass } from './confirm-pass.tsx';
import { DossierView } from './dossier.tsx';
import { holdsBack } from './dossier-remarks.tsx';
import { ReturnDialog } from './return-dialog.tsx';
import { type QueuedCheck, queued, useChoice } from './review-choice.ts';
import { KeysSheet, useKeys } from './review-keys.tsx';
import { QueueList } from './review-queue.tsx';

const FILTERS = ['division', 'include', 'search', 'task'] as const;
const AHEAD = 2;

/** How many checks have come in, where that can be counted; `some` where only that there are. */
function arrivals({ old, oldTotal, rows, total }: Renewed<TaskItem>): number | 'some' {
  const known = new Set(old.map((row) => row.id));
  const now = rows.flatMap((row) => row ?? []);
  if (old.length === oldTotal && now.length === total) return now.filter((row) => !known.has(row.id)).length;
  return total > oldTotal ? 'some' : 0;
}

/** Dossiers read ahead of the eye; forgotten when decided on, and never older than the row that names their hand-in. */
function useDossiers() {
  const kept = useRef(new Map<string, Promise<Reply<CheckDossier>>>());
  const forget = useCallback((row: Pick<TaskItem, 'id' | 'handInId'>) => kept.current.delete(`${row.id} ${row.handInId ?? ''}`), []);
  const read = useCallback((row: Pick<TaskItem, 'id' | 'handInId'>): Promise<Reply<CheckDossier>> => {
    const key = `${row.id} ${row.handInId ?? ''}`;
    const known = kept.current.get(key);
    if (known) return known;
    const asked = call(`/api/checks/${row.id}`, CheckDossier);
    kept.current.set(key, asked);
    void asked.then((reply) => {
      if (!reply.ok) kept.current.delete(key);
    });
    if (kept.current.size > 60) kept.current.delete(kept.current.keys().next().value as string);
    return asked;
  }, []);
  return { read, forget };
}

export function ReviewPage() {
  const w = words();
  const r = w.review;
  const township = session.value?.account.role === 'reviewer';
  const passWord = township ? r.passTownship : r.passCounty;
  const filters = useFilters(FILTERS);
  const { task: _shown, ...query } = filters.values;
  const list = usePaged(`reviews ${JSON.stringify(query)}`, async (offset, limit) => {
    const reply = await call('/api/reviews', Tasks, { query: { ...query, offset, limit } });
    return reply.ok ? { ok: true, value: { rows: reply.value.tasks, total: reply.value.total, extra: null } } : reply;
  });
  const choice = useChoice();
  const { selection } = choice;
  const [index, setIndex] = useState(0);
  const [deciding, setDeciding] = useState<ReadonlySet<string>>(new Set());
  const [dialog, setDialog] = useState<{ kind: 'pass' | 'return'; checks: QueuedCheck[] } | { kind: 'keys' } | null>(null);
  const [fault, setFault] = useState('');
  const [news, setNews] = useState<number | 'some'>(0);
  const { read: dossiers, forget } = useDossiers();

  // Removed rows move the rest up: the place in the queue stays, the check in it changes.
  const at = Math.min(index, Math.max(0, list.total - 1));
  const current = list.at(at);
  const dossier = useResource<CheckDossier>(current ? `${current.id} ${current.handInId ?? ''}` : null, () => dossiers(current as TaskItem));
  const loaded = current && dossier.value?.task.id === current.id ? dossier.value : null;
  const blocked = loaded?.remarks.some(holdsBack) ?? false;

  // Reading ahead: the next ones are there before the key is pressed.
  useEffect(() => {
    list.see(Math.max(0, at - 20), at + 40);
    for (let next = at + 1; next <= at + AHEAD; next++) {
      const row = list.at(next);
      if (row) void dossiers(row);
    }
  }, [at, list.see, list.at, list.total, list.state, list.version, dossiers]);

  // An address that names a task comes back to it once its page is there.
  const wanted = useRef(filters.values.task);
  useEffect(() => {
    if (list.state !== 'ready' || wanted.current === '') return;
    for (let n = 0; n < Math.min(list.total, 100); n++) if (list.at(n)?.id === wanted.current) setIndex(n);
    wanted.current = '';
  }, [list.state, list.total, list.at]);

  const move = (to: number): void => setIndex(Math.max(0, Math.min(list.total - 1, to)));
  // On a narrow screen the dossier lies below the queue: choosing a row goes to it.
  const choose = (to: number): void => {
    move(to);
    if (window.innerWidth < 900) document.querySelector('.review-one')?.scrollIntoView({ block: 'start', behavior: 'smooth' });
  };
  // Read anew, the check under the eye keeps its place there, and so does what is chosen; an open dialog is left alone.
  useRenewal(() => {
    if (list.state === 'failed') list.reload();
    else if (dialog === null && deciding.size === 0)
      void list.renew((renewed) => {
        const to = renewed.rows.findIndex((row) => row?.id === current?.id);
        if (current && to >= 0) setIndex(to);
        else if (current) toast(r.taken);
        const come = arrivals(renewed);
        setNews((before) => (come === 'some' || before === 'some' ? 'some' : before + come));
      });
  });

  const selectAll = async (): Promise<void> => {
    const { division, include, search } = filters.values;
    const taken = await choice.all({ division, include, search });
    if ('problem' in taken) setFault(sentenceOf(taken));
    else if (taken.taken < taken.total) toast(r.selectedFirst(count(taken.taken), count(taken.total)));
  };
  const chosen = (): QueuedCheck[] => (selection.size > 0 ? choice.checks() : current ? queued(current) : []);

  /** Empty when it was heard by the server; else why not. */
  const decide = async (checks: readonly QueuedCheck[], decision: Decision): Promise<string> => {
    setFault('');
    setNews(0);
    const ids = checks.map((check) => check.taskId);
    setDeciding((before) => new Set([...before, ...ids]));
    if (decision.kind === 'pass') {
      setDialog(null);
      // The eye goes on at once; the row leaves the queue when the server has said so.
      if (selection.size === 0) move(at + 1 < list.total ? at + 1 : at);
      selection.clear();
    }
    const reply = await decideOn(
      checks.map(({ taskId, handInId }) => ({ taskId, handInId })),
      decision,
    );
    setDeciding((before) => new Set([...before].filter((id) => !ids.includes(id))));
    if (!reply.ok) return sentenceOf(reply.failure);
    setDialog(null);
    selection.clear();
    const left = new Set(reply.value.notDecided.map((one) => one.taskId));
    const gone = new Set(ids.filter((id) => !left.has(id)));
    // Rows above the eye that leave would push it down by as many.
    setIndex((before) => {
      let above = 0;
      for (let n = 0; n < before; n++) if (gone.has(list.at(n)?.id ?? '')) above++;
      return before - above;
    });
    list.change((row) => (gone.has(row.id) ? null : row));
    const [first] = checks;
    if (checks.length === 1 && first && left.size === 0)
      toast(decision.kind === 'pass' ? r.passed(first.headName, passWord) : r.returned(first.headName));
    else toast(r.decided(count(reply.value.decided)));
    if (left.size > 0) {
      setFault(`${r.notDecided(count(left.size))}：${[...new Set(reply.value.notDecided.map((one) => one.reason || r.someoneElse))].join('；')}`);
    }
    // Chosen unread, they leave gaps behind that only the server can fill.
    if (left.size > 0 || checks.length > 1) list.reload();
    return '';
  };
  const passThem = (checks: readonly QueuedCheck[]): void => void decide(checks, { kind: 'pass' }).then((problem) => problem && setFault(problem));
  const mayDecide = loaded?.handIn && current && !deciding.has(current.id);
  const pass = (): void => {
    if (selection.size > 0) setDialog({ kind: 'pass', checks: chosen() });
    else if (mayDecide && !blocked) passThem(chosen());
  };
  const back = (): void => {
    if (selection.size > 0 || mayDecide) setDialog({ kind: 'return', checks: chosen() });
  };

  useKeys(dialog === null, {
    j: () => move(at + 1),
    ArrowDown: () => move(at + 1),
    k: () => move(at - 1),
    ArrowUp: () => move(at - 1),
    p: pass,
    r: back,
    x: () => current && choice.toggle(current),
    '?': () => setDialog({ kind: 'keys' }),
  });

  const several = selection.size > 0;
  return (
    <Page
      title={township ? r.titleTownship : r.titleCounty}
      note={
        list.state === 'loading' ? (
          ''
        ) : (
          <>
            {r.waiting(count(list.total))} <span role="status">{news === 0 ? '' : news === 'some' ? r.arrivedSome : r.arrived(count(news))}</span>
          </>
        )
      }
      actions={
        <button type="button" class="btn btn-plain review-hint" onClick={() => setDialog({ kind: 'keys' })}>
          {r.keys} ?
        </button>
      }
    >
      <FilterBar active={filters.active} onClear={filters.clear}>
        <ChoiceField
          name="include"
          label={w.dossier.include}
          value={filters.values.include}
          onChoose={(include) => filters.set({ include })}
          options={[
            ['true', r.filterYes],
            ['false', r.filterNo],
          ]}
        />
        <DivisionField label={w.tasks.division} value={filters.values.division} onPick={(division) => filters.set({ division })} />
        <SearchField label={w.tasks.search} value={filters.values.search} onSearch={(search) => filters.set({ search })} />
      </FilterBar>
      {fault ? <Notice tone="bad" text={fault} act={w.act.close} onAct={() => setFault('')} /> : null}
      {list.state === 'ready' && list.total === 0 ? (
        <NothingHere filtered={query.division !== '' || query.include !== '' || query.search !== ''} onClear={filters.clear} title={r.none}>
          <p>{r.noneNote}</p>
          <Button look="outline" onClick={list.reload}>
            {w.act.reload}
          </Button>
        </NothingHere>
      ) : (
        <div class="review">
          <QueueList
            list={list}
            at={at}
            onMove={choose}
            selection={selection}
            onAll={() => void selectAll()}
            onToggle={choice.toggle}
            deciding={deciding}
          />
          <section class="review-one" aria-live="off" aria-label={current?.headName ?? r.queue}>
            {current ? (
              <Reading of={{ ...dossier, value: loaded }} rows={9}>
                {(one) => (
                  <DossierView
                    key={one.handIn?.id ?? one.task.id}
                    dossier={one}
                    item={current}
                    onFound={() => {
                      forget(current);
                      dossier.reload();
                    }}
                  />
                )}
              </Reading>
            ) : (
              <p class="quiet">{r.choose}</p>
            )}
          </section>
          <div class="review-acts">
            {blocked && !several ? <span class="quiet">{r.blocked}</span> : null}
            <span class="review-acts-note">{several ? w.states.selected(count(selection.size)) : ''}</span>
            {several ? (
              <Button look="plain" onClick={selection.clear}>
                {w.act.selectNone}
              </Button>
            ) : (
              <>
                <Button look="outline" disabled={at === 0} onClick={() => move(at - 1)}>
                  {r.previous}
                </Button>
                <Button look="outline" disabled={at >= list.total - 1} onClick={() => move(at + 1)}>
                  {r.next}
                </Button>
              </>
            )}
            <Button look="danger" disabled={!several && !mayDecide} onClick={back}>
              {several ? r.returnSome(selection.size) : r.return}
            </Button>
            <Button look="primary" disabled={!several && (!mayDecide || blocked)} onClick={pass}>
              {several ? r.passSome(passWord, selection.size) : passWord}
            </Button>
          </div>
        </div>
      )}
      {dialog?.kind === 'keys' ? <KeysSheet onClose={() => setDialog(null)} /> : null}
      {dialog?.kind === 'pass' ? (
        <ConfirmPass word={passWord} checks={dialog.checks} onConfirm={() => passThem(dialog.checks)} onClose={() => setDialog(null)} />
      ) : null}
      {dialog?.kind === 'return' ? (
        <ReturnDialog checks={dialog.checks} onReturn={(decision) => decide(dialog.checks, decision)} onClose={() => setDialog(null)} />
      ) : null}
    </Page>
  );
}
