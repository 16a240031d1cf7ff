// 任务进度: every task of one's scope, by state, place and deadline; overdue ones say so.
import { useState } from 'preact/hooks';
import { type TaskOrigin, TaskState } from '../../domain/task.ts';
import { Button } from '../../ui/button.tsx';
import { type TaskItem, Tasks } from '../../wire/desk.ts';
import { call, session } from '../call.ts';
import { count, dayWords } from '../figures.ts';
import { useFilters } from '../filters.ts';
import { common, words } from '../language.ts';
import { usePaged } from '../paged.ts';
import { useRenewal } from '../renewal.ts';
import { useSelection } from '../selection.ts';
import { DivisionField } from '../widgets/division-picker.tsx';
import { ChoiceField, FilterBar, SearchField } from '../widgets/filter-bar.tsx';
import { Page, Tag } from '../widgets/page.tsx';
import { ResultWords, STATE_TONES } from '../widgets/result-words.tsx';
import { type Column, NothingHere, Table } from '../widgets/table.tsx';
import { WithdrawDialog } from './withdraw-dialog.tsx';

const FILTERS = ['state', 'origin', 'division', 'overdue', 'search'] as const;
const ORIGINS: readonly TaskOrigin[] = ['lead', 'sweep', 'self', 'round'];

export function TasksPage() {
  const t = words().tasks;
  const c = common();
  const filters = useFilters(FILTERS);
  const { values } = filters;
  const list = usePaged(`tasks ${JSON.stringify(values)}`, async (offset, limit) => {
    const reply = await call('/api/tasks', Tasks, { query: { ...values, offset, limit } });
    return reply.ok ? { ok: true, value: { rows: reply.value.tasks, total: reply.value.total, extra: reply.value.counts } } : reply;
  });
  useRenewal(() => void list.renew());
  const auditor = session.value?.account.role === 'auditor';
  const selection = useSelection();
  const [withdrawing, setWithdrawing] = useState(false);
  const read = Array.from({ length: list.total }, (_, index) => list.at(index)).flatMap((row) => row ?? []);
  const chosen = read.filter((row) => selection.has(row.id));
  const sweeps = new Set(chosen.map((row) => (row.origin === 'sweep' ? row.title : null)));
  const [sweep = null] = sweeps.size === 1 && chosen.length === selection.size ? sweeps : [];
  const shown = read.filter((row) => row.state === 'dispatched').map((row) => row.id);
  const all = shown.length > 0 && shown.every((id) => selection.has(id));
  const select: Column<TaskItem> = {
    key: 'select',
    label: words().leads.selectShown,
    width: '2.6rem',
    head: (
      <input
        type="checkbox"
        aria-label={words().leads.selectShown}
        checked={all}
        disabled={shown.length === 0}
        onChange={() => selection.put(shown, !all)}
      />
    ),
    cell: (row) =>
      row.state === 'dispatched' ? (
        <input
          type="checkbox"
          aria-label={words().leads.selectRow(row.headName)}
          checked={selection.has(row.id)}
          onChange={() => selection.toggle(row.id)}
        />
      ) : null,
  };
  const columns: Column<TaskItem>[] = [
    ...(auditor ? [select] : []),
    { key: 'head', head: t.head, width: 'minmax(6rem, 1fr)', cell: (row) => <b>{row.headName}</b> },
    {
      key: 'place',
      head: t.place,
      width: 'minmax(10rem, 1.8fr)',
      cell: (row) => (
        <>
          {row.townshipName} {row.villageName} <small class="quiet">{row.groupName}</small>
        </>
      ),
    },
    {
      key: 'why',
      head: t.why,
      width: 'minmax(12rem, 2.4fr)',
      cell: (row) => (row.leadTexts.length > 0 ? row.leadTexts.join('；') : row.title || c.origins[row.origin]),
    },
    { key: 'state', head: t.state, width: '6.5rem', cell: (row) => <Tag tone={STATE_TONES[row.state]}>{c.taskStates[row.state]}</Tag> },
    {
      key: 'due',
      head: t.due,
      width: '8.5rem',
      cell: (row) => (
        <>
          {dayWords(row.dueOn)} {row.overdueDays > 0 ? <Tag tone="bad">{t.late(row.overdueDays)}</Tag> : null}
        </>
      ),
    },
    { key: 'assignee', head: t.assignee, width: '6rem', cell: (row) => row.assigneeName || t.whole },
    {
      key: 'result',
      head: t.result,
      width: 'minmax(8rem, 1.6fr)',
      cell: (row) => (
        <>
          <ResultWords result={row.result} /> {row.remarkCount > 0 ? <Tag tone="warn">{t.remarks(row.remarkCount)}</Tag> : null}
        </>
      ),
    },
  ];
  const counts = list.extra ?? {};
  return (
    <Page
      title={t.title}
      actions={
        auditor ? (
          <Button look="outline" disabled={selection.size === 0} onClick={() => setWithdrawing(true)}>
            {selection.size > 0 ? words().withdraw.some(count(selection.size)) : words().withdraw.button}
          </Button>
        ) : null
      }
    >
      <fieldset class="state-tabs" aria-label={t.state}>
        {(['', ...TaskState.options] as const).map((state) => (
          <button key={state} type="button" class="state-tab" aria-pressed={values.state === state} onClick={() => filters.set({ state })}>
            {state === '' ? words().act.all : c.taskStates[state]} {state === '' ? null : <span class="num">{count(counts[state] ?? 0)}</span>}
          </button>
        ))}
      </fieldset>
      <FilterBar active={filters.active} onClear={filters.clear}>
        <ChoiceField
          name="origin"
          label={t.origin}
          value={values.origin}
          onChoose={(origin) => filters.set({ origin })}
          options={ORIGINS.map((code) => [code, c.origins[code]])}
        />
        <DivisionField label={t.division} value={values.division} onPick={(division) => filters.set({ division })} />
        <SearchField label={t.search} value={values.search} onSearch={(search) => filters.set({ search })} />
        <label class="check">
          <input
            type="checkbox"
            checked={values.overdue === 'true'}
            onChange={(event) => filters.set({ overdue: event.currentTarget.checked ? 'true' : '' })}
          />
          {t.overdue}
        </label>
      </FilterBar>
      <Table
        label={t.title}
        list={list}
        columns={columns}
        keyOf={(row) => row.id}
        empty={<NothingHere filtered={filters.active} onClear={filters.clear} title={t.none} />}
      />
      {withdrawing ? (
        <WithdrawDialog
          taskIds={selection.ids}
          sweepTitle={sweep}
          onDone={() => {
            setWithdrawing(false);
            selection.clear();
            list.reload();
          }}
          onClose={() => setWithdrawing(false)}
        />
      ) : null}
    </Page>
  );
}
