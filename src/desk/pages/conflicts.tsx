// 数据冲突: fields of households on which reports differ, settled one by one or several at once, by mouse or keyboard.
import { useState } from 'preact/hooks';
import { CONFLICT_ROLES } from '../../domain/conflict.ts';
import type { Form } from '../../domain/survey/form.ts';
import { Button } from '../../ui/button.tsx';
import { toast } from '../../ui/toast.tsx';
import { type ConflictItem, Conflicts, type SettleConflicts, SettledConflicts } from '../../wire/conflicts.ts';
import { nameOfField } from '../archive-words.ts';
import { call, session } from '../call.ts';
import { useCheckForm } from '../check-form.ts';
import { sentenceOf } from '../failure.ts';
import { agoWords, count } from '../figures.ts';
import { useFilters } from '../filters.ts';
import { words } from '../language.ts';
import { usePaged } from '../paged.ts';
import { useRenewal } from '../renewal.ts';
import { DivisionField } from '../widgets/division-picker.tsx';
import { ChoiceField, FilterBar, SearchField } from '../widgets/filter-bar.tsx';
import { Notice, Page, Reading } from '../widgets/page.tsx';
import { type Column, NothingHere, Table } from '../widgets/table.tsx';
import { OtherValue } from './conflict-other.tsx';
import { ConflictSides } from './conflict-sides.tsx';
import { useKeys } from './review-keys.tsx';

const FILTERS = ['division', 'age', 'search', 'household'] as const;

export type Keep = SettleConflicts['decisions'][number]['keep'];
interface Chosen {
  item: ConflictItem;
  keep: Keep;
}

export function ConflictsPage() {
  const w = words();
  const c = w.conflicts;
  const role = session.value?.account.role;
  const maySettle = (CONFLICT_ROLES.settle as readonly string[]).includes(role ?? '');
  const filters = useFilters(FILTERS);
  const { values } = filters;
  const list = usePaged(`conflicts ${JSON.stringify(values)}`, async (offset, limit) => {
    const reply = await call('/api/conflicts', Conflicts, { query: { ...values, offset, limit } });
    return reply.ok ? { ok: true, value: { rows: reply.value.conflicts, total: reply.value.total, extra: reply.value.form } } : reply;
  });
  useRenewal(() => void list.renew());
  const form = useCheckForm(list.extra);
  return (
    <Page title={c.title} note={c.note}>
      <FilterBar active={filters.active} onClear={filters.clear}>
        <DivisionField label={c.division} value={values.division} onPick={(division) => filters.set({ division })} />
        <ChoiceField
          name="age"
          label={c.age}
          value={values.age}
          onChoose={(age) => filters.set({ age })}
          options={[
            ['week', c.ages.week],
            ['month', c.ages.month],
          ]}
        />
        <SearchField label={c.who} value={values.search} onSearch={(search) => filters.set({ search })} />
        {values.household ? (
          <button type="button" class="link" onClick={() => filters.set({ household: '' })}>
            {c.oneHousehold} ×
          </button>
        ) : null}
      </FilterBar>
      {maySettle ? null : <Notice tone="info" text={c.countyDecides} />}
      {list.extra === null ? (
        <ConflictTable list={list} form={null} maySettle={false} filters={filters} />
      ) : (
        <Reading of={form} rows={8}>
          {(loaded) => <ConflictTable list={list} form={loaded} maySettle={maySettle} filters={filters} />}
        </Reading>
      )}
    </Page>
  );
}

interface TableProps {
  list: ReturnType<typeof usePaged<ConflictItem, { form: string; version: string }>>;
  /** Null while the list is still being read. */
  form: Form | null;
  maySettle: boolean;
  filters: ReturnType<typeof useFilters<(typeof FILTERS)[number]>>;
}

/** What was decided on, until it is sent; and the row that the keys speak of. */
function ConflictTable({ list, form, maySettle, filters }: TableProps) {
  const w = words();
  const c = w.conflicts;
  const [chosen, setChosen] = useState<ReadonlyMap<string, Chosen>>(new Map());
  const [at, setAt] = useState(0);
  const [other, setOther] = useState<ConflictItem | null>(null);
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState('');
  const current = list.at(at);

  const choose = (item: ConflictItem, keep: Keep): void =>
    setChosen((before) => {
      const next = new Map(before);
      const old = before.get(item.id)?.keep;
      if (keep.kind === 'side' && old?.kind === 'side' && old.index === keep.index) next.delete(item.id);
      else next.set(item.id, { item, keep });
      return next;
    });
  const settle = async (): Promise<void> => {
    if (busy || chosen.size === 0) return;
    setBusy(true);
    setFault('');
    const decisions = [...chosen.values()].slice(0, 500).map(({ item, keep }) => ({ conflictId: item.id, seen: item.sides.length, keep }));
    const reply = await call('/api/conflicts/settle', SettledConflicts, { method: 'POST', body: { decisions } });
    setBusy(false);
    if (!reply.ok) return setFault(sentenceOf(reply.failure));
    const { settled, notSettled } = reply.value;
    const left = new Set(notSettled.map(({ conflictId }) => conflictId));
    const gone = new Set(decisions.map(({ conflictId }) => conflictId).filter((id) => !left.has(id)));
    list.change((row) => (gone.has(row.id) ? null : row));
    setChosen(new Map());
    setAt(0);
    if (settled > 0) toast(c.done(count(settled)));
    if (notSettled.length > 0) {
      setFault(`${c.notDone(count(notSettled.length))}${[...new Set(notSettled.map(({ reason }) => reason))].join('；')}`);
      list.reload();
    }
  };
  const move = (to: number): void => {
    const next = Math.max(0, Math.min(list.total - 1, to));
    setAt(next);
    document.querySelector(`tr[data-index="${next}"]`)?.scrollIntoView({ block: 'nearest' });
  };
  const digits = Object.fromEntries(
    [1, 2, 3, 4, 5, 6, 7, 8, 9].map((n) => [
      String(n),
      () => current && n <= current.sides.length && choose(current, { kind: 'side', index: n - 1 }),
    ]),
  );
  useKeys(maySettle && other === null, {
    ...digits,
    0: () => current && setOther(current),
    ArrowDown: () => move(at + 1),
    ArrowUp: () => move(at - 1),
    j: () => move(at + 1),
    k: () => move(at - 1),
    Enter: () => void settle(),
  });

  const columns: Column<ConflictItem>[] = [
    {
      key: 'household',
      head: c.household,
      width: 'minmax(9rem, 1fr)',
      cell: (row) => (
        <>
          <b>{row.headName}</b>
          <small class="quiet block-text">
            {row.townshipName} {row.villageName} {row.groupName}
          </small>
          <small class="quiet block-text">{c.since(agoWords(row.openedAt))}</small>
        </>
      ),
    },
    { key: 'field', head: c.field, width: 'minmax(8rem, 0.8fr)', cell: (row) => (form ? nameOfField(form, row.path, row.memberName) : '') },
    {
      key: 'values',
      head: c.values,
      width: 'minmax(18rem, 3fr)',
      cell: (row) =>
        form ? (
          <ConflictSides
            form={form}
            item={row}
            keep={chosen.get(row.id)?.keep ?? null}
            onKeep={maySettle ? (keep) => choose(row, keep) : null}
            onOther={() => setOther(row)}
          />
        ) : null,
    },
  ];
  return (
    <>
      {fault ? <Notice tone="bad" text={fault} /> : null}
      <Table
        label={c.list}
        list={list}
        columns={columns}
        keyOf={(row) => row.id}
        rowClass={(row) => (maySettle && row.id === current?.id ? 'is-current' : '')}
        estimate={110}
        empty={
          <NothingHere filtered={filters.active} onClear={filters.clear} title={c.none}>
            <p>{c.noneNote}</p>
          </NothingHere>
        }
      />
      {maySettle && list.total > 0 ? (
        <div class="settle-bar">
          <span class="quiet settle-keys">{c.keys}</span>
          <span aria-live="polite">{chosen.size > 0 ? c.chosen(count(chosen.size)) : ''}</span>
          {chosen.size > 0 ? (
            <Button look="plain" onClick={() => setChosen(new Map())}>
              {c.clear}
            </Button>
          ) : null}
          <Button look="primary" disabled={busy || chosen.size === 0} onClick={() => void settle()}>
            {busy ? c.settling : c.settle(count(chosen.size))}
          </Button>
        </div>
      ) : null}
      {other && form ? (
        <OtherValue
          form={form}
          item={other}
          onClose={() => setOther(null)}
          onChoose={(keep) => {
            choose(other, keep);
            setOther(null);
          }}
        />
      ) : null}
    </>
  );
}
